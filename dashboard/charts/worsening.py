"""The signature rule drawn: pain since the cut, the running beside its usual week, and what held on each day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.settings import Units
from analysis.wording import METRES
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded

STRIP_PX = 34
CHART_PX = 430
DAY_MS = 24 * 3600 * 1000


def backoff_course(course, conditions: Mapping[str, str], units: Units, colours: Palette) -> go.Figure:
    """Baseline band, cut, pain, the day it was raised, and why not earlier. `course` is the rule's own account."""
    days = course.days
    height = CHART_PX + STRIP_PX * len(conditions)
    rows = _rows(height, len(conditions))
    figure = go.Figure(layout=layout(colours, height))
    figure.add_traces([*_pain(days, colours), *_load(course, units, colours), _strips(days, conditions, colours)])
    grey = {"size": 13, "color": colours.ink}
    names = [
        {"text": words, "x": 0, "xref": "paper", "xanchor": "left", "y": n + 0.17, "yref": "y", "yanchor": "bottom",
         "showarrow": False, "font": grey}
        for n, words in zip(range(len(conditions))[::-1], conditions.values(), strict=True)
    ]  # fmt: skip
    titles = [
        row_title(f"<b>Pain</b> {course.moment}, 0 to 10".replace("  ", " "), rows["y3"][1] + 0.005, colours),
        row_title(f"<b>Last seven days</b> of running, {units}", rows["y2"][1] + 0.005, colours),
        row_title("<b>What the rule asks for</b>, filled where it held", rows["y"][1] + 0.005, colours),
    ]
    figure.update_layout(
        shapes=_marks(course, colours), annotations=[*names, *titles, *_words(course, rows, colours)],
        hovermode="x", xaxis=axis(colours, type="date", showgrid=False, hoverformat="%-d %b %Y", nticks=6),
        yaxis=axis(colours, domain=rows["y"], range=[-0.45, len(conditions) - 0.1], showticklabels=False,
                   showgrid=False),
        yaxis2=axis(colours, domain=rows["y2"], rangemode="tozero", nticks=4),
        yaxis3=axis(colours, domain=rows["y3"], range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10]),
    )  # fmt: skip
    return figure


def _rows(height: int, strips: int) -> dict[str, list[float]]:
    """The share of the height of each row: strips below, running, pain on top."""
    low = STRIP_PX * strips / height
    rest, gap = 1 - low, 34 / height
    return {"y": [0, low], "y2": [low + gap, low + 0.45 * rest], "y3": [low + 0.45 * rest + gap, 1 - gap]}


def _grid(days: pd.DataFrame) -> dict[str, object]:
    return {"x0": f"{days['local_date'].iloc[0]:%Y-%m-%d}", "dx": DAY_MS}


def _pain(days: pd.DataFrame, colours: Palette) -> list[go.Scatter]:
    colour = colours.moments["worst"]
    return [
        go.Scatter(
            **_grid(days), y=days["score"].to_numpy("float32"), yaxis="y3", mode="markers", name="Score",
            marker={"size": 6, "color": faded(colour, 0.5)}, hovertemplate="score %{y:g}<extra></extra>",
        ),
        go.Scatter(
            **_grid(days), y=days["level"].to_numpy("float32").round(2), yaxis="y3", mode="lines", connectgaps=False,
            line={"width": 2.25, "color": colour}, hovertemplate="7-day mean %{y:.1f}<extra></extra>",
            name="Mean of 7 days",
        ),
    ]  # fmt: skip


def _load(course, units: Units, colours: Palette) -> list[go.Scatter]:
    """Seven-day totals over the band of the usual week, which is frozen before the pain."""
    days, over = course.days, METRES[units]
    ends = [f"{days['local_date'].iloc[at]:%Y-%m-%d}" for at in (0, -1)]
    flat = {"x": ends, "mode": "lines", "hoverinfo": "skip", "yaxis": "y2"}
    return [
        go.Scatter(**flat, y=[course.usual_low_m / over] * 2, line={"width": 0}),
        go.Scatter(**flat, y=[course.usual_high_m / over] * 2, line={"width": 0}, fill="tonexty",
                   fillcolor=faded(colours.usual, 0.16)),
        go.Scatter(**flat, y=[course.usual_m / over] * 2, line={"width": 1.5, "dash": "dash", "color": colours.usual}),
        go.Scatter(
            **_grid(days), y=(days["last_7_days_m"] / over).to_numpy("float32").round(1), yaxis="y2", mode="lines",
            line={"width": 2, "color": colours.load}, fill="tozeroy", fillcolor=faded(colours.load, 0.22),
            connectgaps=False, hovertemplate=f"%{{y:.1f}} {units} in 7 days<extra></extra>", name="Last seven days",
        ),
    ]  # fmt: skip


def _strips(days: pd.DataFrame, conditions: Mapping[str, str], colours: Palette) -> go.Heatmap:
    """A strip per condition: filled on days on which it held."""
    held = days[list(conditions)].to_numpy().T[::-1].astype("int8")
    return go.Heatmap(
        **_grid(days), y=np.arange(len(conditions)), z=held, zmin=0, zmax=1, showscale=False, ygap=22,
        colorscale=[[0, colours.sunken], [1, colours.load]], hoverinfo="skip", yaxis="y",
    )  # fmt: skip


def _marks(course, colours: Palette) -> list[dict[str, object]]:
    """Upright lines through all rows: the cut, and the day it was raised."""
    ends = [(course.cut, colours.usual, "dash"), (course.raised, colours.states["see_someone"], "solid")]
    return [
        {"type": "line", "xref": "x", "yref": "paper", "x0": f"{when:%Y-%m-%d}", "x1": f"{when:%Y-%m-%d}", "y0": 0,
         "y1": 1, "layer": "below", "line": {"color": colour, "width": 2, "dash": dash}}
        for when, colour, dash in ends
        if pd.notna(when)
    ]  # fmt: skip


def _words(course, rows: Mapping[str, list[float]], colours: Palette) -> list[dict[str, object]]:
    said = [(course.cut, "cut", colours.usual), (course.raised, "raised", colours.states["see_someone"])]
    return [
        {"text": f"<b>{words}</b>", "x": f"{when:%Y-%m-%d}", "xref": "x", "xanchor": "right", "y": rows["y3"][1],
         "yref": "paper", "yanchor": "top", "showarrow": False, "font": {"size": 13, "color": colour}}
        for when, words, colour in said
        if pd.notna(when)
    ]  # fmt: skip
