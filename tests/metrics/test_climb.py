"""Climb from altitudes that shake, drift, jump and go missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.metrics.climb import LEAST_LEG_M, smoothed_m, totals_m
from tests.metrics.recordings import hill, laid, over, recorded


def climbed(*records: pd.DataFrame) -> list[tuple[float, float]]:
    """Ascent and descent of each recording."""
    track = laid(*records)
    return list(zip(*(column.tolist() for column in totals_m(track, smoothed_m(track))), strict=True))


def shaking(seed: int, size: int, metres: float) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, metres, size)


def alternating(*heights: float, every_s: float = 200.0) -> pd.DataFrame:
    """RECORDS that go straight from one height to the next."""
    clock = np.arange(every_s * (len(heights) - 1) + 1)
    return recorded(clock, altitude_m=np.interp(clock, every_s * np.arange(len(heights)), heights))


def one_after_the_other(heights: list[float]) -> tuple[float, float]:
    """The same as a loop: a leg ends where the height has come back from its farthest point by the least leg."""
    up, down, low, high, goes = 0.0, 0.0, heights[0], heights[0], 0
    for height in heights[1:]:
        if goes >= 0:
            high = max(high, height)
        if goes <= 0:
            low = min(low, height)
        if goes <= 0 and height - low >= LEAST_LEG_M:
            down += (high - low) * (goes < 0)
            high, goes = height, 1
        elif goes >= 0 and high - height >= LEAST_LEG_M:
            up += (high - low) * (goes > 0)
            low, goes = height, -1
    return up + (high - low) * (goes > 0), down + (high - low) * (goes < 0)


def test_a_hill_of_50_m_climbs_and_drops_50_m() -> None:
    assert climbed(over(hill)) == [pytest.approx((50, 50))]


def test_noise_on_a_hill_adds_little_where_a_plain_sum_would_add_hundreds_of_metres() -> None:
    noisy = over(lambda d: hill(d) + shaking(1, len(d), 0.5))
    plain = noisy["altitude_m"].diff().clip(lower=0).sum()
    assert plain > 900
    assert climbed(noisy) == [pytest.approx((50, 50), abs=2)]


def test_level_ground_under_a_shaking_altimeter_climbs_nothing() -> None:
    assert climbed(over(lambda d: 100 + shaking(2, len(d), 0.4))) == [(0, 0)]


def test_a_swaying_gps_altitude_climbs_some_of_its_noise_and_no_more() -> None:
    wander = np.convolve(shaking(3, 3660, 3), np.ones(60) / 60, mode="valid")
    ((up, down),) = climbed(over(lambda d: hill(d) + wander[: len(d)]))
    assert 48 <= up <= 62
    assert 48 <= down <= 62


def test_weather_that_lifts_the_altitude_3_m_in_an_hour_adds_3_m_at_most() -> None:
    drift = climbed(over(lambda d: hill(d) + 3 * d / 10_800 + shaking(4, len(d), 0.3)))
    assert drift == [pytest.approx((51.5, 48.5), abs=2)]


@pytest.mark.parametrize(
    ("metres", "expected"), [(1.99, 0), (2.0, 2), (2.01, 2.01)], ids=["just_below", "exactly", "just_above"]
)
def test_a_rise_counts_from_2_m(metres: float, expected: float) -> None:
    assert climbed(alternating(100, 100, 100 + metres, 100 + metres)) == [pytest.approx((expected, 0))]


def test_a_dip_of_less_than_2_m_does_not_part_a_climb() -> None:
    assert climbed(alternating(100, 110, 108.1, 120)) == [pytest.approx((20, 0))]
    assert climbed(alternating(100, 110, 108, 120)) == [pytest.approx((22, 2))]


def test_an_altitude_that_turns_less_than_once_a_minute_is_not_smoothed() -> None:
    # An hour of hills of 4 m: 59 turns, both ends among them, against 61. Smoothing cuts their tops.
    just_below = alternating(*[100, 104] * 29, 100, every_s=62)
    just_above = alternating(*[100, 104] * 30, 100, every_s=60)
    assert climbed(just_below) == [pytest.approx((116, 116))]
    assert climbed(just_above)[0][0] < 119


def test_the_jumps_with_which_an_altimeter_starts_are_no_climb() -> None:
    def starting(second: float) -> list[tuple[float, float]]:
        clock = np.arange(601.0)
        return climbed(recorded(clock, altitude_m=np.where(clock < second, 180.0, 100.0)))

    assert starting(5) == [(0, 0)]
    assert starting(15) == [(0, 0)]
    assert starting(16) == [pytest.approx((0, 80))]  # a lift, for all we know


def test_a_climb_as_fast_as_a_runner_can_is_kept_at_the_start() -> None:
    clock = np.arange(601.0)
    assert climbed(recorded(clock, altitude_m=100 + np.minimum(2.4 * clock, 24))) == [pytest.approx((24, 0))]


def test_a_pause_takes_no_more_than_the_step_in_which_it_lies() -> None:
    clock = np.arange(3601.0)
    paused = recorded(clock + 1200 * (clock > 1800), distance_m=3 * clock, altitude_m=hill(3 * clock))
    assert climbed(paused) == [pytest.approx((50, 50), abs=0.05)]


def test_altitudes_written_while_the_timer_stands_are_no_climb() -> None:
    clock = np.concatenate([np.arange(1801.0), 1800 + 20 * np.arange(1.0, 11), 2000 + np.arange(1.0, 1801)])
    metres = 3 * np.minimum(clock, np.maximum(1800, clock - 200))
    shaking = np.where((clock > 1800) & (clock < 2000), 110.0 + 20 * (clock % 40 == 0), 100.0)
    assert climbed(recorded(clock, distance_m=metres, altitude_m=shaking)) == [(0, 0)]


def test_smart_recording_climbs_what_a_sample_each_second_does() -> None:
    def rolling(distance: np.ndarray) -> np.ndarray:
        return 300 + 15 * np.sin(distance / 250)

    times = np.cumsum(np.random.default_rng(5).integers(1, 12, 600)).astype(float)
    times = times[times <= 3600]
    # A rise from the middle to the crest, then 6 whole waves of 30 m and most of a seventh.
    every_second, smart = climbed(over(rolling, np.arange(times[-1] + 1))), climbed(over(rolling, times))
    assert smart[0] == pytest.approx(every_second[0], rel=0.02)


def test_a_recording_without_altitude_has_no_climb() -> None:
    assert climbed(recorded(100)) == [pytest.approx((np.nan, np.nan), nan_ok=True)]


def test_altitude_that_is_missing_for_a_while_leaves_the_climb_around_it() -> None:
    records = over(hill)
    records.loc[100:400, "altitude_m"] = np.nan
    assert climbed(records) == [pytest.approx((50, 50))]


def test_recordings_do_not_climb_from_one_to_the_next() -> None:
    low, high = over(lambda d: 0 * d, activity_id="low"), over(lambda d: hill(d) + 900, activity_id="high")
    silent = recorded(50, "silent")
    assert climbed(low, silent, high)[::2] == [(0, 0), pytest.approx((50, 50))]


heights = st.lists(st.integers(0, 30).map(lambda n: n / 4), min_size=2, max_size=40)  # exact in binary


@given(heights)
def test_all_at_once_is_what_one_after_the_other_is(metres: list[float]) -> None:
    track = laid(recorded(len(metres), altitude_m=metres))
    (up,), (down,) = totals_m(track, track.altitude_m)
    expected = one_after_the_other(metres)
    assert (up, down) == pytest.approx(expected, abs=1e-6)


@given(heights)
def test_the_way_back_drops_what_the_way_there_climbs(metres: list[float]) -> None:
    there, back = (laid(recorded(len(metres), altitude_m=way)) for way in (metres, metres[::-1]))
    (up,), (down,) = totals_m(there, there.altitude_m)
    assert totals_m(back, back.altitude_m) == (pytest.approx([down], abs=1e-6), pytest.approx([up], abs=1e-6))
