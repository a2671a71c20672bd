"""How hard each week was, under the pain."""

from __future__ import annotations

import pytest

from dashboard.charts.intensity import efforts_over_pain
from dashboard.charts.over_pain import View
from dashboard.components.palette import DARK, LIGHT
from tests.charts.frames import weeks

KM = View("km", ("first_steps",), LIGHT)
WEEK = {"distance_m": 20_000, "easy_m": 12_000, "moderate_m": 5_000, "fast_m": 3_000, "effort_unknown_m": 0,
        "easy_s": 5400, "moderate_s": 1800, "fast_s": 900, "effort_unknown_s": 0}  # fmt: skip


def bars(figure) -> dict:
    return {trace.name: trace for trace in figure.data if trace.type == "bar"}


def test_efforts_are_stacked_from_easy_to_fast_in_kilometres():
    drawn = bars(efforts_over_pain(weeks(WEEK), KM))
    assert {name: trace.y.tolist() for name, trace in drawn.items()} == {
        "Easy": [12.0],
        "Moderate": [5.0],
        "Fast": [3.0],
    }
    assert list(drawn) == ["Easy", "Moderate", "Fast"]


def test_time_is_in_hours():
    drawn = bars(efforts_over_pain(weeks(WEEK), KM, "time"))
    assert [trace.y.tolist()[0] for trace in drawn.values()] == [1.5, 0.5, 0.25]


def test_miles_are_miles():
    drawn = bars(efforts_over_pain(weeks(WEEK | {"easy_m": 16_093.44}), View("mi", (), LIGHT)))
    assert drawn["Easy"].y.tolist() == pytest.approx([10.0])


def test_what_is_unknown_has_a_bar_and_a_name_of_its_own():
    drawn = bars(efforts_over_pain(weeks({"distance_m": 9000, "effort_unknown_m": 9000}), KM))
    assert list(drawn) == ["Effort not known"]
    assert drawn["Effort not known"].marker.color == LIGHT.intensities["unknown"]


def test_colours_follow_the_theme():
    for palette in (LIGHT, DARK):
        drawn = bars(efforts_over_pain(weeks(WEEK), View("km", (), palette)))
        assert drawn["Fast"].marker.color == palette.intensities["fast"]


def test_a_week_without_fast_running_is_zero_and_a_week_of_unknown_training_is_a_gap():
    figure = efforts_over_pain(weeks(WEEK, {"known_days": 0}), KM)
    assert len(figure.layout.shapes) == 1
