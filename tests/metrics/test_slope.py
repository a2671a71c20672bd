"""Grade and what it costs."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.metrics import climb, slope
from tests.metrics.recordings import laid, over, recorded


def grades(*records: object) -> np.ndarray:
    track = laid(*records)
    return slope.of_steps(track, climb.smoothed_m(track))


@pytest.mark.parametrize("grade", [-0.12, -0.05, 0, 0.03, 0.2])
def test_a_hill_of_one_grade_has_that_grade_at_each_step(grade: float) -> None:
    found = grades(over(lambda distance: 500 + grade * distance, np.arange(600.0)))
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx(grade, abs=1e-9)


def test_grade_is_read_over_50_m_so_that_half_a_metre_of_noise_is_no_hill() -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, 3601)
    found = grades(over(lambda distance: 100 + noise[: len(distance)]))
    assert np.nanmax(np.abs(found)) < 0.02


def test_standing_still_while_the_altitude_drifts_is_no_hill() -> None:
    clock = np.arange(1200.0)
    moved = 3 * np.minimum(clock, 300) + 3 * np.maximum(clock - 900, 0)
    drift = np.interp(clock, [0, 300, 900, 1199], [100, 100, 101, 101])
    found = grades(recorded(clock, distance_m=moved, altitude_m=drift))
    # The metre gained while standing is spread over the 50 m around.
    assert np.nanmax(found) <= 0.02 + 1e-9
    assert np.nanmean(np.abs(found[[*range(1, 250), *range(960, 1200)]])) < 0.001


def test_steps_at_a_missing_altitude_have_no_grade_and_their_neighbours_do() -> None:
    records = over(lambda distance: 100 + 0.04 * distance, np.arange(600.0))
    records.loc[200:300, "altitude_m"] = np.nan
    found = grades(records)
    assert np.isnan(found[200:302]).all()
    assert found[[199, 302]] == pytest.approx(0.04)


def test_a_recording_whose_altitude_begins_late_does_not_lean_on_the_one_before() -> None:
    high = over(lambda distance: 900 + 0 * distance, np.arange(300.0), "high")
    late = over(lambda distance: 100 + 0 * distance, np.arange(300.0), "late")
    late.loc[:100, "altitude_m"] = np.nan
    assert grades(high, late)[402:] == pytest.approx(0)


def test_a_recording_shorter_than_half_the_window_has_no_grade() -> None:
    assert np.isnan(grades(over(lambda distance: 100 + 0.1 * distance, np.arange(8.0)))).all()
    assert grades(over(lambda distance: 100 + 0.1 * distance, np.arange(10.0)))[1:] == pytest.approx(0.1)


def test_what_a_grade_costs_is_minettis_curve_over_its_value_on_the_level() -> None:
    # 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6 J/kg/m, worked out by hand
    by_hand = {0.0: 3.6, 0.1: 5.968214, -0.1: 2.151706, -0.2: 1.800032, 0.4: 16.849856}
    found = slope.cost_ratio(np.array(list(by_hand)))
    assert found * 3.6 == pytest.approx(list(by_hand.values()), abs=1e-6)


def test_steeper_than_45_percent_counts_as_45_and_an_unknown_grade_as_level() -> None:
    edge, beyond, unknown = slope.cost_ratio(np.array([0.45, 0.9, np.nan]))
    assert edge == beyond
    assert unknown == 1
