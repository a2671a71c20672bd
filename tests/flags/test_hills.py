"""The same hilly route (X2) and a jump of climbing (X3)."""

import pandas as pd
import pytest

from analysis.flags.hills import climb_jump, same_hilly_route
from analysis.tables import ACTIVITIES, EXPOSURES, conform
from tests.flags.frames import NAN, TODAY, current, days, inputs


def ran(*runs, **more):
    """Activities from (days ago, km, descent in m, place)."""
    frame = pd.DataFrame(runs, columns=["ago", "km", "descent_m", "place"])
    frame["local_date"] = TODAY - pd.to_timedelta(frame.pop("ago"), unit="D")
    frame["distance_m"] = 1000.0 * frame.pop("km")
    known = {"sport": "running", "surface": "unknown", "surface_source": "unknown", "source_format": "made up"}
    return conform(frame.assign(activity_id=[f"a{n}" for n in range(len(frame))], **(known | more)), ACTIVITIES)


def found(*runs, scores=None, **more):
    return current(same_hilly_route(inputs(activities=ran(*runs), days=days([5000.0] * 40, scores), **more)))


HILL = 10, 150.0, "ab;cd"  # 15 m down a km from a place with these words
AGAIN = 10, 150.0, "cd;ef"


def test_three_runs_down_one_hill_in_two_weeks_are_the_same_route():
    seen = found((1, *HILL), (5, *AGAIN), (13, *HILL))
    assert (seen.status, seen.severity, seen.observed) == ("raised", None, 3)
    assert seen.sentence == "Of the last 14 days, 3 runs began at one place, were as long, and went down 15 m a km."


def test_while_pain_is_going_on_a_flat_route_is_advised():
    seen = found((1, *HILL), (5, *AGAIN), (13, *HILL), scores=[3.0] * 7)
    assert seen.severity == "watch"
    assert seen.hint == "Try a flat route for the next runs: neither long ways down nor long ways up."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((14, *HILL), id="a day too early"),
        pytest.param((9, 10, 149.0, "ab"), id="just below 15 m a km"),
        pytest.param((9, 11.2, 170.0, "ab"), id="more than a tenth longer"),
        pytest.param((9, 10, 150.0, "xy"), id="from another place"),
    ],
)
def test_two_runs_and_another_are_no_route(other):
    assert found((1, *HILL), (5, *AGAIN), other).status == "clear"


def test_days_whose_training_is_not_known_could_hold_the_third_run():
    made = days([5000.0] * 38 + [NAN, NAN])
    seen = current(same_hilly_route(inputs(activities=ran((4, *HILL), (5, *AGAIN)), days=made)))
    assert seen.status == "not_enough_data"
    assert seen.sentence.startswith("The training of 2 of the last 14 days is not known.")
    one_run = current(same_hilly_route(inputs(activities=ran((4, *HILL)), days=days([5000.0] * 39 + [NAN]))))
    assert one_run.status == "clear"  # one day more makes no three


def test_a_tenth_longer_is_still_the_same_route():
    assert found((1, *HILL), (5, *AGAIN), (9, 11, 170.0, "ab")).status == "raised"


def test_the_climb_of_the_recording_stands_in_for_a_missing_total():
    runs = ran((1, *HILL), (5, *AGAIN), (9, 10, NAN, "ab"))
    climbed = conform(pd.DataFrame({"activity_id": ["a2"], "dimension": "elevation", "band": "whole", "source": "file",
                                    "descent_m": [180.0]}), EXPOSURES)  # fmt: skip
    assert current(same_hilly_route(inputs(activities=runs))).status == "not_enough_data"
    with_climb = current(same_hilly_route(inputs(activities=runs, exposures=climbed)))
    assert with_climb.status == "raised"
    assert with_climb.sentence.endswith("went down 15 to 18 m a km.")


def test_runs_whose_start_is_not_known_cannot_be_called_one_route():
    seen = found((1, 10, 150.0, None), (5, 10, 150.0, None), (9, 10, 150.0, None))
    assert seen.status == "not_enough_data"
    assert "where they began is not known" in seen.sentence


def test_days_before_the_first_that_is_known_are_not_known():
    seen = current(same_hilly_route(inputs(activities=ran(), days=days([NAN]))))
    assert (seen.status, seen.sentence[:51]) == (
        "not_enough_data",
        "The training of all of the last 14 days is not know",
    )


def test_one_run_of_unknown_descent_cannot_turn_it():
    assert found((1, *HILL), (9, 10, NAN, "ab")).status == "clear"
    assert found((1, *HILL), (5, *AGAIN), (9, 10, NAN, "ab")).sentence == (
        "Of the last 14 days, 2 runs went down 15 m a km or more, and the descent of 1 run is not known. Upload the"
        " recordings of these runs."
    )


def test_rides_and_weeks_without_runs_are_clear():
    assert found().status == "clear"
    rides = ran((1, *HILL), (5, *AGAIN), (13, *HILL), sport="cycling")
    assert current(same_hilly_route(inputs(activities=rides))).status == "clear"


def climbed(week_m, before_m=500.0, unknown_days=0, scores=None):
    """35 days of 6 km: four weeks with `before_m` of climb, one with `week_m`; so many days without altitude."""
    frame = days([6000.0] * 35, scores)
    frame["ascent_m"] = [NAN] * unknown_days + [before_m / 7] * (28 - unknown_days) + [week_m / 7] * 7
    return current(climb_jump(inputs(days=frame)))


@pytest.mark.parametrize(("week_m", "status"), [(650, "clear"), (651, "raised")])
def test_much_more_climbing_is_a_jump(week_m, status):
    seen = climbed(week_m)
    assert (seen.status, seen.severity) == (status, None)  # the rule's own: info
    assert climbed(week_m, scores=[3.0] * 7).severity == "watch"


def test_both_climbs_are_told():
    assert climbed(700).sentence == ("You climbed 700 m in the last 7 days; the four weeks before had 500 m a week.")


@pytest.mark.parametrize(("week_m", "status"), [(130, "clear"), (131, "raised")])
def test_a_flat_runner_is_held_against_a_hundred_metres(week_m, status):
    assert climbed(week_m, before_m=0.0).status == status


@pytest.mark.parametrize(("unknown_days", "status"), [(7, "raised"), (8, "not_enough_data")])
def test_a_fifth_without_altitude_is_too_much(unknown_days, status):
    assert climbed(2000, unknown_days=unknown_days).status == status


def test_distance_without_altitude_is_told_with_its_share():
    frame = days([6000.0] * 35)
    assert current(climb_jump(inputs(days=frame))).sentence == (
        "Of your distance of the last 35 days, 100 % has no altitude. Upload the recordings of these runs."
    )
