"""Four states and one more, told apart without colour."""

from __future__ import annotations

import pytest

from analysis.flags.status import STATES, WORDS
from analysis.tables import MOMENTS, SEVERITIES
from dashboard.components.shapes import (
    DASH_LENGTHS,
    MARKER_PATHS,
    MOMENT_DASH,
    MOMENT_MARKER,
    PLOTLY_SYMBOL,
    STATE_OF_SEVERITY,
    shape,
)


def test_every_state_of_the_analysis_has_a_shape_of_its_own():
    drawn = {shape(state, 24).replace(state, "") for state in WORDS}
    assert len(drawn) == len(WORDS)


def test_every_severity_has_a_state_and_a_mark_of_its_own_in_the_chart():
    assert tuple(STATE_OF_SEVERITY) == SEVERITIES
    assert STATE_OF_SEVERITY == STATES
    assert len({PLOTLY_SYMBOL[state] for state in STATE_OF_SEVERITY.values()}) == len(SEVERITIES)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_legend_draws_every_moment_as_the_chart_does(moment):
    assert moment in DASH_LENGTHS and moment in MARKER_PATHS


def test_moments_that_are_often_shown_together_differ_in_dash_and_marker():
    together = ("first_steps", "before", "during", "after", "night", "rest")
    assert len({(MOMENT_DASH[m], MOMENT_MARKER[m]) for m in together}) == len(together)
    assert len({MOMENT_MARKER[m] for m in together}) == len(together)
