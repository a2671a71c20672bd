"""The model of neighbouring days, held against dense linear algebra and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.linalg import cholesky, solve_triangular

from analysis import diary

# Days with gaps, and scores of a log with an obvious swing.
DAYS = np.array([0, 1, 2, 4, 5, 9, 10, 11, 12, 16, 17, 18])
SCORES = np.array([2, 3, 3, 5, 4, 2, 2, 1, 2, 4, 4, 3], dtype=float)


def covariance(persistence: float, share: float) -> np.ndarray:
    matrix = share * persistence ** np.abs(DAYS[:, None] - DAYS)
    np.fill_diagonal(matrix, 1.0)
    return matrix


@pytest.mark.parametrize(("persistence", "share"), [(0.0, 0.0), (0.5, 0.75), (0.95, 0.35), (0.975, 0.9)])
def test_whitening_is_solving_with_the_cholesky_factor(persistence: float, share: float) -> None:
    columns = np.column_stack([np.ones(12), DAYS, SCORES])
    factor = cholesky(covariance(persistence, share), lower=True)
    innovations, log_determinant = diary.whiten(columns, DAYS, np.array([(persistence, share)]))
    assert innovations[0] == pytest.approx(solve_triangular(factor, columns, lower=True))
    assert log_determinant[0] == pytest.approx(2 * np.log(np.diagonal(factor)).sum())


def test_the_likelihood_is_that_of_statsmodels_with_a_swing_and_noise() -> None:
    calendar = np.full(DAYS[-1] + 1, np.nan)
    calendar[DAYS] = SCORES - SCORES.mean()
    persistence, share, variance = 0.75, 0.75, 1.3
    model = sm.tsa.SARIMAX(calendar, order=(1, 0, 0), measurement_error=True)
    of_statsmodels = model.loglike([persistence, (1 - share) * variance, share * variance * (1 - persistence**2)])
    innovations, log_determinant = diary.whiten(
        (SCORES - SCORES.mean())[:, None], DAYS, np.array([(persistence, share)])
    )
    ours = -0.5 * (len(DAYS) * np.log(2 * np.pi * variance) + log_determinant[0] + (innovations**2).sum() / variance)
    assert ours == pytest.approx(of_statsmodels)


def test_generalised_least_squares_agree_with_statsmodels() -> None:
    design = np.column_stack([np.ones(12), DAYS])
    fitted = sm.GLS(SCORES, design, sigma=covariance(0.75, 0.75)).fit()
    whitened = diary.whiten(np.column_stack([design, SCORES]), DAYS, np.array([(0.75, 0.75)]))[0][0]
    again = sm.OLS(whitened[:, 2], whitened[:, :2]).fit()
    assert again.params == pytest.approx(fitted.params)
    assert again.bse == pytest.approx(fitted.bse)


def test_weekday_effects_are_whitened_like_any_other_covariance() -> None:
    weekdays = diary.weekday_columns(DAYS)
    errors = diary.Errors(0.65, 0.55, weekday_variance=0.3)
    whitened = diary.apply(errors, np.eye(12), DAYS, weekdays)
    total = covariance(0.65, 0.55) + 0.3 * weekdays @ weekdays.T
    assert whitened.T @ whitened == pytest.approx(np.linalg.inv(total))


def test_a_log_of_noise_is_fitted_without_persistence_and_one_of_swings_with() -> None:
    rng = np.random.default_rng(2)
    days, constant = np.arange(300), np.ones((300, 1))
    noise = rng.normal(size=300)
    swing = np.zeros(300)
    for day in range(1, 300):
        swing[day] = 0.92 * swing[day - 1] + noise[day]
    weekdays = diary.weekday_columns(days)
    assert diary.fit(noise, constant, days, weekdays).persistence <= 0.3
    assert diary.fit(swing, constant, days, weekdays).persistence >= 0.88


def test_a_weekly_rhythm_is_seen_and_its_absence_too() -> None:
    rng = np.random.default_rng(3)
    days, constant = np.arange(200), np.ones((200, 1))
    weekdays, noise = diary.weekday_columns(days), rng.normal(size=200)
    rhythm = noise + 2 * np.isin(days % 7, [5, 6])
    assert diary.fit(noise, constant, days, weekdays).weekday_variance == diary.WEEKDAY_VARIANCES[0]
    assert diary.fit(rhythm, constant, days, weekdays).weekday_variance >= 0.3


def test_days_that_resemble_each_other_count_as_fewer() -> None:
    days = np.arange(60)
    assert diary.effective_days(diary.Errors(0.0, 0.0), days) == pytest.approx(60)
    assert diary.effective_days(diary.USUAL, days) == pytest.approx(
        np.linalg.inv(0.75 * 0.75 ** np.abs(days[:, None] - days) + 0.25 * np.eye(60)).sum()
    )
    assert diary.effective_days(diary.USUAL, days) < 15
