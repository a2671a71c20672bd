"""Pain over load: the weekly pain lines above the weekly bars, one hover for both."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.tables import DAYS, WEEKS
from dashboard.charts.look import axis, layout
from dashboard.charts.over_pain import (
    WEEK_MS,
    Load,
    Rows,
    View,
    framed,
    grid,
    is_fine,
    load_of,
    read,
    stacked,
    total_line,
)
from dashboard.charts.surfaces import surface_bars
from dashboard.components.palette import Palette, faded
from dashboard.components.shapes import PLOTLY_SYMBOL, STATE_OF_SEVERITY
from dashboard.components.words import STATE_WORDS

DAY_MS = 24 * 3600 * 1000
ROWS = Rows(560, (0.0, 0.45), (0.595, 0.955))
FLAG_ROW = (0.51, 0.57)


def pain_over_load(weeks: pd.DataFrame, days: pd.DataFrame, flags: pd.DataFrame, view: View) -> go.Figure:
    """What did the pain do while the load did this?

    `weeks` is a gapless stretch of WEEKS. Weeks of unknown training and weeks without a score stay empty. The rolling
    seven days of `days` are drawn where few enough weeks are shown for them to be seen.
    """
    if weeks.empty:
        return go.Figure(layout=layout(view.colours, ROWS.height))
    load = load_of("distance", view)
    traces = [
        total_line(weeks, weeks["distance_m"], view, load),
        *_usual(weeks, view, load),
        *stacked(weeks, surface_bars(view), view, load),
    ]
    if is_fine(weeks):
        traces += _rolling(weeks, days, view, load)
    figure = framed(weeks, traces, view, (ROWS, load))
    figure.add_traces(_flags(weeks, flags, view))
    figure.update_layout(yaxis2=_flag_axis(view.colours))
    return figure


def _usual(weeks: pd.DataFrame, view: View, load: Load) -> list[go.Bar | go.Scatter]:
    """The band of the usual week and its line, a step per week."""
    if weeks["usual_m"].isna().all():
        return []
    low, high, usual = (read(weeks[name], load) for name in ("usual_low_m", "usual_high_m", "usual_m"))
    band = go.Bar(
        base=low, y=high - low, width=WEEK_MS, marker={"color": faded(view.colours.usual, 0.14), "line": {"width": 0}},
        hoverinfo="skip", name="Usual range", **grid(weeks),
    )  # fmt: skip
    line = go.Scatter(
        y=usual, mode="lines", name=WEEKS["usual_m"].title, customdata=np.column_stack([low, high]), connectgaps=False,
        line={"color": view.colours.usual, "width": 1.5, "shape": "hvh", "dash": "dash" if is_fine(weeks) else None},
        hovertemplate=f"%{{y:.1f}} {view.units} (%{{customdata[0]:.1f}} to %{{customdata[1]:.1f}})", yaxis="y",
        **grid(weeks),
    )  # fmt: skip
    return [band, line]


def _rolling(weeks: pd.DataFrame, days: pd.DataFrame, view: View, load: Load) -> list[go.Scatter]:
    """Any seven days, drawn above the first of them: at the start of a week the line meets the top of its bar."""
    shift = pd.Timedelta(days=6)
    shown = days[days["local_date"] - shift >= weeks["week_start"].iloc[0]]
    if shown["rolling_7_m"].isna().all():
        return []
    line = go.Scatter(
        y=read(shown["rolling_7_m"], load), x0=f"{shown['local_date'].iloc[0] - shift:%Y-%m-%d}", dx=DAY_MS,
        name=DAYS["rolling_7_m"].title, mode="lines", line={"color": view.colours.ink, "width": 1}, opacity=0.45,
        connectgaps=False, hoverinfo="skip", xaxis="x", yaxis="y",
    )  # fmt: skip
    return [line]


def _flags(weeks: pd.DataFrame, flags: pd.DataFrame, view: View) -> list[go.Scatter]:
    """Raised flags in the week they began, one trace per state; for-information flags stay on their own page."""
    first, step = weeks["week_start"].iloc[0], pd.Timedelta(weeks=1)
    raised = flags[(flags["status"] == "raised") & (flags["severity"] != "info")]
    inside = raised[raised["period_end"].ge(first) & raised["period_start"].lt(weeks["week_start"].iloc[-1] + step)]
    week = first + ((inside["period_start"].clip(lower=first) - first) // step) * step
    size = 13 if is_fine(weeks) else 9
    return [
        _flag_marks(inside["sentence"][rows], week[rows], state, size, view.colours)
        for severity, state in STATE_OF_SEVERITY.items()
        if (rows := inside["severity"] == severity).any()
    ]


def _flag_marks(sentences: pd.Series, week: pd.Series, state: str, size: int, colours: Palette) -> go.Scatter:
    text = (
        sentences.map(_wrapped).groupby(week.dt.strftime("%Y-%m-%d")).agg(lambda of_week: "<br>".join(of_week.unique()))
    )
    return go.Scatter(
        x=text.index.tolist(),
        y=[0.5] * len(text),
        text=text.tolist(),
        name=STATE_WORDS[state],
        mode="markers",
        marker={
            "symbol": PLOTLY_SYMBOL[state],
            "size": size,
            "color": colours.states[state],
            "line": {"width": 1, "color": colours.paper},
        },
        hovertemplate="%{text}",
        cliponaxis=False,
        xaxis="x",
        yaxis="y2",
    )


def _flag_axis(colours: Palette) -> dict[str, object]:
    return axis(colours, domain=list(FLAG_ROW), range=[0, 1], showgrid=False, tickvals=[0.5], ticktext=["Flags"])


def _wrapped(sentence: str, width: int = 46) -> str:
    """Broken into lines that fit a phone; `<` of a sentence must not become markup."""
    lines, line = [], ""
    for word in sentence.replace("&", "&amp;").replace("<", "&lt;").split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])
