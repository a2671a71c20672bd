"""One dial at a time, and in which order (E1, E2)."""

import pandas as pd
import pytest

from analysis.flags.dials import one_dial_at_a_time, order_of_return
from analysis.tables import DAYS, RUNS, SHOES, conform
from analysis.told import Told
from tests.flags.frames import NAN, TODAY, current, days, inputs, weeks

SCORES = [*[0.0] * 40, *[5.0] * 14, *[0.0] * 21]  # pain that ended three weeks ago
RUN_DAYS = (0, 2, 5)  # of each week


def table(**last_week):
    """DAYS with the same three weeks of 5, 5 and 10 km; `last_week` gives other values for the days of the last."""
    week = {"distance_m": [5000.0, 0, 5000, 0, 0, 10_000, 0], "longest_run_m": [5000.0, 0, 5000, 0, 0, 10_000, 0]}
    week |= {"n_runs": [1.0, 0, 1, 0, 0, 1, 0], "fast_m": [0.0, 0, 1000, 0, 0, 0, 0]}
    week |= {"descent_m": [50.0, 0, 50, 0, 0, 100, 0], "ascent_m": [50.0, 0, 50, 0, 0, 100, 0]}
    made = days([0.0] * 120, SCORES)
    for name, values in week.items():
        made[name] = [*([0.0] * (120 - 28)), *values * 3, *last_week.get(name, values)]
    return conform(made, DAYS)


def turned(**more):
    given = {name: more.pop(name) for name in list(more) if name in DAYS.names}
    return current(one_dial_at_a_time(inputs(days=table(**given), **more)))


LONGER = [5000.0, 0, 5000, 0, 0, 12_500, 0]
FASTER = [0.0, 0, 2500, 0, 0, 0, 0]


def test_a_week_like_the_two_before_turns_nothing():
    found = turned()
    assert (found.status, found.observed) == ("clear", 0)
    assert found.sentence == "Nothing was raised in the last 7 days."


def test_a_longer_long_run_alone_is_one_dial_though_the_week_grew_with_it():
    found = turned(distance_m=LONGER, longest_run_m=LONGER)
    assert (found.status, found.observed) == ("clear", 1)
    assert found.sentence == "Raised in the last 7 days: long run (10.0 km to 12.5 km)."


def test_a_longer_run_and_more_speed_are_two_dials():
    found = turned(distance_m=LONGER, longest_run_m=LONGER, fast_m=FASTER)
    assert found.status == "raised"
    assert found.sentence == (
        "Raised in the last 7 days: long run (10.0 km to 12.5 km), fast running (1.0 km to 2.5 km)."
    )


def test_a_week_that_grew_by_more_than_its_long_run_counts_as_well():
    more = [8000.0, 0, 8000, 0, 0, 12_500, 0]
    assert turned(distance_m=more, longest_run_m=more).observed == 2


@pytest.mark.parametrize(
    ("column", "values", "n"),
    [
        ("longest_run_m", [0.0, 0, 0, 0, 0, 12_000, 0], 0),  # exactly 2 km more
        ("longest_run_m", [0.0, 0, 0, 0, 0, 12_001, 0], 1),
        ("fast_m", [0.0, 0, 2000, 0, 0, 0, 0], 0),  # exactly 1 km more
        ("fast_m", [0.0, 0, 2001, 0, 0, 0, 0], 1),
        ("descent_m", [0.0, 0, 250, 0, 0, 0, 0], 0),  # exactly 50 m more
        ("descent_m", [0.0, 0, 251, 0, 0, 0, 0], 1),
        ("n_runs", [1.0, 1, 1, 0, 0, 1, 0], 0),  # exactly one day more
        ("n_runs", [1.0, 1, 1, 1, 0, 1, 0], 1),
        ("fast_m", [0.0] * 7, 0),  # less is no turn
    ],
)
def test_a_dial_turns_beyond_its_least_step(column, values, n):
    assert turned(**{column: values}).observed == n


def test_climb_and_descent_of_the_same_hills_are_one_dial():
    hills = [400.0, 0, 0, 0, 0, 0, 0]
    assert turned(descent_m=hills, ascent_m=hills).observed == 1


def test_the_first_fast_metres_after_none_are_a_turn():
    made = table()
    made.loc[made.index[:-7], "fast_m"] = 0.0
    made.loc[made.index[-7:], "fast_m"] = [0.0, 0, 100, 0, 0, 0, 0]
    assert current(one_dial_at_a_time(inputs(days=made))).observed == 1


def test_a_dial_that_is_not_known_is_not_judged_and_said():
    found = turned(fast_m=[NAN] * 7)
    assert found.status == "clear"
    assert found.sentence.endswith(" Not known, so not judged: fast running.")


def test_a_new_pair_of_shoes_is_a_dial():
    shoes = conform(pd.DataFrame({"shoe": ["New"], "first_use": [TODAY - pd.Timedelta(days=6)]}), SHOES)
    found = turned(fast_m=FASTER, told=Told(shoes=shoes))
    assert found.status == "raised"
    assert found.sentence.endswith("a new pair of shoes.")


def test_a_race_week_is_not_counted():
    runs = conform(pd.DataFrame([{"local_date": "2026-03-29", "activity_id": "r", "session_type": "race"}]), RUNS)
    found = turned(distance_m=LONGER, longest_run_m=LONGER, fast_m=FASTER, runs=runs)
    assert (found.status, found.sentence) == (
        "clear",
        "There was a race in the last 7 days; such a week is not counted.",
    )


def test_three_weeks_must_be_known():
    made = table()
    made.loc[made.index[-21], "distance_m"] = NAN
    assert current(one_dial_at_a_time(inputs(days=made))).status == "not_enough_data"


def test_while_pain_goes_on_it_is_about_backing_off():
    made = table()
    made["worst_score"] = [*[0.0] * 100, *[5.0] * 20]
    found = current(one_dial_at_a_time(inputs(days=made)))
    assert (found.status, found.sentence) == ("clear", "Pain is going on. Back off first: this is for coming back.")


def ordered(usual_km, lights=(), **last_week):
    """The long run is 10 km; before the pain it was as given."""
    rows = [{"local_date": "2026-03-30", "activity_id": f"r{n}", "light": light} for n, light in enumerate(lights)]
    runs = conform(pd.DataFrame(rows), RUNS) if rows else conform({"local_date": [], "activity_id": []}, RUNS)
    given = inputs(days=table(**last_week), runs=runs, weeks=weeks(*[usual_km * 1000.0] * 12))
    return current(order_of_return(given))


@pytest.mark.parametrize(("usual_km", "status"), [(11.11, "clear"), (11.2, "raised")])  # 90 % of it are 10 km
def test_more_speed_before_the_long_run_is_back_is_out_of_order(usual_km, status):
    assert ordered(usual_km, fast_m=FASTER).status == status


def test_the_sentence_says_how_far_the_long_run_is():
    assert ordered(16, fast_m=FASTER).sentence == (
        "More speed before the long run is back. Your longest run of 14 days is 10.0 km; it was 16.0 km before the"
        " pain."
    )


def test_a_short_long_run_alone_is_in_order():
    assert ordered(16).sentence.startswith("Nothing came out of order.")


def test_more_speed_in_a_week_with_an_amber_run_is_too_early():
    assert ordered(10, lights=("amber",), fast_m=FASTER).sentence.startswith(
        "More speed in a week with an amber or red run."
    )
    assert ordered(10, lights=("green",), fast_m=FASTER).status == "clear"


def test_hills_before_two_days_of_pickups_are_too_early():
    hills = [400.0, 0, 0, 0, 0, 0, 0]
    found = ordered(10, descent_m=hills)
    assert found.status == "clear"  # each of the three weeks had its fast kilometre
    made = table(descent_m=hills)
    made["fast_m"] = 0.0
    given = inputs(days=made, weeks=weeks(*[10_000.0] * 12))
    assert current(order_of_return(given)).sentence.startswith(
        "More hills after 0 days with short fast parts; 2 come first."
    )


def test_without_the_long_run_before_the_pain_nothing_is_said():
    assert current(order_of_return(inputs(days=table()))).status == "not_enough_data"
