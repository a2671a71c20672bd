"""Pain that is going on (S0)."""

import pytest

from analysis.flags.pain import pain_going_on
from tests.flags.frames import NAN, current, day, days, inputs

CALM = [0.0] * 14


def judged(*scores: float):
    return current(pain_going_on(inputs(days=days([0.0] * 60, scores))))


def test_pain_on_three_of_the_last_seven_logged_days_is_raised_with_its_numbers():
    found = judged(*CALM, 0, 0, 2, 3, NAN, 4, 0, 0)
    assert found.status == "raised"
    assert found.sentence == (
        "Pain has been going on since 26 Mar 2026: on 3 of your last 7 logged days, 1.3 on average."
    )
    assert (found.observed, found.threshold, found.n) == (3, 3, 7)


def test_just_below_pain_on_two_of_seven_days_is_clear():
    found = judged(*CALM, 0, 0, 0, 0, 0, 9, 4)
    assert (found.status, found.sentence) == ("clear", "It hurt on 2 of your last 7 logged days.")
    assert found.period_start == day("2026-03-25")


def test_just_below_one_point_is_no_pain():
    assert judged(*CALM, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9).status == "clear"


@pytest.mark.parametrize("scores", [[], [5.0, 5.0], [5.0] * 7 + [NAN] * 14])
def test_too_few_or_too_old_scores_cannot_tell(scores):
    found = judged(*scores)
    assert found.status == "not_enough_data"
    assert "0 counts" in found.sentence


def test_thirteen_days_without_a_log_are_not_too_old():
    assert judged(*[5.0] * 7, *[NAN] * 13).status == "raised"
