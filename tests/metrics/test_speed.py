"""Speed, hills allowed for, and the best of a run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics import of_recordings, speed
from tests.metrics.recordings import over, recorded, run


def rows(records: pd.DataFrame, dimension: str) -> pd.DataFrame:
    found = of_recordings(run(), records)
    return found[found["dimension"] == dimension].set_index("band")[["distance_m", "time_s"]]


def level(records: pd.DataFrame) -> pd.DataFrame:
    return records.assign(altitude_m=100.0)


def test_an_even_run_is_in_one_band_with_all_its_time_and_distance() -> None:
    assert rows(level(recorded(1001)), "speed").to_dict("index") == {"3.0": {"distance_m": 3000, "time_s": 1000}}


@pytest.mark.parametrize(
    ("metres_a_second", "band"), [(2.999, "2.9"), (3.0, "3.0"), (3.099, "3.0"), (3.1, "3.1"), (0.05, "0.0")]
)
def test_a_band_begins_at_its_name(metres_a_second: float, band: str) -> None:
    assert speed.LABELS[speed.band(np.array([metres_a_second]))[0]] == band


def test_no_speed_and_one_that_no_runner_has_are_in_no_band() -> None:
    assert speed.band(np.array([np.nan, 12.5, 12.7])).tolist() == [-1, 125, -1]


def test_uphill_at_10_percent_counts_as_the_level_speed_that_costs_as_much() -> None:
    # 3 m/s x 5.968214 / 3.6 = 4.97 m/s
    uphill = over(lambda distance: 100 + 0.1 * distance, np.arange(601.0))
    assert rows(uphill, "speed").to_dict("index") == {"4.9": {"distance_m": pytest.approx(1800), "time_s": 600}}


def test_without_altitude_the_speed_is_that_run() -> None:
    assert rows(recorded(601), "speed").index.tolist() == ["3.0"]


def test_standing_with_the_timer_on_is_time_at_no_speed() -> None:
    clock = np.arange(1201.0)
    stood = rows(level(recorded(clock, distance_m=3 * np.minimum(clock, 600))), "speed")
    assert stood.loc["0.0", "time_s"] == pytest.approx(595, abs=2)
    assert stood["time_s"].sum() == 1200


def test_repeats_of_a_minute_keep_their_speed() -> None:
    pace = np.tile(np.repeat([5.05, 2.05], 60), 10)
    records = recorded(len(pace), distance_m=np.cumsum(pace))
    found = rows(records, "speed")
    # Five seconds on both sides of a change are between the two.
    assert found.loc["5.0", "time_s"] == pytest.approx(500, abs=15)
    assert found.loc["2.0", "time_s"] == pytest.approx(500, abs=15)


def test_smart_recording_has_the_speeds_of_a_sample_each_second() -> None:
    pace = 3 + np.sin(np.arange(3601) / 200)
    distance = np.cumsum(pace)
    written = np.cumsum(np.random.default_rng(2).integers(1, 8, 1000))
    keep = np.concatenate([[0], written[written < 3600], [3600]])
    every_second = recorded(3601, distance_m=distance)
    all_, few = (rows(records, "speed") for records in (every_second, every_second.iloc[keep]))
    fast = [f"{band / 10:.1f}" for band in range(36, 41)]
    assert few["time_s"].sum() == all_["time_s"].sum() == 3600
    assert few.reindex(fast)["time_s"].sum() == pytest.approx(all_.reindex(fast)["time_s"].sum(), rel=0.02)


def test_the_best_minutes_are_found_wherever_they_are() -> None:
    pace = np.full(3001, 2.5)
    pace[1000:1301] = 4.0
    found = rows(recorded(3001, distance_m=np.cumsum(pace)), "best")
    assert found.loc["300"].tolist() == [1200, 300]
    assert found.loc["1200", "distance_m"] == pytest.approx(300 * 4 + 900 * 2.5, abs=2)


def test_a_run_shorter_than_the_best_minutes_has_none() -> None:
    just_short, just_long = rows(recorded(300), "best"), rows(recorded(301), "best")
    assert just_short.empty
    assert just_long.index.tolist() == ["300"]


def test_best_minutes_uphill_count_as_the_level_that_costs_as_much() -> None:
    uphill = over(lambda distance: 100 + 0.1 * distance, np.arange(1201.0))
    assert rows(uphill, "best").loc["300", "distance_m"] == pytest.approx(900 * 5.968214 / 3.6, rel=0.001)
