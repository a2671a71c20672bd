"""Run-walk (B5) and cross-training (B6)."""

import pandas as pd
import pytest

from analysis.flags.instead import cross_training_replaces, run_walk_offer
from analysis.tables import RUNS, conform
from tests.flags.frames import NAN, TODAY, current, days, inputs

USUAL = [10_000.0, 0.0, 10_000.0, 0.0, 10_000.0, 0.0, 0.0]  # 30 km on 3 days; 10 km the longest
EASED = [0.0, 5000.0, 0.0, 5000.0, 0.0, 5000.0, 0.0]
PAIN = [0.0] * 14 + [3.0] * 7


def week(**columns):
    """Eight usual weeks and an eased one in pain; columns of DAYS for its last seven days, 0 before."""
    frame = days(USUAL * 8 + columns.pop("metres", EASED), PAIN).assign(hard_sessions=0.0, replacing_s=0.0)
    frame["moving_time_s"] = frame["distance_m"] * 0.36  # 10 km in an hour
    for name, values in columns.items():
        frame[name] = (
            [0.0] * (len(frame) - 7) + values if name != "first_steps_score" else ([NAN] * (len(frame) - 7) + values)
        )
    return frame


def lit(*lights, **more):
    """A run on each of the last days with its light, None where it has none."""
    dates = pd.date_range(end=TODAY, periods=len(lights))
    frame = pd.DataFrame({"activity_id": [f"r{n}" for n in range(len(lights))], "local_date": dates, "light": lights})
    return conform(frame.assign(distance_m=5000.0, **more), RUNS)


def offered(*lights, runs=None, **columns):
    return current(run_walk_offer(inputs(days=week(**columns), runs=lit(*lights) if runs is None else runs)))


def test_two_runs_with_an_amber_or_red_light_bring_the_offer():
    found = offered("amber", "green", "red")
    assert (found.status, found.observed) == ("raised", 2)
    assert found.sentence == "Of the last 7 days, 2 runs had an amber or red light although you backed off."


def test_a_warning_sign_comes_before_the_offer():
    given = inputs(days=week(), runs=lit("amber", "red"), raised=frozenset({"limping"}))
    found = current(run_walk_offer(given))
    assert (found.status, found.sentence) == (
        "clear",
        "Of the last 7 days, 2 runs had an amber or red light, and a warning sign is up: a clinician's word comes"
        " first.",
    )


def test_one_such_run_brings_none():
    assert offered("amber", "green", "green").status == "clear"


def test_runs_without_a_light_that_could_turn_it_are_said():
    found = offered("amber", None, "green")
    assert found.status == "not_enough_data"
    assert "The pain around 1 run of the last 7 days was not logged well enough" in found.sentence


def test_lights_of_more_than_seven_days_ago_are_over():
    old = lit("red", "red", "green", "green", "green", "green", "green", "green")
    assert offered(runs=old).status == "clear"


@pytest.mark.parametrize(
    "columns",
    [
        {"metres": [0.0, 10_000.0, 0.0, 10_000.0, 0.0, 5000.0, 0.0]},  # distance and long run not cut
        {"metres": [4000.0, 4000.0, 4000.0, 4000.0, 0.0, 4000.0, 0.0]},  # five days instead of three
        {"hard_sessions": [0.0, 1.0, 0, 0, 0, 0, 0]},
        {"fast_m": [0.0, 751.0, 0, 0, 0, 0, 0]},  # just above 5 % of 15 km
        {"metres": [0.0, 6001.0, 0.0, 5000.0, 0.0, 5000.0, 0.0]},  # just above six tenths of the long run
    ],
)
def test_the_running_is_cut_first(columns):
    found = offered("red", "red", "red", **columns)
    assert found.status == "clear"
    assert "First cut the running" in found.sentence


def test_who_runs_and_walks_already_is_told_so():
    runs = lit("red", "red", session_type=["run_walk", "easy"])
    found = offered(runs=runs)
    assert (found.status, found.sentence) == (
        "clear",
        "Of the last 7 days, 2 runs had an amber or red light; on 30 Mar 2026 you ran and walked in turns.",
    )


def replaced(**columns):
    return current(cross_training_replaces(inputs(days=week(**columns))))


# 180 minutes usual, 90 run: 90 are left out, half of them are 45.
@pytest.mark.parametrize(("seconds", "status"), [(2699, "raised"), (2700, "clear")])
def test_half_of_the_minutes_left_out_are_asked_for(seconds, status):
    found = replaced(replacing_s=[0.0, 0, float(seconds), 0, 0, 0, 0])
    assert (found.status, found.severity) == (status, None)  # the rule's own: info
    assert found.observed == pytest.approx(seconds / 5400)


def test_what_was_left_out_and_what_stands_for_it_are_told():
    found = replaced(replacing_s=[1200.0, 0, 0, 1500, 0, 0, 0])
    assert found.sentence == (
        "You left out 90 minutes of running in the last 7 days; 45 minutes of other sports that spare the foot stand"
        " for it (50 %)."
    )


def test_a_ride_that_hurts_the_next_morning_does_not_count():
    sore = replaced(replacing_s=[0.0, 0, 2700, 0, 0, 0, 0], first_steps_score=[0.0, 0, 0, 3, 0, 0, 0])
    assert (sore.status, sore.observed) == ("raised", 0)
    assert "What you did on 27 Mar 2026 is not counted: the next morning had pain above 2." in sore.sentence
    calm = replaced(replacing_s=[0.0, 0, 2700, 0, 0, 0, 0], first_steps_score=[0.0, 0, 0, 2, 0, 0, 0])
    assert calm.status == "clear"


def test_little_left_out_needs_no_replacing():
    found = replaced(metres=[10_000.0, 0.0, 10_000.0, 0.0, 7000.0, 0.0, 0.0])  # 18 minutes less
    assert found.status == "clear"
    assert found.sentence == "You ran 162 minutes in the last 7 days; 180 minutes are usual: nothing to replace."


def test_runs_without_a_time_cannot_be_replaced():
    frame = week()
    frame["moving_time_s"] = NAN
    found = current(cross_training_replaces(inputs(days=frame)))
    assert found.status == "not_enough_data"
    assert "your usual running time before that is not known" in found.sentence


def test_without_pain_there_is_nothing_to_offer_or_replace():
    calm = inputs(days=days(USUAL * 8, [0.0] * 7))
    assert {current(rule(calm)).status for rule in (run_walk_offer, cross_training_replaces)} == {"clear"}
