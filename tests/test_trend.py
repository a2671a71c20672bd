"""Weekly means, slopes and change points of pain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from analysis import diary, trend
from analysis.tables import PAIN, PAIN_CHANGES, PAIN_WEEKS, TRENDS, check, conform

NAN = np.nan
TODAY = pd.Timestamp("2026-03-29")  # a Sunday


def pain(scores: list[float] | np.ndarray, moment: str = "day", site: str = "plantar_heel") -> pd.DataFrame:
    """One entry a day up to today; NaN days have none."""
    dates = pd.date_range(end=TODAY, periods=len(scores))
    frame = pd.DataFrame({"local_date": dates, "score": np.asarray(scores, dtype=float)}).dropna()
    return conform(frame.assign(moment=moment, site=site, side="left", entry=1, source="entered"), PAIN)


def row(scores: list[float] | np.ndarray, window: int = 28) -> pd.Series:
    table = check(trend.trends(pain(scores), TODAY), TRENDS)
    return table.set_index("window_days").loc[window]


# Weekly means


def test_a_week_has_the_mean_of_its_logged_days_and_a_wider_interval_the_fewer_they_are() -> None:
    weeks = check(trend.pain_weeks(pain([2, 4, 3, 3, 2, 4, 3, 2, 4, NAN, NAN, NAN, NAN, 3])), PAIN_WEEKS)
    assert weeks["week_start"].tolist() == [pd.Timestamp("2026-03-16"), pd.Timestamp("2026-03-23")]
    assert weeks["n"].tolist() == [7, 3]
    assert weeks["mean"].tolist() == [3, 3]
    # Squares around the weeks' means: 4 and 2, and a week of the usual 1 point: 13 over 8 + 7 degrees of freedom.
    variance, free = 13 / 15, 15
    error = np.sqrt(np.array([0.0, variance / 3 * 4 / 7]) + 0.25 / np.array([7, 3]))
    assert weeks["ci_high"].to_numpy() == pytest.approx(3 + student.ppf(0.975, free) * error)
    assert weeks["ci_low"].to_numpy() == pytest.approx(3 - student.ppf(0.975, free) * error)


def test_one_logged_day_has_a_mean_and_no_interval() -> None:
    weeks = trend.pain_weeks(pain([4, NAN, NAN]))
    assert weeks["mean"].tolist() == [4]
    assert weeks[["ci_low", "ci_high"]].isna().all(axis=None)


def test_an_interval_ends_at_the_ends_of_the_scale() -> None:
    weeks = trend.pain_weeks(pain([0, 0, 0, 10, 10, 10], site="arch").iloc[[0, 1, 2]])
    assert weeks["ci_low"].tolist() == [0]


def test_of_two_sides_the_worse_counts_and_first_steps_stand_apart() -> None:
    left = pain([3, 3])
    right = left.assign(side="right", score=5.0)
    morning = pain([1, 2], moment="first_steps")
    weeks = trend.pain_weeks(pd.concat([left, right, morning], ignore_index=True))
    assert weeks[["moment", "mean"]].to_numpy().tolist() == [["first_steps", 1.5], ["day", 5.0]]


def test_the_week_begins_on_the_day_the_runner_chose() -> None:
    weeks = trend.pain_weeks(pain([3.0] * 7), week_start=6)
    assert weeks["week_start"].tolist() == [pd.Timestamp("2026-03-22"), pd.Timestamp("2026-03-29")]


# Slopes

DAYS = np.array([0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 13])
SCORES = np.array([1, 2, 2, 1, 3, 3, 4, 3, 5, 4, 5], dtype=float)


def test_under_one_model_the_slope_is_that_of_statsmodels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary, "SWINGS", np.array([(0.75, 0.75)]))
    monkeypatch.setattr(trend, "PRIOR", np.ones(1))
    matrix = 0.75 * 0.75 ** np.abs(DAYS[:, None] - DAYS) + 0.25 * np.eye(len(DAYS))
    fitted = sm.GLS(SCORES, sm.add_constant(DAYS / 7), sigma=matrix).fit()
    found = trend.slope(DAYS, SCORES)
    assert found.per_week == pytest.approx(fitted.params[1])
    assert [found.low, found.high] == pytest.approx(fitted.conf_int(alpha=0.1)[1])
    assert found.p_rising == pytest.approx(fitted.pvalues[1] / 2)


def test_not_knowing_the_persistence_widens_the_interval_of_independent_days() -> None:
    independent = sm.OLS(SCORES, sm.add_constant(DAYS / 7)).fit().conf_int(alpha=0.1)[1]
    found = trend.slope(DAYS, SCORES)
    assert found.low < independent[0] < found.per_week < independent[1] < found.high


def test_a_falling_log_mirrors_a_rising_one() -> None:
    up, down = trend.slope(DAYS, SCORES), trend.slope(DAYS, 10 - SCORES)
    assert [down.per_week, down.low, down.high] == pytest.approx([-up.per_week, -up.high, -up.low])
    assert down.p_rising == pytest.approx(1 - up.p_rising)


def test_a_climb_of_a_point_a_week_is_said_to_rise() -> None:
    wobble = np.tile([0.0, 0.4, -0.3, 0.2, -0.3], 6)[:28]
    made = row(2 + np.arange(28) / 7 + wobble)
    assert made["verdict"] == "rising"
    assert made["slope_per_week"] == pytest.approx(1.0, abs=0.1)
    assert made["change"] == pytest.approx(3.0, abs=0.2)
    assert made["sentence"].startswith("Heel pain rose over the last 28 days: +1.0 points a week (90 % interval +0.")


def test_a_fall_is_said_to_fall() -> None:
    assert row(6 - np.arange(28) / 7)["verdict"] == "falling"
    assert "fell over the last 28 days: −1.0 points a week" in row(6 - np.arange(28) / 7)["sentence"]


@pytest.mark.parametrize(("rise", "verdict"), [(1.0, "rising"), (0.999, "no_clear_change")])
def test_a_clear_slope_needs_a_change_that_matters(rise: float, verdict: str) -> None:
    """The 7-day means at both ends of 28 days lie 21 days apart; just below one point is none."""
    assert row(2 + rise * np.arange(28) / 21)["verdict"] == verdict


def test_a_clear_slope_that_is_too_small_to_matter_is_not_said_to_be_unclear() -> None:
    up, down = (row(5 + way * 0.9 * np.arange(28) / 21)["sentence"] for way in (1, -1))
    assert up.startswith("Heel pain rose by less than a point over the last 28 days: +0.3 points a week")
    assert down.startswith("Heel pain fell by less than a point over the last 28 days: −0.3 points a week")


def test_pain_that_swings_is_no_trend() -> None:
    made = row(3 + np.tile([0, 1, 2, 1, 0, -1, -2, -1], 4)[:28])
    assert made["verdict"] == "no_clear_change"
    assert made["ci_low"] < 0 < made["ci_high"]
    assert made["sentence"].startswith("Heel pain shows no clear change over the last 28 days:")


def test_zeros_are_scores_and_the_floor_is_named() -> None:
    made = row([0] * 20 + [1, 0, 1, 2, 1, 2, 1, 2])
    assert made["n"] == 28
    assert made["floor_share"] == pytest.approx(21 / 28)
    assert made["sentence"].endswith(
        "75 % of the scores are 0, where the scale ends, so a change may be larger than it looks."
    )


def test_a_score_that_never_changes_has_no_interval() -> None:
    made = row([0.0] * 28)
    assert (made["slope_per_week"], made["verdict"]) == (0, "no_clear_change")
    assert pd.isna(made["ci_low"])
    assert made["sentence"] == "Heel pain was 0 on every logged day of the last 28 days."


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ([1, 2, 3] + [NAN] * 22 + [4, 4, 5], "no_clear_change"),
        ([1, 2] + [NAN] * 23 + [4, 4, 5], "not_enough_data"),
        ([1, 2, 3, 3, 3, 4, 4, 5] + [NAN] * 20, "not_enough_data"),
        ([NAN] * 20 + [1, 2, 3, 3, 3, 4, 4, 5], "not_enough_data"),
    ],
    ids=["six scores", "five are just below", "none in the last week", "none in the first week"],
)
def test_a_trend_needs_six_scores_with_some_at_both_ends(scores: list[float], verdict: str) -> None:
    assert row(scores)["verdict"] == verdict


def test_what_a_trend_lacks_is_what_it_says() -> None:
    assert row([NAN] * 20 + [1, 2, 3, 3, 3, 4, 4, 5])["sentence"] == (
        "Not enough data: heel pain has no score in the first week of the last 28 days."
    )
    assert row([1, 2] + [NAN] * 23 + [4, 4, 5])["sentence"].startswith(
        "Not enough data: heel pain has 5 scores in the last 28 days. A trend needs 6"
    )


# Change points


def test_a_step_is_dated_and_sized() -> None:
    noise = np.random.default_rng(1).normal(0, 0.4, 80)
    made = check(trend.pain_changes(pain(np.where(np.arange(80) < 50, 2, 5) + noise), TODAY), PAIN_CHANGES)
    assert made["local_date"].tolist() == [TODAY - pd.Timedelta(days=29)]
    assert made["ci_low"].iloc[0] < 3 < made["ci_high"].iloc[0]
    assert made["sentence"].iloc[0].startswith("Heel pain rose by about ")
    assert made["sentence"].iloc[0].endswith("around 28 Feb 2026.")


def test_two_steps_are_told_in_order_of_time() -> None:
    level = np.select([np.arange(120) < 40, np.arange(120) < 80], [1, 5], 2)
    made = trend.pain_changes(pain(level + np.random.default_rng(2).normal(0, 0.4, 120)), TODAY)
    assert made["local_date"].is_monotonic_increasing
    assert made["change"].round().tolist() == [4, -3]


def test_pain_that_only_swings_has_no_change_point() -> None:
    swing = np.zeros(120)
    news = np.random.default_rng(3).normal(size=120)
    for day in range(1, 120):
        swing[day] = 0.8 * swing[day - 1] + 0.6 * news[day]
    assert trend.pain_changes(pain(np.clip(np.rint(4 + swing), 0, 10)), TODAY).empty


def test_41_scores_are_just_below_and_a_flat_log_has_no_change() -> None:
    assert trend.pain_changes(pain([1.0] * 20 + [6.0] * 21), TODAY).empty
    assert len(trend.pain_changes(pain([1.0] * 20 + [6.0] * 22), TODAY)) == 1
    assert trend.pain_changes(pain([3.0] * 60), TODAY).empty


def test_no_pain_gives_empty_tables() -> None:
    nothing = pain([])
    assert trend.pain_weeks(nothing).empty
    assert trend.trends(nothing, TODAY).empty
    assert trend.pain_changes(nothing, TODAY).empty
