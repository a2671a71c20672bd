"""What was under a track: its positions matched to the ways of the map the runner provided.

The track is followed in steps of 10 m. At each, every surface costs what the nearest way of it is off, and changing
the surface costs something too; the cheapest way through is what was run on (Viterbi 1967, as in Newson and Krumm 2009,
Hidden Markov map matching through noise and sparseness). So one position that strays does not count, nor does a path
beside the road that positions cannot tell from it. A way without a known surface, and no way within 20 m, are unknown.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from analysis.importers.positions import EARTH_RADIUS_M, Track, every_few_metres, steps_m
from analysis.importers.streets.build import COLUMNS, ROW_OF_TILES, UNITS, tile_of
from analysis.importers.streets.tags import UNKNOWN
from analysis.tables import SURFACES

TOLERANCE_M = 20.0  # no way nearer than this: off the map
SPREAD_M = 8.0  # how far positions and ways are off each other, typically
CHANGE = 5.0  # a surface changes where that explains the positions better by so many squared spreads
STEP_M = 10.0
_NEAR_M = 64.0  # ways farther than one or two of these from the track are left out


class _Map(NamedTuple):
    """The files that `build` writes; read where they lie."""

    pieces: np.ndarray
    surfaces: np.ndarray
    tiles: np.ndarray
    begins: np.ndarray


def surfaces(latitude: np.ndarray, longitude: np.ndarray, folder: Path) -> np.ndarray:
    """On which of SURFACES was each position of a track?

    Parameters
    ----------
    latitude, longitude
        Degrees; positions that follow one another.
    folder
        What `build` made; where there is nothing, all is unknown.
    """
    words = np.array(SURFACES, dtype=object)
    if not len(latitude) or not (folder / "begins.npy").exists():
        return words[np.full(len(latitude), UNKNOWN)]
    kept = _on_the_way(latitude, longitude)
    along, at = every_few_metres(Track(latitude[kept], longitude[kept], np.zeros(len(kept))), STEP_M)
    chosen = _cheapest(_costs(*at, _opened(folder, (folder / "begins.npy").stat().st_mtime_ns)))
    of_kept = chosen[np.minimum(np.rint(along / STEP_M).astype(int), len(chosen) - 1)]
    return words[of_kept[np.searchsorted(kept, np.arange(len(latitude)), side="right") - 1]]


def _on_the_way(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """The places of the positions but those that stray: there and back again, farther than the tolerance."""
    to_next, across = steps_m(latitude, longitude), steps_m(latitude, longitude, 2)
    around = to_next[:-1] + to_next[1:]
    strays = np.zeros(len(latitude), bool)
    strays[1:-1] = (around - across > TOLERANCE_M) & (across < around / 2)
    return np.flatnonzero(~strays)


@lru_cache(maxsize=2)
def _opened(folder: Path, written_ns: int) -> _Map:
    """`written_ns` tells a map from the one it replaced."""
    return _Map(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in _Map._fields))


def _costs(latitude: np.ndarray, longitude: np.ndarray, streets: _Map) -> np.ndarray:
    """For each step and surface: how far the nearest such way is off, in squared spreads."""
    ends, surface = _around(latitude, longitude, streets)
    east = np.cos(np.radians(latitude[0])) * np.radians(1) * EARTH_RADIUS_M
    north = np.radians(1) * EARTH_RADIUS_M

    def flat(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        return np.column_stack([((lon - longitude[0] + 180) % 360 - 180) * east, (lat - latitude[0]) * north])

    steps = flat(latitude, longitude)
    points, surface = _dotted(flat(ends[:, 1], ends[:, 0]), flat(ends[:, 3], ends[:, 2]), surface)
    is_near = np.isin(_squares(points), np.unique(_around_squares(_squares(steps))))
    points, surface = points[is_near], surface[is_near]
    off = np.full((len(steps), len(SURFACES)), 1.5 * TOLERANCE_M)
    for kind in np.unique(surface):
        distance, _ = cKDTree(points[surface == kind]).query(steps, distance_upper_bound=1.5 * TOLERANCE_M)
        off[:, kind] = np.minimum(distance, 1.5 * TOLERANCE_M)
    off[:, UNKNOWN] = np.minimum(off[:, UNKNOWN], TOLERANCE_M)
    return (off / SPREAD_M) ** 2


def _around(latitude: np.ndarray, longitude: np.ndarray, streets: _Map) -> tuple[np.ndarray, np.ndarray]:
    """The pieces of ways (in degrees) in the tiles of the track and those next to them, and their surfaces."""
    own = np.unique(tile_of(longitude, latitude))
    row, column = own // ROW_OF_TILES, own % ROW_OF_TILES
    wanted = np.unique([(row + up) * ROW_OF_TILES + (column + right) % COLUMNS for up in (-1, 0, 1)
                        for right in (-1, 0, 1)])  # fmt: skip
    there = np.flatnonzero(np.isin(streets.tiles, wanted))
    parts = [slice(streets.begins[tile], streets.begins[tile + 1]) for tile in there]
    ends = [np.empty((0, 4)), *(streets.pieces[part] / UNITS for part in parts)]
    return np.concatenate(ends), np.concatenate([np.empty(0, "u1"), *(streets.surfaces[part] for part in parts)])


def _dotted(start: np.ndarray, end: np.ndarray, surface: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points along each piece, at most half a step apart, so that the nearest point is as near as the line."""
    length = np.hypot(*(end - start).T)
    dots = np.maximum(np.ceil(length / (STEP_M / 2)), 1).astype(int) + 1
    origin = np.repeat(np.arange(len(start)), dots)
    place = np.arange(len(origin)) - np.repeat(np.cumsum(dots) - dots, dots)
    share = (place / (dots[origin] - 1))[:, None]
    return start[origin] + share * (end - start)[origin], surface[origin]


def _squares(points: np.ndarray) -> np.ndarray:
    """The number of the square of `_NEAR_M` that each point lies in."""
    column, row = (np.floor(points / _NEAR_M) + 2**20).astype("i8").T
    return row << 32 | column


def _around_squares(squares: np.ndarray) -> np.ndarray:
    return np.concatenate([squares + (up << 32) + right for up in (-1, 0, 1) for right in (-1, 0, 1)])


def _cheapest(costs: np.ndarray) -> np.ndarray:
    """The surface at each step that together cost least, each change at the price of `CHANGE`."""
    if (costs.argmin(axis=1) == UNKNOWN).all():
        return np.full(len(costs), UNKNOWN)
    total = costs[0]
    came_from = np.empty(costs.shape, "i8")
    stay = np.arange(costs.shape[1])
    for step, cost in enumerate(costs[1:], 1):
        best = int(total.argmin())
        is_change = total[best] + CHANGE < total
        came_from[step] = np.where(is_change, best, stay)
        total = np.where(is_change, total[best] + CHANGE, total) + cost
    chosen = np.empty(len(costs), "i8")
    chosen[-1] = total.argmin()
    for step in range(len(costs) - 1, 0, -1):
        chosen[step - 1] = came_from[step, chosen[step]]
    return chosen
