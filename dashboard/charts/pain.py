"""How bad each week was and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded
from dashboard.components.shapes import MOMENT_DASH, MOMENT_MARKER
from dashboard.components.words import MOMENT_WORDS

WEEK_MS = 7 * 24 * 3600 * 1000
FINE_WEEKS = 60  # up to here markers can be told apart


def pain_course(pain_weeks: pd.DataFrame, changes: pd.DataFrame, moments: Sequence[str], colours: Palette) -> go.Figure:
    """The weekly mean of each moment with the interval of the whole week, and the days on which the level moved.

    `pain_weeks` is PAIN_WEEKS of one site. Weeks without a score stay empty.
    """
    figure = go.Figure(layout=layout(colours, 340))
    for moment in moments:
        figure.add_traces(_weeks(pain_weeks[pain_weeks["moment"] == moment], moment, colours))
    marked = changes[changes["moment"].isin(moments)]
    figure.update_layout(
        shapes=[_mark(when, colours) for when in marked["local_date"]],
        annotations=[row_title("<b>Pain</b>, weekly mean, 0 to 10", 0.945, colours)],
        xaxis=axis(colours, type="date", showgrid=False, hoverformat="Week of %-d %b %Y", **_dates(pain_weeks)),
        yaxis=axis(colours, domain=[0, 0.93], range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10]),
    )
    if len(marked):
        figure.add_trace(_changes(marked, colours))
    return figure


def _dates(weeks: pd.DataFrame) -> dict[str, object]:
    """About six dates, each the first day of a week, written as everywhere else."""
    if weeks.empty:
        return {}
    first, last = weeks["week_start"].min(), weeks["week_start"].max()
    every = max(1, -(-(last - first).days // (7 * 6)))
    return {"tick0": f"{first:%Y-%m-%d}", "dtick": every * WEEK_MS, "tickformat": "%-d %b\n%Y"}


def _weeks(weeks: pd.DataFrame, moment: str, colours: Palette) -> list[go.Scatter]:
    """A band that breaks where weeks are missing, and the line of the means in it."""
    if weeks.empty:
        return []
    first, last = weeks["week_start"].iloc[[0, -1]]
    each = weeks.set_index("week_start").reindex(pd.date_range(first, last, freq="7D"))
    grid = {"x0": f"{first:%Y-%m-%d}", "dx": WEEK_MS, "connectgaps": False}
    colour, is_fine = colours.moments[moment], len(each) <= FINE_WEEKS
    mean, low, high = (each[name].to_numpy("float32").round(2) for name in ("mean", "ci_low", "ci_high"))
    told = np.where(np.isnan(low), "", [f" ({a:.1f} to {b:.1f})" for a, b in zip(low, high, strict=True)])
    bars = {
        "type": "data", "symmetric": False, "array": high - mean, "arrayminus": mean - low, "width": 0,
        "thickness": 7 if is_fine else 3, "color": faded(colour, 0.28),
    }  # fmt: skip
    line = go.Scatter(
        **grid, y=mean, error_y=bars, mode="lines+markers" if is_fine else "lines", name=MOMENT_WORDS[moment],
        line={"color": colour, "width": 2.25 if is_fine else 1.5, "dash": MOMENT_DASH[moment] if is_fine else None},
        marker={"symbol": MOMENT_MARKER[moment], "size": 8, "color": colour},
        text=[f"{words}, {n:.0f} days" for words, n in zip(told, each["n"].fillna(0), strict=True)] if is_fine else "",
        hovertemplate="<b>%{y:.1f}</b>%{text}" if is_fine else "<b>%{y:.1f}</b>",
    )  # fmt: skip
    return [line]


def _mark(when: pd.Timestamp, colours: Palette) -> dict[str, object]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": f"{when:%Y-%m-%d}", "x1": f"{when:%Y-%m-%d}", "y0": 0,
        "y1": 0.93, "layer": "below", "line": {"color": colours.ink, "width": 1.5, "dash": "dash"},
    }  # fmt: skip


def _changes(changes: pd.DataFrame, colours: Palette) -> go.Scatter:
    """A mark on top of each line that can be read by hovering."""
    return go.Scatter(
        x=changes["local_date"].dt.strftime("%Y-%m-%d").tolist(), y=[10.0] * len(changes), mode="markers",
        marker={"symbol": "diamond-open", "size": 11, "color": colours.ink}, text=changes["sentence"].tolist(),
        hovertemplate="%{text}<extra></extra>", cliponaxis=False, name="Level moved",
    )  # fmt: skip
