"""Positions of one recording -> words that tell places and routes apart, and nothing else. Positions end here.

The Earth is cut into cells, and a cell's word is a keyed hash (HMAC-SHA256) of its number: without the athlete's key
nobody can tell where a word lies. See docs/decisions/0016-places-without-positions.md.

Place
    Four grids of cells of 1010 m, shifted by half a cell north, east and both, and the start's cell in each of them.
    A distance of 505 m or less crosses a border in at most one of two grids shifted by half a cell; so of four there
    is one in which two such starts lie in the same cell. Starts more than 1.5 km apart never
    share one; within 10 km of a pole, where a row has few columns, more than 3.1 km.
Route
    The cells of 150 m that the track stayed in for a while. Of their words the `ROUTE_WORDS` smallest are kept, a
    random sample that is the same for the same way (Broder 1997, On the resemblance and containment of documents).
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.importers.base import Hints
from analysis.importers.positions import EARTH_RADIUS_M, LONGEST_GAP_M, Track, every_few_metres, on_sphere, steps_m
from analysis.tables import EXPOSURES, RUN_SPORT, conform, empty, of_rows
from analysis.whereabouts import SEPARATOR

REACH_M = 505.0  # 500 m and the 0.6 % by which the Earth is no sphere
ROUTE_CELL_M = 150.0
ROUTE_STEP_M = 10.0
SHORTEST_STAY_M = 50.0  # less than this in a cell is its corner, or noise of the positions
ROUTE_WORDS = 44
START_S = 30.0  # the first positions of a recording wander: their middle counts
STANDING_M_S = 0.5
NOT_ON_A_MAP = ("treadmill", "track")  # where the file says so, it knows better than a map
_WORD_BYTES = 5  # eight letters
_POLE_TO_POLE_M = np.pi * EARTH_RADIUS_M


def look(track: Track, row: Mapping[str, object], hints: Hints) -> tuple[dict[str, object], pd.DataFrame]:
    """What do the positions of one activity tell, of all that the hints ask for?

    Parameters
    ----------
    row
        The activity as a row of ACTIVITIES.

    Returns
    -------
    tuple
        Columns of ACTIVITIES, and EXPOSURES of dimension surface where a map knows the ways under a run.
    """
    columns: dict[str, object] = dict(words(track, hints.place_key)) if hints.place_key is not None else {}
    if hints.streets is None or row["sport"] != RUN_SPORT or row["surface"] in NOT_ON_A_MAP:
        return columns, empty(EXPOSURES)
    return columns, _on_map(track.placed(), row, hints.streets)


def _on_map(track: Track, row: Mapping[str, object], folder: Path) -> pd.DataFrame:
    """How far and how long on each surface; what lies on no way with a known surface is `unknown`."""
    from analysis.importers.streets import matching  # it brings scipy, and most runners have no map

    surfaces = matching.surfaces(track.latitude, track.longitude, folder)[1:]
    steps = pd.DataFrame({"metres": steps_m(track.latitude, track.longitude), "seconds": np.diff(track.time)})
    # Nobody knows the way across a gap, and who stands still is not running on anything.
    steps = steps[(steps["metres"] <= LONGEST_GAP_M) & (steps["metres"] >= STANDING_M_S * steps["seconds"])]
    surfaces = surfaces[steps.index]
    if not len(steps) or (surfaces == "unknown").all():
        return empty(EXPOSURES)
    shares = steps.groupby(surfaces).sum() / steps.sum()
    rows = [
        {
            "activity_id": row["activity_id"],
            "dimension": "surface",
            "band": surface,
            "distance_m": share.metres * row["distance_m"],
            "time_s": share.seconds * row["moving_time_s"],
            "source": "unknown" if surface == "unknown" else "map",
        }
        for surface, share in zip(shares.index, shares.itertuples(), strict=True)
    ]
    return conform(of_rows(rows, EXPOSURES), EXPOSURES)


def words(track: Track, key: bytes) -> dict[str, str | None]:
    """The words for place and route of a recording, as columns of ACTIVITIES; missing where it has no position."""
    placed = track.placed()
    if not len(placed.time):
        return {"place": None, "route": None}
    latitude, longitude = _start(placed)
    return {
        "place": SEPARATOR.join(sorted(_word(key, b"place", cell) for cell in _place_cells(latitude, longitude))),
        "route": _route(placed, key),
    }


def _start(track: Track) -> tuple[float, float]:
    """The middle of the first positions, on the sphere: one that strays does not move it."""
    first = track.time <= track.time[0] + START_S
    points = on_sphere(track.latitude[first], track.longitude[first])
    x, y, z = np.median(points, axis=0)
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def _place_cells(latitude: float, longitude: float) -> Iterable[tuple[int, ...]]:
    """The cell of a position in each of four grids, two of them shifted by half a cell to either side."""
    lat, lon = np.array([latitude]), np.array([longitude])
    for grid, (north, east) in enumerate(((0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5))):
        row, column = _cells(lat, lon, 2 * REACH_M, (north, east))
        yield grid, int(row[0]), int(column[0])


def _cells(
    latitude: np.ndarray, longitude: np.ndarray, size_m: float, shift: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of each position in a grid of cells of `size_m`, shifted by parts of a cell north and east.

    Rows lie along the equator. A row has as many columns as there is room for where it is narrowest, so that half a
    cell is nowhere less than half of `size_m`; the last column meets the first at 180 degrees.
    """
    north_m = np.radians(latitude + 90) * EARTH_RADIUS_M
    row = np.floor(north_m / size_m + shift[0])
    edges_m = (row - shift[0]) * size_m, (row + 1 - shift[0]) * size_m
    to_pole = np.minimum(edges_m[0], _POLE_TO_POLE_M - edges_m[1]).clip(0) / EARTH_RADIUS_M
    # The widest angle between two meridians that a half cell's distance reaches at the row's edge towards the pole.
    reach = np.sin(size_m / 4 / EARTH_RADIUS_M) / np.maximum(np.sin(to_pole), 1e-12)
    angle = 2 * np.degrees(np.arcsin(np.minimum(reach, 1.0)))
    columns = np.maximum(np.floor(180 / angle), 1)
    column = np.floor((longitude + 180) / 360 * columns + shift[1]) % columns
    return row.astype(int), column.astype(int)


def _route(track: Track, key: bytes) -> str | None:
    """The sample of the words of all cells on the way; missing where it stayed in none."""
    _, at = every_few_metres(track, ROUTE_STEP_M)
    row, column = _cells(*at, ROUTE_CELL_M, (0.0, 0.0))
    cells, stays = np.unique(row << 32 | column, return_counts=True)
    crossed = cells[stays * ROUTE_STEP_M >= SHORTEST_STAY_M].tolist()
    found = sorted(_word(key, b"route", (cell >> 32, cell & 0xFFFFFFFF)) for cell in crossed)
    return SEPARATOR.join(found[:ROUTE_WORDS]) or None


def _word(key: bytes, what: bytes, cell: Iterable[int]) -> str:
    """The word of a cell: eight letters and digits."""
    message = b" ".join([what, *(str(number).encode() for number in cell)])
    return base64.b32hexencode(hmac.digest(key, message, "sha256")[:_WORD_BYTES]).decode().lower()
