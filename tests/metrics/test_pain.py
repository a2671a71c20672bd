"""How much did it hurt: each day, each week, and around each run?"""

from __future__ import annotations

import pandas as pd

from tests.metrics.athlete import felt, ran, tables

# Each day


def test_zero_stays_zero_and_an_unlogged_day_stays_missing() -> None:
    days = tables(None, felt(("2024-03-04", "day", 0), ("2024-03-06", "day", 3))).days
    assert days["day_score"].iloc[[0, 2]].tolist() == [0, 3]
    assert pd.isna(days["day_score"].iloc[1])
    assert days["is_logged"].tolist() == [True, False, True]


def test_of_two_entries_the_worst_counts() -> None:
    pain = felt(("2024-03-04", "after", 2), ("2024-03-04", "after", 5), ("2024-03-04", "after", 0))
    assert tables(None, pain).day("2024-03-04")["after_score"] == 5


def test_of_two_sites_the_worst_counts() -> None:
    pain = felt(("2024-03-04", "rest", 2), ("2024-03-04", "rest", 6), site=["arch", "knee"])
    assert tables(None, pain).day("2024-03-04")["rest_score"] == 6


def test_moments_are_kept_apart_and_the_worst_is_over_all() -> None:
    day = tables(None, felt(("2024-03-04", "first_steps", 4), ("2024-03-04", "night", 1))).day("2024-03-04")
    assert day[["first_steps_score", "night_score", "worst_score"]].tolist() == [4, 1, 4]
    assert pd.isna(day["day_score"])


def test_signs_without_a_score_are_no_score() -> None:
    day = tables(None, felt(("2024-03-04", "day", None), signs="limp")).day("2024-03-04")
    assert not day["is_logged"]
    assert pd.isna(day["worst_score"])


# Each week


def test_a_week_has_mean_maximum_and_number_of_its_logged_days() -> None:
    pain = felt(("2024-03-04", "first_steps", 2), ("2024-03-05", "first_steps", 5), ("2024-03-09", "first_steps", 2))
    week = tables(None, pain).weeks.loc[0]
    assert week[["first_steps_mean", "first_steps_max", "first_steps_days", "logged_days"]].tolist() == [3, 5, 3, 3]


def test_the_worst_of_the_week_is_the_mean_of_the_worst_of_each_day() -> None:
    pain = felt(("2024-03-04", "before", 2), ("2024-03-04", "after", 6), ("2024-03-05", "before", 4))
    week = tables(None, pain).weeks.loc[0]
    assert week[["worst_mean", "worst_max", "worst_days", "before_mean", "after_mean"]].tolist() == [5, 6, 2, 3, 6]


def test_a_week_without_a_score_is_missing_and_breaks_the_change() -> None:
    pain = felt(("2024-03-04", "day", 2), ("2024-03-11", "day", 3.5), ("2024-03-25", "day", 4))
    weeks = tables(None, pain).weeks
    assert weeks["day_days"].tolist() == [1, 1, 0, 1]
    assert weeks["day_mean"].isna().tolist() == [False, False, True, False]
    assert weeks["day_change"].isna().tolist() == [True, False, True, True]
    assert weeks["day_change"].iloc[1] == 1.5


# Around each run


def around(*entries: tuple[str, str, float], runs: pd.DataFrame | None = None, **more: object) -> pd.DataFrame:
    given = ran(("2024-03-04 07:00", 5), ("2024-03-04 18:00", 8), activity_id=["am", "pm"]) if runs is None else runs
    return tables(given, felt(*entries, **more)).runs.set_index("activity_id")


def test_pain_stands_at_the_run_it_belongs_to() -> None:
    runs = around(("2024-03-04", "before", 1), ("2024-03-04", "during", 0), ("2024-03-04", "after", 4))
    assert runs["before_score"].fillna(-1).tolist() == [1, -1]
    assert runs["during_score"].fillna(-1).tolist() == [-1, 0]
    assert runs["after_score"].fillna(-1).tolist() == [-1, 4]


def test_the_run_that_is_named_wins_over_the_order_of_the_day() -> None:
    runs = around(("2024-03-04", "during", 3), activity_id="am")
    assert runs["during_score"].fillna(-1).tolist() == [3, -1]


def test_the_worst_of_several_entries_stands_at_the_run() -> None:
    runs = around(("2024-03-04", "after", 3), ("2024-03-04", "after", 6))
    assert runs.loc["pm", "after_score"] == 6


def test_the_morning_of_the_day_is_that_of_every_run_and_the_next_that_of_the_last() -> None:
    runs = around(("2024-03-04", "first_steps", 2), ("2024-03-05", "first_steps", 5))
    assert runs["same_morning_score"].tolist() == [2, 2]
    assert runs["next_morning_score"].fillna(-1).tolist() == [-1, 5]


def test_a_morning_two_days_later_is_no_answer_of_the_run() -> None:
    assert around(("2024-03-06", "first_steps", 5))["next_morning_score"].isna().all()


def test_pain_of_the_second_recording_stands_at_the_one_run() -> None:
    parts = ran(
        ("2024-03-04 07:00", 5), ("2024-03-04 07:40", 3), elapsed_time_s=[1800, 900], activity_id=["one", "two"]
    )
    runs = around(("2024-03-04", "after", 4), runs=parts)
    assert runs["after_score"].to_dict() == {"one": 4}


def test_a_ride_has_no_pain_of_a_run() -> None:
    ride = pd.DataFrame({"local_date": ["2024-03-04"], "sport": ["cycling"], "activity_id": ["r"]})
    assert around(("2024-03-04", "after", 4), runs=ride).empty
