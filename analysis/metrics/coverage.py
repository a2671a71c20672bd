"""How do we know what was trained on each day?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.base import History
from analysis.tables import REST_SPORT
from analysis.thresholds import UNKNOWN_GAP_DAYS

DAY_COLUMNS = ("coverage",)
WEEK_COLUMNS = ("is_complete", "known_days")


def of_days(calendar: pd.DatetimeIndex, activities: pd.DataFrame) -> pd.Series:
    """Was each day recorded, rested, or is it unknown?

    A day without an activity is a rest day where the runner confirmed it (an activity of sport `rest`) or where fewer
    than ten days in a row say nothing; a longer silence may be a missing export. Each confirmed day ends a silence.
    Nothing is known of the days before the first entry.

    Returns
    -------
    pandas.Series
        recorded, confirmed_rest, assumed_rest or unknown, on `calendar`.
    """
    is_rest = activities["sport"] == REST_SPORT
    recorded = calendar.isin(activities.loc[~is_rest, "local_date"])
    confirmed = calendar.isin(activities.loc[is_rest, "local_date"]) & ~recorded
    silent = ~(recorded | confirmed)
    entries_before = np.cumsum(~silent)
    silence = np.bincount(entries_before, weights=silent)[entries_before]
    assumed = silent & (entries_before > 0) & (silence < UNKNOWN_GAP_DAYS.value)
    coverage = np.select(
        [recorded, confirmed, assumed], ["recorded", "confirmed_rest", "assumed_rest"], default="unknown"
    )
    return pd.Series(coverage, index=calendar, dtype="str")


def per_day(history: History) -> pd.DataFrame:
    """How the training of each day is known."""
    return history.coverage.to_frame("coverage")


def per_week(days: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    """Does the whole week lie inside the data, and on how many of its days is the training known?"""
    is_known = days["coverage"] != "unknown"
    return pd.DataFrame({"is_complete": week.groupby(week).size() == 7, "known_days": is_known.groupby(week).sum()})


def unknown_spans(days: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Which stretches of days say nothing about training, newest first, so that the runner can be asked?

    The days before the first known one are left out: every history begins somewhere.
    """
    known = (days["coverage"] != "unknown").to_numpy()
    stretch = np.cumsum(known)
    unknown = days.loc[~known & (stretch > 0), "local_date"]
    ends = unknown.groupby(stretch[unknown.index]).agg(["first", "last"])
    return list(ends.iloc[::-1].itertuples(index=False, name=None))
