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


def test_the_last_seven_days_are_those_up_to_the_day() -> None:
    days = tables(daily("2024-03-04", 1, 2, 3, 4, 5, 6, 7, 8)).days
    assert days["rolling_7_m"].isna().tolist() == [True] * 6 + [False, False]
    assert days["rolling_7_m"].tolist()[6:] == [28000, 35000]


def test_an_unknown_day_leaves_the_last_seven_days_missing() -> None:
    made = tables(ran(("2024-03-01", 5), ("2024-03-12", 5)), as_of="2024-03-18")  # 2 to 11 March are unknown
    assert pd.isna(made.day("2024-03-17")["rolling_7_m"])
    assert made.day("2024-03-18")["rolling_7_m"] == 5000


def test_days_in_a_row_count_across_the_border_of_two_weeks() -> None:
    # Runs on Monday, Tuesday, Wednesday, Saturday and Sunday, then on Monday and Wednesday.
    weeks = tables(daily("2024-03-04", 5, 5, 5, 0, 0, 5, 5, 5, 0, 5)).weeks
    assert weeks["back_to_back_days"].tolist() == [3, 1]


def test_two_runs_of_one_day_are_not_days_in_a_row() -> None:
    weeks = tables(ran(("2024-03-04 07:00", 5), ("2024-03-04 18:00", 5), ("2024-03-06", 5))).weeks
    assert weeks["back_to_back_days"].tolist() == [0]


def test_a_run_after_an_unknown_day_is_not_counted_as_in_a_row() -> None:
    made = tables(ran(("2024-03-01", 5), ("2024-03-12", 5), ("2024-03-13", 5)))
    assert made.week("2024-03-11")["back_to_back_days"] == 1
    assert pd.isna(made.week("2024-03-04")["back_to_back_days"])


def test_the_usual_run_days_are_those_of_the_weeks_that_make_the_usual_week() -> None:
    # 42 km on 6 days, 40 on 4, 40 on 5, 6 km on 3 days (half of the upper quartile is 20.25 km: dropped), 44 on 4.
    weeks = [[7] * 6 + [0], [10] * 4 + [0] * 3, [8] * 5 + [0] * 2, [2] * 3 + [0] * 4, [11] * 4 + [0] * 3, [5]]
    made = tables(daily("2024-01-01", *(km for week in weeks for km in week))).weeks
    assert made["usual_run_days"].isna().tolist() == [True] * 4 + [False, False]
    assert made["usual_run_days"].tolist()[4:] == [5, 4.5]


def test_fewer_run_days_while_it_hurts_do_not_become_usual() -> None:
    weeks = [[8] * 5 + [0] * 2] * 5 + [[8] * 3 + [0] * 4] * 5
    run_days = daily("2024-01-01", *(km for week in weeks for km in week))
    hurts = pd.DataFrame({"local_date": pd.date_range("2024-01-01", periods=70), "score": [0] * 34 + [3] * 36})
    assert tables(run_days, hurts).weeks["usual_run_days"].tolist()[5:] == [5] * 5


def test_the_acute_to_chronic_ratio_leaves_the_last_week_out_of_the_chronic_load() -> None:
    # 60 km against (40 + 50 + 30) / 3 = 40 km a week; the coupled form would say 60 / 45.
    weeks = tables(weekly(40, 50, 30, 60)).weeks
    assert weeks["acwr"].isna().tolist() == [True, True, True, False]
    assert weeks["acwr"].iloc[3] == pytest.approx(1.5)


def test_there_is_no_acute_to_chronic_ratio_after_three_weeks_of_rest() -> None:
    assert pd.isna(tables(weekly(0, 0, 0, 30)).weeks["acwr"].iloc[3])


def test_a_week_of_rest_has_an_acute_to_chronic_ratio_of_zero() -> None:
    assert tables(weekly(30, 30, 30, 0)).weeks["acwr"].iloc[3] == 0


def test_one_unknown_day_in_four_weeks_leaves_no_acute_to_chronic_ratio() -> None:
    days = tables(weekly(30, 30, 30, 30)).days
    days.loc[9, ["distance_m", "n_runs"]] = np.nan
    days.loc[9, "coverage"] = "unknown"
    assert metrics.weeks(conform(days, DAYS), 0)["acwr"].isna().all()


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
