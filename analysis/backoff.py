"""Running less while it hurts: what is asked of the last seven days, what was done, and whether it helped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.baseline import usual_of
from analysis.episode import Episode
from analysis.thresholds import (
    BACKOFF_KEPT,
    COMPARABLE_WEEK_M,
    MEANINGFUL_SHARE,
    MEANINGFUL_WEEK,
    REPLACED_PAIN,
    REVIEW_LOGS,
    RUN_DAYS_FEWER,
    RUN_DAYS_KEPT,
    RUN_DAYS_MOST,
)

WEEK = pd.Timedelta(days=6)


def in_view(days: pd.DataFrame, episode: Episode) -> pd.DataFrame:
    """DAYS of the last seven that lie in the episode: what was run before the pain is no part of backing off."""
    today = days["local_date"].iloc[-1]
    return days[days["local_date"] >= max(episode.onset, today - WEEK)]


def usual_at_onset(days: pd.DataFrame, episode: Episode, weekly: pd.Series) -> float:
    """What was usual before the pain of something that `weekly` says of the 7 days up to each row of DAYS."""
    dates = days["local_date"]
    daily = days["distance_m"].set_axis(dates)
    return float(usual_of(daily, weekly.set_axis(dates)).loc[episode.onset])


def knows_usual(episode: Episode) -> bool:
    """Whether the usual week before the pain is known and long enough to take a share of."""
    return bool(episode.usual_m >= COMPARABLE_WEEK_M.value)


def is_run_day(days: pd.DataFrame) -> pd.Series:
    """1 for a day with a run, 0 without, missing where not known."""
    n_runs = days["n_runs"].astype("float64")
    return (n_runs > 0).astype("float64").where(n_runs.notna())


def usual_run_days(days: pd.DataFrame, episode: Episode) -> float:
    """Days with a run in a usual week before the pain; NaN where not known."""
    return usual_at_onset(days, episode, is_run_day(days).rolling(7).sum())


def run_days_limit(days: pd.DataFrame, episode: Episode) -> float:
    """On how many days a week may the runner run while it hurts? NaN where the usual number is not known."""
    usual = usual_run_days(days, episode)
    if np.isnan(usual):
        return np.nan
    fewer = min(np.floor(usual) - RUN_DAYS_FEWER.value, RUN_DAYS_MOST.value)
    return float(max(fewer, min(np.floor(usual), RUN_DAYS_KEPT.value), 1))


def usual_long_run(days: pd.DataFrame, episode: Episode) -> float:
    """How long was the longest run of a usual week before the pain, in m? NaN where not known."""
    return usual_at_onset(days, episode, days["longest_run_m"].rolling(7).max())


def left_out_s(days: pd.DataFrame, episode: Episode) -> tuple[float, float]:
    """Running time of a usual week before the pain and of the last seven days, in s; NaN where not known."""
    running = days["moving_time_s"].rolling(7).sum()
    return usual_at_onset(days, episode, running), float(running.iloc[-1])


def replacing(days: pd.DataFrame) -> pd.DataFrame:
    """The last seven days with a sport that stands for running: `local_date`, `replacing_s`, `is_sore`.

    A day is sore, and does not count, where the first steps of the next morning were above `REPLACED_PAIN`.
    """
    morning = days["first_steps_score"].shift(-1)
    week = days[["local_date", "replacing_s"]].assign(is_sore=morning > REPLACED_PAIN.value).tail(7)
    return week[week["replacing_s"] > 0]


# Did it help?


@dataclass(frozen=True)
class Review:
    """The day of the back-off, and the 7-day mean of the pain when it began and now; means NaN where too few logs."""

    number: int
    begun: float
    now: float

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.begun) and np.isfinite(self.now))

    @property
    def change(self) -> float:
        return self.now - self.begun

    @property
    def needed(self) -> float:
        """How far the mean has to fall to be clearly less: a point, or 30 %, whichever is less."""
        return min(MEANINGFUL_WEEK.value, MEANINGFUL_SHARE.value * self.begun)

    @property
    def goal(self) -> float:
        """The mean from which on it is clearly less pain."""
        return self.begun - self.needed

    @property
    def is_better(self) -> bool:
        return self.change <= -self.needed

    @property
    def is_worse(self) -> bool:
        return self.change >= MEANINGFUL_WEEK.value


def review(days: pd.DataFrame, episode: Episode) -> Review | None:
    """How the back-off stands today; None where the running was not cut."""
    begun = episode.backed_off_since
    if pd.isna(begun):
        return None
    today = days["local_date"].iloc[-1]
    return Review((today - begun).days + 1, week_mean(days, episode.first_week_ends), week_mean(days, today))


def week_mean(days: pd.DataFrame, last: pd.Timestamp) -> float:
    """Mean of the worst scores of the seven days up to `last`; NaN where fewer than `REVIEW_LOGS` are logged."""
    dates = days["local_date"]
    scores = days.loc[(dates <= last) & (dates > last - pd.Timedelta(days=7)), "worst_score"].dropna()
    return float(scores.mean()) if len(scores) >= REVIEW_LOGS.value else np.nan


def is_cut(episode: Episode) -> bool:
    """Whether the distance of the last seven days keeps the back-off."""
    return bool(episode.share <= BACKOFF_KEPT.value)
