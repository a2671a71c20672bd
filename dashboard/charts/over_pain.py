"""What training was made of, week by week, under the pain of the same weeks: one hover for both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.settings import Units
from analysis.tables import WEEKS
from analysis.wording import METRES
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded
from dashboard.components.shapes import FINE_WEEKS, MOMENT_DASH, MOMENT_MARKER
from dashboard.components.words import MOMENT_WORDS

WEEK_MS = 7 * 24 * 3600 * 1000
FEW_DAYS = 3  # a weekly mean of fewer logged days is drawn hollow


@dataclass(frozen=True)
class View:
    """How the reader wants a chart: the unit of distance, the pain moments drawn, and the colours of the theme."""

    units: Units
    moments: tuple[str, ...]
    colours: Palette


@dataclass(frozen=True)
class Bar:
    """One part of the stacked bar of a week: a column of `weeks`, what it is called, and its colour."""

    column: str
    name: str
    colour: str


@dataclass(frozen=True)
class Load:
    """What the bars count: the title of their row, the unit, SI over that unit, and how a number is written."""

    title: str
    unit: str
    over: float = 1.0
    digits: str = ".1f"

    @property
    def shown(self) -> str:
        """A value in the hover, as a template of Plotly."""
        return f"%{{y:{self.digits}}} {self.unit}".rstrip()


@dataclass(frozen=True)
class Rows:
    """How high the figure is, and where its two rows lie, from 0 at the bottom to 1."""

    height: int
    load: tuple[float, float]
    pain: tuple[float, float]


PLAIN_ROWS = Rows(500, (0.0, 0.48), (0.57, 0.95))


def over_pain(weeks: pd.DataFrame, bars: Sequence[Bar], view: View, measure: str = "distance") -> go.Figure:
    """What was the training of each week made of, and what did the pain do?

    Parameters
    ----------
    weeks
        A gapless stretch of WEEKS, with the columns of `bars`. Weeks of unknown training and weeks without a score
        stay empty.
    bars
        Parts of the week, from the bottom up.
    measure
        What the bars count: `distance` in km or miles, `time` in hours, `climb` in m, or `count`.
    """
    load = load_of(measure, view)
    if weeks.empty:
        return go.Figure(layout=layout(view.colours, PLAIN_ROWS.height))
    total = weeks[[bar.column for bar in bars]].sum(axis=1, min_count=1)
    traces = [total_line(weeks, total, view, load), *stacked(weeks, bars, view, load)]
    return framed(weeks, traces, view, (PLAIN_ROWS, load))


def load_of(measure: str, view: View) -> Load:
    """How a measure is titled and written."""
    return {
        "distance": Load("<b>Distance</b> per week", view.units, METRES[view.units]),
        "time": Load("<b>Time</b> per week", "h", 3600.0),
        "climb": Load("<b>Climb and drop</b> per week", "m", 1.0, ".0f"),
        "count": Load("<b>Count</b> per week", "", 1.0, ".0f"),
    }[measure]


def framed(weeks: pd.DataFrame, traces: list, view: View, frame: tuple[Rows, Load]) -> go.Figure:
    """The traces of the load under the pain lines, with axes, words and boxes. Their order is that of the hover."""
    rows, load = frame
    figure = go.Figure(layout=layout(view.colours, rows.height))
    figure.add_traces(traces)
    # A row without a trace would lose its axis, so one without pain gets an empty line.
    figure.add_traces([_pain(weeks, moment, view) for moment in view.moments] or [go.Scatter(y=[None], yaxis="y3")])
    notes = [*_row_titles(rows, load, view), *_empty_rows(weeks, rows, view)]
    boxes = _gaps(weeks, rows, view.colours)
    figure.update_layout(shapes=boxes, annotations=notes, **_axes(weeks, rows, view))
    return figure


def is_fine(weeks: pd.DataFrame) -> bool:
    """Whether few enough weeks are drawn for small marks to be told apart."""
    return len(weeks) <= FINE_WEEKS


def grid(weeks: pd.DataFrame) -> dict[str, object]:
    """The weeks as a start and a step: a tenth of the bytes of a list of dates."""
    return {"x0": f"{weeks['week_start'].iloc[0]:%Y-%m-%d}", "dx": WEEK_MS, "xaxis": "x"}


def read(values: pd.Series, load: Load) -> np.ndarray:
    """Values in the unit that is drawn, in few bytes."""
    return (values / load.over).to_numpy("float32").round(2)


def known(weeks: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Values of the weeks of which anything is known."""
    return values.where(weeks["known_days"] > 0)


def stacked(weeks: pd.DataFrame, bars: Sequence[Bar], view: View, load: Load) -> list[go.Bar]:
    """One trace per part that any week has; unfinished weeks hatched, partly known ones dotted."""
    present, pattern = [bar for bar in bars if (weeks[bar.column] > 0).any()], _pattern(weeks, view.colours)
    return [
        go.Bar(
            y=_present(known(weeks, weeks[bar.column]), load),
            name=bar.name,
            marker={"color": bar.colour, "line": {"width": 0}, "pattern": pattern},
            hovertemplate=load.shown,
            hoverinfo="all" if len(present) > 1 else "skip",
            **grid(weeks),
        )
        for bar in present
    ]


def _present(values: pd.Series, load: Load) -> np.ndarray:
    """Values above 0, the rest None: 0 would be a line of the hover, and Plotly does not stack upon NaN in numbers."""
    numbers = (values / load.over).round(2)
    return numbers.astype(object).where(numbers > 0, None).to_numpy()


def _pattern(weeks: pd.DataFrame, colours: Palette) -> dict[str, object]:
    shape = np.select([~weeks["is_complete"], weeks["known_days"] < 7], ["/", "."], "")
    if not shape.any():
        return {}
    return {"shape": shape.tolist(), "fillmode": "overlay", "size": 6, "solidity": 0.45, "fgcolor": colours.raised}


def total_line(weeks: pd.DataFrame, total: pd.Series, view: View, load: Load) -> go.Scatter:
    """The line of the hover that says the whole of the week; nothing is drawn."""
    state = np.select(
        [~weeks["is_complete"], weeks["known_days"] < 7],
        [" (unfinished week)", weeks["known_days"].map("{} of 7 days known".format).radd(" (").add(")")], "",
    )  # fmt: skip
    return go.Scatter(
        y=read(known(weeks, total), load),
        text=state.tolist() if state.any() else None,
        name=WEEKS["distance_m"].title if load.unit == view.units else "Together",
        mode="markers",
        marker={"color": view.colours.load, "opacity": 0},
        hovertemplate=f"<b>{load.shown}</b>" + ("%{text}" if state.any() else ""),
        yaxis="y",
        **grid(weeks),
    )


def _pain(weeks: pd.DataFrame, moment: str, view: View) -> go.Scatter:
    """The weekly mean of one moment, whiskers up to the worst score; no line across weeks without a score."""
    mean, worst, days = (weeks[f"{moment}_{what}"] for what in ("mean", "max", "days"))
    colour = view.colours.moments[moment]
    return go.Scatter(
        y=mean.to_numpy("float32").round(2),
        customdata=np.column_stack([worst, days.astype("float64")]).astype("float32"),
        name=MOMENT_WORDS[moment],
        mode="lines+markers",
        line={"color": colour, "width": 2.25, "dash": MOMENT_DASH[moment]} if is_fine(weeks) else
             {"color": colour, "width": 1.5},
        marker={"symbol": MOMENT_MARKER[moment], **_marker(days, colour, view.colours)} if is_fine(weeks) else
               {"size": 3, "color": colour},
        error_y=_whiskers(mean, worst, colour) if is_fine(weeks) else None,
        connectgaps=False,
        hovertemplate="<b>%{y:.1f}</b> mean of %{customdata[1]} days, worst %{customdata[0]}",
        yaxis="y3",
        **grid(weeks),
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


def _gaps(weeks: pd.DataFrame, rows: Rows, colours: Palette) -> list[dict[str, object]]:
    """A quiet box over each stretch of weeks of which no day's training is known."""
    unknown = weeks["known_days"].eq(0)
    begins = weeks["week_start"][unknown & ~unknown.shift(fill_value=False)]
    ends = weeks["week_start"][unknown & ~unknown.shift(-1, fill_value=False)]
    half = pd.Timedelta(days=3.5)
    box = {
        "type": "rect", "xref": "x", "yref": "paper", "y0": rows.load[0], "y1": rows.load[1], "layer": "below",
        "fillcolor": faded(colours.unknown, 0.16), "line": {"width": 1, "color": colours.unknown, "dash": "dot"},
    }  # fmt: skip
    return [
        {**box, "x0": f"{begin - half:%Y-%m-%dT%H:%M}", "x1": f"{end + half:%Y-%m-%dT%H:%M}"}
        for begin, end in zip(begins, ends, strict=True)
    ]


def _row_titles(rows: Rows, load: Load, view: View) -> list[dict[str, object]]:
    unit = f", {load.unit}" if load.unit else ""
    return [
        row_title("<b>Pain</b>, weekly mean, 0 to 10", rows.pain[1] + 0.005, view.colours),
        row_title(f"{load.title}{unit}", rows.load[1] + 0.005, view.colours),
    ]


def _empty_rows(weeks: pd.DataFrame, rows: Rows, view: View) -> list[dict[str, object]]:
    """Words in a row that has nothing to draw."""
    scores = any(weeks[f"{moment}_mean"].notna().any() for moment in view.moments)
    drawn = [(rows.pain, "No pain scores in these weeks", scores),
             (rows.load, "No training known in these weeks", weeks["known_days"].gt(0).any())]  # fmt: skip
    return [
        {"text": text, "x": 0.5, "y": sum(row) / 2, "xref": "paper", "yref": "paper", "showarrow": False,
         "font": {"size": 15, "color": view.colours.soft_ink}}
        for row, text, has_any in drawn
        if not has_any
    ]  # fmt: skip


def _axes(weeks: pd.DataFrame, rows: Rows, view: View) -> dict[str, object]:
    colours = view.colours
    return {
        "xaxis": axis(
            colours, **_ticks(weeks), type="date", anchor="y", domain=[0, 1], showgrid=False, showline=True,
            hoverformat="Week of %-d %b %Y", showspikes=True, spikemode="across", spikethickness=1, spikedash="solid",
            spikecolor=colours.unknown,
        ),
        "yaxis": axis(colours, domain=list(rows.load), rangemode="tozero", nticks=5),
        "yaxis3": axis(colours, domain=list(rows.pain), range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10]),
    }  # fmt: skip


def _ticks(weeks: pd.DataFrame) -> dict[str, object]:
    """Ticks on first days of weeks, or on years where the span is long; a little air at both ends."""
    first, last = weeks["week_start"].iloc[[0, -1]]
    edge = pd.Timedelta(days=max(4, len(weeks) // 20))
    span = {"range": [f"{first - edge:%Y-%m-%d}", f"{last + edge:%Y-%m-%d}"]}
    if not is_fine(weeks):
        return {**span, "nticks": 8, "tickformat": "%Y" if len(weeks) > 156 else "%b\n%Y"}
    every = math.ceil(len(weeks) / 6)
    return {**span, "tick0": f"{first:%Y-%m-%d}", "dtick": every * WEEK_MS, "tickformat": "%-d %b\n%Y"}
