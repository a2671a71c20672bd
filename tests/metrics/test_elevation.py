"""How much was climbed and dropped?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics import elevation
from tests.metrics.athlete import ran, tables


def test_a_day_adds_up_the_runs_that_record_it() -> None:
    frame = ran(("2024-03-04", 5), ("2024-03-04", 6), ("2024-03-04", 7), ascent_m=[100, np.nan, 20])
    day = tables(frame.assign(descent_m=[90, np.nan, 0])).day("2024-03-04")
    assert day[["ascent_m", "descent_m"]].tolist() == [120, 90]


def test_a_flat_run_climbs_zero_and_an_unmeasured_one_is_missing() -> None:
    days = tables(ran(("2024-03-04", 5), ("2024-03-05", 5), ascent_m=[0, np.nan])).days
    assert days["ascent_m"].iloc[0] == 0
    assert pd.isna(days["ascent_m"].iloc[1])


def test_a_rest_day_climbs_zero() -> None:
    assert tables(ran(("2024-03-04", 5)), as_of="2024-03-05").day("2024-03-05")["ascent_m"] == 0


def test_a_week_whose_runs_measure_nothing_is_missing_though_it_has_rest_days() -> None:
    week = tables(ran(("2024-03-04", 5)), as_of="2024-03-10").weeks.loc[0]
    assert week[["ascent_m", "descent_m"]].isna().all()
    assert week["distance_m"] == 5000


def test_a_week_adds_up_the_days_that_measure_it() -> None:
    week = tables(ran(("2024-03-04", 5), ("2024-03-06", 5), descent_m=[70, np.nan])).weeks.loc[0]
    assert week["descent_m"] == 70


def test_the_climb_of_a_ride_is_not_that_of_a_run() -> None:
    ride = pd.DataFrame({"local_date": ["2024-03-04"], "sport": ["cycling"], "ascent_m": [900]})
    assert tables(ride).day("2024-03-04")["ascent_m"] == 0


def test_what_a_device_does_not_total_is_taken_from_the_recording_each_way() -> None:
    frame = ran(("2024-03-04", 5), ("2024-03-05", 5), ascent_m=[100, np.nan], activity_id=["a", "b"])
    worked_out = pd.DataFrame({
        "activity_id": ["a", "b"], "dimension": "elevation", "band": "whole",
        "ascent_m": [104, 33], "descent_m": [96, 0],
    })  # fmt: skip
    days = tables(frame, exposures=worked_out).days
    assert days[["ascent_m", "descent_m"]].to_numpy().tolist() == [[100, 96], [33, 0]]


def test_a_run_indoors_climbs_zero_unless_it_says_otherwise() -> None:
    inside = ran(("2024-03-04", 5), ("2024-03-05", 5), ascent_m=[np.nan, 80]).assign(sub_sport="treadmill")
    assert tables(inside).days[["ascent_m", "descent_m"]].to_numpy().tolist() == [[0, 0], [80, 0]]


def climbed(*days: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(days), columns=["ascent_m", "descent_m"])


@pytest.mark.parametrize(("descent", "share"), [(900.0, None), (899.0, 0.101), (1112.0, 112 / 1112), (1111.0, None)])
def test_ascent_and_descent_that_differ_by_more_than_a_tenth_are_told(descent: float, share: float | None) -> None:
    found = elevation.drift(climbed((600.0, descent - 300), (400.0, 300.0)))
    assert found == (None if share is None else pytest.approx(share))


def test_a_day_that_knows_only_one_of_them_is_no_drift() -> None:
    assert elevation.drift(climbed((500.0, 500.0), (400.0, np.nan))) is None


def test_of_little_climb_nothing_is_told() -> None:
    assert elevation.drift(climbed((299.0, 100.0))) is None
    assert elevation.drift(climbed((300.0, 100.0))) == pytest.approx(2 / 3)
    assert elevation.drift(climbed()) is None
