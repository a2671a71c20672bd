"""A jump on hard ground (X1)."""

import pytest

from analysis.flags.surface import hard_surface_jump
from analysis.settings import Settings
from tests.flags.frames import NAN, current, days, inputs


def on_hard(week_m, before_m=10_000.0, unknown_m=0.0, scores=None, **more):
    """35 days of 6 km: four weeks with `before_m` on hard ground, one with `week_m`; so much of each day unknown."""
    frame = days([6000.0] * 35, scores)
    frame["hard_surface_m"] = [before_m / 7] * 28 + [week_m / 7] * 7
    frame["unknown_m"] = unknown_m
    return current(hard_surface_jump(inputs(days=frame, **more)))


@pytest.mark.parametrize(("week_m", "status"), [(13_000, "clear"), (13_001, "raised")])
def test_more_than_a_third_on_top_is_a_jump(week_m, status):
    found = on_hard(week_m)
    assert (found.status, found.severity) == (status, None)  # the rule's own: info
    assert found.observed == pytest.approx(week_m / 10_000)


def test_the_share_of_the_week_and_the_weeks_before_are_told():
    assert on_hard(21_000.0).sentence == (
        "On concrete or asphalt: 21.0 km of the last 7 days (50 % of them), and 10.0 km a week in the four weeks"
        " before."
    )
    assert on_hard(21_000.0, settings=Settings(units="mi")).sentence.startswith("On concrete or asphalt: 13.0 mi")


def test_while_pain_is_going_on_a_jump_is_one_to_watch():
    assert on_hard(21_000.0, scores=[3.0] * 7).severity == "watch"


@pytest.mark.parametrize(("week_m", "status"), [(6500, "clear"), (6501, "raised")])
def test_a_week_is_held_against_five_kilometres_at_least(week_m, status):
    assert on_hard(week_m, before_m=0.0).status == status


def test_the_median_of_the_weeks_before_counts_and_not_one_odd_week():
    frame = days([6000.0] * 35)
    frame["hard_surface_m"] = [40_000 / 7] * 7 + [10_000 / 7] * 21 + [14_000 / 7] * 7
    frame["unknown_m"] = 0.0
    assert current(hard_surface_jump(inputs(days=frame))).observed == pytest.approx(1.4)


@pytest.mark.parametrize(("unknown_m", "status"), [(1200.0, "raised"), (1201.0, "not_enough_data")])
def test_a_fifth_of_unknown_surface_is_too_much(unknown_m, status):
    assert on_hard(21_000.0, unknown_m=unknown_m).status == status


def test_what_is_unknown_is_told_with_its_share_and_where_to_set_it():
    assert on_hard(NAN, NAN, unknown_m=6000.0 * 0.62).sentence == (
        "Of your distance of the last 35 days, 62 % has no surface. Set it on the page Surfaces and hills."
    )


def test_an_unknown_day_of_35_is_too_little():
    frame = days([NAN] + [6000.0] * 34)
    frame["hard_surface_m"], frame["unknown_m"] = 1000.0, 0.0
    found = current(hard_surface_jump(inputs(days=frame)))
    assert (found.status, found.sentence) == (
        "not_enough_data",
        "The training of 1 of the last 35 days is not known. Import the missing runs, or enter the days you rested.",
    )


def test_a_young_history_is_too_little():
    frame = days([6000.0] * 20)
    frame["hard_surface_m"], frame["unknown_m"] = 1000.0, 0.0
    assert "15 of the last 35 days" in current(hard_surface_jump(inputs(days=frame))).sentence


def test_five_weeks_without_a_run_are_clear():
    frame = days([0.0] * 35)
    frame["hard_surface_m"], frame["unknown_m"] = 0.0, 0.0
    assert current(hard_surface_jump(inputs(days=frame))).status == "clear"
