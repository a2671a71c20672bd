"""Back-off targets by hand: a runner with a usual week of 42 km on 7 days, in pain for a week."""

import numpy as np
import pandas as pd
import pytest

from analysis import flags, plan
from tests.flags.frames import NAN, daily_pain, day, days, inputs, pain

USUAL = [6000.0] * 56  # 42 km a week, on every day
CALM, HURTS = [0.0] * 14, [4.0] * 7
NO_SIGNS = {"signs": "none"}


def course(metres, scores, log=None):
    entries = daily_pain(scores, **NO_SIGNS) if log is None else log
    given = inputs(days=days(metres, scores), pain=entries)
    return plan.course(plan.Seen(given.days, given.weeks, given.runs, flags.judge(given)))


def target(kind, metres, scores=None):
    made = course(metres, CALM + HURTS if scores is None else scores).backoff
    return next(target for target in made.targets if target.kind == kind)


@pytest.mark.parametrize(
    ("metres", "state"),
    [(4500.0, "kept"), (4501.0, "not_kept"), (1000.0, "kept")],  # 31.5 km are three quarters of 42 km
)
def test_the_distance_is_kept_up_to_three_quarters_of_the_usual_week(metres, state):
    made = target("distance", USUAL + [metres] * 7)
    assert made.state == state
    assert made.done == 7 * metres
    assert made.asked == pytest.approx(0.67 * 42_000)
    assert made.usual == 42_000


def test_seven_usual_run_days_become_five():
    made = target("run_days", USUAL + [4000.0] * 5 + [0.0] * 2)
    assert (made.done, made.asked, made.usual, made.state) == (5, 5, 7, "kept")
    assert target("run_days", USUAL + [4000.0] * 6 + [0.0]).state == "not_kept"


@pytest.mark.parametrize(("metres", "state"), [(3600.0, "kept"), (3601.0, "not_kept")])
def test_the_long_run_is_kept_up_to_the_half_and_a_tenth(metres, state):
    made = target("long_run", USUAL + [2000.0] * 6 + [metres])
    assert (made.asked, made.usual, made.state) == (3000, 6000, state)


def test_unknown_days_are_not_known_and_never_nought():
    made = target("distance", USUAL + [4000.0] * 5 + [NAN] * 2)
    assert np.isnan(made.done)
    assert made.state == "not_known"


def test_the_room_grows_as_runs_leave_the_seven_days():
    metres = [0.0, 8000.0, 0.0, 6000.0, 0.0, 6000.0, 4000.0]
    room = course(USUAL + metres, CALM + HURTS).backoff.room_m
    # 28.14 km allowed; the six days before tomorrow hold 24 km, the five before the day after 16 km, …
    assert np.round(room, 2).tolist() == [4140, 12_140, 12_140, 18_140, 18_140, 24_140, 28_140]


def test_an_unknown_day_leaves_the_room_open_until_it_is_out_of_the_seven_days():
    room = course([*USUAL, 0.0, 0.0, NAN, 0.0, 0.0, 0.0, 0.0], CALM + HURTS).backoff.room_m
    assert np.isnan(room[:2]).all()
    assert room[2] == pytest.approx(28_140)


def test_without_a_usual_week_nothing_is_allowed_by_number():
    made = course([6000.0] * 20, CALM[:10] + [4.0] * 10).backoff
    assert np.isnan(made.allowed_m)
    assert np.isnan(made.room_m).all()
    assert {target.state for target in made.targets if target.kind != "replaced"} <= {"not_known", "kept"}


def test_the_review_days_are_the_seventh_the_fourteenth_and_the_twenty_first():
    made = course(USUAL + [3600.0] * 10, CALM + [4.0] * 10).backoff  # begun 22 Mar
    assert [each.number for each in made.review_days] == [7, 14, 21]
    assert [each.local_date for each in made.review_days] == [day("2026-03-28"), day("2026-04-04"), day("2026-04-11")]
    assert made.review.number == 10


def test_before_the_running_is_cut_there_is_nothing_to_review():
    made = course(USUAL + [6000.0] * 7, CALM + HURTS).backoff
    assert made.review is None
    assert made.review_days == ()


@pytest.mark.parametrize(("score", "goal"), [(6.0, 5.0), (3.0, 2.1)])  # a point, or 30 %, whichever is less
def test_the_goal_is_a_point_or_thirty_percent_below_the_beginning(score, goal):
    made = course(USUAL + [3600.0] * 10, CALM + [score] * 10).backoff
    assert made.review.goal == pytest.approx(goal)


def test_a_review_without_change_on_day_fourteen_halves_the_week_and_holds_it_to_the_half():
    made = course(USUAL + [4000.0] * 14, CALM + [4.0] * 14).backoff
    assert made.allowed_m == 21_000
    assert made.targets[0].state == "not_kept"  # 28 km were within two thirds, and are over the half


@pytest.mark.parametrize("sign", ["limp", "cannot_hop", "pop", "fever"])
def test_a_sign_that_stops_running_leaves_no_distance(sign):
    log = pd.concat(
        [daily_pain(CALM + HURTS), pain({"local_date": "2026-03-31", "entry": 2, "score": 4, "signs": sign})]
    )
    made = course(USUAL + [4000.0] * 7, CALM + HURTS, log.reset_index(drop=True))
    assert (made.phase, made.backoff) == ("see_someone", None)


def test_a_sign_without_pain_that_goes_on_names_no_distance_either():
    log = pd.concat([daily_pain(CALM), pain({"local_date": "2026-03-31", "entry": 2, "score": 0, "signs": "numbness"})])
    assert course(USUAL, CALM, log.reset_index(drop=True)).phase == "see_someone"


@pytest.mark.parametrize(
    ("scores", "phase"),
    [(CALM + HURTS, "back_off"), (CALM, "carry_on"), ([NAN] * 30, "cannot_tell"), (HURTS + CALM, "come_back")],
)
def test_the_phase_follows_from_the_log_alone(scores, phase):
    assert course(USUAL + [4000.0] * 7, scores).phase == phase
