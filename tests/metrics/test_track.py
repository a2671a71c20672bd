"""Time and distance between samples, whatever the watch left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics.track import difference
from tests.metrics.recordings import laid, recorded

NAN = np.nan


def steps(*rows: tuple[float, float], **columns: object) -> tuple[list[float], list[float]]:
    """Steps in s and m of samples given as (second, metre)."""
    clock, distance = zip(*rows, strict=True)
    track = laid(recorded(np.array(clock), **({"distance_m": distance} | columns)))
    return track.step_s.tolist(), track.step_m.tolist()


def test_a_long_step_that_moved_is_running_and_one_that_stood_is_a_pause() -> None:
    assert steps((0, 0), (30, 90), (60, 91), (61, 94)) == ([0, 30, 0, 1], [0, 90, 0, 3])


def test_a_pause_takes_more_than_ten_seconds_and_less_than_half_a_metre_a_second() -> None:
    just_long_enough, just_too_short = steps((0, 0), (10.1, 0)), steps((0, 0), (10, 0))
    just_too_fast = steps((0, 0), (20, 10))
    assert just_long_enough == ([0, 0], [0, 0])
    assert just_too_short == ([0, 10], [0, 0])
    assert just_too_fast == ([0, 20], [0, 10])


def test_a_step_faster_than_anyone_runs_is_a_slip_of_the_gps() -> None:
    just_below, just_above = steps((0, 0), (2, 25)), steps((0, 0), (2, 25.1))
    assert just_below == ([0, 2], [0, 25])
    assert just_above == ([0, 2], [0, 0])


def test_distance_never_goes_back() -> None:
    assert steps((0, 0), (1, 3), (2, 2), (3, 5))[1] == [0, 3, 0, 3]


def test_missing_distance_is_drawn_straight_between_what_is_known() -> None:
    assert steps((0, NAN), (1, 3), (2, NAN), (3, NAN), (4, 12), (5, NAN))[1] == [0, 0, 3, 3, 3, 0]


def test_without_any_distance_the_speed_tells() -> None:
    assert steps((0, NAN), (2, NAN), (3, NAN), speed_m_s=[3, 3, 4])[1] == [0, 6, 4]


def test_a_recording_without_distance_does_not_borrow_from_its_neighbours() -> None:
    silent = recorded(5, "b", distance_m=[NAN] * 5)
    track = laid(recorded(5, "a"), silent, recorded(5, "c"))
    assert track.step_m.tolist() == [0, 3, 3, 3, 3] + [0] * 5 + [0, 3, 3, 3, 3]
    assert track.has_path.tolist() == [True] * 5 + [False] * 5 + [True] * 5


@pytest.mark.parametrize(("gap", "expected"), [(60, 101), (61, NAN)], ids=["just_short_enough", "just_too_long"])
def test_altitude_that_is_missing_for_a_minute_is_bridged(gap: int, expected: float) -> None:
    track = laid(recorded(np.array([0, gap / 2, gap]), altitude_m=[100, NAN, 102]))
    assert track.altitude_m[1] == pytest.approx(expected, nan_ok=True)


def test_the_order_of_rows_does_not_matter_and_each_recording_stands_for_itself() -> None:
    one, other = recorded(4, "a"), recorded(3, "b")
    rows = pd.concat([one, other]).sample(frac=1, random_state=3)
    track = laid(rows)
    of_a = track.of == track.ids.tolist().index("a")
    assert track.step_m[of_a].tolist() == [0, 3, 3, 3]
    assert track.step_m[~of_a].tolist() == [0, 3, 3]
    assert track.of[track.first].tolist() == track.of[track.last].tolist() == [0, 1]


def test_a_window_ends_where_its_recording_does() -> None:
    track = laid(recorded(100, "a"), recorded(100, "b", distance_m=5 * np.arange(100.0)))
    speed = difference(track.clock_s, track.of, track.path_m, (track.middle_s, 10.0))
    assert speed[track.of == 0] == pytest.approx(3)
    assert speed[track.of == 1] == pytest.approx(5)
