"""What kind of session was each run?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from tests.metrics.test_intensity import DAY, USUAL, rows, runs

TEN_MINUTES_FAST = {"3.0": 1800.0, "3.6": 600.0}


def repeated(band: str, times: float, seconds: float, speed: float, activity_id: str = "r06") -> pd.DataFrame:
    return rows(activity_id, "repeats", {band: seconds}, speed=speed).assign(repeats=times)


def kind(activities: pd.DataFrame, *known: pd.DataFrame) -> tuple[str, str]:
    """The kind of the last run, and who says so."""
    exposures = pd.concat(known, ignore_index=True) if known else None
    last = analyse(activities, None, exposures=exposures).runs.iloc[-1]
    return last["session_type"], last["session_type_source"]


def test_a_run_with_nothing_hard_in_it_is_easy() -> None:
    assert kind(runs(*USUAL, 3.0)) == ("easy", "recognised")
    assert kind(runs(*USUAL, 3.3)) == ("easy", "recognised")


def test_a_run_of_unknown_effort_is_of_no_kind() -> None:
    assert kind(runs(3.0)) == ("unknown", "unknown")


def test_a_run_half_as_long_again_as_the_median_of_90_days_is_long() -> None:
    activities = runs(*USUAL, 3.0)
    activities.loc[6, ["distance_m", "moving_time_s"]] = [10_800.0, 3600.0]
    assert kind(activities) == ("long", "recognised")
    activities.loc[6, ["distance_m", "moving_time_s"]] = [10_799.0, 3600.0]
    assert kind(activities) == ("easy", "recognised")


def test_an_even_fast_run_is_tempo() -> None:
    assert kind(runs(*USUAL, 3.6)) == ("tempo", "recognised")
    activities = runs(*USUAL, 3.6)
    activities.loc[6, ["distance_m", "moving_time_s"]] = [3.6 * 599, 599.0]
    assert kind(activities) == ("unknown", "unknown")


@pytest.mark.parametrize(("held", "said"), [(3.46, "tempo"), (3.44, "easy")])
def test_ten_fast_minutes_are_tempo_where_five_of_them_were_held(held: float, said: str) -> None:
    best = rows("r06", "best", {"300": 300.0}, speed=held)
    assert kind(runs(*USUAL, 3.0), rows("r06", "speed", TEN_MINUTES_FAST), best)[0] == said


def test_less_than_ten_fast_minutes_are_no_tempo() -> None:
    best = rows("r06", "best", {"300": 300.0}, speed=3.6)
    assert kind(runs(*USUAL, 3.0), rows("r06", "speed", {"3.0": 1800.0, "3.6": 599.0}), best)[0] == "easy"


@pytest.mark.parametrize(
    ("seconds", "speed", "said"),
    [
        (240, 4.0, "intervals"),
        (180, 4.0, "intervals"),
        (179, 4.0, "easy"),
        (240, 3.46, "intervals"),
        (240, 3.44, "easy"),
    ],
)
def test_bouts_are_intervals_where_they_are_fast_for_this_athlete_and_last_three_minutes(
    seconds: float, speed: float, said: str
) -> None:
    easy = rows("r06", "speed", {"3.0": 2400.0})
    assert kind(runs(*USUAL, 3.0), easy, repeated("fast", 4, seconds, speed))[0] == said


def test_bouts_are_believed_while_nothing_tells_what_is_fast() -> None:
    bouts, walks = repeated("fast", 4, 480, 2.8, "r00"), repeated("run_walk", 4, 480, 2.8, "r00")
    assert kind(runs(3.0), bouts) == ("intervals", "recognised")
    assert kind(runs(3.0), bouts, walks) == ("run_walk", "recognised")


def test_run_walk_with_fast_bouts_is_intervals_and_with_easy_ones_is_not() -> None:
    walks = repeated("run_walk", 4, 480, 3.0)
    assert kind(runs(*USUAL, 3.0), walks, repeated("fast", 4, 480, 4.0))[0] == "intervals"
    assert kind(runs(*USUAL, 3.0), walks, repeated("fast", 4, 480, 3.0))[0] == "run_walk"


def test_repeats_on_a_hill_come_before_all_others() -> None:
    assert kind(runs(*USUAL, 3.0), repeated("hills", 3, 300, 2.5), repeated("fast", 4, 480, 4.0))[0] == "hills"


@pytest.mark.parametrize(
    ("metres", "speed", "said"),
    [(5000, 3.6, "race"), (4949, 3.6, "tempo"), (4950, 3.6, "race"), (5150, 3.6, "race"), (5151, 3.6, "tempo"),
     (5000, 3.4, "easy"), (21_300, 3.2, "race"), (21_300, 3.1, "long"), (42_600, 3.2, "race")],
)  # fmt: skip
def test_a_race_is_as_long_as_races_are_and_hard_to_its_end(metres: float, speed: float, said: str) -> None:
    activities = runs(*[3.0] * 20, 3.0)
    activities.loc[20, ["distance_m", "moving_time_s"]] = [metres, metres / speed]
    assert kind(activities)[0] == said


@pytest.mark.parametrize("source", ["entered", "file", "title"])
def test_what_is_told_comes_before_what_is_recognised(source: str) -> None:
    activities = runs(*USUAL, 3.6)
    activities.loc[6, ["session_type", "session_type_source"]] = ["easy", source]
    assert kind(activities) == ("easy", source)


def test_a_kind_told_of_one_part_is_that_of_the_whole_run() -> None:
    activities = runs(*USUAL, 3.0, 3.0)
    activities["local_start_time"] = activities["local_date"] + pd.Timedelta(hours=7)
    activities.loc[7, ["local_date", "local_start_time"]] = [
        activities["local_date"][6],
        activities["local_start_time"][6] + pd.Timedelta(minutes=45),
    ]
    activities.loc[7, ["session_type", "session_type_source"]] = ["race", "entered"]
    assert kind(activities) == ("race", "entered")


def hard(activities: pd.DataFrame, when: pd.Timestamp = DAY) -> object:
    return analyse(activities, None).days.set_index("local_date").loc[when, "hard_sessions"]


def test_hard_sessions_are_counted_by_day_and_week() -> None:
    found = analyse(runs(*USUAL, 3.6, 3.6, 3.0), None)
    assert found.days["hard_sessions"].tolist()[-3:] == [1, 1, 0]
    assert found.weeks["hard_sessions"].tolist()[-1] == 2


def test_a_day_of_unknown_kind_has_no_number_of_hard_sessions() -> None:
    assert pd.isna(hard(runs(3.0)))
    activities = runs(3.0)
    activities[["session_type", "session_type_source"]] = ["intervals", "entered"]
    assert hard(activities) == 1


def test_nothing_later_changes_what_a_run_was() -> None:
    before = analyse(runs(*USUAL, 3.5), None).runs
    after = analyse(runs(*USUAL, 3.5, *[4.0] * 20, last=DAY + pd.Timedelta(days=20)), None).runs
    assert before["session_type"].tolist() == after["session_type"].tolist()[:7]
    assert np.array_equal(before["session_type_source"], after["session_type_source"][:7])
