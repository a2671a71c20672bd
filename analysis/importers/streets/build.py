"""A map of OpenStreetMap (`.osm.pbf`) -> the ways in it with their surfaces, sorted by where they lie.

Memory is bounded: osmium keeps where the nodes lie in a file, and larger maps than `LARGEST_BYTES` are refused.
"""

from __future__ import annotations

import shutil
import tempfile
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from analysis.errors import UnreadableFile
from analysis.importers.streets.tags import UNKNOWN, surface_of

LARGEST_BYTES = 400_000_000  # a state or a small country; the ways of more would not fit in a small computer's memory
TILE_DEGREES = 0.01
UNITS = 10_000_000  # OpenStreetMap counts ten-millionths of a degree
LONGEST_PIECE = 20_000  # of those units: longer pieces of a way are cut, so that each lies near its tile
_MARK = b"OSMHeader"
_SMALLER = "Take the extract of a smaller region, as download.geofabrik.de offers them."


@dataclass(frozen=True)
class Summary:
    """What a map holds: ways one can run on, and those of them whose surface it tells."""

    ways: int
    known_ways: int


def build(path: Path, folder: Path) -> Summary:
    """Make the map at `path` ready for `matching.surfaces`, in `folder`; a map that was there before is replaced.

    Raises
    ------
    UnreadableFile
        The file is no `.osm.pbf`, is damaged, too large, or has no ways.
    """
    _refuse_unfit(path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".map-") as made:
        ways = _read(path, Path(made) / "nodes")
        if not ways.surfaces:
            raise UnreadableFile("There are no ways in this map.", "Check that it is the right file.")
        new = Path(made) / "new"
        new.mkdir(mode=0o700)  # it tells where the runner lives
        for name, values in _index(ways).items():
            np.save(new / f"{name}.npy", values)
        if folder.exists():
            folder.rename(Path(made) / "old")
        new.rename(folder)
    return Summary(len(ways.surfaces), sum(surface != UNKNOWN for surface in ways.surfaces))


def remove(folder: Path) -> None:
    """Forget a map."""
    shutil.rmtree(folder, ignore_errors=True)


def _refuse_unfit(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(64)
    if _MARK not in head:
        raise UnreadableFile("This is no OpenStreetMap extract.", "Choose the .osm.pbf file as it was downloaded.")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        found = f"This map has {size / 1e6:,.0f} MB; Twinge reads maps of up to {LARGEST_BYTES / 1e6:,.0f} MB."
        raise UnreadableFile(found, _SMALLER)


class _Ways:
    """The points of all ways, one after the other, in ten-millionths of a degree."""

    def __init__(self) -> None:
        self.x, self.y, self.way = array("i"), array("i"), array("i")
        self.surfaces = bytearray()

    def add(self, surface: int, points: Iterable[tuple[int, int]]) -> None:
        number = len(self.surfaces)
        before = len(self.x)
        for x, y in points:
            self.x.append(x)
            self.y.append(y)
        self.way.extend([number] * (len(self.x) - before))
        self.surfaces.append(surface)


def _read(path: Path, nodes: Path) -> _Ways:
    import osmium  # a large library that only runners with a map need

    ways = _Ways()
    wanted = osmium.osm.NODE | osmium.osm.WAY
    processor = osmium.FileProcessor(str(path), wanted).with_locations(f"sparse_file_array,{nodes}")
    processor = processor.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    processor = processor.with_filter(osmium.filter.KeyFilter("highway", "leisure"))
    try:
        for way in cast("Iterable[osmium.osm.Way]", processor):
            surface = surface_of({tag.k: tag.v for tag in way.tags})
            if surface is not None:
                ways.add(surface, ((node.x, node.y) for node in way.nodes if node.location.valid()))
    except RuntimeError as error:
        raise UnreadableFile("This map is damaged or cut off.", "Download it again.") from error
    return ways


def _index(ways: _Ways) -> dict[str, np.ndarray]:
    """Pieces of ways (x, y of both ends), their surfaces, and for each tile where its pieces begin."""
    points = np.column_stack([np.frombuffer(ways.x, "i4"), np.frombuffer(ways.y, "i4")])
    way = np.frombuffer(ways.way, "i4")
    joined = way[1:] == way[:-1]
    pieces = _cut(np.hstack([points[:-1][joined], points[1:][joined]]))
    surfaces = np.frombuffer(ways.surfaces, "u1")[way[:-1][joined]][pieces.origin]
    tile = tile_of((pieces.ends[:, 0] + 0.5 * (pieces.ends[:, 2] - pieces.ends[:, 0])) / UNITS,
                   (pieces.ends[:, 1] + 0.5 * (pieces.ends[:, 3] - pieces.ends[:, 1])) / UNITS)  # fmt: skip
    order = np.argsort(tile, kind="stable")
    tiles, begins = np.unique(tile[order], return_index=True)
    return {
        "pieces": pieces.ends[order],
        "surfaces": surfaces[order],
        "tiles": tiles,
        "begins": np.append(begins, len(order)),
    }


@dataclass(frozen=True)
class _Pieces:
    ends: np.ndarray
    origin: np.ndarray


def _cut(ends: np.ndarray) -> _Pieces:
    """The same lines in pieces that are none longer than `LONGEST_PIECE`, and which line each is of."""
    length = np.hypot(ends[:, 2].astype(float) - ends[:, 0], ends[:, 3].astype(float) - ends[:, 1])
    parts = np.maximum(np.ceil(length / LONGEST_PIECE), 1).astype(int)
    origin = np.repeat(np.arange(len(ends)), parts)
    part = np.arange(len(origin)) - np.repeat(np.cumsum(parts) - parts, parts)
    start, step = ends[origin, :2], (ends[origin, 2:].astype(float) - ends[origin, :2]) / parts[origin, None]
    cut = np.hstack([start + step * part[:, None], start + step * (part[:, None] + 1)])
    return _Pieces(np.rint(cut).astype("i4"), origin)


def tile_of(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """The number of the tile that each position lies in."""
    row, column = np.floor((latitude + 90) / TILE_DEGREES), np.floor((longitude + 180) / TILE_DEGREES)
    return (row * ROW_OF_TILES + column % COLUMNS).astype("i8")


COLUMNS = round(360 / TILE_DEGREES)
ROW_OF_TILES = 100_000  # the number of a tile is row * this + column
