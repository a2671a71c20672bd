"""How much did it hurt after each kind of day? A plain table for logs of any length, claiming nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis import diary
from analysis.tables import CONTRASTS, MOMENTS, conform, empty, of_rows
from analysis.thresholds import CONTRAST_FAST, CONTRAST_HARD, CONTRAST_HILLY, CONTRAST_LEAST_DAYS, CONTRAST_LONG

CONFIDENCE = 0.95


def _share(days: pd.DataFrame, column: str) -> pd.Series:
    """Part of the day's distance; NaN on rest days and where not known."""
    part = days[column] if column in days else pd.Series(np.nan, index=days.index)
    return part / days["distance_m"].where(days["distance_m"] > 0)


def _long(days: pd.DataFrame) -> pd.Series:
    usual = days["longest_run_m"].where(days["longest_run_m"] > 0).median()
    return days["longest_run_m"] >= CONTRAST_LONG.value * usual


# Kinds of days, in the order they are shown; a day may be of several.
KINDS: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "hard_surface": lambda days: _share(days, "hard_surface_m") >= CONTRAST_HARD.value,
    "soft_surface": lambda days: _share(days, "hard_surface_m") < CONTRAST_HARD.value,
    "fast": lambda days: _share(days, "fast_m") >= CONTRAST_FAST.value,
    "hilly": lambda days: _share(days, "descent_m") >= CONTRAST_HILLY.value,
    "long": _long,
    "rest": lambda days: days["distance_m"] == 0,
}


def contrasts(days: pd.DataFrame) -> pd.DataFrame:
    """How much did it hurt, the morning or the day after each kind of day?

    The score is the first-step pain of the next morning; where that was never logged, the moment logged on most days,
    on the next day.

    Parameters
    ----------
    days
        DAYS.

    Returns
    -------
    pandas.DataFrame
        CONTRASTS, one row per kind of day that was followed by a score. Intervals allow for days that resemble their
        neighbours and are missing below three days. Days whose training is not known are of no kind.
    """
    moment = _moment(days)
    if moment is None:
        return empty(CONTRASTS)
    next_score = days[f"{moment}_score"].shift(-1)
    rows = []
    for kind, of in KINDS.items():
        at = np.flatnonzero(of(days).to_numpy() & next_score.notna().to_numpy())
        if len(at):
            low, mean, high = _mean(next_score.to_numpy(dtype=float)[at], at)
            rows.append({"kind": kind, "moment": moment, "n": len(at), "mean": mean, "ci_low": low, "ci_high": high})
    return conform(of_rows(rows, CONTRASTS), CONTRASTS) if rows else empty(CONTRASTS)


def _moment(days: pd.DataFrame) -> str | None:
    counts = {moment: int(days[f"{moment}_score"].notna().sum()) for moment in MOMENTS}
    most = "first_steps" if counts["first_steps"] else max(counts, key=lambda moment: counts[moment])
    return most if counts[most] else None


def _mean(scores: np.ndarray, days: np.ndarray) -> tuple[float, float, float]:
    """Mean with a 95 % interval for days as alike as they usually are, kept inside 0 to 10."""
    mean = float(scores.mean())
    if len(scores) < CONTRAST_LEAST_DAYS.value:
        return np.nan, mean, np.nan
    effective = min(diary.effective_days(diary.USUAL, days), len(days))
    reach = stdtrit(max(effective - 1, 1), (1 + CONFIDENCE) / 2) * scores.std(ddof=1) / np.sqrt(effective)
    return max(mean - reach, 0.0), mean, min(mean + reach, 10.0)
