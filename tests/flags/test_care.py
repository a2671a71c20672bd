"""The look after 3 to 4 days, and how the heel answers strength work (R6, T5)."""

import pandas as pd
import pytest

from analysis.flags.care import care_review, strength_answer
from analysis.tables import CARE, conform
from analysis.told import Told
from tests.flags.frames import NAN, current, days, inputs


def care(*rows):
    """CARE from (days ago, item, felt)."""
    today = pd.Timestamp("2026-03-31")
    made = [{"local_date": today - pd.Timedelta(days=ago), "item": item, "felt": felt} for ago, item, felt in rows]
    return Told(care=conform(pd.DataFrame(made), CARE))


def reviewed(scores, *rows, measure="worst_score", metres=(0.0,) * 60):
    """The last scores, up to today, and what was done."""
    table = days(list(metres), None)
    table.loc[table.index[-len(scores) :], measure] = scores
    return current(care_review(inputs(days=table, told=care(*rows))))


# Begun five days ago, on a bad day: seven days before, the day itself, the day after, then days 2 to 4 and today.
def course(before, after):
    return [before] * 7 + [9.0, 9.0] + [after] * 3 + [NAN]


BEGUN = (5, "ice", None)


@pytest.mark.parametrize(
    ("before", "after", "status", "says"),
    [
        (4, 2, "clear", "helped. Keep it; noise alone looks like this in 9 of 100"),
        (4, 2.1, "clear", "a little better. Keep it; it may be chance, as noise alone looks like this in 30 of 100"),
        (4, 3, "clear", "a little better."),
        (4, 3.1, "clear", "no clear change. Keep it if you like it, and look again at day 14"),
        (4, 5.9, "clear", "no clear change."),  # just below worse
        (4, 6, "raised", "worse. Stop it; noise alone looks like this in 8 of 100"),
    ],
)
def test_the_medians_decide_and_the_day_it_was_begun_never_counts(before, after, status, says):
    found = reviewed(course(before, after), BEGUN)
    assert found.status == status
    assert says in found.sentence
    assert f"Ice, since 26 Mar 2026: from {before:.1f} to {after:.1f}, " in found.sentence


def test_two_days_before_are_too_few():
    found = reviewed([4, 4, 9, 9, 1, 1, 1, NAN], BEGUN)
    assert found.status == "not_enough_data"
    assert "cannot tell yet" in found.sentence


@pytest.mark.parametrize(
    ("days_2_to_7", "status"), [([1, NAN, NAN, 1], "clear"), ([1, NAN, NAN, NAN], "not_enough_data")]
)
def test_where_two_logs_lack_by_day_four_the_week_is_taken(days_2_to_7, status):
    assert reviewed([4] * 7 + [9, 9, *days_2_to_7], BEGUN).status == status


def test_worse_ticked_twice_stops_it_whatever_the_scores_say():
    rows = [(5, "ice", "worse"), (4, "ice", "worse_next_day")]
    assert reviewed(course(4, 1), *rows).status == "raised"
    assert reviewed(course(4, 1), rows[0], (4, "ice", "better")).status == "clear"


def test_first_step_pain_is_the_measure_where_it_is_logged():
    found = reviewed(course(5, 2), BEGUN, measure="first_steps_score")
    assert "from 5.0 to 2.0" in found.sentence


def test_an_item_taken_up_again_after_two_weeks_is_begun_anew():
    assert "since 26 Mar 2026" in reviewed(course(4, 4), (20, "ice", None), BEGUN).sentence
    assert "since 12 Mar 2026" in reviewed(course(4, 4), (19, "ice", None), BEGUN).sentence


def test_items_begun_together_are_said_not_to_be_told_apart():
    assert "cannot be told apart" in reviewed(course(4, 1), BEGUN, (8, "rolling", None)).sentence
    assert "cannot be told apart" not in reviewed(course(4, 1), BEGUN, (9, "rolling", None)).sentence


@pytest.mark.parametrize(("now", "is_said"), [(3900.0, True), (4100.0, False)])
def test_a_change_of_load_by_a_fifth_is_said(now, is_said):
    found = reviewed(course(4, 1), BEGUN, metres=[5000.0] * 54 + [now] * 6)
    assert ("Your running changed by more than a fifth" in found.sentence) is is_said


def test_nothing_done_says_so():
    found = current(care_review(inputs()))
    assert (found.status, found.n) == ("not_enough_data", None)


def strength(first_steps, *rows):
    table = days([0.0] * 60)
    table.loc[table.index[-len(first_steps) :], "first_steps_score"] = first_steps
    return current(strength_answer(inputs(days=table, told=care(*rows))))


@pytest.mark.parametrize(
    ("next_morning", "status"), [(3, "raised"), (2.9, "clear"), (NAN, "not_enough_data")]
)  # fmt: skip
def test_first_steps_two_points_up_the_next_morning_are_an_answer(next_morning, status):
    assert strength([1, next_morning], (1, "calf raises", None)).status == status


def test_one_answer_halves_the_dose_and_two_stop_the_item():
    once = strength([1, 1], (1, "calf raises", "worse_next_day"))
    assert (once.severity, once.hint) == (None, None)
    twice = strength([1, 1], (3, "calf raises", "worse"), (1, "calf raises", "worse_next_day"))
    assert twice.severity == "act"
    assert twice.hint == "Stop calf raises for now, and mention it to a clinician."
    assert twice.sentence == "Calf raises: the heel complained 2 times in the last 14 days, last on 30 Mar 2026."


def test_ice_is_no_strength_work_and_old_work_is_past():
    assert strength([1, 9], (1, "ice", "worse")).status == "not_enough_data"
    assert strength([1, 9], (14, "calf raises", "worse")).status == "not_enough_data"
    assert strength([1, 9], (13, "calf raises", "worse")).status == "raised"
