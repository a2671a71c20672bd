"""Pain over load: the weekly pain lines above the weekly bars, one hover for both."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.settings import Units
from analysis.tables import SURFACES, WEEKS
from analysis.wording import METRES
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded
from dashboard.components.shapes import MOMENT_DASH, MOMENT_MARKER, PLOTLY_SYMBOL, STATE_OF_SEVERITY
from dashboard.components.words import MOMENT_WORDS, STATE_WORDS, SURFACE_WORDS

WEEK_MS = 7 * 24 * 3600 * 1000
FINE_WEEKS = 60  # up to here whiskers and hollow points can be told apart
FEW_DAYS = 3  # a weekly mean of fewer logged days is drawn hollow
LOAD_ROW, FLAG_ROW, PAIN_ROW = (0.0, 0.45), (0.51, 0.57), (0.595, 0.955)


@dataclass(frozen=True)
class View:
    """How the reader wants a chart: the unit of distance, the pain moments drawn, and the colours of the theme."""

    units: Units
    moments: tuple[str, ...]
    colours: Palette


def pain_over_load(weeks: pd.DataFrame, flags: pd.DataFrame, view: View) -> go.Figure:
    """What did the pain do while the load did this?

    `weeks` is a gapless stretch of WEEKS. Weeks of unknown training and weeks without a score stay empty.
    """
    figure = go.Figure(layout=layout(view.colours, 560))
    if weeks.empty:
        return figure
    # The order of the traces is the order of the hover.
    figure.add_traces([_total(weeks, view), *_usual(weeks, view), *_bars(weeks, view)])
    # A row without a trace would lose its axis, so one without pain gets an empty line.
    figure.add_traces([_pain(weeks, moment, view) for moment in view.moments] or [go.Scatter(y=[None], yaxis="y3")])
    figure.add_traces(_flags(weeks, flags, view))
    notes = [*_row_titles(view), *_empty_rows(weeks, view)]
    figure.update_layout(shapes=_gaps(weeks, view.colours), annotations=notes, **_axes(weeks, view))
    return figure


def surfaces_shown(weeks: pd.DataFrame) -> list[str]:
    """Surfaces with any distance in these weeks, in the order of the tables, unknown last."""
    return [surface for surface in SURFACES if (weeks[f"{surface}_m"] > 0).any()]


def _grid(weeks: pd.DataFrame) -> dict[str, object]:
    """The weeks as a start and a step: a tenth of the bytes of a list of dates."""
    return {"x0": f"{weeks['week_start'].iloc[0]:%Y-%m-%d}", "dx": WEEK_MS, "xaxis": "x"}


def _is_fine(weeks: pd.DataFrame) -> bool:
    return len(weeks) <= FINE_WEEKS


def _read(metres: pd.Series, view: View) -> np.ndarray:
    return (metres / METRES[view.units]).to_numpy("float32").round(2)


def _known(weeks: pd.DataFrame, column: str) -> pd.Series:
    return weeks[column].where(weeks["known_days"] > 0)


def _bars(weeks: pd.DataFrame, view: View) -> list[go.Bar]:
    """Distance per surface, stacked; unfinished weeks hatched, partly known ones dotted."""
    surfaces, pattern = surfaces_shown(weeks), _pattern(weeks, view.colours)
    return [
        go.Bar(
            y=_read(_known(weeks, f"{surface}_m").replace(0, np.nan), view),
            name=SURFACE_WORDS[surface],
            marker={"color": view.colours.surfaces[surface], "line": {"width": 0}, "pattern": pattern},
            hovertemplate=f"%{{y:.1f}} {view.units}",
            hoverinfo="all" if len(surfaces) > 1 else "skip",
            **_grid(weeks),
        )
        for surface in surfaces
    ]


def _pattern(weeks: pd.DataFrame, colours: Palette) -> dict[str, object]:
    shape = np.select([~weeks["is_complete"], weeks["known_days"] < 7], ["/", "."], "")
    if not shape.any():
        return {}
    return {"shape": shape.tolist(), "fillmode": "overlay", "size": 6, "solidity": 0.45, "fgcolor": colours.raised}


def _total(weeks: pd.DataFrame, view: View) -> go.Scatter:
    """The line of the hover that says the whole distance; nothing is drawn."""
    state = np.select(
        [~weeks["is_complete"], weeks["known_days"] < 7],
        [" (unfinished week)", weeks["known_days"].map("{} of 7 days known".format).radd(" (").add(")")], "",
    )  # fmt: skip
    return go.Scatter(
        y=_read(_known(weeks, "distance_m"), view),
        text=state.tolist() if state.any() else None,
        name=WEEKS["distance_m"].title,
        mode="markers",
        marker={"color": view.colours.load, "opacity": 0},
        hovertemplate=f"<b>%{{y:.1f}} {view.units}</b>" + ("%{text}" if state.any() else ""),
        yaxis="y",
        **_grid(weeks),
    )


def _usual(weeks: pd.DataFrame, view: View) -> list[go.Bar | go.Scatter]:
    """The band of the usual week and its line, a step per week."""
    if weeks["usual_m"].isna().all():
        return []
    low, high, usual = (_read(weeks[name], view) for name in ("usual_low_m", "usual_high_m", "usual_m"))
    band = go.Bar(
        base=low, y=high - low, width=WEEK_MS, marker={"color": faded(view.colours.usual, 0.14), "line": {"width": 0}},
        hoverinfo="skip", name="Usual range", **_grid(weeks),
    )  # fmt: skip
    line = go.Scatter(
        y=usual, mode="lines", name=WEEKS["usual_m"].title, customdata=np.column_stack([low, high]), connectgaps=False,
        line={"color": view.colours.usual, "width": 1.5, "shape": "hvh", "dash": "dash" if _is_fine(weeks) else None},
        hovertemplate=f"%{{y:.1f}} {view.units} (%{{customdata[0]:.1f}} to %{{customdata[1]:.1f}})", yaxis="y",
        **_grid(weeks),
    )  # fmt: skip
    return [band, line]


def _pain(weeks: pd.DataFrame, moment: str, view: View) -> go.Scatter:
    """The weekly mean of one moment, whiskers up to the worst score; no line across weeks without a score."""
    mean, worst, days = (weeks[f"{moment}_{what}"] for what in ("mean", "max", "days"))
    colour = view.colours.moments[moment]
    return go.Scatter(
        y=mean.to_numpy("float32").round(2),
        customdata=np.column_stack([worst, days.astype("float64")]).astype("float32"),
        name=MOMENT_WORDS[moment],
        mode="lines+markers",
        line={"color": colour, "width": 2.25, "dash": MOMENT_DASH[moment]} if _is_fine(weeks) else
             {"color": colour, "width": 1.5},
        marker={"symbol": MOMENT_MARKER[moment], **_marker(days, colour, view.colours)} if _is_fine(weeks) else
               {"size": 3, "color": colour},
        error_y=_whiskers(mean, worst, colour) if _is_fine(weeks) else None,
        connectgaps=False,
        hovertemplate="<b>%{y:.1f}</b> mean of %{customdata[1]} days, worst %{customdata[0]}",
        yaxis="y3",
        **_grid(weeks),
    )  # fmt: skip


def _marker(days: pd.Series, colour: str, colours: Palette) -> dict[str, object]:
    """Hollow where few days were logged."""
    few = days.fillna(0) < FEW_DAYS
    fill = [colours.paper if hollow else colour for hollow in few]
    return {"size": 8, "color": fill, "line": {"color": colour, "width": 1.5}}


def _whiskers(mean: pd.Series, worst: pd.Series, colour: str) -> dict[str, object]:
    """From the mean up to the worst score of the week."""
    return {
        "type": "data", "symmetric": False, "array": (worst - mean).to_numpy("float32").round(2),
        "arrayminus": np.zeros(len(mean), "float32"), "color": faded(colour, 0.5), "thickness": 1.2, "width": 3,
    }  # fmt: skip


def _flags(weeks: pd.DataFrame, flags: pd.DataFrame, view: View) -> list[go.Scatter]:
    """Raised flags in the week they began, one trace per state; for-information flags stay on their own page."""
    first, step = weeks["week_start"].iloc[0], pd.Timedelta(weeks=1)
    raised = flags[(flags["status"] == "raised") & (flags["severity"] != "info")]
    inside = raised[raised["period_end"].ge(first) & raised["period_start"].lt(weeks["week_start"].iloc[-1] + step)]
    week = first + ((inside["period_start"].clip(lower=first) - first) // step) * step
    size = 13 if _is_fine(weeks) else 9
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


def _gaps(weeks: pd.DataFrame, colours: Palette) -> list[dict[str, object]]:
    """A quiet box over each stretch of weeks of which no day's training is known."""
    unknown = weeks["known_days"].eq(0)
    begins = weeks["week_start"][unknown & ~unknown.shift(fill_value=False)]
    ends = weeks["week_start"][unknown & ~unknown.shift(-1, fill_value=False)]
    half = pd.Timedelta(days=3.5)
    box = {
        "type": "rect", "xref": "x", "yref": "paper", "y0": LOAD_ROW[0], "y1": LOAD_ROW[1], "layer": "below",
        "fillcolor": faded(colours.unknown, 0.16), "line": {"width": 1, "color": colours.unknown, "dash": "dot"},
    }  # fmt: skip
    return [
        {**box, "x0": f"{begin - half:%Y-%m-%dT%H:%M}", "x1": f"{end + half:%Y-%m-%dT%H:%M}"}
        for begin, end in zip(begins, ends, strict=True)
    ]


def _row_titles(view: View) -> list[dict[str, object]]:
    return [
        row_title("<b>Pain</b>, weekly mean, 0 to 10", PAIN_ROW[1] + 0.005, view.colours),
        row_title(f"<b>{WEEKS['distance_m'].title}</b> per week, {view.units}", LOAD_ROW[1] + 0.005, view.colours),
    ]


def _empty_rows(weeks: pd.DataFrame, view: View) -> list[dict[str, object]]:
    """Words in a row that has nothing to draw."""
    scores = any(weeks[f"{moment}_mean"].notna().any() for moment in view.moments)
    rows = [(PAIN_ROW, "No pain scores in these weeks", scores),
            (LOAD_ROW, "No training known in these weeks", weeks["known_days"].gt(0).any())]  # fmt: skip
    return [
        {"text": text, "x": 0.5, "y": sum(row) / 2, "xref": "paper", "yref": "paper", "showarrow": False,
         "font": {"size": 15, "color": view.colours.soft_ink}}
        for row, text, has_any in rows
        if not has_any
    ]  # fmt: skip


def _axes(weeks: pd.DataFrame, view: View) -> dict[str, object]:
    colours = view.colours
    return {
        "xaxis": axis(
            colours, **_ticks(weeks), type="date", anchor="y", domain=[0, 1], showgrid=False, showline=True,
            hoverformat="Week of %-d %b %Y", showspikes=True, spikemode="across", spikethickness=1, spikedash="solid",
            spikecolor=colours.unknown,
        ),
        "yaxis": axis(colours, domain=list(LOAD_ROW), rangemode="tozero", nticks=5),
        "yaxis2": axis(
            colours, domain=list(FLAG_ROW), range=[0, 1], showgrid=False, tickvals=[0.5], ticktext=["Flags"]
        ),
        "yaxis3": axis(colours, domain=list(PAIN_ROW), range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10]),
    }  # fmt: skip


def _ticks(weeks: pd.DataFrame) -> dict[str, object]:
    """Ticks on first days of weeks, or on years where the span is long; a little air at both ends."""
    first, last = weeks["week_start"].iloc[[0, -1]]
    edge = pd.Timedelta(days=max(4, len(weeks) // 20))
    span = {"range": [f"{first - edge:%Y-%m-%d}", f"{last + edge:%Y-%m-%d}"]}
    if not _is_fine(weeks):
        return {**span, "nticks": 8, "tickformat": "%Y" if len(weeks) > 156 else "%b\n%Y"}
    every = math.ceil(len(weeks) / 6)
    return {**span, "tick0": f"{first:%Y-%m-%d}", "dtick": every * WEEK_MS, "tickformat": "%-d %b\n%Y"}
