"""A small fixed subset of `make calibrate`: the seeds are fixed, so that a change of a single verdict can be traced.

The bounds are wider than the rates of docs/methods.md, which were measured on hundreds of athletes for each cell.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from analysis.association import associations
from benchmarks import simulate
from benchmarks.calibrate import association_claims, rate, trend_says, wilson

FIRST = 30_000


@cache
def seen(kind: str, n_days: int, athletes: int) -> list[tuple[set[str], str | None, bool | None]]:
    return [association_claims(kind, n_days, FIRST + athlete) for athlete in range(athletes)]


@pytest.mark.parametrize("kind", ["plain", "feedback", "weekday", "persistent"])
def test_at_most_three_of_25_athletes_get_a_claim_where_nothing_matters(kind: str) -> None:
    assert sum(bool(claimed) for claimed, _, _ in seen(kind, 90, 25)) <= 3


def test_the_cause_is_found_in_most_logs_of_half_a_year_and_seldom_another() -> None:
    found = seen("effect", 180, 20)
    assert sum(cause in claimed for claimed, cause, _ in found) >= 14
    assert sum(bool(claimed - {cause}) for claimed, cause, _ in found) <= 4


def test_a_diary_of_six_weeks_may_speak_and_one_logged_on_four_days_of_ten_may_not() -> None:
    short = associations(simulate.athlete("effect", FIRST, 42).days)
    assert set(short["verdict"]) <= {"more_pain", "no_clear_association"}
    gappy = associations(simulate.athlete("effect_mcar60", FIRST, 42).days)
    assert set(gappy["verdict"]) == {"not_enough_data"}


def test_at_most_three_of_30_logs_without_a_trend_are_said_to_rise() -> None:
    assert sum(trend_says(28, 0.85, 0.0, FIRST + log)[0] == "rising" for log in range(30)) <= 3


def test_a_rise_of_a_point_a_week_is_seen_in_most_logs_of_four_weeks() -> None:
    assert sum(trend_says(28, 0.7, 1.0, FIRST + log)[0] == "rising" for log in range(40)) >= 20


def test_the_same_seed_makes_the_same_athlete_and_another_seed_another() -> None:
    one, again, other = (simulate.athlete("feedback", seed, 60).days for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one["distance_m"].equals(other["distance_m"])


def test_the_simulated_answer_is_the_one_the_truth_says() -> None:
    """With no noise left in the pain, a least-squares fit of the known memory gives the slope back."""
    athlete = simulate.athlete("effect", 7, 365, explained=1.0)
    days = athlete.days.set_index("local_date")
    memories = []
    for fade in np.exp(-1 / np.array([1.0, 3.0, 7.0])):
        for delay in (0, 1):
            load = days[athlete.cause].shift(delay, fill_value=0.0)
            memories.append(load.ewm(alpha=1 - fade, adjust=False).mean() / (1 - fade))
    inside = days["day_score"].between(1, 9)
    fits = [np.polyfit(memory[inside], days["day_score"][inside], 1, full=True) for memory in memories]
    best = min(fits, key=lambda fit: fit[1][0])
    assert best[0][0] == pytest.approx(athlete.effect_per_m, rel=0.1)


def test_the_interval_of_a_rate_is_that_of_wilson() -> None:
    assert wilson(5, 100) == pytest.approx((0.0215, 0.1118), abs=5e-5)  # R: prop.test(5, 100, correct = FALSE)
    assert rate([True] + [False] * 9) == "0.100 (0.018 to 0.404)"
