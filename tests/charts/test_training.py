"""What a runner relies on in the chart of pain over load."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.tables import DAYS, conform, empty
from dashboard.charts.over_pain import View
from dashboard.charts.training import pain_over_load
from dashboard.components.palette import DARK, LIGHT
from tests.charts.frames import flag, flags, run, weeks

NO_DAYS = empty(DAYS)
KM = View("km", ("first_steps",), LIGHT)


def trace(figure, name):
    return next(found for found in figure.data if found.name == name)


def test_bars_are_in_the_unit_the_runner_chose():
    made = weeks(run(16093.44))
    assert trace(pain_over_load(made, NO_DAYS, flags(), KM), "Surface not known").y.tolist() == [
        pytest.approx(16.09, abs=0.01)
    ]
    miles = pain_over_load(made, NO_DAYS, flags(), View("mi", (), LIGHT))
    assert trace(miles, "Surface not known").y.tolist() == [pytest.approx(10.0)]
    assert trace(miles, "Distance").hovertemplate == "<b>%{y:.1f} mi</b>"
    assert any("per week, mi" in note.text for note in miles.layout.annotations)


def test_an_unfinished_week_is_hatched_and_says_so():
    figure = pain_over_load(weeks(run(30000), run(8000, is_complete=False, known_days=3)), NO_DAYS, flags(), KM)
    assert list(trace(figure, "Surface not known").marker.pattern.shape) == ["", "/"]
    assert list(trace(figure, "Distance").text) == ["", " (unfinished week)"]


def test_a_week_known_in_part_is_dotted_and_says_how_much_is_known():
    figure = pain_over_load(weeks(run(30000), run(9000, known_days=4)), NO_DAYS, flags(), KM)
    assert list(trace(figure, "Surface not known").marker.pattern.shape) == ["", "."]
    assert trace(figure, "Distance").text[1] == " (4 of 7 days known)"


def test_a_week_of_unknown_training_is_a_gap_with_a_box_and_not_zero():
    figure = pain_over_load(weeks(run(30000), {"known_days": 0}, {"known_days": 0}, run(28000)), NO_DAYS, flags(), KM)
    assert [math.isnan(y) for y in trace(figure, "Distance").y] == [False, True, True, False]
    (box,) = figure.layout.shapes
    assert (box.x0, box.x1) == ("2024-03-07T12:00", "2024-03-21T12:00")


def test_a_week_of_rest_is_zero_and_not_a_gap():
    figure = pain_over_load(weeks(run(30000), run(0)), NO_DAYS, flags(), KM)
    assert trace(figure, "Distance").y.tolist() == [30.0, 0.0]
    assert not figure.layout.shapes


def test_pain_is_not_drawn_across_weeks_without_a_score():
    made = weeks({"first_steps_mean": 2.0}, {}, {"first_steps_mean": 4.0})
    pain = trace(pain_over_load(made, NO_DAYS, flags(), KM), "First steps")
    assert [math.isnan(y) for y in pain.y] == [False, True, False]
    assert pain.connectgaps is False


def test_pain_of_zero_is_drawn_at_zero():
    pain = trace(pain_over_load(weeks({"first_steps_mean": 0.0}), NO_DAYS, flags(), KM), "First steps")
    assert pain.y.tolist() == [0.0]


def test_whiskers_reach_the_worst_score_of_the_week():
    made = weeks({"first_steps_mean": 2.5, "first_steps_max": 6.0, "first_steps_days": 4})
    assert trace(pain_over_load(made, NO_DAYS, flags(), KM), "First steps").error_y.array.tolist() == [3.5]


@pytest.mark.parametrize(("days", "fill"), [(2, LIGHT.paper), (3, LIGHT.moments["first_steps"])])
def test_a_mean_of_fewer_than_three_days_is_drawn_hollow(days, fill):
    made = weeks({"first_steps_mean": 2.0, "first_steps_max": 2.0, "first_steps_days": days})
    assert trace(pain_over_load(made, NO_DAYS, flags(), KM), "First steps").marker.color == (fill,)


def test_surfaces_are_stacked_in_their_own_colours():
    made = weeks({"distance_m": 20000, "trail_m": 12000, "unknown_m": 8000})
    for palette in (LIGHT, DARK):
        figure = pain_over_load(made, NO_DAYS, flags(), View("km", (), palette))
        assert figure.layout.barmode == "stack"
        assert trace(figure, "Trail").marker.color == palette.surfaces["trail"]
        assert trace(figure, "Surface not known").marker.color == palette.surfaces["unknown"]
        assert "Treadmill" not in [found.name for found in figure.data]


def test_the_usual_week_is_a_band_from_low_to_high():
    figure = pain_over_load(
        weeks(run(30000, usual_m=31000, usual_low_m=28000, usual_high_m=34000)), NO_DAYS, flags(), KM
    )
    band = trace(figure, "Usual range")
    assert (band.base.tolist(), band.y.tolist()) == ([28.0], [6.0])
    assert trace(figure, "Usual week").y.tolist() == [31.0]


def test_one_hover_speaks_of_both_rows():
    figure = pain_over_load(weeks(run(30000, first_steps_mean=2.0)), NO_DAYS, flags(), KM)
    assert (figure.layout.hovermode, figure.layout.hoversubplots) == ("x unified", "axis")
    assert {found.xaxis for found in figure.data} == {"x"}
    assert figure.layout.xaxis.hoverformat == "Week of %-d %b %Y"


def test_a_raised_flag_stands_in_its_week_by_shape_and_colour():
    figure = pain_over_load(weeks(run(1), run(1)), NO_DAYS, flags(flag("2024-03-13", "clinician")), KM)
    mark = trace(figure, "See someone")
    assert (mark.x, mark.marker.symbol, mark.marker.color) == (
        ("2024-03-11",),
        "octagon",
        LIGHT.states["see_someone"],
    )
    assert mark.text == ("Something was seen.",)


def test_flags_that_are_clear_for_information_or_of_another_time_are_not_marked():
    others = [
        flag("2024-03-05", "act", status="clear"),
        flag("2024-03-05", "info", flag_id="b"),
        flag("2024-02-01", "act", flag_id="c"),
        flag("2024-03-18", "act", flag_id="d"),
    ]
    figure = pain_over_load(weeks(run(1), run(1)), NO_DAYS, flags(*others), KM)
    assert not {"Act", "For information"} & {found.name for found in figure.data}


def rolling(*metres: float, start: str = "2024-03-04") -> pd.DataFrame:
    dates = pd.date_range(start, periods=len(metres))
    frame = pd.DataFrame({"local_date": dates, "coverage": "recorded", "is_logged": False, "rolling_7_m": metres})
    return conform(frame, DAYS)


def test_the_rolling_seven_days_stand_above_the_first_of_them():
    # Sunday 10 March closes the week of Monday 4 March: the line meets the top of that week's bar.
    days = rolling(*[math.nan] * 6, 30000, 31000, 29000)
    line = trace(pain_over_load(weeks(run(30000), run(8000)), days, flags(), KM), "Last seven days")
    assert (line.x0, line.dx, line.y.tolist()) == ("2024-03-04", 24 * 3600 * 1000, [30.0, 31.0, 29.0])
    assert (line.hoverinfo, line.connectgaps) == ("skip", False)


def test_years_show_no_rolling_line_and_unknown_days_none_either():
    many = [run(30000)] * 61
    drawn = [found.name for found in pain_over_load(weeks(*many), rolling(*[30000.0] * 427), flags(), KM).data]
    assert "Last seven days" not in drawn
    empty_line = pain_over_load(weeks(run(1)), rolling(*[math.nan] * 9), flags(), KM)
    assert "Last seven days" not in [found.name for found in empty_line.data]


def test_two_flags_of_one_week_share_a_mark():
    two = flags(flag("2024-03-05", "watch", sentence="One."), flag("2024-03-06", "watch", sentence="Two."))
    assert trace(pain_over_load(weeks(run(1)), NO_DAYS, two, KM), "Watch").text == ("One.<br>Two.",)


def test_a_sentence_cannot_bring_markup_into_the_hover():
    wild = flags(flag("2024-03-05", "watch", sentence="less than <b>half</b>"))
    assert trace(pain_over_load(weeks(run(1)), NO_DAYS, wild, KM), "Watch").text == ("less than &lt;b>half&lt;/b>",)


def test_words_stand_where_there_is_nothing_to_draw():
    figure = pain_over_load(weeks({"known_days": 0}), NO_DAYS, flags(), KM)
    said = [note.text for note in figure.layout.annotations]
    assert "No pain scores in these weeks" in said
    assert "No training known in these weeks" in said


def test_no_weeks_make_an_empty_figure():
    assert len(pain_over_load(weeks(run(1)).head(0), NO_DAYS, flags(), KM).data) == 0


def test_ten_years_stay_light():
    week = {"distance_m": 40000.0, "trail_m": 10000.0, "unknown_m": 30000.0, "usual_m": 39000.0, "usual_low_m": 35000.0,
            "usual_high_m": 41000.0}  # fmt: skip
    pain = {f"{m}_{what}": 3.0 for m in ("first_steps", "during", "after") for what in ("mean", "max", "days")}
    made = weeks(*[{**week, **pain, "known_days": 7 - n % 2} for n in range(520)])
    figure = pain_over_load(made, NO_DAYS, flags(), View("km", ("first_steps", "during", "after"), LIGHT))
    assert len(figure.to_json()) < 80_000


def test_inputs_are_left_as_they_were():
    made, raised = weeks(run(30000), run(20000)), flags(flag("2024-03-05", "act"))
    before, flags_before = made.copy(), raised.copy()
    pain_over_load(made, NO_DAYS, raised, KM)
    assert made.equals(before)
    assert raised.equals(flags_before)
