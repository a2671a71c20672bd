"""How hard the running was, week by week, under the pain of the same weeks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.tables import INTENSITIES
from dashboard.charts.over_pain import Bar, View, over_pain
from dashboard.components.words import INTENSITY_WORDS


def efforts_over_pain(weeks: pd.DataFrame, view: View, measure: str = "distance") -> go.Figure:
    """How much of each week was easy, moderate and fast, and what did the pain do?

    Parameters
    ----------
    measure
        `distance` or `time`.
    """
    return over_pain(weeks, effort_bars(view, "s" if measure == "time" else "m"), view, measure)


def effort_bars(view: View, unit: str) -> list[Bar]:
    """One bar per effort, easy at the bottom, unknown last."""
    names = ("effort_unknown" if name == "unknown" else name for name in INTENSITIES)
    return [
        Bar(f"{column}_{unit}", INTENSITY_WORDS[name], view.colours.intensities[name])
        for name, column in zip(INTENSITIES, names, strict=True)
    ]
