"""How do we know what was trained on each day?"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.metrics.coverage import unknown_spans
from tests.metrics.athlete import daily, felt, ran, tables


def coverage(*active: str, as_of: str | None = None, rest: tuple[str, ...] = ()) -> list[str]:
    runs = ran(*((day, 5) for day in active))
    confirmed = pd.DataFrame({"local_date": pd.to_datetime(list(rest)), "sport": "rest"})
    return tables(pd.concat([runs.assign(sport="running"), confirmed]), as_of=as_of).days["coverage"].tolist()


def test_a_gap_of_9_days_is_rest() -> None:
    assert coverage("2024-03-01", "2024-03-11") == ["recorded", *["assumed_rest"] * 9, "recorded"]


def test_a_gap_of_10_days_is_unknown() -> None:
    assert coverage("2024-03-01", "2024-03-12") == ["recorded", *["unknown"] * 10, "recorded"]


def test_the_days_up_to_today_are_rest_while_there_are_9() -> None:
    assert coverage("2024-03-01", as_of="2024-03-10") == ["recorded", *["assumed_rest"] * 9]


def test_the_days_up_to_today_are_unknown_once_there_are_10() -> None:
    assert coverage("2024-03-01", as_of="2024-03-11") == ["recorded", *["unknown"] * 10]


def test_a_confirmed_rest_day_ends_a_silence() -> None:
    days = coverage("2024-03-01", "2024-03-13", rest=("2024-03-05",))
    assert days == ["recorded", *["assumed_rest"] * 3, "confirmed_rest", *["assumed_rest"] * 7, "recorded"]


def test_a_confirmed_rest_day_says_nothing_of_ten_silent_days_beside_it() -> None:
    days = coverage("2024-03-01", "2024-03-13", rest=("2024-03-02",))
    assert days == ["recorded", "confirmed_rest", *["unknown"] * 10, "recorded"]


def test_a_run_on_a_day_confirmed_as_rest_counts() -> None:
    assert coverage("2024-03-01", rest=("2024-03-01",)) == ["recorded"]


def test_pain_logged_before_the_first_activity_is_no_training_history() -> None:
    days = tables(ran(("2024-03-03", 5)), felt(("2024-03-01", "day", 2))).days
    assert days["coverage"].tolist() == ["unknown", "unknown", "recorded"]
    assert days["distance_m"].isna().tolist() == [True, True, False]


def test_a_ride_is_a_record_of_the_day() -> None:
    made = tables(pd.DataFrame({"local_date": ["2024-03-01"], "sport": ["cycling"], "moving_time_s": [3600]}))
    assert made.days["coverage"].tolist() == ["recorded"]
    assert made.days["distance_m"].tolist() == [0]


def test_the_first_week_is_incomplete_when_the_data_begin_in_it() -> None:
    made = tables(daily("2024-03-06", *[5] * 12))  # Wednesday to Sunday of the next week
    assert made.weeks["week_start"].tolist() == [pd.Timestamp("2024-03-04"), pd.Timestamp("2024-03-11")]
    assert made.weeks["is_complete"].tolist() == [False, True]
    assert made.weeks["known_days"].tolist() == [5, 7]


@pytest.mark.parametrize(("today", "complete"), [("2024-03-09", False), ("2024-03-10", True)])
def test_a_week_is_complete_on_the_evening_of_its_last_day(today: str, complete: bool) -> None:
    assert tables(daily("2024-03-04", 5, 5), as_of=today).weeks["is_complete"].tolist() == [complete]


def test_a_week_with_one_unknown_day_holds_the_sum_of_the_others() -> None:
    # Silent from 5 to 17 March: 13 days. Runs again on the 18th.
    made = tables(ran(("2024-03-04", 6), ("2024-03-18", 7)), as_of="2024-03-24")
    assert made.weeks["known_days"].tolist() == [1, 0, 7]
    assert made.weeks["distance_m"].iloc[[0, 2]].tolist() == [6000, 7000]
    six = tables(ran(*((f"2024-03-{d:02}", 1) for d in (4, 5, 6, 7, 8, 9)), ("2024-03-21", 1)))
    assert six.week("2024-03-04")["known_days"] == 6
    assert six.week("2024-03-04")["distance_m"] == 6000


def test_a_week_of_which_no_day_is_known_has_no_distance_rather_than_none() -> None:
    week = tables(ran(("2024-03-04", 6), ("2024-03-18", 7))).week("2024-03-11")
    assert week["known_days"] == 0
    assert week[["distance_m", "n_runs", "run_days", "longest_run_m", "asphalt_m", "cross_training_s"]].isna().all()


def test_the_stretches_to_ask_about_are_the_unknown_ones_newest_first_and_not_the_time_before_the_first_run() -> None:
    runs = ran(("2024-03-01", 5), ("2024-03-12", 5), ("2024-03-14", 5), ("2024-03-25", 5))
    days = tables(runs, felt(("2024-02-01", "day", 0))).days
    assert unknown_spans(days) == [
        (pd.Timestamp("2024-03-15"), pd.Timestamp("2024-03-24")),
        (pd.Timestamp("2024-03-02"), pd.Timestamp("2024-03-11")),
    ]
    assert unknown_spans(tables(ran(("2024-03-01", 5), ("2024-03-03", 5))).days) == []
