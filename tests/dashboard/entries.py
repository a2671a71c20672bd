"""Small files and entries for tests of the workspace."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.tables import ACTIVITIES, PAIN, RECORDS, conform
from dashboard.workspace import Import, Workspace


def activities(*rows: dict) -> pd.DataFrame:
    usual = {"sport": "running", "surface": "unknown", "surface_source": "unknown", "source_format": "test"}
    return conform(pd.DataFrame([{**usual, "local_date": "2026-03-02", **row} for row in rows]), ACTIVITIES)


def pain(*rows: dict) -> pd.DataFrame:
    usual = {"moment": "first_steps", "site": "plantar_heel", "side": "left", "entry": 1, "source": "pain.csv"}
    return conform(pd.DataFrame([{**usual, **row} for row in rows]), PAIN)


def records(activity_id: str, *heart_rates: float) -> pd.DataFrame:
    seconds = [float(second) for second in range(len(heart_rates))]
    frame = pd.DataFrame({"activity_id": activity_id, "elapsed_s": seconds, "heart_rate_bpm": heart_rates})
    return conform(frame, RECORDS)


def a_file(name: str = "a.fit", **holds: pd.DataFrame) -> Import:
    return Import(file=name, format="test", status="imported", **holds)


def distances(workspace: Workspace) -> dict[str, float]:
    seen = workspace.load().activities
    return dict(zip(seen["activity_id"], seen["distance_m"], strict=True))


def scores(workspace: Workspace) -> list[float]:
    return workspace.load().pain["score"].tolist()


def files_in(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]
