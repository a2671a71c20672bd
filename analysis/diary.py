"""How the days of a pain log resemble their neighbours, and tests that allow for it.

A score is a swing that fades from day to day, plus the noise of saying a number: AR(1) and white noise on the calendar.
Days that were not logged are left out, never filled. All times are whole days, all columns have one row per logged day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg.lapack import dtbtrs

# Swings that are tried: how much of one is left the next day, and which share of the variance is swing, not noise.
PERSISTENCES = (0.3, 0.5, 0.65, 0.75, 0.82, 0.88, 0.92, 0.95, 0.975)
SHARES = (0.35, 0.55, 0.75, 0.9)
SWINGS = np.array([(0.0, 0.0), *((persistence, share) for persistence in PERSISTENCES for share in SHARES)])
# Weekday effects that are tried: their variance over the variance of the rest.
WEEKDAY_VARIANCES = (0.01, 0.03, 0.1, 0.3, 1.0)
LEAST_SQUARES = 1e-9  # a log that a model fits without remainder has no likelihood
DEGENERATE = 1e-6  # share of a column's length that must be left once what is known is taken out


@dataclass(frozen=True)
class Errors:
    """What makes the days of one log resemble each other.

    Parameters
    ----------
    persistence
        Share of a swing that is left the next day.
    share
        Share of the variance that is swing; the rest is noise of reporting.
    weekday_variance
        Variance of weekday effects, over the variance of the rest.
    """

    persistence: float
    share: float
    weekday_variance: float = 0.0


USUAL = Errors(persistence=0.75, share=0.75)  # of a log that says too little about itself


def whiten(columns: np.ndarray, days: np.ndarray, swings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is left of each column once each day has said what can be told of it from the days before?

    Parameters
    ----------
    columns
        One row per day.
    days
        Day number of each row, rising; numbers may be skipped.
    swings
        Pairs of persistence and share, one per model.

    Returns
    -------
    tuple
        Innovations with unit variance under each model (model, day, column), and the log determinant of each model's
        correlation matrix. The same as solving with its Cholesky factor, in a time that grows with the days only.
    """
    surprises, log_determinants = np.empty((len(swings), *columns.shape)), np.empty(len(swings))
    for model, (persistence, share) in enumerate(swings.tolist()):
        left = persistence ** np.append(np.diff(days), 1)
        variance = _swing_variance(left, share)
        total = variance + 1 - share
        surprises[model] = (columns - _expected(columns, variance / total, left)) / np.sqrt(total)[:, None]
        log_determinants[model] = np.log(total).sum()
    return surprises, log_determinants


def _swing_variance(left: np.ndarray, share: float) -> np.ndarray:
    """How far may the swing of each day lie from what the days before tell of it, whatever their scores?"""
    variances, now = [], share
    for kept in (left**2).tolist():  # plain numbers are several times as fast here as arrays of one
        variances.append(now)
        now = kept * now * (1 - now / (now + 1 - share)) + share * (1 - kept)
    return np.array(variances)


def _expected(columns: np.ndarray, gain: np.ndarray, left: np.ndarray) -> np.ndarray:
    """What the days before tell of each day: of the day before what is left, corrected by what it brought.

    Each day follows from the one before, which makes all of them the solution of one banded system.
    """
    told = np.zeros(columns.shape, order="F")
    told[1:] = (gain * left)[:-1, None] * columns[:-1]
    bands = np.stack([np.ones(len(left)), (gain - 1) * left])
    return dtbtrs(bands, told, uplo="L", diag="U", overwrite_b=True)[0]


def fit(score: np.ndarray, fixed: np.ndarray, days: np.ndarray, weekdays: np.ndarray) -> Errors:
    """Which of the models that are tried is the most likely for this log?

    Parameters
    ----------
    fixed
        Columns whose effects are unknown altogether, the constant among them.
    weekdays
        Indicator columns whose effects are small rather than anything: their variance is estimated (REML), so that a
        log without a weekly rhythm loses nothing to them.
    """
    innovations, log_determinant = whiten(np.column_stack([fixed, weekdays, score]), days, SWINGS)
    products = innovations.transpose(0, 2, 1) @ innovations
    likelihood = np.array(
        [_likelihood(products, log_determinant, fixed.shape, variance) for variance in WEEKDAY_VARIANCES]
    )
    variance, swing = np.unravel_index(np.argmax(likelihood), likelihood.shape)
    persistence, share = SWINGS[swing].tolist()
    return Errors(persistence, share, WEEKDAY_VARIANCES[variance])


def _likelihood(
    products: np.ndarray, log_determinant: np.ndarray, fixed_shape: tuple[int, ...], variance: float
) -> np.ndarray:
    """Restricted log-likelihood of each swing, from the products of whitened columns: fixed, weekdays, score."""
    n, n_fixed = fixed_shape
    products = products.copy()
    at = np.arange(n_fixed, products.shape[1] - 1)
    products[:, at, at] += 1 / variance
    return likelihood(products, log_determinant + len(at) * np.log(variance), n, n_fixed)


def likelihood(products: np.ndarray, log_determinant: np.ndarray, n: int, n_fixed: int | None = None) -> np.ndarray:
    """Restricted log-likelihood, the scale profiled out, of models whose last whitened column is the score.

    Parameters
    ----------
    products
        Products of the whitened columns with each other, one matrix per model.
    n_fixed
        Columns that cost a degree of freedom; all but the score where not given.
    """
    free = n - (products.shape[1] - 1 if n_fixed is None else n_fixed)
    at = np.arange(products.shape[1])
    products = products.copy()
    products[:, at, at] = products[:, at, at] * (1 + 1e-9) + 1e-10  # columns may depend on each other
    root = np.diagonal(np.linalg.cholesky(products), axis1=1, axis2=2)
    squares = np.maximum(root[:, -1] ** 2, LEAST_SQUARES)
    return -0.5 * (free * np.log(squares / free) + log_determinant + 2 * np.log(root[:, :-1]).sum(axis=1))


def apply(errors: Errors, columns: np.ndarray, days: np.ndarray, weekdays: np.ndarray) -> np.ndarray:
    """`columns` with rows that no longer resemble each other: unit variance, no persistence, no weekday effects."""
    swing = np.array([(errors.persistence, errors.share)])
    innovations = whiten(np.column_stack([weekdays, columns]), days, swing)[0][0]
    weekday, rest = innovations[:, : weekdays.shape[1]], innovations[:, weekdays.shape[1] :]
    basis, length, _ = np.linalg.svd(weekday, full_matrices=False)
    shrink = 1 - 1 / np.sqrt(1 + errors.weekday_variance * length**2)
    return rest - basis @ (shrink[:, None] * (basis.T @ rest))


def weekday_columns(days: np.ndarray) -> np.ndarray:
    """One indicator column per day of the week, centred. Which day is called the first makes no difference."""
    is_day = (days[:, None] % 7 == np.arange(7)).astype(float)
    return is_day - is_day.mean(axis=0)


def effective_days(errors: Errors, days: np.ndarray) -> float:
    """How many days that do not resemble each other would tell the mean as well as these?"""
    alike = Errors(errors.persistence, errors.share)
    whitened = apply(alike, np.ones((len(days), 1)), days, np.empty((len(days), 0)))
    return float((whitened**2).sum())


@dataclass(frozen=True)
class Scan:
    """How strongly each column goes with the score, and how strongly it would if the days were shuffled.

    `t` has one value per column, `shuffled` one row per shuffle; 0 for a column that the known ones explain.
    """

    t: np.ndarray
    shuffled: np.ndarray


def scan(score: np.ndarray, known: np.ndarray, columns: np.ndarray, orders: np.ndarray) -> Scan:
    """How strongly does each column go with the score, beside what is known?

    Parameters
    ----------
    score, known, columns
        Whitened.
    orders
        Orders of the rows, one per shuffle. What the known columns leave of the score is shuffled.

    Returns
    -------
    Scan
        Source: permutation of whitened residuals after Freedman and Lane 1983, J Bus Econ Stat 1:292-298.
    """
    basis = np.linalg.qr(known)[0]
    left = score - basis @ (basis.T @ score)
    apart = columns - basis @ (basis.T @ columns)
    length = np.sqrt((apart**2).sum(axis=0))
    is_own = length > DEGENERATE * np.sqrt((columns**2).sum(axis=0)) + 1e-12
    unit = np.where(is_own, apart / np.where(is_own, length, 1), 0)
    shuffled = left[orders]
    free = len(score) - known.shape[1] - 1
    squares = (left**2).sum() - ((shuffled @ basis) ** 2).sum(axis=1)
    return Scan(
        _as_t(unit.T @ left / np.sqrt(max((left**2).sum(), LEAST_SQUARES)), free),
        _as_t(shuffled @ unit / np.sqrt(np.maximum(squares, LEAST_SQUARES))[:, None], free),
    )


def _as_t(correlation: np.ndarray, free: int) -> np.ndarray:
    return correlation * np.sqrt(free / np.maximum(1 - correlation**2, LEAST_SQUARES))
