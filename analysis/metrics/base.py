"""What every topic computes from, and the few steps they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.tables import RUN_SPORT
from analysis.thresholds import SPLIT_GAP_MINUTES

OVERLAP_S = 60  # the clocks of two parts of one run may overlap by this much


@dataclass(frozen=True)
class History:
    """One athlete's data, laid out for the topics.

    Parameters
    ----------
    coverage
        How the training of each day is known, on a gapless daily index.
    recordings
        Running activities with the `run_id` they belong to, dated to the day that run began.
    exposures
        Exposures of those recordings, with `local_date`.
    """

    coverage: pd.Series
    activities: pd.DataFrame
    recordings: pd.DataFrame
    exposures: pd.DataFrame
    pain: pd.DataFrame
    runs: pd.DataFrame

    @cached_property
    def calendar(self) -> pd.DatetimeIndex:
        return pd.DatetimeIndex(self.coverage.index)

    @cached_property
    def is_known(self) -> np.ndarray:
        """Days whose training is known."""
        return (self.coverage != "unknown").to_numpy()

    def has(self, dates: pd.Series) -> np.ndarray:
        """Days that are among `dates`."""
        return np.bincount(self._place(dates), minlength=len(self.coverage)) > 0

    def total(self, values: pd.Series, dates: pd.Series) -> np.ndarray:
        """Sum of `values` per day: 0 on a known day without any, missing on unknown days and where all are missing."""
        at, numbers = self._place(dates), values.to_numpy("float64", na_value=np.nan)
        given = ~np.isnan(numbers)
        totals = np.bincount(at[given], numbers[given], minlength=len(self.coverage))
        is_zero = self.is_known & ~self.has(dates)
        return np.where(self.has(dates[given]) | is_zero, totals, np.nan)

    def _place(self, dates: pd.Series) -> np.ndarray:
        first = self.calendar[0].to_datetime64()
        return (dates.to_numpy() - first) // np.timedelta64(1, "D")


class Topic(Protocol):
    """A module of this folder, listed in `TOPICS`.

    It names the columns of DAYS it fills, and may fill columns of WEEKS that are not plain totals of days:
    `WEEK_COLUMNS` and `per_week(days, week)`, where `week` holds the first day of each row's week.
    """

    DAY_COLUMNS: tuple[str, ...]

    def per_day(self, history: History) -> pd.DataFrame:
        """The `DAY_COLUMNS` on the calendar of `history`."""


def of_dimension(exposures: pd.DataFrame, dimension: str, *columns: str) -> pd.DataFrame:
    """These columns of the rows of one dimension: a history has a hundred thousand rows, and their texts cost most."""
    return exposures[list(columns)][exposures["dimension"] == dimension]


def among(ids: pd.Series, others: pd.Series) -> np.ndarray:
    """Which of `ids` are among `others`: `isin`, which would make an object of every text of a hundred thousand."""
    return pd.Index(others.unique()).get_indexer(ids) >= 0


def recordings(activities: pd.DataFrame) -> pd.DataFrame:
    """Which recordings are parts of one run?

    A recording that starts less than 15 minutes after the one before it ended continues the same run: a watch stopped
    at a crossing, a warm-up saved apart. Without a clock or a duration a recording stands alone.

    Returns
    -------
    pandas.DataFrame
        The running activities in order of time, those without a clock last in their day; `run_id` the id of the run's
        first recording, `local_date` the day the run began.
    """
    runs = activities[activities["sport"] == RUN_SPORT].sort_values("local_start_time", kind="stable")
    start = (runs["local_start_time"] - pd.Timestamp(0)).dt.total_seconds().to_numpy()
    end = start + runs["elapsed_time_s"].fillna(runs["moving_time_s"]).to_numpy()
    gap = start[1:] - end[:-1]
    continues = np.append(False, (gap < 60 * SPLIT_GAP_MINUTES.value) & (gap >= -OVERLAP_S))[: len(runs)]
    first = np.maximum.accumulate(np.where(continues, 0, np.arange(len(runs))))
    runs = runs.assign(run_id=runs["activity_id"].array.take(first), local_date=runs["local_date"].array.take(first))
    return runs.sort_values("local_date", kind="stable", ignore_index=True)
