"""Hand-made tables for the rules: what a rule reads, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.flags import Inputs
from analysis.settings import Settings
from analysis.tables import ACTIVITIES, DAYS, EXPOSURES, PAIN, RUNS, WEEKS, conform, empty
from analysis.told import Told

TODAY = pd.Timestamp("2026-03-31")
NAN = np.nan


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def days(metres: Sequence[float], scores: Sequence[float] | None = None) -> pd.DataFrame:
    """DAYS that end today: one distance per day (NaN unknown), and the worst score of the last days."""
    dates = pd.date_range(end=TODAY, periods=len(metres), freq="D")
    distance = pd.Series(metres, dtype="float64")
    worst = pd.Series(NAN, index=range(len(metres)))
    if scores is not None:
        worst.iloc[len(metres) - len(scores) :] = scores
    frame = {
        "local_date": dates,
        "coverage": np.where(distance.isna(), "unknown", np.where(distance > 0, "recorded", "assumed_rest")),
        "n_runs": (distance > 0).astype("float64").where(distance.notna()),
        "distance_m": distance,
        "longest_run_m": distance,
        "worst_score": worst,
        "is_logged": worst.notna(),
    }
    return conform(pd.DataFrame(frame), DAYS)


def runs(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """RUNS from (day, distance in m, longest of the 30 days before in m)."""
    frame = pd.DataFrame(rows, columns=["local_date", "distance_m", "longest_30_days_m"])
    frame["activity_id"] = [f"run-{number}" for number in range(len(frame))]
    frame["spike_ratio"] = frame["distance_m"] / frame["longest_30_days_m"]
    return conform(frame, RUNS)


def weeks(*longest_m: float) -> pd.DataFrame:
    """WEEKS that end with the week of today, each with its longest run."""
    start = TODAY - pd.Timedelta(days=TODAY.weekday())
    frame = {
        "week_start": pd.date_range(end=start, periods=len(longest_m), freq="7D"),
        "is_complete": True,
        "known_days": 7,
        "logged_days": 0,
        "longest_run_m": longest_m,
    }
    return conform(pd.DataFrame(frame), WEEKS)


def pain(*rows: dict) -> pd.DataFrame:
    """PAIN from entries; left plantar heel, moment `first_steps`, unless said otherwise."""
    if not rows:
        return empty(PAIN)
    usual = {"moment": "first_steps", "site": "plantar_heel", "side": "left", "entry": 1, "source": "entered"}
    return conform(pd.DataFrame([usual | row for row in rows]), PAIN)


def daily_pain(scores: Sequence[float], **more: object) -> pd.DataFrame:
    """One entry a day up to today; NaN days have none."""
    dates = pd.date_range(end=TODAY, periods=len(scores), freq="D")
    entries = [
        {"local_date": date, "score": score, **more}
        for date, score in zip(dates, scores, strict=True)
        if not np.isnan(score)
    ]
    return pain(*entries)


def inputs(**given: object) -> Inputs:
    """Inputs with empty tables where nothing is given."""
    usual = {"runs": empty(RUNS), "days": days([0.0] * 60), "weeks": empty(WEEKS), "pain": empty(PAIN)}
    usual |= {"activities": empty(ACTIVITIES), "exposures": empty(EXPOSURES), "told": Told()}
    return Inputs(**(usual | {"settings": Settings(), "today": TODAY} | given))  # type: ignore[arg-type]


def current(findings: list) -> object:
    """The one finding that holds today."""
    (finding,) = [finding for finding in findings if finding.is_current]
    return finding


def past(findings: list) -> list:
    return [finding for finding in findings if not finding.is_current]
