"""Cadence and stride at the usual speed, day by day, with the change that the rules judge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.tables import DAYS
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded

HEIGHT = 420
ROWS = {"matched_cadence_spm": ("y", (0.55, 0.92)), "matched_stride_m": ("y2", (0.0, 0.37))}
TITLES = {"matched_cadence_spm": "<b>Cadence</b>, steps a minute", "matched_stride_m": "<b>Step length</b>, m"}
LEAST_SPAN = 0.16  # of the middle: a change of 5 % must not look like a cliff


def form_over_time(days: pd.DataFrame, judged: Sequence, colours: Palette) -> go.Figure:
    """How did cadence and step length at the usual speed move, and what changed in the last two weeks?

    `days` is a gapless stretch of DAYS; `judged` what the rules hold against each other, as the session tells it. A dot
    is a day; the lines are the two medians; the shaded part is the change that raises nothing.
    """
    figure = go.Figure(layout=layout(colours, HEIGHT))
    for column, (row, _) in ROWS.items():
        figure.add_trace(_dots(days, column, row, colours))
    for one in judged:
        figure.add_traces(_medians(one, colours))
    titles = [row_title(TITLES[column], rows[1] + 0.01, colours) for column, (_, rows) in ROWS.items()]
    figure.update_layout(
        annotations=titles,
        hovermode="closest",
        shapes=[_passing(one, colours) for one in judged if np.isfinite(one.before.median)],
        xaxis=axis(colours, type="date", showgrid=False, nticks=6, anchor="y2"),
        yaxis=axis(colours, domain=ROWS["matched_cadence_spm"][1], nticks=4, range=_range(days, "matched_cadence_spm")),
        yaxis2=axis(colours, domain=ROWS["matched_stride_m"][1], nticks=4, range=_range(days, "matched_stride_m")),
    )
    return figure


def _dots(days: pd.DataFrame, column: str, row: str, colours: Palette) -> go.Scatter:
    known = days[days[column].notna()]
    digits, unit = ("%{y:.0f}", "spm") if column == "matched_cadence_spm" else ("%{y:.2f}", "m")
    return go.Scatter(
        x=known["local_date"].dt.strftime("%Y-%m-%d").tolist(),
        y=known[column].to_numpy("float64").round(3).tolist(),
        yaxis=row,
        name=DAYS[column].title,
        mode="markers",
        marker={"size": 6, "color": faded(colours.load, 0.75)},
        hovertemplate=f"%{{x|%-d %b %Y}}: {digits} {unit}<extra></extra>",
    )


def _medians(judged, colours: Palette) -> list[go.Scatter]:
    """The two medians, each over its own days."""
    spans = (("Median of the weeks before", judged.before, "dot"), ("Median of the last two weeks", judged.now, None))
    return [
        go.Scatter(
            x=[f"{span.first:%Y-%m-%d}", f"{span.last:%Y-%m-%d}"],
            y=[span.median] * 2,
            yaxis=ROWS[judged.column][0],
            name=name,
            mode="lines",
            line={"color": colours.ink, "width": 2 if dash else 3, "dash": dash},
            hovertemplate=f"{name}: %{{y:.2f}}<extra></extra>",
        )
        for name, span, dash in spans
        if np.isfinite(span.median)
    ]


def _passing(judged, colours: Palette) -> dict[str, object]:
    """The change from the median before that raises nothing, over the last two weeks."""
    low, high = (judged.before.median * (1 + max(limit, -LEAST_SPAN)) for limit in (judged.low, judged.high))
    return {
        "type": "rect", "xref": "x", "yref": ROWS[judged.column][0], "layer": "below", "line": {"width": 0},
        "x0": f"{judged.now.first:%Y-%m-%d}", "x1": f"{judged.now.last:%Y-%m-%d}", "y0": low, "y1": high,
        "fillcolor": faded(colours.usual, 0.14),
    }  # fmt: skip


def _range(days: pd.DataFrame, column: str) -> list[float] | None:
    """Wide enough that noise stays small."""
    values = days[column].dropna()
    if values.empty:
        return None
    middle = float(values.median())
    low, high = min(values.min(), middle * (1 - LEAST_SPAN / 2)), max(values.max(), middle * (1 + LEAST_SPAN / 2))
    return [float(low) - 0.01 * middle, float(high) + 0.01 * middle]
