"""The map the runner provides, to look up what they ran on. It stays on this machine, and no position is kept."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.importers.streets import build as streets_build
from dashboard.session.choices import today
from dashboard.session.store import workspace

_SUMMARY = "summary.json"


@dataclass(frozen=True)
class MapSummary:
    """The map in use: its file, the day it was added, its ways, and how many of them say what they are made of."""

    file: str
    added: str
    ways: int
    known_ways: int


def add_map(upload: Any) -> MapSummary:
    """Look up surfaces in this OpenStreetMap extract from now on, in files that are read from now on.

    Raises
    ------
    UnreadableFile
        It is no such extract, damaged, or too large; the map that was there stays.
    """
    kept = workspace()
    with tempfile.NamedTemporaryFile(dir=kept.map_folder.parent, suffix=".osm.pbf") as file:
        while piece := upload.read(1 << 20):
            file.write(piece)
        file.flush()
        made = streets_build.build(Path(file.name), kept.map_folder)
    summary = MapSummary(upload.name, f"{today():%Y-%m-%d}", **asdict(made))
    (kept.map_folder / _SUMMARY).write_text(json.dumps(asdict(summary)), encoding="utf-8")
    kept.read_again()
    return summary


def remove_map() -> None:
    """Forget the map. What it told of runs stays."""
    streets_build.remove(workspace().map_folder)


def map_summary() -> MapSummary | None:
    """The map in use; None where there is none."""
    place = workspace().map_folder / _SUMMARY
    return MapSummary(**json.loads(place.read_text(encoding="utf-8"))) if place.exists() else None
