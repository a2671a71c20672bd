"""How steep the running was, week by week, under the pain of the same weeks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.tables import GRADES, WEEKS
from dashboard.charts.over_pain import Bar, View, over_pain
from dashboard.components.words import GRADE_WORDS


def grades_over_pain(weeks: pd.DataFrame, view: View) -> go.Figure:
    """How much of each week went up and down, and what did the pain do?"""
    return over_pain(weeks, grade_bars(view), view)


def climb_over_pain(weeks: pd.DataFrame, view: View) -> go.Figure:
    """How far did each week climb and drop, and what did the pain do?"""
    ways = (("descent_m", "steep_downhill"), ("ascent_m", "steep_uphill"))
    bars = [Bar(column, WEEKS[column].title, view.colours.grades[grade]) for column, grade in ways]
    return over_pain(weeks, bars, view, "climb")


def grade_bars(view: View) -> list[Bar]:
    """One bar per grade, from steep downhill to steep uphill, unknown last."""
    return [
        Bar("grade_unknown_m" if grade == "unknown" else f"{grade}_m", GRADE_WORDS[grade], view.colours.grades[grade])
        for grade in GRADES
    ]
