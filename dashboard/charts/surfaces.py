"""What was run on, week by week, under the pain of the same weeks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.tables import SURFACES
from dashboard.charts.over_pain import Bar, View, over_pain
from dashboard.components.words import SURFACE_WORDS


def surfaces_over_pain(weeks: pd.DataFrame, view: View) -> go.Figure:
    """On what was each week run, and what did the pain do?"""
    return over_pain(weeks, surface_bars(view), view)


def surface_bars(view: View) -> list[Bar]:
    """One bar per surface, in the order of the tables, unknown last."""
    return [Bar(f"{surface}_m", SURFACE_WORDS[surface], view.colours.surfaces[surface]) for surface in SURFACES]
