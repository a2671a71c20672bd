"""Cadence and stride at the usual speed, day by day, with the change that the rules judge."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.tables import DAYS
from analysis.thresholds import CADENCE_NOTICE, FORM_BEFORE_DAYS, FORM_WINDOW_DAYS, STRIDE_LONGER
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded

HEIGHT = 420
ROWS = {"matched_cadence_spm": ("y", (0.55, 0.92)), "matched_stride_m": ("y2", (0.0, 0.37))}
TITLES = {"matched_cadence_spm": "<b>Cadence</b>, steps a minute", "matched_stride_m": "<b>Step length</b>, m"}
LEAST_SPAN = 0.16  # of the middle: a change of 5 % must not look like a cliff


def form_over_time(days: pd.DataFrame, colours: Palette) -> go.Figure:
    """How did cadence and step length at the usual speed move, and what changed in the last two weeks?

    `days` is a gapless stretch of DAYS. A dot is a day; the lines are the two medians that are held against each
    other; the band is what the rule lets pass.
    """
    figure = go.Figure(layout=layout(colours, HEIGHT))
    for column, (name, _) in ROWS.items():
        figure.add_traces([_dots(days, column, name, colours), *_medians(days, column, name, colours)])
    titles = [row_title(TITLES[column], rows[1] + 0.01, colours) for column, (_, rows) in ROWS.items()]
    figure.update_layout(
        annotations=titles,
        hovermode="closest",
        shapes=[_passing(days, column, name, colours) for column, (name, _) in ROWS.items()],
        xaxis=axis(colours, type="date", showgrid=False, nticks=6, anchor="y2"),
        yaxis=axis(colours, domain=ROWS["matched_cadence_spm"][1], nticks=4, range=_range(days, "matched_cadence_spm")),
        yaxis2=axis(colours, domain=ROWS["matched_stride_m"][1], nticks=4, range=_range(days, "matched_stride_m")),
    )
    return figure


def windows(days: pd.DataFrame, column: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The last 14 days and the 28 before, as the rules take them."""
    now = days.tail(FORM_WINDOW_DAYS.whole)
    return now, days.iloc[: -FORM_WINDOW_DAYS.whole].tail(FORM_BEFORE_DAYS.whole)


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


def _medians(days: pd.DataFrame, column: str, row: str, colours: Palette) -> list[go.Scatter]:
    """The two medians, each over its own days."""
    now, before = windows(days, column)
    return [
        go.Scatter(
            x=[f"{part['local_date'].iloc[0]:%Y-%m-%d}", f"{part['local_date'].iloc[-1]:%Y-%m-%d}"],
            y=[float(part[column].median())] * 2,
            yaxis=row,
            name=name,
            mode="lines",
            line={"color": colours.ink, "width": 3 if part is now else 2, "dash": None if part is now else "dot"},
            hovertemplate=f"{name}: %{{y:.2f}}<extra></extra>",
        )
        for name, part in (("Median of the 28 days before", before), ("Median of the last 14 days", now))
        if part[column].notna().any()
    ]


def _passing(days: pd.DataFrame, column: str, row: str, colours: Palette) -> dict[str, object]:
    """The band around the median before in which the last 14 days raise nothing; stride is judged upward only."""
    now, before = windows(days, column)
    middle = float(before[column].median()) if before[column].notna().any() else np.nan
    if np.isnan(middle) or now.empty:
        return {"type": "rect", "visible": False}
    down, up = (-CADENCE_NOTICE.value, CADENCE_NOTICE.value) if row == "y" else (-LEAST_SPAN, STRIDE_LONGER.value)
    return {
        "type": "rect", "xref": "x", "yref": row, "layer": "below", "line": {"width": 0},
        "x0": f"{now['local_date'].iloc[0]:%Y-%m-%d}", "x1": f"{now['local_date'].iloc[-1]:%Y-%m-%d}",
        "y0": middle * (1 + down), "y1": middle * (1 + up), "fillcolor": faded(colours.usual, 0.14),
    }  # fmt: skip


def _range(days: pd.DataFrame, column: str) -> list[float] | None:
    """Wide enough that noise stays small."""
    values = days[column].dropna()
    if values.empty:
        return None
    middle = float(values.median())
    low, high = min(values.min(), middle * (1 - LEAST_SPAN / 2)), max(values.max(), middle * (1 + LEAST_SPAN / 2))
    return [float(low) - 0.01 * middle, float(high) + 0.01 * middle]
