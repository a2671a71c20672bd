"""What is usual for this athlete?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.baseline import usual_weeks


def days(*weeks: float, then: int = 0) -> pd.Series:
    """Each week's metres run on its first day, then `then` days of rest."""
    metres = [distance for week in weeks for distance in (week, 0, 0, 0, 0, 0, 0)] + [0.0] * then
    return pd.Series(metres, index=pd.date_range("2024-01-01", periods=len(metres)), dtype="float64")


def last(daily: pd.Series) -> list[float]:
    return usual_weeks(daily).iloc[-1].tolist()


def test_the_usual_week_is_the_median_of_the_weeks_before_the_day() -> None:
    # Blocks of 7 days that end on the day before the last: 60, 50, 40, 30 km. Quartiles by linear interpolation.
    assert last(days(30_000, 40_000, 50_000, 60_000, then=1)) == [45_000, 37_500, 52_500]


def test_the_day_itself_is_not_part_of_its_usual_week() -> None:
    daily = days(30_000, 40_000, 50_000, 60_000, then=1)
    daily.iloc[-1] = 90_000
    assert last(daily)[0] == 45_000


def test_at_most_eight_weeks_count() -> None:
    assert last(days(90_000, 90_000, *[30_000] * 8, then=1)) == [30_000, 30_000, 30_000]


def test_a_week_under_half_of_the_upper_quartile_is_dropped() -> None:
    # Upper quartile of 40, 40, 40, 19 is 40: 19 km lie under half of it.
    assert last(days(40_000, 19_000, 40_000, 40_000, then=1))[1] == 40_000


def test_a_week_of_just_half_of_the_upper_quartile_is_kept() -> None:
    assert last(days(40_000, 20_000, 40_000, 40_000, then=1))[1] == 35_000


def test_28_days_are_enough_and_27_are_not() -> None:
    usual = usual_weeks(days(*[30_000] * 4, then=1))["usual_m"]
    assert usual.isna().tolist() == [True] * 28 + [False]


def test_a_week_with_an_unknown_day_is_left_out() -> None:
    daily = days(90_000, 30_000, 30_000, 30_000, 30_000, then=1)
    daily.iloc[3] = np.nan
    assert last(daily) == [30_000, 30_000, 30_000]


def test_three_known_weeks_of_eight_are_not_enough() -> None:
    daily = days(*[30_000] * 4, then=1)
    daily.iloc[10] = np.nan
    assert np.isnan(last(daily)).all()


def test_full_rest_has_a_usual_week_of_zero() -> None:
    assert last(days(0, 0, 0, 0, then=1)) == [0, 0, 0]


def test_rest_after_odd_distances_never_goes_below_zero() -> None:
    rng = np.random.default_rng(3)
    daily = pd.Series([*rng.uniform(0, 20_000, 60), *[0.0] * 70], index=pd.date_range("2024-01-01", periods=130))
    assert (usual_weeks(daily).dropna() >= 0).all(axis=None)


def test_no_days_have_no_usual_week() -> None:
    assert usual_weeks(pd.Series(dtype="float64", index=pd.DatetimeIndex([]))).empty


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_equals_a_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    metres = np.where(rng.random(150) < 0.5, rng.integers(3000, 20_000, 150), 0).astype(float)
    metres[rng.random(150) < 0.02] = np.nan
    found = usual_weeks(pd.Series(metres, index=pd.date_range("2024-01-01", periods=150)))
    for t in range(150):
        totals = []
        for k in range(8):
            block = [metres[d] for d in range(t - 7 * (k + 1), t - 7 * k) if d >= 0]
            if len(block) == 7 and not any(np.isnan(block)):
                totals.append(sum(block))
        expected = [np.nan] * 3
        if len(totals) >= 4:
            kept = [total for total in totals if total >= 0.5 * np.percentile(totals, 75)]
            expected = [np.percentile(kept, q) for q in (50, 25, 75)]
        np.testing.assert_allclose(found.iloc[t].tolist(), expected, rtol=1e-9)
