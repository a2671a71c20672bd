"""How large is an effect, and how long a log would show one that matters?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from analysis import diary
from analysis.association.exposures import Exposure, kept
from analysis.association.logs import Log, waves
from analysis.association.search import Search
from analysis.thresholds import ASSOCIATION_ALIKE, ASSOCIATION_POWER, MEANINGFUL_DAY

LIGHT, HEAVY = 0.1, 0.9  # quantiles of the remembered load
USUAL_SPREAD = 1.3  # points; of a log that says too little about itself
USUAL_CRITICAL_T = 3.0
LEAST_SCORES = 14
LEAST_LOAD_DAYS = 28
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Effect:
    """Points of pain `lag_days` after a day with one more unit of the exposure's column, with a 95 % interval."""

    estimate: float
    low: float
    high: float
    lag_days: int
    half_life_days: float


def effect(search: Search, exposure: int) -> Effect:
    """How much pain goes with one more unit of an exposure, beside the exposures found?

    Returns
    -------
    Effect
        Generalised least squares in points, at the lag and half-life that goes with the score most. Of an exposure that
        was found for being the strongest of many, the estimate tends to be too large.
    """
    feature = search.log.features[search.strongest[exposure]]
    basis = np.linalg.qr(search.known(but=exposure))[0]
    score, load = (v - basis @ (basis.T @ v) for v in (search.score, search.features[:, search.strongest[exposure]]))
    information = max(float(load @ load), np.finfo(float).tiny)
    slope = float(load @ score) / information
    free = len(score) - basis.shape[1] - 1
    error = np.sqrt(((score - slope * load) ** 2).sum() / free / information)
    reach = stdtrit(free, (1 + CONFIDENCE) / 2) * error
    one_day = 1 - kept(feature.half_life_days)
    low, estimate, high = (one_day * value for value in (slope - reach, slope, slope + reach))
    return Effect(estimate, low, high, feature.lag_days, feature.half_life_days)


def moves_with(search: Search, exposure: int) -> list[Exposure]:
    """Which other exposures rise and fall with this one, so that the log can hardly tell them apart?"""
    width = len(search.of_exposure[exposure])
    place = search.strongest[exposure] % width
    columns = search.log.remembered[:, search.of_exposure[:, place]]
    spread = columns.std(axis=0)
    around = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1)
    alike = around.T @ around[:, exposure] / len(around) > ASSOCIATION_ALIKE.value
    return [other for place, other in enumerate(search.log.exposures) if alike[place] and place != exposure]


def logged_days_needed(remembered: np.ndarray, log: Log, critical_t: float = USUAL_CRITICAL_T) -> np.ndarray:
    """How many logged days would show a difference of 2 points between light and heavy days in 8 of 10 such logs?

    Parameters
    ----------
    remembered
        What is remembered of each exposure (column) on the evening of each day, NaN where not known. The load is taken
        to go on as it was, and the runner to log every day.
    critical_t
        How strong a feature has to be to be found.

    Returns
    -------
    numpy.ndarray
        Days by exposure; infinite where the load hardly varies, NaN where fewer than 28 days of it are known.
    """
    known = np.isfinite(remembered)
    told = known.sum(axis=0) >= LEAST_LOAD_DAYS
    days = np.flatnonzero(known[:, told].all(axis=1))
    needed = np.full(remembered.shape[1], np.nan)
    if not told.any() or len(days) < LEAST_LOAD_DAYS:
        return needed
    load = remembered[days][:, told]
    light, heavy = np.quantile(load, [LIGHT, HEAVY], axis=0)
    reach = (critical_t + ndtri(ASSOCIATION_POWER.value)) * _spread(log)
    told_by_a_day = _information(load, days, log) / len(days)
    with np.errstate(divide="ignore", invalid="ignore"):
        needed[told] = (reach * (heavy - light) / MEANINGFUL_DAY.value) ** 2 / told_by_a_day
    needed[told] = np.where(heavy > light, needed[told], np.inf)
    return needed


def _information(load: np.ndarray, days: np.ndarray, log: Log) -> np.ndarray:
    """Squares of each load that are its own, once days resemble their neighbours no more."""
    errors = log.errors if log.n >= LEAST_LOAD_DAYS and log.changes else diary.USUAL
    slow = waves(days)
    whitened = diary.apply(errors, np.column_stack([slow, load]), days, diary.weekday_columns(days))
    basis = np.linalg.qr(whitened[:, : slow.shape[1]])[0]
    own = whitened[:, slow.shape[1] :]
    return ((own - basis @ (basis.T @ own)) ** 2).sum(axis=0)


def _spread(log: Log) -> float:
    """Standard deviation of the score around its slow changes, in points."""
    if log.n < LEAST_SCORES or not log.changes:
        return USUAL_SPREAD
    errors = log.errors if log.n >= LEAST_LOAD_DAYS else diary.USUAL
    score, fixed = log.whiten(log.score, log.fixed, errors=errors)
    basis = np.linalg.qr(fixed)[0]
    left = score - basis @ (basis.T @ score)
    return float(np.sqrt((left**2).sum() / (log.n - fixed.shape[1])))
