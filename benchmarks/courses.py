"""Athlete-years whose pain worsens or settles, with and without back-off: the truth that the flag is held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.flags.detector import worsening_days
from analysis.thresholds import UNKNOWN_GAP_DAYS, WORSENING_APART_DAYS
from benchmarks.simulate import FIRST_DAY, HISTORY_DAYS, generator, logged, said, swings, training

YEAR = 365
KINDS = ("worsening", "healthy", "settles", "no_backoff", "noisy", "missing_runs")
STEADY = ("settles", "no_backoff", "missing_runs")  # nothing but the label cuts their load
HIT_FROM, HIT_UNTIL = 7, 7  # days after the cut, and after the worsening ended, between which a flag is right


@dataclass
class Course:
    """A year with its truth, as it grows: `level` of pain and `kept`, the share of the plan that is run.

    `cut` and `end` are the first day of a real cut and the last of the worsening; None where there is none. `hidden` is
    the first day of runs that may be missing from the export.
    """

    rng: np.random.Generator
    level: np.ndarray
    kept: np.ndarray
    cut: int | None = None
    end: int | None = None
    hidden: int = 0

    @property
    def days(self) -> np.ndarray:
        return np.arange(len(self.level))

    def some_day(self) -> int:
        return int(self.rng.integers(HISTORY_DAYS + 60, len(self.level) - 100))

    def back_off(self, start: int, length: int, *, ramp: bool = False) -> None:
        """Cut the load to 30-70 %, or to almost nothing, and come back over four weeks."""
        left = self.rng.uniform(0.3, 0.65) if self.rng.random() < 0.85 else max(self.rng.uniform(-0.08, 0.15), 0.0)
        until = self.rng.integers(10, 18) if ramp else 1
        factor = 1 - (1 - left) * np.minimum((self.days - start + 1) / until, 1)
        after = left + (1 - left) * (self.days - start - length) / 28
        self.kept *= np.where(self.days < start, 1, np.where(self.days < start + length, factor, np.minimum(after, 1)))


@dataclass(frozen=True)
class Year:
    """What Twinge sees of a course, and its truth in positions of the index."""

    distance_m: pd.Series
    score: pd.Series
    cut: int | None
    end: int | None

    def asking(self) -> pd.Series:
        """The distances before the runner answered: long gaps are unknown, not rest."""
        rest = self.distance_m == 0
        gap = rest.groupby((rest != rest.shift()).cumsum()).transform("sum")
        return self.distance_m.mask(rest & (gap >= UNKNOWN_GAP_DAYS.value))


def year(kind: str, seed: int, logging: str = "daily") -> Year:
    """One athlete-year of `KINDS` after 120 days of training."""
    rng = generator(f"{kind} {logging}", seed, YEAR)
    total = HISTORY_DAYS + YEAR
    plan = training(rng, total, steady=kind in STEADY)
    course = Course(rng, np.zeros(total), np.ones(total))
    if kind != "noisy":
        _niggles(course, 8 if kind == "healthy" else 4)
    persistence, spread = rng.uniform(0.3, 0.8), rng.uniform(0.5, 1.1)
    if kind == "noisy":
        persistence, spread = rng.uniform(0.5, 0.92), rng.uniform(0.9, 1.4)
    {"healthy": _nothing, "worsening": _worsening, "settles": _settles, "noisy": _noisy}.get(kind, _no_backoff)(course)
    distance = plan.distance_m * course.kept
    felt = course.level + spread * swings(rng, total, persistence) * np.clip(course.level / 1.5, 0.15, 1)
    scores = said(felt + 0.3 * ((distance > 0) & (course.level > 0.5)), rng.normal(0, 0.4, total))
    scores = np.where(course.level < 0.3, (rng.random(total) < 0.06).astype(float), scores)
    scores[HISTORY_DAYS:] = logged(rng, scores[HISTORY_DAYS:], distance[HISTORY_DAYS:], logging)
    scores[:HISTORY_DAYS] = np.nan
    seen = distance.copy()
    if kind == "missing_runs":
        seen[course.hidden : course.hidden + int(rng.integers(14, 22))] = 0.0
    index = pd.date_range(FIRST_DAY, periods=total)
    return Year(pd.Series(seen, index), pd.Series(scores, index), course.cut, course.end)


def _nothing(course: Course) -> None:
    """A year of niggles."""


def _niggles(course: Course, a_year: int) -> None:
    for _ in range(course.rng.poisson(a_year * len(course.level) / 365)):
        start = int(course.rng.integers(len(course.level)))
        spell = slice(start, start + int(course.rng.integers(2, 7)))
        course.level[spell] = np.maximum(course.level[spell], course.rng.uniform(0.8, 3))


def _add(course: Course, level: np.ndarray) -> None:
    course.level = np.maximum(course.level, np.minimum(level, 9.0))


def _worsening(course: Course) -> None:
    """Pain that is there, a real cut, and pain that climbs 0.4 to 1.5 points a week for weeks all the same."""
    rng, start = course.rng, course.some_day()
    lead, first, per_day = rng.integers(5, 15), rng.uniform(1.5, 4), rng.uniform(0.4, 1.5) / 7
    climb = int(7 * rng.uniform(3.5, 6.5))
    since = course.days - start
    rising = np.where(since < 0, first * (1 + since / lead), first + per_day * since)
    _add(course, np.where(since <= climb, rising, (first + per_day * climb) * np.exp(-(since - climb) / 14)))
    course.back_off(start, climb + 28, ramp=bool(rng.random() < 0.25))
    course.cut, course.end = start, start + climb


def _settles(course: Course) -> None:
    """One or two flares that climb up to ten days into the back-off, then settle; some with a bad spell on the way."""
    rng = course.rng
    starts = sorted(rng.choice(np.arange(HISTORY_DAYS + 40, len(course.level) - 60, 5), 2, replace=False).tolist())
    for start in starts if starts[1] - starts[0] >= 100 else starts[:1]:
        lead, first, more, fade = rng.integers(5, 22), rng.uniform(3, 6.5), rng.integers(0, 11), rng.uniform(7, 21)
        since = course.days - start
        climbing = np.where(since < 0, first * (1 + since / lead), first + 0.12 * since)
        settling = (first + 0.12 * more) * np.exp(-np.maximum(since - more, 0) / fade)
        level = np.where(since < more, climbing, settling)
        if rng.random() < 0.4:
            bad = start + int(rng.integers(7, 24))
            level[bad : bad + int(rng.integers(3, 7))] += rng.uniform(1.5, 3)
        course.back_off(start, int(rng.integers(21, 43)), ramp=bool(rng.random() < 0.25))
        _add(course, level)


def _no_backoff(course: Course) -> None:
    """Pain that climbs for weeks of unchanged training, then rest, and it settles."""
    rng, start = course.rng, course.some_day()
    climb, per_day, first = int(7 * rng.uniform(3.5, 6.5)), rng.uniform(0.4, 1.5) / 7, rng.uniform(0.5, 3)
    since = course.days - start
    settling = (first + per_day * climb) * np.exp(-np.maximum(since - climb, 0) / rng.uniform(7, 21))
    _add(course, np.where(since < 0, 0, np.where(since < climb, first + per_day * since, settling)))
    course.kept[start : start + climb] *= rng.uniform(0.92, 1.12)
    course.back_off(start + climb, int(rng.integers(21, 36)))
    course.hidden = start + int(rng.integers(0, 10))


def _noisy(course: Course) -> None:
    """Lasting pain without a trend, and three real cuts a year."""
    course.level += course.rng.uniform(2, 4)
    for spell in range(3):
        start = HISTORY_DAYS + 40 + 105 * spell + int(course.rng.integers(0, 40))
        course.back_off(start, int(course.rng.integers(28, 50)))


@dataclass(frozen=True)
class Outcome:
    """Whether the flag found the worsening, how many days after the cut, and how often it was wrong that year."""

    found: bool
    delay: float
    false: int


def judge(course: Year, *, asking: bool = False) -> Outcome:
    """What did the flag do in this year? Raised days closer than two weeks are one flag."""
    up = np.flatnonzero(worsening_days(course.asking() if asking else course.distance_m, course.score).to_numpy())
    starts = up[np.diff(up, prepend=-YEAR) > WORSENING_APART_DAYS.value]
    if course.cut is None or course.end is None:
        return Outcome(False, np.nan, len(starts))
    first, last = course.cut + HIT_FROM, course.end + HIT_UNTIL
    right = up[(up >= first) & (up <= last)]
    wrong = int(((starts < first) | (starts > last)).sum())
    return Outcome(len(right) > 0, float(right[0] - course.cut) if len(right) else np.nan, wrong)
