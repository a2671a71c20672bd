"""What a runner relies on in the charts behind an association, of pain and of the signature rule."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts.pain import pain_course
from dashboard.charts.patterns import intervals, scatter, side_by_side
from dashboard.components.palette import DARK, LIGHT

NAN = math.nan


def found(**more: object) -> dict:
    row = {
        "exposure": "descent_m", "moment": "first_steps", "verdict": "no_clear_association", "difference": 0.4,
        "low": -0.2, "high": 1.0, "light": 20.0, "heavy": 60.0, "n": 90, "more_days": 0,
    }  # fmt: skip
    return row | more


def test_an_interval_reaches_from_low_to_high_and_a_finding_is_filled() -> None:
    rows = pd.DataFrame([found(verdict="more_pain", difference=1.5, low=0.5, high=2.5), found(exposure="fast_m")])
    yes, no = intervals(rows, LIGHT).data
    assert (yes.x.tolist(), yes.y.tolist()) == ([1.5], [1])
    assert (yes.error_x.array.tolist(), yes.error_x.arrayminus.tolist()) == ([1.0], [1.0])
    assert (yes.marker.color, no.marker.color) == (LIGHT.pain[8], LIGHT.paper)
    assert "+1.5 points (+0.5 to +2.5)" in yes.text[0]


def test_what_cannot_be_told_yet_says_how_many_days_it_takes_and_draws_nothing() -> None:
    missing = {"difference": NAN, "low": NAN, "high": NAN, "verdict": "not_enough_data"}
    rows = pd.DataFrame([found(**missing, more_days=12), found(**missing, exposure="fast_m", more_days=pd.NA)])
    figure = intervals(rows, LIGHT)
    notes = [note.text for note in figure.layout.annotations]
    assert "Not enough yet: log 12 more days" in notes
    assert "Not enough yet: known on too few days, or always alike" in notes
    assert [line.line.dash for line in figure.layout.shapes] == [None]
    assert not figure.data


def test_a_small_difference_looks_small() -> None:
    figure = intervals(pd.DataFrame([found(difference=0.01, low=-0.02, high=0.03)]), DARK)
    assert tuple(figure.layout.xaxis.range) == (-2.5, 2.5)


def behind() -> pd.DataFrame:
    dates = pd.date_range("2024-03-01", periods=4)
    loads = [8046.72, 1.0, 1609.344, 16093.44]
    return pd.DataFrame({"local_date": dates, "score": [1.0, NAN, 0.0, 3.0], "load": loads})


@pytest.mark.parametrize(("units", "loads"), [("mi", [5.0, 1.0, 10.0]), ("km", [8.05, 1.61, 16.09])])
def test_the_cloud_has_a_dot_per_logged_day_in_the_unit_chosen(units: str, loads: list[float]) -> None:
    row = next(pd.DataFrame([found(exposure="distance_m", light=2000.0, heavy=9000.0)]).itertuples())
    *_, cloud = scatter(behind(), row, units, LIGHT).data
    assert cloud.x.tolist() == pytest.approx(loads, abs=0.01)
    assert cloud.y.tolist() == [1.0, 0.0, 3.0]


def test_the_line_rises_by_the_difference_between_light_and_heavy() -> None:
    row = next(pd.DataFrame([found(light=1000.0, heavy=9000.0, difference=2.0, low=1.0, high=3.0)]).itertuples())
    line = scatter(behind(), row, "km", LIGHT).data[2]
    assert line.y[1] - line.y[0] == pytest.approx(2.0, abs=0.7)  # less where it would leave the scale


def test_days_not_logged_stay_empty_above_the_load() -> None:
    row = next(pd.DataFrame([found(exposure="distance_m")]).itertuples())
    scores = side_by_side(behind(), row, "km", LIGHT).data[0]
    assert [math.isnan(y) for y in scores.y] == [False, True, False, False]


def pain_weeks(*means: float) -> pd.DataFrame:
    starts = pd.date_range("2024-03-04", periods=len(means), freq="7D")
    rows = [
        {"moment": "after", "week_start": start, "mean": mean, "ci_low": mean - 0.5, "ci_high": mean + 0.5, "n": 4}
        for start, mean in zip(starts, means, strict=True)
        if not math.isnan(mean)
    ]
    return pd.DataFrame(rows)


NO_CHANGES = pd.DataFrame({"moment": [], "local_date": pd.to_datetime([]), "sentence": []})


def test_a_week_without_a_score_breaks_the_line() -> None:
    line = pain_course(pain_weeks(2.0, NAN, 0.0), NO_CHANGES, ["after"], LIGHT).data[0]
    assert [math.isnan(y) for y in line.y] == [False, True, False]
    assert line.error_y.array.tolist()[0] == pytest.approx(0.5)
    assert not line.connectgaps


def test_a_change_of_level_is_a_dashed_line_with_its_sentence() -> None:
    change = pd.DataFrame(
        {"moment": ["after"], "local_date": [pd.Timestamp("2024-03-12")], "sentence": ["Heel pain after runs moved."]}
    )
    figure = pain_course(pain_weeks(2.0, 4.0), change, ["after"], LIGHT)
    assert [shape.x0 for shape in figure.layout.shapes] == ["2024-03-12"]
    assert figure.data[-1].text == ("Heel pain after runs moved.",)


def days(scores: list[float], start: str = "2024-03-06") -> pd.DataFrame:
    dates = pd.date_range(start, periods=len(scores))
    return pd.DataFrame({"local_date": dates, "worst_score": scores})
