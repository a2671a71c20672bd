"""How much did it hurt: each day, each week, and around each run?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.base import History
from analysis.tables import MOMENTS

SCORES = tuple(f"{moment}_score" for moment in MOMENTS)
DAY_COLUMNS = (*SCORES, "worst_score", "is_logged")
PER_WEEK = (*MOMENTS, "worst")
WEEK_COLUMNS = (*(f"{m}_{what}" for m in PER_WEEK for what in ("mean", "max", "days", "change")), "logged_days")
AROUND = ("before", "during", "after")
DAY = pd.Timedelta(days=1)


def around_runs(runs: pd.DataFrame, recordings: pd.DataFrame, pain: pd.DataFrame) -> pd.DataFrame:
    """What was the pain before, during and after each run, that morning and the next?

    Returns
    -------
    pandas.DataFrame
        On the index of `runs`: worst score 0-10 of the entries tied to the run per moment, `same_morning_score`, and
        `next_morning_score`, which belongs to the last run of a day. Missing where not logged.
    """
    row_of_run = pd.Series(runs.index, index=runs["activity_id"])
    row_of = pd.Series(recordings["run_id"].map(row_of_run).to_numpy("float64"), index=recordings["activity_id"])
    tied = pain[pain["moment"].isin(AROUND) & pain["score"].notna()]
    tied = tied.assign(row=tied["activity_id"].map(row_of))
    scores = tied.groupby(["row", "moment"])["score"].max().unstack().astype("float64")
    scores = scores.reindex(index=runs.index, columns=list(AROUND)).add_suffix("_score")
    mornings = pain[pain["moment"] == "first_steps"].groupby("local_date")["score"].max()
    is_last = ~runs["local_date"].duplicated(keep="last")
    return scores.assign(
        same_morning_score=runs["local_date"].map(mornings),
        next_morning_score=(runs["local_date"] + DAY).map(mornings).where(is_last),
    )


def per_day(history: History) -> pd.DataFrame:
    """How bad was it at worst at each moment of each day?

    Returns
    -------
    pandas.DataFrame
        Worst score 0-10 per moment over all sites, `worst_score` over all moments, `is_logged` whether there is any.
        Missing where not logged, whatever is known of the training.
    """
    scores = history.pain.groupby(["local_date", "moment"])["score"].max().unstack()
    scores = scores.reindex(index=history.calendar, columns=list(MOMENTS)).add_suffix("_score").astype("float64")
    worst = scores.max(axis=1)
    return scores.assign(worst_score=worst, is_logged=worst.notna())


def per_week(days: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    """How bad was each week at each moment, and how did it move from the week before?

    Returns
    -------
    pandas.DataFrame
        Per moment and for the worst of the day: mean and max 0-10 of the logged days, how many they are, and the mean
        minus that of the week before in points, missing unless both weeks have a score. `logged_days`.
    """
    scores = days[[*SCORES, "worst_score"]].set_axis(list(PER_WEEK), axis=1).groupby(week)
    means = scores.mean()
    weekly = pd.concat(
        [
            means.add_suffix("_mean"),
            scores.max().add_suffix("_max"),
            scores.count().add_suffix("_days"),
            means.diff().add_suffix("_change"),
        ],
        axis=1,
    )
    return weekly.assign(logged_days=days["is_logged"].groupby(week).sum())
