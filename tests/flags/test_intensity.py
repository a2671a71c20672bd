"""Speed-work ramp (F3) and hard efforts while backing off (B3)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from analysis.flags.in_pain import NOTHING_TO_CUT
from analysis.flags.intensity import hard_efforts_in_backoff, speed_work_ramp
from analysis.settings import Settings
from tests.flags.frames import NAN, current, day, days, inputs


def running(
    fast: Sequence[float], *, metres: float = 6000.0, scores: object = None, hard: object = 0, unknown: float = 0.0
):
    """DAYS that end today: `metres` a day, of them `fast` fast, `unknown` at an effort nobody knows, the rest easy."""
    far = np.full(len(fast), metres)
    frame = days(far.tolist(), scores)
    easy = far - np.array(fast) - unknown
    return frame.assign(easy_m=easy, moderate_m=0.0, fast_m=fast, effort_unknown_m=unknown, hard_sessions=hard)


def ramp(fast: Sequence[float], **more: object):
    return current(speed_work_ramp(inputs(days=running(fast, **more))))


WEEK_OF_2_KM = [0.0, 0.0, 2000.0, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(("extra", "status"), [(4200.0, "clear"), (4201.0, "raised")])
def test_more_than_a_tenth_of_the_weekly_distance_more_is_raised(extra, status):
    # 42 km a week: a tenth is 4.2 km, more than 2 km.
    found = ramp(WEEK_OF_2_KM * 4 + [extra / 2, 0, 2000.0, 0, extra / 2, 0, 0])
    assert found.status == status
    assert (found.observed, found.threshold, found.n) == (pytest.approx(extra), pytest.approx(4200), 35)


@pytest.mark.parametrize(("extra", "status"), [(2000.0, "clear"), (2001.0, "raised")])
def test_in_a_light_week_two_km_are_the_limit(extra, status):
    assert ramp([600.0] * 28 + [600.0 + extra] + [600.0] * 6, metres=2700.0).status == status


def test_a_ramp_says_its_numbers():
    found = ramp(WEEK_OF_2_KM * 4 + [3500.0, 0, 0, 3500.0, 0, 0, 0])
    assert found.sentence == (
        "You ran 7.0 km fast in the last 7 days, 2.0 km in a usual week of the four before: 5.0 km more."
    )
    assert found.period_start == day("2026-03-25")


def test_the_first_session_after_28_days_without_is_raised():
    found = ramp([0.0] * 30 + [0, 1200.0, 0, 0, 0])
    assert found.status == "raised"
    assert found.sentence.startswith("Your run on 28 Mar 2026 was the first with a fast part after four weeks without.")


@pytest.mark.parametrize(("gap", "status"), [(28, "clear"), (29, "raised")])
def test_a_session_28_days_ago_is_no_break_and_one_29_days_ago_is(gap, status):
    fast = np.zeros(35)
    fast[[33, 33 - gap]] = 1200.0
    assert ramp(fast.tolist()).status == status


def test_a_few_strides_are_no_session():
    assert ramp([0.0] * 30 + [0, 1199.0, 0, 0, 0]).status == "clear"  # just below a fifth of 6 km


def test_no_running_at_all_is_clear():
    found = current(speed_work_ramp(inputs(days=running([0.0] * 35, metres=0.0))))
    assert found.sentence == "You ran 0.0 km fast in the last 7 days, 0.0 km in a usual week of the four before."
    assert found.status == "clear"


def test_34_days_are_too_little():
    found = ramp([0.0] * 34)
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Only 34 of the last 35 days are known.")


@pytest.mark.parametrize(("unknown", "status"), [(1200.0, "clear"), (1201.0, "not_enough_data")])
def test_more_than_a_fifth_at_an_unknown_effort_is_too_little(unknown, status):
    assert ramp([0.0] * 35, unknown=unknown).status == status


def test_too_little_known_effort_says_how_much_and_what_to_do():
    assert ramp([0.0] * 35, unknown=3000.0).sentence == (
        "How hard you ran is not known for 50 % of the distance of the last 35 days. Import the recordings of your"
        " runs, or say on the page Intensity and form what kind of session each was."
    )


def test_miles_are_miles():
    found = speed_work_ramp(inputs(days=running([0.0] * 28 + [1609.344] * 5 + [0, 0]), settings=Settings(units="mi")))
    assert "5.0 mi fast" in current(found).sentence


# B3


def backing_off(fast: float = 0.0, *, hard: object = 0, scores: object = (3.0,) * 30, **more: object):
    frame = running([0.0] * 53 + [fast] * 7, scores=list(scores), **more)
    return current(hard_efforts_in_backoff(inputs(days=frame.assign(hard_sessions=[0] * 59 + [hard]))))


@pytest.mark.parametrize(("fast", "status"), [(300.0, "clear"), (301.0, "raised")])
def test_more_than_5_percent_fast_is_raised_while_pain_is_going_on(fast, status):
    found = backing_off(fast)
    assert (found.status, found.threshold) == (status, 0.05)
    assert found.observed == pytest.approx(fast / 6000)


def test_one_hard_session_is_enough():
    found = backing_off(0.0, hard=1)
    assert found.status == "raised"
    assert found.sentence == "In the last 7 days you had 1 hard session, while pain is going on."


def test_both_are_told_together():
    assert backing_off(600.0, hard=2).sentence == (
        "In the last 7 days you had 2 hard sessions and 4.2 km fast (10 % of the distance), while pain is going on."
    )


def test_a_clear_week_says_how_much_was_fast():
    assert backing_off(60.0).sentence == "Nothing hard in the last 7 days: 1 % of 42.0 km was fast."


def test_without_pain_there_is_nothing_to_leave_out():
    found = backing_off(3000.0, hard=1, scores=(0.0,) * 30)
    assert (found.status, found.sentence) == ("clear", NOTHING_TO_CUT)


def test_without_a_log_nobody_knows():
    found = backing_off(3000.0, scores=(NAN,) * 30)
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Your log does not say whether pain is going on")


@pytest.mark.parametrize(("unknown", "status"), [(1200.0, "clear"), (1201.0, "not_enough_data")])
def test_an_unknown_effort_may_hide_a_session(unknown, status):
    assert backing_off(0.0, unknown=unknown).status == status


def test_a_hard_session_is_raised_however_little_else_is_known():
    assert backing_off(0.0, hard=1, unknown=6000.0).status == "raised"


def test_an_unknown_day_may_hide_a_session():
    frame = running([0.0] * 60, scores=[3.0] * 30)
    frame.loc[57, ["distance_m", "easy_m", "moderate_m", "fast_m", "effort_unknown_m"]] = NAN
    found = current(hard_efforts_in_backoff(inputs(days=frame)))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Only 6 of the last 7 days are known.")


def test_a_week_of_rest_is_clear():
    frame = running([0.0] * 60, metres=0.0, scores=[3.0] * 30)
    found = current(hard_efforts_in_backoff(inputs(days=frame)))
    assert (found.status, found.sentence) == ("clear", "No run in the last 7 days.")


@pytest.mark.parametrize(("race", "status"), [(57, "raised"), (56, "clear")])
def test_a_race_before_the_pain_is_no_part_of_backing_off(race, status):
    frame = running([0.0] * 60, scores=[0.0] * 7 + [3.0] * 3).assign(hard_sessions=0)
    frame.loc[race, "hard_sessions"] = 1
    found = current(hard_efforts_in_backoff(inputs(days=frame)))
    assert found.status == status
    assert "ince 29 Mar 2026" in found.sentence
