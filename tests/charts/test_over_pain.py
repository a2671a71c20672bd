"""What a runner relies on in the charts that hold one exposure under the pain."""

from __future__ import annotations

import json
import math

import pytest

from dashboard.charts.over_pain import Bar, View, over_pain
from dashboard.components.palette import LIGHT
from tests.charts.frames import weeks

KM = View("km", ("first_steps",), LIGHT)
TRAIL, ASPHALT = Bar("trail_m", "Trail", "#123456"), Bar("asphalt_m", "Asphalt", "#654321")


def trace(figure, name):
    return next(found for found in figure.data if found.name == name)


def test_parts_are_stacked_in_the_order_and_colour_given_under_one_total():
    figure = over_pain(weeks({"trail_m": 12000.0, "asphalt_m": 8000.0}), [ASPHALT, TRAIL], KM)
    assert [found.name for found in figure.data] == ["Distance", "Asphalt", "Trail", "First steps"]
    assert [trace(figure, name).y.tolist() for name in ("Distance", "Asphalt", "Trail")] == [[20.0], [8.0], [12.0]]
    assert (trace(figure, "Trail").marker.color, figure.layout.barmode) == ("#123456", "stack")


@pytest.mark.parametrize(
    ("measure", "value", "drawn", "hover", "title"),
    [
        ("distance", 5000.0, 5.0, "%{y:.1f} km", "<b>Distance</b> per week, km"),
        ("time", 5400.0, 1.5, "%{y:.1f} h", "<b>Time</b> per week, h"),
        ("climb", 812.0, 812.0, "%{y:.0f} m", "<b>Climb and drop</b> per week, m"),
        ("count", 3.0, 3.0, "%{y:.0f}", "<b>Count</b> per week"),
    ],
)
def test_each_measure_has_its_unit(measure, value, drawn, hover, title):
    figure = over_pain(weeks({"trail_m": value, "asphalt_m": value}), [TRAIL, ASPHALT], KM, measure)
    assert (trace(figure, "Trail").y.tolist(), trace(figure, "Trail").hovertemplate) == ([drawn], hover)
    assert title in [note.text for note in figure.layout.annotations]


def test_miles_are_miles():
    figure = over_pain(weeks({"trail_m": 16093.44}), [TRAIL], View("mi", (), LIGHT))
    assert trace(figure, "Trail").y.tolist() == [pytest.approx(10.0)]


def test_a_part_that_no_week_has_is_left_out_and_one_alone_is_not_said_twice():
    figure = over_pain(weeks({"trail_m": 12000.0, "asphalt_m": 0.0}), [ASPHALT, TRAIL], KM)
    assert "Asphalt" not in [found.name for found in figure.data]
    assert trace(figure, "Trail").hoverinfo == "skip"


def test_a_part_a_week_lacks_is_null_so_that_the_others_stack_upon_one_another():
    made = weeks({"trail_m": 5000.0, "asphalt_m": 0.0}, {"asphalt_m": 7000.0})
    drawn = {one["name"]: one.get("y") for one in json.loads(over_pain(made, [TRAIL, ASPHALT], KM).to_json())["data"]}
    assert (drawn["Trail"], drawn["Asphalt"]) == ([5.0, None], [None, 7.0])


def test_a_week_of_which_nothing_is_known_is_a_gap_and_a_week_of_rest_is_zero():
    made = weeks({"trail_m": 5000.0}, {"trail_m": 0.0}, {"known_days": 0})
    total = trace(over_pain(made, [TRAIL, ASPHALT], KM), "Distance").y.tolist()
    assert total[:2] == [5.0, 0.0]
    assert math.isnan(total[2])


def test_the_pain_of_the_week_stands_above_on_the_same_axis():
    figure = over_pain(weeks({"trail_m": 5000.0, "first_steps_mean": 2.0}), [TRAIL], KM)
    pain = trace(figure, "First steps")
    assert (pain.y.tolist(), pain.xaxis, pain.yaxis) == ([2.0], "x", "y3")
    assert figure.layout.hovermode == "x unified"


def test_no_weeks_and_no_moments_still_make_a_figure():
    assert len(over_pain(weeks({}).head(0), [TRAIL], KM).data) == 0
    figure = over_pain(weeks({"trail_m": 5000.0}), [TRAIL], View("km", (), LIGHT))
    assert "No pain scores in these weeks" in [note.text for note in figure.layout.annotations]
