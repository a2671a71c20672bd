"""Was a run longer than anything in the 30 days before?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics import coverage
from analysis.metrics.base import History
from analysis.thresholds import SPIKE_WINDOW_DAYS

DAY_COLUMNS = ("longest_run_m", "spike_ratio")


def against_longest(runs: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """How much longer than the longest run of the 30 days before is each run?

    The 30 days end the day before: an earlier run of the same day is no "before". All of them must be known, since an
    unknown day may hide a longer run.

    Returns
    -------
    pandas.DataFrame
        On the index of `runs`: `longest_30_days_m` in m and `spike_ratio`. Missing where there is no run in those
        days, where one of them is unknown, and the ratio where the run has no distance.
        Source: Frandsen et al. 2025, Br J Sports Med 59:1203-1210.
    """
    if runs.empty:
        return pd.DataFrame(columns=["longest_30_days_m", "spike_ratio"], index=runs.index, dtype="float64")
    window = int(SPIKE_WINDOW_DAYS.value)
    calendar = pd.date_range(activities["local_date"].min(), runs["local_date"].max())
    is_known = coverage.of_days(calendar, activities) != "unknown"
    all_known = is_known.astype("float64").shift().rolling(window).sum() == window
    daily = runs.groupby("local_date")["distance_m"].max().reindex(calendar)
    longest = daily.shift().rolling(window, min_periods=1).max()
    before = runs["local_date"].map(longest.where(all_known & (longest > 0)))
    return pd.DataFrame({"longest_30_days_m": before, "spike_ratio": runs["distance_m"] / before})


def per_day(history: History) -> pd.DataFrame:
    """How long was the longest run of each day, and how much of a spike?

    Returns
    -------
    pandas.DataFrame
        `longest_run_m` in m, `spike_ratio`. A rest day has a longest run of 0 and no ratio; both are missing where
        unknown.
    """
    most = history.runs.groupby("local_date")[["distance_m", "spike_ratio"]].max().reindex(history.calendar)
    is_rest = history.is_known & ~history.has(history.runs["local_date"])
    return most.set_axis(list(DAY_COLUMNS), axis=1).assign(longest_run_m=most["distance_m"].mask(is_rest, 0.0))
