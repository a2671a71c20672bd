"""Athletes of known truth: what they trained, what they felt, and whether the one had anything to do with the other.

Everything is seeded: the same name and seed give the same athlete. Seeds below 10,000 are for choosing methods and
numbers, those from 10,000 for reporting. What is assumed rather than known: daily pain as swings that fade from day to
day (0.5 to 0.9 left the next day) plus half a point of reporting noise, and an answer to load that fades over 1, 3 or 7
days.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.signal import lfilter

HELD_OUT = 10_000
HISTORY_DAYS = 120  # of training before the first score
FIRST_DAY = pd.Timestamp("2024-01-01")  # a Monday
CANDIDATES = ("distance_m", "descent_m", "hard_surface_m", "fast_m")
REPORTING_NOISE = 0.5


@dataclass(frozen=True)
class Nothing:
    """A log that has nothing to do with the training, and what makes it look as if it had.

    Parameters
    ----------
    persistence
        Range of the share of a swing that is left the next day.
    weekday
        Points by which pain follows the working week.
    flares
        Whether flares of weeks come and go by themselves.
    feedback
        Share of a run that is cut for each point above 2 the day before.
    logging
        Which days are logged, see `logged`.
    """

    persistence: tuple[float, float] = (0.5, 0.9)
    weekday: float = 0.0
    flares: bool = False
    feedback: float = 0.0
    logging: str = "daily"


NULLS = {
    "plain": Nothing(),
    "persistent": Nothing(persistence=(0.95, 0.99)),
    "flares": Nothing(persistence=(0.5, 0.8), flares=True),
    "feedback": Nothing(flares=True, feedback=0.25),
    "weekday": Nothing(weekday=0.9),
    "mild_weekday": Nothing(weekday=0.45),
    "mcar60": Nothing(logging="mcar60"),
    "bad_days_missing": Nothing(logging="bad"),
    "good_days_missing": Nothing(logging="good"),
    "run_days_only": Nothing(logging="rundays"),
}
EFFECTS = {
    "effect": Nothing(),
    "effect_feedback": Nothing(feedback=0.15),
    "effect_mcar60": Nothing(logging="mcar60"),
}
EXPLAINED = 0.25  # of the variance of an effect's pain


@dataclass(frozen=True)
class Training:
    """Planned metres of each day, and what kind of metres they are."""

    distance_m: np.ndarray
    descent_per_m: np.ndarray
    hard_share: np.ndarray
    fast_share: np.ndarray
    shoe_life_m: float


@dataclass(frozen=True)
class Athlete:
    """One athlete. `days` has the columns of DAYS that an association reads; `cause` is None where nothing matters.

    `effect_per_m` is the truth of the estimate: points more for one more metre, on the first day that it shows.
    """

    days: pd.DataFrame
    cause: str | None
    effect_per_m: float


def generator(name: str, seed: int, n_days: int) -> np.random.Generator:
    return np.random.default_rng([seed, n_days, zlib.crc32(name.encode())])


# Training


def training(rng: np.random.Generator, n_days: int, *, steady: bool = False) -> Training:
    """A runner's plan: fixed days, a long run on Sunday, weeks that build up and ease off, and what comes between.

    `steady` leaves out easy weeks, breaks and tapers, so that nothing but a label cuts the load.
    """
    weeks = n_days // 7 + 2
    share = _week_shares(rng, weeks)
    metres = (share * (_usual_week(rng) * _week_factors(rng, weeks, steady))[:, None]).ravel()[:n_days]
    if not steady:
        metres = metres * _breaks(rng, n_days)
    sunday = np.arange(n_days) % 7 == 6
    on_trail = rng.random(n_days) > np.where(sunday & (rng.random() < 0.35), 0.2, rng.uniform(0.35, 0.95))
    hilly = rng.random(n_days) < (0.6 if rng.random() < 0.3 else 0.25)
    quality = (np.arange(n_days) % 7 == rng.integers(6)) & (rng.random(n_days) < rng.uniform(0.4, 0.9))
    return Training(
        distance_m=metres,
        descent_per_m=np.where(hilly, rng.uniform(14, 32, n_days), rng.uniform(2, 8, n_days)) / 1000,
        hard_share=np.where(on_trail, rng.uniform(0, 0.25, n_days), rng.uniform(0.75, 1, n_days)),
        fast_share=np.where(quality, rng.uniform(0.2, 0.4, n_days), rng.uniform(0, 0.03, n_days)),
        shoe_life_m=rng.uniform(450_000, 900_000),
    )


def _usual_week(rng: np.random.Generator) -> float:
    return float(np.clip(40_000 * np.exp(rng.normal(0, 0.35)), 15_000, 100_000))


def _week_shares(rng: np.random.Generator, weeks: int) -> np.ndarray:
    """How each week is shared out over its days; one run in ten is skipped."""
    run_days = rng.permutation(6)[: rng.integers(2, 6)]
    planned = np.zeros(7, dtype=bool)
    planned[[*run_days, 6]] = True
    runs = planned & (rng.random((weeks, 7)) > 0.1)
    weight = np.where(runs, np.exp(rng.normal(0, 0.2, (weeks, 7))), 0.0)
    weight[:, 6] *= rng.uniform(0.28, 0.38) * len(run_days) / (1 - 0.33)
    return weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)


def _week_factors(rng: np.random.Generator, weeks: int, steady: bool) -> np.ndarray:
    """Each week over the usual one: noise that lasts, a season, three weeks of building and an easy one, a taper."""
    week = np.arange(weeks)
    factor = np.exp(lfilter([1], [1, -0.5], rng.normal(0, 0.11, weeks)))
    factor *= 1 + rng.uniform(0.05, 0.25) * np.sin(2 * np.pi * week / 52 + rng.uniform(0, 2 * np.pi))
    if steady:
        return factor
    if rng.random() < 0.6:
        factor *= np.array([1.0, 1.06, 1.12, rng.uniform(0.6, 0.8)])[(week + rng.integers(4)) % 4]
    if rng.random() < 0.6 and weeks > 24:
        race = rng.integers(20, weeks - 3)
        factor[race - 2 : race + 2] *= (0.8, 0.6, 0.45, 0.4)
    return factor


def _breaks(rng: np.random.Generator, n_days: int) -> np.ndarray:
    """Illness and holidays."""
    factor = np.ones(n_days)
    for _ in range(rng.poisson(3 * n_days / 365)):
        start, length = rng.integers(n_days), rng.integers(4, 11) if rng.random() < 0.75 else rng.integers(12, 26)
        factor[start : start + length] *= rng.uniform(0, 0.35)
    return factor


def exposures(plan: Training, distance_m: np.ndarray) -> pd.DataFrame:
    """The columns of DAYS that follow from what was really run."""
    ran = pd.Series(distance_m)
    longest = ran.rolling(30, min_periods=1).max().shift()
    in_newest = _in_newest_pair(distance_m, plan.shoe_life_m)
    columns = {
        "local_date": pd.date_range(FIRST_DAY, periods=len(ran)),
        "coverage": "recorded",
        "distance_m": distance_m,
        "descent_m": distance_m * plan.descent_per_m,
        "hard_surface_m": distance_m * plan.hard_share,
        "fast_m": distance_m * plan.fast_share,
        "spike_ratio": (ran / longest.where(longest > 0)).where(ran > 0),
        "shoe_distance_m": np.where(in_newest, distance_m, 0.0),
    }
    return pd.DataFrame(columns)


def _in_newest_pair(distance_m: np.ndarray, life_m: float) -> np.ndarray:
    """Days on which the newest of two pairs is worn: on trial at first, then on most days until the next is bought."""
    dice = np.random.default_rng(int(life_m))  # its own, so that the rest of the athlete does not hang on it
    age = (np.cumsum(distance_m) % (life_m / 2)) / (life_m / 2)
    return dice.random(len(distance_m)) < 0.2 + 0.6 * age


# Pain


def swings(rng: np.random.Generator, n_days: int, persistence: float) -> np.ndarray:
    """Swings of unit variance that fade from day to day."""
    news = rng.normal(0, np.sqrt(1 - persistence**2), n_days)
    news[0] = rng.normal()
    return lfilter([1], [1, -persistence], news)


def said(level: np.ndarray | float, noise: np.ndarray | float) -> np.ndarray:
    """What a runner says of a level of pain: a whole number from 0 to 10."""
    return np.clip(np.rint(level + noise), 0, 10)


def flares(rng: np.random.Generator, n_days: int) -> np.ndarray:
    """Flares that climb and settle over weeks, with no reason in the training."""
    total = np.zeros(n_days)
    for _ in range(max(1, rng.poisson(n_days / 90))):
        since = np.arange(n_days) - rng.integers(n_days)
        climb, settle, height = rng.uniform(7, 21), rng.uniform(7, 21), rng.uniform(1.5, 4)
        course = np.where(since < climb, since / climb, np.exp(-np.maximum(since - climb, 0) / settle))
        total += height * np.where(since < 0, 0, course)
    return total


def logged(rng: np.random.Generator, scores: np.ndarray, ran: np.ndarray, pattern: str) -> np.ndarray:
    """`scores` with NaN on the days that are not logged.

    daily: 15 % missing, as published diaries. mcar60: 60 % missing. bad, good: mostly missing on bad or on good days.
    rundays: mostly logged on days with a run. sparse: 60 % missing in bursts. full: nothing missing.
    """
    usual, luck = np.median(scores), rng.random(len(scores))
    missing = {
        "full": lambda: 0.0,
        "daily": lambda: 0.15,
        "mcar60": lambda: 0.6,
        "bad": lambda: 0.05 + 0.55 / (1 + np.exp(-(scores - usual - 1.5) / 0.5)),
        "good": lambda: 0.05 + 0.75 / (1 + np.exp((scores - max(usual - 0.5, 0.5)) / 0.4)),
        "rundays": lambda: np.where(ran > 0, 0.08, 0.75),
        "sparse": lambda: np.where(_spells(rng, len(scores)), 0.0, 1.0),
    }[pattern]()
    return np.where(luck < missing, np.nan, scores)


def _spells(rng: np.random.Generator, n_days: int) -> np.ndarray:
    """Spells of logging, 40 % of the days."""
    luck, spell = rng.random(n_days), rng.random() < 0.4
    days = []
    for value in luck:
        spell = value < (0.72 if spell else 0.19)
        days.append(spell)
    return np.array(days)


# Athletes for associations


def athlete(kind: str, seed: int, n_days: int, *, explained: float = EXPLAINED) -> Athlete:
    """One athlete of `NULLS` or `EFFECTS`, with `n_days` of log after 120 days of training."""
    truth = NULLS[kind] if kind in NULLS else EFFECTS[kind]
    explained = 0.0 if kind in NULLS else explained
    rng = generator(kind, seed, n_days)
    total = HISTORY_DAYS + n_days
    plan = training(rng, total)
    mean, spread, persistence = rng.uniform(1, 3), rng.uniform(1, 1.6), rng.uniform(*truth.persistence)
    own = mean + spread * np.sqrt(1 - explained) * swings(rng, total, persistence)
    own += truth.weekday * np.cos(2 * np.pi * (np.arange(total) - rng.integers(7)) / 7)
    own += flares(rng, total) if truth.flares else 0.0
    cause = str(rng.choice(CANDIDATES))
    fade, delay = float(np.exp(-1 / rng.choice((1.0, 3.0, 7.0)))), int(rng.integers(2))
    load = exposures(plan, plan.distance_m)[cause].to_numpy()
    answer = lfilter(np.eye(2)[delay], [1, -fade], load)[60:]
    slope = spread * np.sqrt(explained) / (answer.std() + 1e-9)
    live = _Live(own - slope * answer.mean(), slope, fade, delay, truth.feedback)
    distance, scores = live.through(plan.distance_m, load, rng.normal(0, REPORTING_NOISE, total))
    days = exposures(plan, distance)
    score = logged(rng, scores[HISTORY_DAYS:], distance[HISTORY_DAYS:], truth.logging)
    days["day_score"] = np.concatenate([np.full(HISTORY_DAYS, np.nan), score])
    return Athlete(days, cause if explained > 0 else None, slope)


@dataclass(frozen=True)
class _Live:
    """Day after day: the runner cuts a run when it hurt the day before, and pain answers to what was really run."""

    own: np.ndarray
    slope: float
    fade: float
    delay: int
    feedback: float

    def through(self, planned: np.ndarray, load: np.ndarray, noise: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Metres run and scores said."""
        kept, scores = np.ones(len(planned)), np.zeros(len(planned))
        answer = 0.0
        for day in range(len(planned)):
            if day:
                kept[day] = max(0.2, 1 - self.feedback * max(0.0, scores[day - 1] - 2))
            felt = day - self.delay
            answer = self.fade * answer + (kept[felt] * load[felt] if felt >= 0 else 0.0)
            scores[day] = min(max(round(self.own[day] + self.slope * answer + noise[day]), 0), 10)
        return planned * kept, scores


# Logs for trends


def window(seed: int, n_days: int, persistence: float, per_week: float = 0.0) -> np.ndarray:
    """Scores of a window of days, 15 % not logged, whose level moves by `per_week` points a week."""
    rng = generator(f"window {persistence} {per_week}", seed, n_days)
    level = rng.uniform(1.5, 4) + per_week * np.arange(n_days) / 7
    level = level + rng.uniform(0.8, 1.3) * swings(rng, n_days, persistence)
    return logged(rng, said(level, rng.normal(0, REPORTING_NOISE, n_days)), np.zeros(n_days), "daily")
