"""Was a run longer than anything in the 30 days before?"""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from tests.metrics.athlete import Tables, daily, ran, tables


def month(longest_day: int, km: float = 18) -> Tables:
    """40 days of 10 km, then 12 km on 10 February 2024; `km` on the day that lies `longest_day` days before it."""
    distances = [10.0] * 40 + [12.0]
    distances[40 - longest_day] = km
    return tables(daily("2024-01-01", *distances))


def test_a_run_20_percent_longer_than_the_longest_of_30_days() -> None:
    run = month(5, km=10).runs.iloc[-1]
    assert run[["distance_m", "longest_30_days_m", "spike_ratio"]].tolist() == [12000, 10000, 1.2]


def test_a_run_exactly_30_days_back_counts() -> None:
    assert month(30).runs["longest_30_days_m"].iloc[-1] == 18000


def test_a_run_31_days_back_does_not_count() -> None:
    assert month(31).runs["longest_30_days_m"].iloc[-1] == 10000


def test_thirty_known_days_are_enough_and_29_are_not() -> None:
    runs = tables(daily("2024-01-01", *[10.0] * 31)).runs
    assert runs["spike_ratio"].isna().tolist() == [True] * 30 + [False]
    assert runs["spike_ratio"].iloc[30] == 1


def test_the_first_run_after_thirty_days_of_rest_has_no_ratio() -> None:
    rested = tables(daily("2024-01-01", *[10.0] * 40, *[0] * 30, 15)).runs.iloc[-1]
    assert rested[["longest_30_days_m", "spike_ratio"]].isna().all()


def test_a_run_29_days_ago_is_enough_for_a_ratio() -> None:
    rested = tables(daily("2024-01-01", *[10.0] * 40, *[0] * 29, 15)).runs.iloc[-1]
    assert rested["spike_ratio"] == 1.5


def test_an_unknown_day_may_hide_a_longer_run() -> None:
    runs = tables(pd.concat([daily("2024-01-01", *[10.0] * 40), daily("2024-02-20", *[15.0] * 31)])).runs
    after_gap = runs[runs["local_date"] >= "2024-02-20"]  # 10 silent days before: unknown
    assert after_gap["spike_ratio"].isna().tolist() == [True] * 30 + [False]


def test_an_earlier_run_of_the_same_day_is_not_before() -> None:
    frame = pd.concat([daily("2024-01-01", *[10.0] * 40), ran(("2024-02-10 07:00", 20), ("2024-02-10 18:00", 25))])
    runs = tables(frame.assign(sport="running")).runs
    assert runs["spike_ratio"].tolist()[-2:] == [2.0, 2.5]


def test_runs_of_no_distance_before_give_no_ratio() -> None:
    frame = pd.DataFrame({"local_date": pd.date_range("2024-01-01", periods=40), "distance_m": [0.0] * 39 + [5000]})
    assert tables(frame).runs["spike_ratio"].isna().all()


def test_a_run_without_a_distance_has_no_ratio() -> None:
    run = tables(daily("2024-01-01", *[10.0] * 40, np.nan)).runs.iloc[-1]
    assert run["longest_30_days_m"] == 10000
    assert pd.isna(run["spike_ratio"])


def parted(minutes: float) -> Tables:
    """10 km in an hour from 07:00, then 4 km that start `minutes` after it ended."""
    second = pd.Timestamp("2024-03-04 08:00") + pd.Timedelta(minutes=minutes)
    return tables(ran(("2024-03-04 07:00", 10), (str(second), 4), elapsed_time_s=[3600, 1200], activity_id=["a", "b"]))


def test_recordings_14_minutes_apart_are_one_run() -> None:
    made = parted(14)
    assert made.runs[["activity_id", "distance_m"]].to_numpy().tolist() == [["a", 14000]]
    assert made.day("2024-03-04")[["n_runs", "distance_m", "longest_run_m"]].tolist() == [1, 14000, 14000]


@pytest.mark.parametrize("minutes", [15, 16])
def test_recordings_15_or_16_minutes_apart_are_two_runs(minutes: int) -> None:
    made = parted(minutes)
    assert made.runs["distance_m"].tolist() == [10000, 4000]
    assert made.day("2024-03-04")[["n_runs", "distance_m", "longest_run_m"]].tolist() == [2, 14000, 10000]


def test_overlapping_recordings_are_not_one_longer_run() -> None:
    assert parted(-30).day("2024-03-04")["longest_run_m"] == 10000


def test_a_run_in_two_parts_over_midnight_belongs_to_the_day_it_began() -> None:
    parts = ran(("2024-03-04 23:00", 8), ("2024-03-05 00:05", 3), elapsed_time_s=[3600, 900], moving_time_s=[3600, 900])
    made = tables(parts.assign(surface="asphalt"))
    columns = ["n_runs", "distance_m", "longest_run_m", "moving_time_s", "asphalt_m"]
    assert made.day("2024-03-04")[columns].tolist() == [1, 11000, 11000, 4500, 11000]
    assert made.day("2024-03-05")[columns].tolist() == [0, 0, 0, 0, 0]


def test_the_week_shows_its_longest_run_and_its_largest_spike() -> None:
    made = month(5, km=10)
    week = made.week("2024-02-05")
    assert week[["longest_run_m", "spike_ratio"]].tolist() == [12000, 1.2]
    assert made.week("2024-01-01")["longest_run_m"] == 10000
    assert pd.isna(made.week("2024-01-01")["spike_ratio"])


def test_ratios_equal_those_of_a_plain_loop() -> None:
    rng = np.random.default_rng(7)
    day_numbers = np.sort(rng.choice(400, 160, replace=False))
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(day_numbers, unit="D")
    metres = rng.integers(3000, 30000, 160).astype(float)
    found = tables(pd.DataFrame({"local_date": days, "distance_m": metres})).runs["spike_ratio"]
    unknown = {d for a, b in itertools.pairwise(day_numbers) if b - a > 10 for d in range(a + 1, b)}
    for i, day in enumerate(day_numbers):
        window = range(day - 30, day)
        before = [metres[k] for k in range(160) if day_numbers[k] in window]
        known = window[0] >= day_numbers[0] and not unknown.intersection(window)
        expected = metres[i] / max(before) if known and before else np.nan
        assert found.iloc[i] == pytest.approx(expected, nan_ok=True)
    assert found.notna().sum() > 50
