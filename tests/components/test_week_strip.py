"""Days and weeks at a glance: what is not known never looks like nothing."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.tables import DAYS, conform
from dashboard.components.week_strip import day_strip, week_strip
from tests.charts.frames import run, weeks


def days(*rows: dict) -> pd.DataFrame:
    plain = {"coverage": "recorded", "is_logged": False}
    dates = pd.date_range("2024-03-12", periods=len(rows))
    return conform(pd.DataFrame([{"local_date": d, **plain, **row} for d, row in zip(dates, rows, strict=True)]), DAYS)


def spoken(markup: str) -> list[str]:
    return re.findall(r'<span class="tw-sr">(.*?)</span>', markup)


def test_a_run_a_rest_and_an_unknown_day_are_told_apart_in_words():
    made = days(
        {"distance_m": 8200.0, "worst_score": 3.0, "is_logged": True},
        {"distance_m": 0.0, "worst_score": 0.0, "is_logged": True},
        {"coverage": "unknown"},
    )
    assert spoken(day_strip(made, "km")) == [
        "Tuesday 12 Mar 2024: ran 8.2 km, worst pain 3 of 10.",
        "Wednesday 13 Mar 2024: no run, worst pain 0 of 10.",
        "Thursday 14 Mar 2024: training not known, no pain score logged.",
    ]


def test_a_run_a_rest_and_an_unknown_day_are_told_apart_by_sight():
    run_day, rest, unknown = day_strip(
        days({"distance_m": 8200.0}, {"distance_m": 0.0}, {"coverage": "unknown"}), "km"
    ).split("<li")[1:]
    assert "tw-bar" in run_day and "8.2" in run_day
    assert "tw-bar" not in rest and ">0</span>" in rest
    assert "tw-well--unknown" in unknown and ">0</span>" not in unknown


def test_no_pain_has_a_chip_and_no_score_has_an_empty_one():
    zero, none = day_strip(days({"worst_score": 0.0, "is_logged": True}, {}), "km").split("<li")[1:]
    assert 'tw-p0"' in zero and ">0<" in zero
    assert "tw-chip--none" in none and ">0<" not in none


def test_bars_are_as_high_as_their_share_of_the_longest_day():
    made = day_strip(days({"distance_m": 5000.0}, {"distance_m": 10000.0}), "km")
    assert re.findall(r'class="tw-bar" style="height:(\d+)%', made) == ["50", "100"]


@pytest.mark.parametrize(("units", "said"), [("km", "10.0"), ("mi", "6.2")])
def test_the_strip_speaks_the_unit_of_the_runner(units, said):
    made = day_strip(days({"distance_m": 10000.0}), units)
    assert f">{said}<" in made
    assert f"ran {said} {units}" in made


def test_only_the_last_seven_days_are_shown():
    assert day_strip(days(*[{"distance_m": 1000.0}] * 9), "km").count("<li") == 7


def test_an_unfinished_week_is_hatched_and_said():
    made = week_strip(weeks(run(30000), run(9000, is_complete=False)), "km")
    assert made.count("tw-bar--open") == 1
    assert spoken(made)[1] == "Week of 11 Mar 2024 (unfinished week): ran 9.0 km, no pain logged."


def test_a_week_without_any_known_day_is_not_a_week_of_zero():
    assert "training not known" in week_strip(weeks({"known_days": 0, "distance_m": 0.0}), "km")


def test_the_usual_week_is_a_line_at_its_height():
    made = week_strip(weeks(run(40000, usual_m=30000.0, worst_mean=2.5)), "km")
    assert 'tw-usual" style="bottom:75%' in made
    assert spoken(made) == ["Week of 4 Mar 2024: ran 40.0 km, usual week 30.0 km, mean worst pain 2.5 of 10."]
