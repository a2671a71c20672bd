"""A model of daily pain: how much has it risen since a given day, and is it still rising?

Pain is a level with a slope that drifts slowly, plus swings that fade over days, plus the noise of reporting a number.
A Kalman filter carries the level of the first day along in the state, so that the rise since then comes with its own
uncertainty. How long and how wide the swings are is learned from the athlete's log before that day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# The model, chosen on simulated athletes of known truth (docs/methods.md); points and days.
LEVEL_DRIFT = 0.10
SLOPE_DRIFT = 0.012
SLOPE_KEPT = 0.985
REPORTING_NOISE = 0.5
WARM_IN_DAYS = 21
FIRST_LEVEL_SD = 3.0
FIRST_SLOPE_SD = 0.06

# Swings of an athlete whose log says too little; a log counts as much as these after 30 days.
USUAL_PERSISTENCE = 0.6
USUAL_SWING = 0.9
PRIOR_DAYS = 30
LEARNED_FROM_DAYS = 120
LEAST_LEARNING_DAYS = 28
LEAST_PAIRS = 10
PERSISTENCE_BOUNDS = (0.3, 0.93)
LEAST_SWING = 0.6

LEVEL, SLOPE, SWING, FIRST_LEVEL = range(4)


@dataclass(frozen=True)
class Course:
    """Pain since each of several first days: one row per first day, one column per day since.

    `rise` is in points since the first day, `slope` in points per day; `_sd` are their standard deviations.
    """

    rise: np.ndarray
    rise_sd: np.ndarray
    slope: np.ndarray
    slope_sd: np.ndarray


def swings(history: np.ndarray) -> tuple[float, float]:
    """How long do this athlete's swings of pain last, and how wide are they?

    Parameters
    ----------
    history
        Daily scores, oldest first; NaN where not logged. Only the last 120 days count.

    Returns
    -------
    tuple
        Persistence from one day to the next (0 to 1) and standard deviation in points, both pulled toward what is usual
        the less was logged.
    """
    history = history[-LEARNED_FROM_DAYS:]
    logged = np.isfinite(history)
    n = int(logged.sum())
    if n < LEAST_LEARNING_DAYS:
        return USUAL_PERSISTENCE, USUAL_SWING
    around_mean = np.where(logged, history - history[logged].mean(), 0.0)
    variance = float((around_mean**2).sum()) / n
    next_day = _autocorrelation(around_mean, logged, 1, unknown=0.5)
    second_day = _autocorrelation(around_mean, logged, 2, unknown=0.3)
    # Reporting noise lowers both correlations alike, so their ratio tells more of the swings than either.
    persistence = max(second_day / next_day, next_day) if next_day > 0.15 else next_day
    persistence = float(np.clip(persistence, *PERSISTENCE_BOUNDS))
    own = n / (n + PRIOR_DAYS)
    width = np.sqrt(own * variance + (1 - own) * USUAL_SWING**2)
    return own * persistence + (1 - own) * USUAL_PERSISTENCE, float(max(width, LEAST_SWING))


def _autocorrelation(values: np.ndarray, logged: np.ndarray, lag: int, unknown: float) -> float:
    """Of values around their mean, 0 where not logged; `unknown` where too few pairs were logged."""
    variance = float((values**2).sum()) / logged.sum()
    pairs = logged[lag:] & logged[:-lag]
    if pairs.sum() <= LEAST_PAIRS or variance == 0:
        return unknown
    return float((values[lag:] * values[:-lag])[pairs].mean()) / variance


def follow(scores: np.ndarray, starts: np.ndarray, days: int) -> Course:
    """How did pain move since each of `starts`, as known on each of the following `days`?

    Column k of a row uses the scores up to k days after its first day and none later.

    Parameters
    ----------
    scores
        One score per day, NaN where not logged.
    starts
        Positions in `scores`.
    days
        Columns wanted; 1 is the first day alone.
    """
    learned = np.array([swings(scores[:start]) for start in starts]).reshape(-1, 2)
    move, drift = _dynamics(*learned.T)
    seen = _around(scores, starts, days)
    state = np.zeros((len(starts), 4, 1))
    spread = np.zeros((len(starts), 4, 4))
    spread[:, range(4), range(4)] = FIRST_LEVEL_SD**2
    spread[:, SLOPE, SLOPE] = FIRST_SLOPE_SD**2
    spread[:, SWING, SWING] = learned[:, 1] ** 2
    course = Course(*np.full((4, len(starts), days), np.nan))
    for step in range(WARM_IN_DAYS + days):
        if step > 0:
            state, spread = move @ state, move @ spread @ move.transpose(0, 2, 1) + drift
        if step == WARM_IN_DAYS:
            _remember_level(state, spread)
        _learn(state, spread, seen[:, step])
        if step >= WARM_IN_DAYS:
            _record(course, step - WARM_IN_DAYS, state, spread)
    return course


def _dynamics(persistence: np.ndarray, swing: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    move = np.zeros((len(persistence), 4, 4))
    move[:, LEVEL, [LEVEL, SLOPE]] = 1.0
    move[:, SLOPE, SLOPE] = SLOPE_KEPT
    move[:, SWING, SWING] = persistence
    move[:, FIRST_LEVEL, FIRST_LEVEL] = 1.0
    drift = np.zeros_like(move)
    drift[:, LEVEL, LEVEL] = LEVEL_DRIFT**2
    drift[:, SLOPE, SLOPE] = SLOPE_DRIFT**2
    drift[:, SWING, SWING] = swing**2 * (1 - persistence**2)
    return move, drift


def _around(scores: np.ndarray, starts: np.ndarray, days: int) -> np.ndarray:
    """Per start: the scores from the warm-in to the last column, NaN outside the log."""
    padded = np.concatenate([np.full(WARM_IN_DAYS, np.nan), scores, np.full(days, np.nan)])
    return padded[starts[:, None] + np.arange(WARM_IN_DAYS + days)]


def _remember_level(state: np.ndarray, spread: np.ndarray) -> None:
    state[:, FIRST_LEVEL] = state[:, LEVEL]
    spread[:, FIRST_LEVEL, :] = spread[:, LEVEL, :]
    spread[:, :, FIRST_LEVEL] = spread[:, :, LEVEL]


def _learn(state: np.ndarray, spread: np.ndarray, score: np.ndarray) -> None:
    """Update in place with the day's scores; a row without a score stays as it was."""
    covariance = spread[:, :, LEVEL] + spread[:, :, SWING]
    variance = covariance[:, LEVEL] + covariance[:, SWING] + REPORTING_NOISE**2
    logged = np.isfinite(score)
    surprise = np.where(logged, score - state[:, LEVEL, 0] - state[:, SWING, 0], 0.0)
    gain = np.where(logged[:, None], covariance / variance[:, None], 0.0)
    state[:, :, 0] += gain * surprise[:, None]
    spread -= gain[:, :, None] * covariance[:, None, :]


def _record(course: Course, column: int, state: np.ndarray, spread: np.ndarray) -> None:
    variance = spread[:, LEVEL, LEVEL] + spread[:, FIRST_LEVEL, FIRST_LEVEL] - 2 * spread[:, LEVEL, FIRST_LEVEL]
    course.rise[:, column] = state[:, LEVEL, 0] - state[:, FIRST_LEVEL, 0]
    course.rise_sd[:, column] = np.sqrt(np.maximum(variance, 1e-9))
    course.slope[:, column] = state[:, SLOPE, 0]
    course.slope_sd[:, column] = np.sqrt(np.maximum(spread[:, SLOPE, SLOPE], 1e-12))
