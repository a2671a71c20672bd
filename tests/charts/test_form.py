"""Cadence and stride at the usual speed, with the change that the rules judge."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics.form import judged
from analysis.tables import DAYS, conform
from dashboard.charts.form import form_over_time
from dashboard.components.palette import DARK, LIGHT


def stepping(cadence: list[float], stride: list[float] | None = None) -> pd.DataFrame:
    """DAYS up to 31 March 2026."""
    frame = {
        "local_date": pd.date_range(end="2026-03-31", periods=len(cadence)),
        "coverage": "recorded",
        "is_logged": False,
        "matched_cadence_spm": cadence,
        "matched_stride_m": stride or [1.0] * len(cadence),
    }
    return conform(pd.DataFrame(frame), DAYS)


def drawn(cadence: list[float]):
    days = stepping(cadence)
    return form_over_time(days, judged(days), LIGHT)


def lines(figure, row: str) -> dict[str, list[float]]:
    return {trace.name: list(trace.y) for trace in figure.data if trace.mode == "lines" and trace.yaxis == row}


def test_each_day_with_a_cadence_is_a_dot_and_the_others_are_not():
    figure = drawn([170.0, np.nan, 172.0])
    dots = next(trace for trace in figure.data if trace.mode == "markers" and trace.yaxis == "y")
    assert (list(dots.x), list(dots.y)) == (["2026-03-29", "2026-03-31"], [170.0, 172.0])


def test_the_medians_are_those_of_the_last_14_days_and_of_the_28_before():
    figure = drawn([150.0] * 10 + [160.0] * 28 + [170.0] * 14)
    assert lines(figure, "y") == {
        "Median of the weeks before": [160.0, 160.0],
        "Median of the last two weeks": [170.0, 170.0],
    }
    now = next(trace for trace in figure.data if trace.name == "Median of the last two weeks")
    assert list(now.x) == ["2026-03-18", "2026-03-31"]


def test_the_band_is_5_percent_either_way_for_cadence_and_upward_for_stride():
    figure = drawn([160.0] * 42)
    cadence, stride = figure.layout.shapes
    assert (cadence.yref, cadence.y0, cadence.y1) == ("y", pytest.approx(152), pytest.approx(168))
    assert (stride.yref, stride.y1) == ("y2", pytest.approx(1.05))
    assert stride.y0 < 0.9


def test_without_the_weeks_before_there_is_no_band_and_no_line():
    figure = drawn([160.0] * 14)
    assert not figure.layout.shapes
    assert lines(figure, "y") == {}
    assert list(lines(drawn([np.nan] * 10 + [160.0] * 14), "y")) == ["Median of the last two weeks"]


def test_noise_stays_small():
    low, high = drawn([159.0, 161.0] * 30).layout.yaxis.range
    assert high - low > 0.15 * 160


def test_both_themes_and_no_values_are_drawn():
    empty = stepping([np.nan] * 60, [np.nan] * 60)
    for palette in (LIGHT, DARK):
        assert form_over_time(empty, judged(empty), palette).layout.paper_bgcolor == palette.paper
