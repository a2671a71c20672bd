"""What did the runner do again and again?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics import of_recordings
from tests.metrics.recordings import recorded, run

Part = tuple[float, float]  # seconds, m/s


def at_speeds(*parts: Part, activity_id: str = "a", **columns: object) -> pd.DataFrame:
    """RECORDS, one sample a second, of a run in parts."""
    speed = np.concatenate([np.full(int(seconds), metres) for seconds, metres in parts])
    distance = np.concatenate([[0.0], np.cumsum(speed)])
    return recorded(len(distance), activity_id, distance_m=distance, **columns)


def repeats(records: pd.DataFrame) -> dict[str, float]:
    found = of_recordings(run(), records)
    found = found[found["dimension"] == "repeats"].set_index("band")
    return found["repeats"].to_dict()


EASY = (600, 2.8)


def test_four_times_a_minute_with_walks_between_are_four_fast_bouts() -> None:
    found = of_recordings(run(), at_speeds(EASY, *[(60, 5.0), (60, 1.5)] * 4, EASY))
    row = found[found["dimension"] == "repeats"].iloc[0]
    assert (row["band"], row["repeats"], row["source"]) == ("fast", 4, "file")
    assert row["time_s"] == pytest.approx(4 * 60, abs=4 * 5)
    assert row["distance_m"] == pytest.approx(4 * 300, rel=0.08)


@pytest.mark.parametrize(("times", "found"), [(2, {}), (3, {"fast": 3})])
def test_three_are_enough_and_two_are_a_change_of_pace(times: int, found: dict) -> None:
    assert repeats(at_speeds(EASY, *[(180, 4.5), (120, 2.5)] * times, EASY)) == found


@pytest.mark.parametrize(("between", "found"), [(3.5, {}), (3.1, {"fast": 5})])
def test_bouts_are_a_quarter_faster_than_what_lies_between(between: float, found: dict) -> None:
    assert repeats(at_speeds(*[(180, 4.0), (120, between)] * 5)) == found


def test_standing_still_between_bouts_is_a_rest_too() -> None:
    assert repeats(at_speeds(*[(200, 4.2), (60, 0.0)] * 4, (200, 4.2))) == {"fast": 5}


def test_a_watch_that_pauses_by_itself_hides_the_rests() -> None:
    bout = np.arange(201.0)
    clock = np.concatenate([bout + 260 * n for n in range(5)])
    distance = np.concatenate([4.2 * bout + 840 * n for n in range(5)])
    assert repeats(recorded(clock, distance_m=distance)) == {}


def test_stops_at_traffic_lights_part_an_even_run_into_no_session() -> None:
    lights = [(326, 2.8), (53, 0.1), (146, 2.8), (23, 0.1), (154, 2.8), (26, 0.1), (273, 2.8), (63, 0.1), (786, 2.8)]
    assert repeats(at_speeds(*lights)) == {}


def test_three_stops_as_far_apart_by_chance_are_no_session_where_the_rest_is_run_as_fast() -> None:
    assert repeats(at_speeds((1000, 2.8), *[(240, 2.8), (40, 0.1)] * 3, (1000, 2.8))) == {}


def test_an_even_run_repeats_nothing_however_it_shakes() -> None:
    shaking = 3 + np.random.default_rng(5).normal(0, 0.15, 3600)
    distance = np.concatenate([[0.0], np.cumsum(shaking)])
    assert repeats(recorded(3601, distance_m=distance)) == {}


@pytest.mark.parametrize(
    ("run_s", "walk_s", "times", "walks"),
    [(120, 60, 4, 4), (120, 60, 3, None), (80, 60, 6, None), (170, 60, 6, None), (120, 120, 6, None), (100, 80, 5, 5)],
)
def test_run_walk_is_four_times_about_two_minutes_and_about_one(
    run_s: int, walk_s: int, times: int, walks: int | None
) -> None:
    found = repeats(at_speeds(*[(run_s, 2.8), (walk_s, 1.4)] * times))
    assert found.get("run_walk") == walks


def test_a_slow_jog_between_is_no_walk() -> None:
    assert "run_walk" not in repeats(at_speeds(*[(120, 3.2), (60, 2.2)] * 6))


def hills(*heights: float, leg_m: float = 300.0) -> pd.DataFrame:
    """An even run over straight slopes between these heights, one after `leg_m` each."""
    clock = np.arange(leg_m / 3 * (len(heights) - 1) + 1)
    level = np.interp(3 * clock, leg_m * np.arange(len(heights)), heights)
    return recorded(clock, altitude_m=level)


def test_one_hill_up_and_down_three_times_is_hill_repeats() -> None:
    found = of_recordings(run(), hills(*[100, 120] * 3, 100))
    row = found[(found["dimension"] == "repeats") & (found["band"] == "hills")].iloc[0]
    assert row["repeats"] == 3
    assert row["distance_m"] == pytest.approx(900, rel=0.05)
    assert row["time_s"] == pytest.approx(300, rel=0.05)


@pytest.mark.parametrize(
    "heights",
    [[100, 120] * 2 + [100], [100, 114] * 4 + [100], [100, 120, 110, 150, 130, 190, 150, 240]],
    ids=["twice", "just below 15 m", "other hills"],
)
def test_what_is_no_hill_repeats(heights: list[float]) -> None:
    assert "hills" not in repeats(hills(*heights))


def test_a_rise_flatter_than_4_percent_is_no_hill() -> None:
    assert "hills" not in repeats(hills(*[100, 120] * 4, 100, leg_m=520))
    assert repeats(hills(*[100, 120] * 4, 100, leg_m=470))["hills"] == 4


def test_many_recordings_in_one_call_repeat_what_each_does_alone() -> None:
    sessions = {"a": at_speeds(EASY, *[(60, 5.0), (60, 1.5)] * 4, activity_id="a"),
                "b": at_speeds(EASY, EASY, activity_id="b"),
                "c": at_speeds(*[(120, 2.8), (60, 1.4)] * 5, activity_id="c")}  # fmt: skip
    runs = pd.concat([run(name) for name in sessions], ignore_index=True)
    together = of_recordings(runs, pd.concat(sessions.values(), ignore_index=True))
    found = together[together["dimension"] == "repeats"].set_index(["activity_id", "band"])["repeats"]
    assert found[("a", "fast")] == 4
    assert found[("c", "run_walk")] == 5
    assert "b" not in found.index.get_level_values(0)
