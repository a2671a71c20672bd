"""The way back by hand: what is met, which dial is turned, where the runner stands, and what a flare asks."""

import dataclasses

import pandas as pd
import pytest

from analysis import flags, metrics, plan
from analysis.settings import Settings
from analysis.tables import RUNS, conform
from tests.flags.frames import daily_pain, day, days, inputs

HURT_THEN_CALM = [4.0] * 10 + [0.0] * 21
USUAL = [0.0, 6000.0, 0.0, 6000.0, 0.0, 0.0, 12_000.0]  # a week of 24 km with a long run of 12 km
LIGHTS = [{"local_date": "2026-03-30", "activity_id": "a", "distance_m": 6000.0, "light": "green"}]


def way_back(metres, scores=HURT_THEN_CALM, lights=LIGHTS, **columns):
    made = days(metres, scores).assign(**columns)
    weeks = metrics.weeks(made, Settings().week_start)
    runs = conform(pd.DataFrame(lights), RUNS)
    given = inputs(days=made, pain=daily_pain(scores, signs="none"), runs=runs, weeks=weeks)
    return plan.way_back(plan.Seen(given.days, given.weeks, given.runs, flags.judge(given)))


def turned(metres):
    return [turn.dial.name for turn in way_back(metres).raised]


def week(*, long_m=6000.0, other_m=4000.0, n=2):
    return [other_m] * n + [0.0] * (6 - n) + [long_m]


@pytest.mark.parametrize(
    ("now", "dials"),
    [
        (week(), []),
        (week(long_m=8000.0), []),  # two km more are the least step, not above it
        (week(long_m=8001.0), ["long run"]),  # the week grew by its long run alone
        (week(long_m=8001.0, other_m=5100.0), ["long run", "week"]),
        (week(other_m=5001.0), ["week"]),
        (week(n=3, other_m=2600.0), []),  # one run day more is the least step
        (week(n=4, other_m=2000.0), ["run days"]),
    ],
)
def test_a_dial_is_turned_above_a_tenth_and_above_its_least_step(now, dials):
    assert turned(USUAL * 8 + week() * 4 + now) == dials


def test_a_race_week_turns_nothing():
    race = [{**LIGHTS[0], "session_type": "race"}]
    made = way_back(USUAL * 8 + week() * 4 + week(long_m=9000.0), lights=race)
    assert (made.is_race_week, made.raised) == (True, ())


def test_an_unknown_day_leaves_the_dials_away():
    metres = USUAL * 8 + week() * 5
    metres[-20] = float("nan")
    assert way_back(metres).turns == ()


def states(made):
    return [stage.state for stage in made.stages]


def test_the_long_run_comes_first_and_its_gate_says_what_is_missing():
    made = way_back(USUAL * 8 + week() * 5)
    assert states(made) == ["here", "later", "later"]
    gate = made.stages[0].gate
    assert gate["a long run of 90 % of your usual one"] is False
    assert gate["a week without an amber or red run"] is True


@pytest.mark.parametrize(("long_m", "here"), [(10_800.0, 1), (10_799.0, 0)])  # nine tenths of 12 km
def test_pickups_open_with_nine_tenths_of_the_long_run(long_m, here):
    assert states(way_back(USUAL * 8 + week() * 4 + week(long_m=long_m))).index("here") == here


def test_an_amber_run_closes_the_gate_and_unknown_lights_do_not():
    metres = USUAL * 8 + week() * 4 + week(long_m=12_000.0)
    assert states(way_back(metres, lights=[{**LIGHTS[0], "light": "amber", "light_because": "raised"}]))[0] == "here"
    unknown = way_back(metres, lights=[{**LIGHTS[0], "light": None}])
    assert states(unknown) == ["done", "here", "later"]
    assert unknown.stages[0].gate["a week without an amber or red run"] is None


@pytest.mark.parametrize(("days_with_pickups", "here"), [(1, 1), (2, 2)])
def test_hills_or_tempo_open_with_the_second_day_of_pickups(days_with_pickups, here):
    metres = USUAL * 8 + week() * 4 + week(long_m=12_000.0)
    fast = [0.0] * (len(metres) - days_with_pickups) + [100.0] * days_with_pickups
    assert states(way_back(metres, fast_m=fast)).index("here") == here


def test_while_it_hurts_no_stage_has_begun():
    made = way_back(USUAL * 8 + week() * 5, scores=[0.0] * 21 + [4.0] * 10)
    assert not made.has_begun
    assert states(made) == ["later"] * 3


def test_conditions_are_met_not_yet_or_not_known():
    held = way_back(USUAL * 8 + week() * 5, during_score=1.0, first_steps_score=3.0).conditions
    assert list(held.values()) == [True, True, False, True]
    assert way_back(USUAL * 8 + week() * 5).conditions["pain during runs of 1 or less on average"] is None


def test_a_flare_dials_the_turned_dial_back_by_a_third_to_a_half_for_five_days():
    red = [{**LIGHTS[0], "light": "red", "light_because": "sharp", "local_date": "2026-03-29"}]
    made = way_back(USUAL * 8 + week() * 4 + week(long_m=9000.0), lights=red).dial_back
    (only,) = made.turns
    assert (only[0].dial.name, only[1], only[2]) == ("long run", 4500, pytest.approx(6030))
    assert made.until == day("2026-04-03")
    assert way_back(USUAL * 8 + week() * 5).dial_back is None


def test_without_pain_in_eight_weeks_there_is_no_way_back():
    assert way_back(USUAL * 12, scores=[4.0] * 7 + [0.0] * 70) is None


def test_what_is_seen_is_not_changed():
    made = way_back(USUAL * 8 + week() * 5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.raised = ()
