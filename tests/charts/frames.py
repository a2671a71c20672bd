"""Weeks and flags made by hand, as short as a test can be read."""

from __future__ import annotations

import pandas as pd

from analysis.tables import FLAGS, WEEKS, conform


def weeks(*rows: dict, start: str = "2024-03-04") -> pd.DataFrame:
    """One week per row from `start` on: whole, known, without pain, unless the row says otherwise."""
    plain = {"is_complete": True, "known_days": 7, "logged_days": 0}
    starts = pd.date_range(start, periods=len(rows), freq="7D")
    filled = [{"week_start": day, **plain, **row} for day, row in zip(starts, rows, strict=True)]
    return conform(pd.DataFrame(filled), WEEKS)


def run(metres: float, **more: object) -> dict:
    """A week of `metres` on a surface nobody knows."""
    return {"distance_m": metres, "unknown_m": metres, **more}


def flag(day: str, severity: str, **more: object) -> dict:
    return {
        "flag_id": "made_up", "rule": "X1", "site": "all", "period_start": day, "period_end": day, "is_current": True,
        "status": "raised", "severity": severity, "evidence": "a study", "sentence": "Something was seen.",
        "hint": "Look.", "validity": "weak", **more,
    }  # fmt: skip


def flags(*rows: dict) -> pd.DataFrame:
    return conform(pd.DataFrame(list(rows), columns=None if rows else FLAGS.names), FLAGS)
