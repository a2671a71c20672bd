"""How much was run, and against what?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import metrics
from analysis.tables import DAYS, conform
from tests.metrics.athlete import daily, ran, tables


def weekly(*km: float) -> pd.DataFrame:
    """Whole weeks from a Monday: the week's kilometres on its Monday, confirmed rest on the rest of it."""
    return daily("2024-01-01", *(distance for week in km for distance in (week, 0, 0, 0, 0, 0, 0)))


def test_a_day_adds_up_its_runs_and_nothing_else() -> None:
    frame = ran(("2024-03-04 07:00", 5), ("2024-03-04 18:00", 7.5), moving_time_s=[1500, 2400])
    ride = pd.DataFrame({"local_date": ["2024-03-04"], "sport": ["cycling"], "distance_m": [40000]})
    day = tables(pd.concat([frame.assign(sport="running"), ride])).day("2024-03-04")
    assert day[["n_runs", "distance_m", "moving_time_s"]].tolist() == [2, 12500, 3900]


def test_a_rest_day_is_zero_and_an_unknown_day_is_missing() -> None:
    made = tables(ran(("2024-03-01", 5), ("2024-03-03", 5), ("2024-03-20", 5)))
    assert made.day("2024-03-02")[["n_runs", "distance_m", "moving_time_s"]].tolist() == [0, 0, 0]
    assert made.day("2024-03-10")[["n_runs", "distance_m", "moving_time_s"]].isna().all()


def test_a_run_without_a_distance_makes_the_day_missing_not_zero() -> None:
    made = tables(daily("2024-03-04", np.nan, 0, 0))
    assert made.day("2024-03-04")["n_runs"] == 1
    assert pd.isna(made.day("2024-03-04")["distance_m"])
    assert pd.isna(made.weeks.loc[0, "distance_m"])
    assert made.weeks.loc[0, "run_days"] == 1


def test_a_run_of_zero_metres_is_zero() -> None:
    made = tables(ran(("2024-03-04", 0)))
    assert made.weeks.loc[0, ["run_days", "distance_m"]].tolist() == [1, 0]


def test_run_days_count_days_and_not_runs() -> None:
    week = tables(ran(("2024-03-04 07:00", 5), ("2024-03-04 18:00", 5), ("2024-03-06", 5))).weeks.loc[0]
    assert week["run_days"] == 2
    assert week["n_runs"] == 3


def test_a_run_at_01_44_counts_on_its_local_day() -> None:
    night = ran(("2024-03-11 01:44", 10)).assign(start_time=pd.Timestamp("2024-03-10 22:44", tz="UTC"))
    made = tables(night)
    assert made.days["local_date"].tolist() == [pd.Timestamp("2024-03-11")]
    assert made.weeks["week_start"].tolist() == [pd.Timestamp("2024-03-11")]


def test_the_change_against_the_week_before_and_the_mean_of_four() -> None:
    weeks = tables(weekly(40, 40, 20, 60, 50)).weeks
    assert weeks["change_previous"].tolist()[1:] == [1.0, 0.5, 3.0, pytest.approx(50 / 60)]
    assert weeks["change_previous"].isna().tolist() == [True, False, False, False, False]
    assert weeks["change_mean_4"].isna().tolist() == [True, True, True, True, False]
    assert weeks["change_mean_4"].iloc[4] == 50 / 40


def test_there_is_no_change_after_a_week_of_zero() -> None:
    weeks = tables(weekly(40, 0, 30)).weeks
    assert weeks["change_previous"].iloc[1] == 0
    assert pd.isna(weeks["change_previous"].iloc[2])


def test_there_is_no_change_after_four_weeks_of_zero() -> None:
    assert pd.isna(tables(weekly(0, 0, 0, 0, 30)).weeks["change_mean_4"].iloc[4])


def test_there_is_no_change_against_or_of_an_unfinished_week() -> None:
    weeks = tables(weekly(40, 40, 40)[:-1]).weeks
    assert weeks["change_previous"].isna().tolist() == [True, False, True]


def test_there_is_no_change_against_a_week_with_an_unknown_day() -> None:
    days = tables(weekly(10, 10, 10, 10, 10, 10)).days
    unknown = days["local_date"] == pd.Timestamp("2024-01-10")
    days.loc[unknown, ["distance_m", "n_runs"]] = np.nan
    days.loc[unknown, "coverage"] = "unknown"
    weeks = metrics.weeks(conform(days, DAYS), 0)
    assert weeks["known_days"].tolist() == [7, 6, 7, 7, 7, 7]
    assert weeks["change_previous"].isna().tolist() == [True, True, True, False, False, False]
    assert weeks["change_mean_4"].isna().all()


def test_the_usual_week_is_that_before_the_week() -> None:
    weeks = tables(weekly(30, 40, 50, 60, 500)).weeks
    assert weeks["usual_m"].isna().tolist() == [True, True, True, True, False]
    assert weeks.loc[4, ["usual_m", "usual_low_m", "usual_high_m"]].tolist() == [45000, 37500, 52500]


def test_a_back_off_does_not_become_the_usual_week_while_it_still_hurts() -> None:
    run_days = weekly(40, 40, 40, 40, 40, 20, 20, 20, 20, 20)
    hurts = pd.DataFrame({"local_date": pd.date_range(run_days["local_date"].min(), periods=70), "score": 0})
    hurts.loc[34:, "score"] = 3  # from the day before the first week of 20 km
    assert tables(run_days, hurts).weeks["usual_m"].tolist()[5:] == [40000] * 5
    calm = tables(run_days, hurts.assign(score=0)).weeks["usual_m"]
    assert calm.tolist()[5:] == [40000, 40000, 40000, 40000, 30000]


@pytest.mark.parametrize(("week_start", "first"), [(0, "2024-02-26"), (6, "2024-03-03"), (5, "2024-03-02")])
def test_the_week_begins_on_the_day_the_runner_set(week_start: int, first: str) -> None:
    made = tables(ran(("2024-03-03", 5)), week_start=week_start)  # a Sunday
    assert made.weeks["week_start"].tolist() == [pd.Timestamp(first)]
