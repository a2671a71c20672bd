"""Athletes whose every word says whose it is, and is hostile markup besides."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis.tables import ACTIVITIES, PAIN, conform
from dashboard.workspace import Import, Workspace

# What follows a word in a frame may be any letter, so the kinds are named; half a word is found too, as of no kind.
MARK = re.compile(rb"ZZ[a-z]+-(?:title|shoe|note|place|care|dose|file|login)?")
HOSTILE = "<img src=x onerror=alert(1)>"
DAYS = pd.date_range("2026-01-05", periods=60)


def fill(home: Path, athlete: str, called: str = "") -> None:
    """Sixty days of runs and scores. Every name and note says whose it is, and is hostile markup besides."""

    def mark(field: str) -> str:
        return f"{HOSTILE} ZZ{called or athlete}-{field}"

    runs = pd.DataFrame({
        "activity_id": [f"{athlete}{number}" for number in range(60)], "local_date": DAYS, "sport": "running",
        "distance_m": 8000.0, "moving_time_s": 2700.0, "surface": "trail", "surface_source": "entered",
        "source_format": "FIT", "source_file": mark("file"), "title": mark("title"), "shoe": mark("shoe"),
    })  # fmt: skip
    pain = pd.DataFrame({
        "local_date": DAYS, "moment": "first_steps", "site": "plantar_heel", "side": "left", "entry": 1,
        "score": [3.0, 4.0] * 30, "note": mark("note"), "source": mark("file"), "signs": "none",
    })  # fmt: skip
    workspace = Workspace(home, athlete)
    workspace.save(Import(file=mark("file"), format="FIT", status="imported",
                          activities=conform(runs, ACTIVITIES), pain=conform(pain, PAIN)))  # fmt: skip
    workspace.tell("shoes", [{"shoe": mark("shoe")}])
    workspace.tell("names", [{"key": "k", "name": mark("place")}])
    workspace.tell("care", [{"local_date": DAYS[50], "item": mark("care"), "dose": mark("dose")}])
    workspace.close()


def marks(received: bytes) -> set[bytes]:
    """The words of the athletes in it: whose, and of what kind."""
    return set(MARK.findall(received))
