"""How much was climbed and dropped?"""

from __future__ import annotations

import numpy as np
import pandas as pd

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
