"""Exit or escalate (B7)."""

import pytest

from analysis.flags.review import backoff_review
from tests.flags.frames import NAN, current, day, days, inputs

USUAL = [6000.0] * 56


def reviewed(number, before=4.0, now=4.0, scores=None):
    """The finding on day `number` of a back-off to half, with one score a day; it began with the first 3 km day."""
    cut = [3000.0] * number
    pain = [0.0] * 14 + [before] * (number + 7) + [now] * 7
    return current(backoff_review(inputs(days=days(USUAL + cut, pain if scores is None else scores))))


def test_the_first_week_waits():
    # Pain since Friday 27 March and hardly a step since: the last 7 days are cut, and day 1 is that Friday.
    found = current(backoff_review(inputs(days=days(USUAL + [0.0] * 5, [0.0] * 14 + [3.0] * 5))))
    assert (found.status, found.sentence) == ("clear", "Day 5 of backing off; the first review is on day 7.")


@pytest.mark.parametrize(("now", "says"), [(3.0, "It helps:"), (3.1, "No clear change yet:")])
def test_one_point_less_is_help(now, says):
    assert reviewed(13, 4.0, now).sentence.startswith(says)


@pytest.mark.parametrize(("now", "status"), [(1.39, "clear"), (1.41, "raised")])
def test_of_little_pain_thirty_percent_are_enough(now, status):
    assert reviewed(16, 2.0, now).status == status  # 30 % of 2 points are 0.6: 1.4


def test_help_by_day_14_leads_back():
    assert reviewed(16, 4.0, 2.0).hint.startswith("Begin the way back")
    assert reviewed(9, 4.0, 2.0).hint == "Go on like this to day 14."


def test_no_change_by_day_14_asks_for_half_of_the_usual_week():
    found = reviewed(16)
    assert (found.status, found.severity) == ("raised", None)  # the rule's own: watch
    assert found.hint == "Go on for 7 more days, and cut to half of your usual week: 21.0 km in any 7 days."


def test_no_change_after_three_weeks_is_worth_an_appointment():
    found = reviewed(25)
    assert (found.status, found.severity) == ("raised", "act")
    assert found.hint.startswith("This is worth an appointment with a clinician")


def test_pain_that_rises_points_to_the_rule_that_watches_it():
    found = reviewed(12, 3.0, 4.0)
    assert (found.status, found.severity) == ("raised", "act")
    assert "have a clinician look" in found.hint
    assert reviewed(12, 3.0, 3.9).status == "clear"


def test_the_numbers_are_told_with_the_day():
    found = reviewed(22, 4.0, 4.0)
    assert found.period_start == day("2026-03-10")
    assert found.sentence == (
        "Not improving despite backing off: the 7-day mean of your pain went from 4.0 to 4.0 by day 22."
    )


def test_without_a_cut_there_is_nothing_to_review():
    found = current(backoff_review(inputs(days=days(USUAL, [0.0] * 14 + [3.0] * 7))))
    assert found.status == "not_enough_data"
    assert "not known to be cut" in found.sentence


def test_a_week_of_two_scores_is_too_little():
    scores = [0.0] * 14 + [4.0] * 10 + [NAN] * 5 + [4.0] * 2
    found = reviewed(14, scores=scores)
    assert found.status == "not_enough_data"
    assert "too few days are logged" in found.sentence


def test_the_first_week_of_pain_is_what_a_cut_from_its_first_day_is_held_against():
    """The days without pain before it are no part of it: steady pain of 4 is not pain that rose."""
    steady = current(backoff_review(inputs(days=days(USUAL + [3000.0] * 12, [0.0] * 14 + [4.0] * 12))))
    assert steady.sentence == (
        "No clear change yet: the 7-day mean of your pain went from 4.0 to 4.0 by day 12. The next review is on day 14."
    )
    risen = current(backoff_review(inputs(days=days(USUAL + [3000.0] * 14, [0.0] * 14 + [3.0] * 7 + [4.0] * 7))))
    assert risen.sentence.startswith("Pain is up although you backed off: the 7-day mean of your pain went from 3.0")
    assert risen.hint.startswith("Cut to half of your usual week: 21.0 km in any 7 days.")
