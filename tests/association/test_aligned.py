"""What lies behind an association: the same load and score that the search held against each other."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.association import aligned, associations, ranked
from tests.association.athlete import answering, days

NAN = np.nan


def test_the_load_of_a_day_is_what_was_remembered_the_evening_before() -> None:
    frame = days([8000.0] * 6, [NAN, NAN, NAN, 2.0, NAN, 3.0])
    behind = aligned(frame, "distance_m", "day", lag_days=1, half_life_days=1.0)
    assert behind["local_date"].dt.day.tolist() == [4, 5, 6]  # from the first score to the last
    assert behind["score"].fillna(-1).tolist() == [2.0, -1.0, 3.0]
    assert behind["load"].tolist() == pytest.approx([8000.0] * 3)


def test_a_load_half_forgotten_in_a_day_weighs_the_last_day_half() -> None:
    frame = days([0.0, 0.0, 0.0, 0.0, 8000.0, 0.0], [1.0] * 6)
    same_day = aligned(frame, "distance_m", "day", lag_days=0, half_life_days=1.0)["load"]
    # after five days the weights sum to 1 - 2**-5
    assert same_day.iloc[4] == pytest.approx(4000 / (1 - 2**-5))
    assert aligned(frame, "distance_m", "day", lag_days=1, half_life_days=1.0)["load"].iloc[5] == same_day.iloc[4]


def test_unknown_training_is_left_out_and_never_zero() -> None:
    frame = days([8000.0, NAN, NAN, NAN, NAN, NAN], [1.0] * 6)
    assert np.isnan(aligned(frame, "distance_m", "day", lag_days=0, half_life_days=1.0)["load"].iloc[-1])


def test_a_log_without_a_score_has_nothing_behind_it() -> None:
    assert aligned(days([1.0] * 3, [NAN] * 3), "distance_m", "day", lag_days=0, half_life_days=1.0).empty


def test_the_difference_between_light_and_heavy_days_is_the_estimate_times_their_distance() -> None:
    frame = days(*answering())
    found = associations(frame)
    row = ranked(frame, found).iloc[0]
    behind = aligned(frame, "distance_m", "day", lag_days=1, half_life_days=1.0).dropna()
    light, heavy = np.quantile(behind["load"], [0.1, 0.9])
    assert (row["light"], row["heavy"]) == (pytest.approx(light), pytest.approx(heavy))
    # one more km a day, every day, adds up to twice the effect of one day where half is left the next
    assert row["difference"] == pytest.approx(row["estimate"] * 2 * (heavy - light) / 1000)
    assert row["low"] < row["difference"] < row["high"]


def test_what_was_found_is_told_first_and_what_lacks_the_fewest_days_before_the_rest() -> None:
    metres, scores = answering()
    noise = np.random.default_rng(5).random(120) * 100
    few = np.where(np.arange(120) < 5, 10.0, NAN)
    frame = days(metres, scores, descent_m=noise, fast_m=few)
    table = ranked(frame, associations(frame))
    assert table["exposure"].tolist() == ["distance_m", "descent_m", "fast_m"]
    assert table["difference"].isna().tolist() == [False, False, True]
