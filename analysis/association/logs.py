"""The log of one moment beside what is remembered of the load: the rows a search works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis import diary
from analysis.association.exposures import HALF_LIVES, LAGS, Exposure
from analysis.thresholds import ASSOCIATION_KNOWN, ASSOCIATION_LOGS, ASSOCIATION_SPAN_DAYS

SLOW_DAYS = 60  # changes slower than this are left to healing, season and fitness


@dataclass(frozen=True)
class Feature:
    """An exposure as it may be felt: from `lag_days` on, half forgotten after `half_life_days` more."""

    exposure: int
    lag_days: int
    half_life_days: float


@dataclass(frozen=True)
class Log:
    """Scores of one moment and what is remembered of each exposure, on the days where both are known.

    Parameters
    ----------
    known_days
        By exposure, logged days on which it is known.
    exposures
        Those known well enough to be judged.
    days
        Day numbers of the rows.
    remembered
        One row per day, one column per feature.
    """

    moment: str
    logged_days: int
    known_days: Mapping[str, int]
    exposures: tuple[Exposure, ...]
    days: np.ndarray
    score: np.ndarray
    features: tuple[Feature, ...]
    remembered: np.ndarray

    @property
    def n(self) -> int:
        return len(self.days)

    @property
    def span_days(self) -> int:
        return int(self.days[-1] - self.days[0]) + 1 if self.n else 0

    @property
    def is_enough(self) -> bool:
        """Whether the log is long enough to be judged, and the score ever changed."""
        return self.missing_days == 0 and self.changes

    @property
    def missing_days(self) -> int:
        """Logged days missing until the log may be judged at all."""
        return max(ASSOCIATION_LOGS.whole - self.n, ASSOCIATION_SPAN_DAYS.whole - self.span_days, 0)

    @property
    def changes(self) -> bool:
        return self.n > 0 and float(np.ptp(self.score)) > 0

    @cached_property
    def fixed(self) -> np.ndarray:
        """The constant and the slow changes."""
        return waves(self.days)

    @cached_property
    def errors(self) -> diary.Errors:
        """How the days of this log resemble each other."""
        return diary.fit(self.score, self.fixed, self.days, diary.weekday_columns(self.days))

    @cached_property
    def n_effective(self) -> float:
        """Days that would tell as much if they did not resemble each other."""
        return diary.effective_days(self.errors, self.days)

    def whiten(self, *columns: np.ndarray, errors: diary.Errors | None = None) -> list[np.ndarray]:
        """Each block of columns with rows that no longer resemble each other, by its own errors if none are given."""
        blocks = [block.reshape(self.n, -1) for block in columns]
        ends = np.cumsum([block.shape[1] for block in blocks])[:-1]
        weekdays = diary.weekday_columns(self.days)
        return np.split(diary.apply(errors or self.errors, np.column_stack(blocks), self.days, weekdays), ends, axis=1)


def waves(days: np.ndarray) -> np.ndarray:
    """A constant and slow waves over the span of `days`: half a period and more, one for each 60 days."""
    span = int(days[-1] - days[0]) + 1
    return np.column_stack([np.cos(np.pi * wave * (days - days[0] + 0.5) / span) for wave in range(_n_waves(span) + 1)])


def _n_waves(span_days: int) -> int:
    return max(1, span_days // SLOW_DAYS)


def log_of(
    moment: str, scores: pd.Series, memories: Mapping[float, np.ndarray], exposures: tuple[Exposure, ...]
) -> Log:
    """The rows of one moment.

    A day counts if its score and every judged exposure are known. An exposure known on far fewer days than the best
    known one is not judged, lest it take the days of the others.

    Parameters
    ----------
    scores
        Score of each day, NaN where not logged.
    memories
        By half-life, what is remembered of each exposure (column) on the evening of each day (row).
    """
    score = scores.to_numpy(dtype=float)
    logged = np.flatnonzero(np.isfinite(score))
    lags = LAGS[moment]
    layout = [(lag, half_life) for lag in lags for half_life in HALF_LIVES]
    block = np.stack([evening_before(memories[half_life], logged, lag) for lag, half_life in layout], axis=2)
    known = np.isfinite(block).all(axis=2)
    counts = known.sum(axis=0)
    judged = np.flatnonzero((counts > 0) & (counts >= ASSOCIATION_KNOWN.value * counts.max(initial=0)))
    rows = known[:, judged].all(axis=1) if len(judged) else np.zeros(len(logged), dtype=bool)
    return Log(
        moment=moment,
        logged_days=len(logged),
        known_days={exposure.column: int(count) for exposure, count in zip(exposures, counts, strict=True)},
        exposures=tuple(exposures[i] for i in judged),
        days=logged[rows],
        score=score[logged[rows]],
        features=tuple(Feature(place, *how) for place in range(len(judged)) for how in layout),
        remembered=block[rows][:, judged].reshape(int(rows.sum()), len(judged) * len(layout)),
    )


def evening_before(memory: np.ndarray, days: np.ndarray, lag: int) -> np.ndarray:
    """What is remembered on the evening `lag` days before each of `days`; NaN before the first day."""
    return np.where((days >= lag)[:, None], memory[np.maximum(days - lag, 0)], np.nan)
