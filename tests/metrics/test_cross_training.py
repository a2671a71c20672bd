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
