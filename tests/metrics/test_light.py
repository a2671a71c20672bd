"""The traffic light of a run: red outranks amber outranks green, and silence is never green (P1 to P3)."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.metrics.athlete import ran, tables

QUIET_MORNINGS = [
    {"local_date": "2024-03-04", "moment": "first_steps", "score": 1},
    {"local_date": "2024-03-05", "moment": "first_steps", "score": 1},
]
DURING = {"moment": "during", "score": 2, "start_score": 2, "end_score": 1, "quality": "ache"}


def light(*entries: dict, mornings: list[dict] = QUIET_MORNINGS, runs: pd.DataFrame | None = None) -> pd.Series:
    """Light and reason of the run on 4 Mar, given what was logged on that day."""
    log = pd.DataFrame([{"local_date": "2024-03-04"} | entry for entry in (*entries, *mornings)])
    given = ran(("2024-03-04 18:00", 8)) if runs is None else runs
    return tables(given, log, as_of="2024-03-05").runs.iloc[-1]


def colour(*entries: dict, **more: object) -> tuple[object, object]:
    found = light(*entries, **more)
    return tuple(None if pd.isna(value) else value for value in found[["light", "light_because"]])


def mornings(before: float, after: float) -> list[dict]:
    return [
        {"local_date": "2024-03-04", "moment": "first_steps", "score": before},
        {"local_date": "2024-03-05", "moment": "first_steps", "score": after},
    ]


def test_low_pain_that_does_not_rise_and_a_quiet_next_morning_are_green() -> None:
    assert colour(DURING) == ("green", None)


def test_a_run_without_pain_needs_no_quality_and_no_course() -> None:
    assert colour({"moment": "during", "score": 0}) == ("green", None)


def test_the_runner_s_own_word_for_the_course_is_enough() -> None:
    assert colour({"moment": "during", "score": 2, "warm_up": "same", "quality": "ache"}) == ("green", None)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"score": 3, "start_score": 3, "end_score": 3}, ("green", None)),  # exactly 3
        ({"score": 3.5, "start_score": 3, "end_score": 3}, ("amber", "raised")),
        ({"score": 5, "start_score": 5, "end_score": 5}, ("amber", "raised")),  # exactly 5
        ({"score": 6, "start_score": 5, "end_score": 5}, ("red", "high")),
        ({"score": 2, "start_score": 1, "end_score": 2}, ("amber", "ended_higher")),
        ({"score": 3, "start_score": 1, "end_score": 2.5}, ("amber", "ended_higher")),  # just below 2 more
        ({"score": 3, "start_score": 1, "end_score": 3}, ("red", "got_worse")),
        ({"warm_up": "worse"}, ("red", "got_worse")),
        ({"quality": "ache;sharp"}, ("red", "sharp")),
        ({"signs": "limp;swelling"}, ("red", "limp")),
        ({"score": 7, "quality": "sharp"}, ("red", "sharp;high")),
        ({"score": 1, "start_score": 1, "end_score": 6}, ("red", "got_worse;high")),  # the end is the worst
    ],
)
def test_what_was_felt_during_the_run_decides(entry: dict, expected: tuple) -> None:
    assert colour(DURING | entry) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"score": 0, "hours_after": 5}, ("green", None)),
        ({"score": 3, "hours_after": 1}, ("green", None)),
        ({"score": 3, "hours_after": 2}, ("green", None)),  # not later than two hours
        ({"score": 3, "hours_after": 2.5}, ("amber", "ached_on")),
        ({"score": 4, "hours_after": 1.5}, ("green", None)),  # just below two hours
        ({"score": 4, "hours_after": 2}, ("red", "lingered")),
        ({"score": 9, "hours_after": None}, (None, "hours_after")),
    ],
)
def test_pain_after_the_run_counts_by_how_late_it_came(entry: dict, expected: tuple) -> None:
    assert colour(DURING, {"moment": "after"} | entry) == expected


def test_pain_that_lingers_two_above_the_start_is_red_even_below_four() -> None:
    painless = {"moment": "during", "score": 1, "start_score": 1, "end_score": 1, "quality": "ache"}
    assert colour(painless, {"moment": "after", "score": 3, "hours_after": 2}) == ("red", "lingered")


def test_without_a_score_at_the_start_the_one_before_the_run_is_the_start() -> None:
    log = [{"moment": "before", "score": 1}, {"moment": "during", "score": 1, "warm_up": "same", "quality": "ache"}]
    assert colour(*log, {"moment": "after", "score": 3, "hours_after": 2})[0] == "red"


@pytest.mark.parametrize(("next_score", "expected"), [(2, "green"), (2.9, "green"), (3, "amber")])
def test_the_next_morning_may_be_one_point_up_and_not_two(next_score: float, expected: str) -> None:
    assert colour(DURING, mornings=mornings(1, next_score))[0] == expected


def test_throbbing_that_is_still_there_in_the_morning_is_red() -> None:
    assert colour(DURING | {"quality": "throb"}, mornings=mornings(1, 3)) == ("red", "throbbed_on")
    assert colour(DURING | {"quality": "throb"}, mornings=mornings(1, 2)) == ("green", None)


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        ({"start_score": None}, "start_and_end"),
        ({"end_score": None}, "start_and_end"),
        ({"quality": None}, "quality"),
        ({"score": None, "start_score": None, "end_score": None}, "during"),
    ],
)
def test_what_was_not_logged_never_makes_a_run_green(entry: dict, lacks: str) -> None:
    assert colour(DURING | entry) == (None, lacks)


def test_without_the_next_morning_a_run_is_not_green_yet() -> None:
    assert colour(DURING, mornings=QUIET_MORNINGS[:1]) == (None, "mornings")
    assert colour(DURING, mornings=QUIET_MORNINGS[1:]) == (None, "mornings")


def test_what_is_missing_does_not_hide_red_or_amber() -> None:
    assert colour({"moment": "during", "score": 8}, mornings=[]) == ("red", "high")
    assert colour(mornings=mornings(0, 2)) == ("amber", "next_morning")


def test_each_site_is_compared_with_itself_in_the_morning() -> None:
    log = [*mornings(5, 4), *[entry | {"site": "knee"} for entry in mornings(0, 2)]]
    assert colour(DURING, mornings=log) == ("amber", "next_morning")


def test_of_two_runs_a_day_each_has_its_light_and_the_morning_belongs_to_the_last() -> None:
    both = ran(("2024-03-04 07:00", 5), ("2024-03-04 18:00", 8), activity_id=["am", "pm"])
    log = [DURING | {"local_date": "2024-03-04", "activity_id": name} for name in ("am", "pm")]
    runs = tables(both, pd.DataFrame([*log, *mornings(0, 4)]), as_of="2024-03-05").runs
    assert runs["light"].tolist() == ["green", "amber"]


def test_the_scores_at_start_and_end_stand_at_the_run_and_zero_stays_zero() -> None:
    found = light(DURING | {"start_score": 2, "end_score": 0})
    assert (found["start_score"], found["end_score"]) == (2, 0)


def test_a_part_of_a_run_saved_apart_belongs_to_the_run() -> None:
    parts = ran(
        ("2024-03-04 18:00", 2), ("2024-03-04 18:15", 6), activity_id=["a", "b"], elapsed_time_s=[720, 2400],
        moving_time_s=[700, 2300],
    )  # fmt: skip
    found = light(DURING | {"activity_id": "b", "score": 6}, runs=parts)
    assert (found["light"], found["moving_time_s"]) == ("red", 3000)


def test_a_run_nobody_logged_has_no_light() -> None:
    found = tables(ran(("2024-03-04", 8)), None).runs.iloc[0]
    assert pd.isna(found["light"])
    assert found["light_because"] == "during;mornings"
