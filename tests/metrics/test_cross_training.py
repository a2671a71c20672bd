"""How long were other sports?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.metrics.athlete import ran, tables


def did(*sports: tuple[str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(list(sports), columns=["sport", "moving_time_s"])
    return frame.assign(local_date="2024-03-04")


def test_a_day_adds_up_its_other_sports() -> None:
    day = tables(did(("cycling", 3600), ("swimming", 1800), ("running", 2400))).day("2024-03-04")
    assert day["cross_training_s"] == 5400


def test_bouts_of_twenty_minutes_in_sports_that_spare_the_foot_can_replace_running() -> None:
    ways = ("cycling", 1200), ("swimming", 1500), ("deep_water_running", 1800), ("rowing", 3600), ("hiking", 3600)
    day = tables(did(*ways)).day("2024-03-04")
    assert day[["cross_training_s", "replacing_s"]].tolist() == [11700, 4500]


def test_a_bout_just_below_twenty_minutes_replaces_nothing() -> None:
    assert tables(did(("cycling", 1199), ("swimming", 1199))).day("2024-03-04")["replacing_s"] == 0


def test_an_elliptical_counts_and_a_stair_climber_does_not() -> None:
    machines = did(("fitness_equipment", 1800), ("fitness_equipment", 2400))
    day = tables(machines.assign(sub_sport=["elliptical", "stair_climbing"])).day("2024-03-04")
    assert day["replacing_s"] == 1800


def test_a_ride_without_a_time_leaves_what_it_replaces_missing() -> None:
    assert pd.isna(tables(did(("cycling", np.nan))).day("2024-03-04")["replacing_s"])
    assert tables(did(("rowing", np.nan))).day("2024-03-04")["replacing_s"] == 0


def test_a_day_of_rest_replaces_nothing_and_an_unknown_day_is_missing() -> None:
    made = tables(ran(("2024-03-01", 5), ("2024-03-03", 5), ("2024-03-20", 5)))
    assert made.day("2024-03-02")["replacing_s"] == 0
    assert pd.isna(made.day("2024-03-10")["replacing_s"])


def test_rest_and_the_transitions_of_a_race_are_no_training() -> None:
    day = tables(did(("rest", 60), ("transition", 120))).day("2024-03-04")
    assert day["cross_training_s"] == 0


def test_a_day_of_running_only_has_zero() -> None:
    assert tables(ran(("2024-03-04", 5))).day("2024-03-04")["cross_training_s"] == 0


def test_another_sport_without_a_time_is_missing() -> None:
    assert pd.isna(tables(did(("cycling", np.nan))).day("2024-03-04")["cross_training_s"])


def test_treadmill_and_trail_runs_are_runs() -> None:
    frame = did(("trail_running", 100), ("running", 100)).assign(sub_sport=["trail", "treadmill"], distance_m=[5000, 1])
    day = tables(frame).day("2024-03-04")
    assert day[["n_runs", "cross_training_s"]].tolist() == [2, 0]


def test_unknown_days_are_missing() -> None:
    made = tables(ran(("2024-03-01", 5), ("2024-03-20", 5)))
    assert pd.isna(made.day("2024-03-10")["cross_training_s"])
