"""How much was run, and how does it compare with the weeks before?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.episode import usual_weeks_before_pain
from analysis.metrics.base import History

DAY_COLUMNS = ("n_runs", "distance_m", "moving_time_s")
WEEK_COLUMNS = ("run_days", "change_previous", "change_mean_4", "usual_m", "usual_low_m", "usual_high_m")


def per_day(history: History) -> pd.DataFrame:
    """How many runs, how far and how long on each day?

    Returns
    -------
    pandas.DataFrame
        `n_runs`, `distance_m` in m, `moving_time_s` in s. 0 on a rest day, missing where the day is unknown or no run
        of the day records the value.
    """
    runs = history.recordings
    dates = runs["local_date"]
    begins = (runs["run_id"] == runs["activity_id"]).astype("float64")
    totals = {
        "n_runs": history.total(begins, dates),
        "distance_m": history.total(runs["distance_m"], dates),
        "moving_time_s": history.total(runs["moving_time_s"], dates),
    }
    return pd.DataFrame(totals, index=history.calendar)


def per_week(days: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    """On how many days was there a run, and how far was the week against those before and the usual one?

    Returns
    -------
    pandas.DataFrame
        `run_days`, missing where nothing of the week is known. `change_previous`, `change_mean_4` as ratios: only
        between weeks whose seven days are all known, missing after weeks without running. `usual_m` and its quartiles
        in m, see `episode.usual_weeks_before_pain`.
    """
    n_runs = days["n_runs"].astype("float64")
    is_run_day = (n_runs > 0).astype("float64").where(n_runs.notna())
    whole = days.groupby(week)["distance_m"].sum(min_count=7)
    four_before = (whole.shift(1) + whole.shift(2) + whole.shift(3) + whole.shift(4)) / 4
    usual = usual_weeks_before_pain(days).reindex(whole.index)
    return usual.assign(
        run_days=is_run_day.groupby(week).sum(min_count=1),
        change_previous=_ratio(whole, whole.shift(1)),
        change_mean_4=_ratio(whole, four_before),
    )


def _ratio(now: pd.Series, before: pd.Series) -> pd.Series:
    """Now over before; missing where before is 0 or either is missing."""
    return now / before.where(before > 0, np.nan)
