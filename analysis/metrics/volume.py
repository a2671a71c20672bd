"""How much was run, and how does it compare with the weeks before?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.backoff import is_run_day
from analysis.baseline import acute_to_chronic
from analysis.episode import trailing, usual_before_pain, usual_weeks_before_pain
from analysis.metrics.base import History

DAY_COLUMNS = ("n_runs", "distance_m", "moving_time_s", "rolling_7_m")
WEEK_COLUMNS = (
    "run_days", "back_to_back_days", "usual_run_days", "acwr", "change_previous", "change_mean_4", "usual_m",
    "usual_low_m", "usual_high_m",
)  # fmt: skip


def per_day(history: History) -> pd.DataFrame:
    """How many runs, how far and how long on each day?

    Returns
    -------
    pandas.DataFrame
        `n_runs`, `distance_m` in m, `moving_time_s` in s. 0 on a rest day, missing where the day is unknown or no run
        of the day records the value. `rolling_7_m` in m, missing where one of the seven days is.
    """
    runs = history.recordings
    dates = runs["local_date"]
    begins = (runs["run_id"] == runs["activity_id"]).astype("float64")
    totals = {
        "n_runs": history.total(begins, dates),
        "distance_m": history.total(runs["distance_m"], dates),
        "moving_time_s": history.total(runs["moving_time_s"], dates),
    }
    sums, counts = trailing(totals["distance_m"], 7)
    rolling = np.where(counts == 7, sums, np.nan)
    return pd.DataFrame({**totals, "rolling_7_m": rolling}, index=history.calendar)


def per_week(days: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    """On how many days was there a run, how many of them in a row, and how far was the week against those before?

    Returns
    -------
    pandas.DataFrame
        `run_days`, missing where nothing of the week is known. `back_to_back_days`, the run days directly after one:
        of those whose day before is known. `usual_run_days`, the median over the weeks that make the usual week.
        `acwr` on the last day of the week, see `baseline.acute_to_chronic`. `change_previous`, `change_mean_4` as
        ratios: only between weeks whose seven days are all known, missing after weeks without running. `usual_m` and
        its quartiles in m, see `episode.usual_weeks_before_pain`.
    """
    ran = is_run_day(days)
    whole = days.groupby(week)["distance_m"].sum(min_count=7)
    four_before = (whole.shift(1) + whole.shift(2) + whole.shift(3) + whole.shift(4)) / 4
    dates = days["local_date"].to_numpy()
    of_last_7 = ran.rolling(7).sum().set_axis(dates)
    usual = usual_weeks_before_pain(days).reindex(whole.index)
    ratio = acute_to_chronic(days["distance_m"].set_axis(dates))
    return usual.assign(
        run_days=ran.groupby(week).sum(min_count=1),
        back_to_back_days=_in_a_row(ran).groupby(week).sum(min_count=1),
        usual_run_days=usual_before_pain(days, of_last_7).reindex(whole.index),
        acwr=ratio.set_axis(days.index).groupby(week).last(skipna=False),
        change_previous=_ratio(whole, whole.shift(1)),
        change_mean_4=_ratio(whole, four_before),
    )


def _in_a_row(ran: pd.Series) -> pd.Series:
    """1 on a run day directly after one, 0 on other days, missing where either day is unknown and it matters."""
    before = ran.shift()
    return (ran * before).mask((ran == 0) | (before == 0), 0.0).where(ran.notna())


def _ratio(now: pd.Series, before: pd.Series) -> pd.Series:
    """Now over before; missing where before is 0 or either is missing."""
    return now / before.where(before > 0, np.nan)
