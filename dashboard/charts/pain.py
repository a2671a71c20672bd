"""How bad each week was and how sure that is, and every day of it as a calendar."""

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
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOT_LOGGED = -1.0
SCORES = tuple(range(11))


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
        xaxis=axis(colours, type="date", showgrid=False, hoverformat="Week of %-d %b %Y", nticks=6),
        yaxis=axis(colours, domain=[0, 0.93], range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10]),
    )
    if len(marked):
        figure.add_trace(_changes(marked, colours))
    return figure


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


# The calendar


def calendar(days: pd.DataFrame, column: str, week_start: int, colours: Palette) -> go.Figure:
    """Every day as a square in the colour of its score: weeks from left to right, one row of squares per weekday.

    A span of more than a year has a block of rows per year. `days` is a stretch of DAYS.
    """
    figure = go.Figure(layout=layout(colours, 100))
    if days.empty:
        return figure
    grid = _grid(days, column, week_start)
    top = float(grid.place.max()) + 0.5
    scale = [[(score + 1) / 11.999, colour] for score, colour in zip(SCORES, colours.pain, strict=True)]
    figure.add_trace(
        go.Heatmap(
            x=np.arange(grid.cells.shape[1]), y=np.arange(grid.cells.shape[0]), z=grid.cells, zmin=-1, zmax=10,
            colorscale=[[0, colours.sunken], *scale[:-1], [1, colours.pain[10]]], showscale=False, xgap=2, ygap=2,
            hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(_taps(days, grid, column))
    figure.update_layout(
        height=int(46 + 22 * grid.cells.shape[0]), hovermode="closest", clickmode="event+select",
        xaxis=axis(colours, showgrid=False, side="top", range=[-0.5, grid.cells.shape[1] - 0.5], **grid.months),
        yaxis=axis(colours, showgrid=False, range=[top, -0.5], **grid.rows),
    )  # fmt: skip
    return figure


class _Grid:
    """Where each day stands: its column is the week, its row the weekday within the block of its year."""

    def __init__(self, cells, week, place, months, rows) -> None:
        self.cells, self.week, self.place, self.months, self.rows = cells, week, place, months, rows


def _grid(days: pd.DataFrame, column: str, week_start: int) -> _Grid:
    dates = pd.DatetimeIndex(days["local_date"])
    weekday = (dates.day_of_week.to_numpy() - week_start) % 7
    is_long = len(days) > 378
    block = dates.year.to_numpy() - dates.year[0] if is_long else np.zeros(len(dates), dtype=int)
    starts = pd.DatetimeIndex([pd.Timestamp(f"{year}-01-01") for year in dates.year]) if is_long else dates[:1]
    first = starts - pd.to_timedelta((starts.day_of_week - week_start) % 7, unit="D")
    week = np.asarray((dates - (first if is_long else first[0])).days) // 7
    place = block * 8 + weekday
    cells = np.full((int(place.max()) + 1, int(week.max()) + 1), np.nan, dtype="float32")
    cells[place, week] = days[column].fillna(NOT_LOGGED).to_numpy("float32")
    names = [*WEEKDAYS[week_start:], *WEEKDAYS[:week_start]]
    if is_long:
        years = sorted(set(dates.year))
        rows = {"tickvals": [8 * n + 3 for n in range(len(years))], "ticktext": [str(year) for year in years]}
        months = {"tickvals": [0, 13, 26, 39], "ticktext": ["Jan", "Apr", "Jul", "Oct"]}
    else:
        rows = {"tickvals": [0, 2, 4], "ticktext": [names[0], names[2], names[4]]}
        begins = [n for n, date in enumerate(dates) if date.day == 1]
        months = {"tickvals": [int(week[n]) for n in begins], "ticktext": [f"{dates[n]:%b}" for n in begins]}
    return _Grid(cells, week, place, months, rows)


def _taps(days: pd.DataFrame, grid: _Grid, column: str) -> go.Scatter:
    """Nothing to see: what a finger finds on a day."""
    said = days[column].map("pain {:g}".format, na_action="ignore").fillna("not logged")
    text = [f"{when.day} {when:%b %Y}: {words}" for when, words in zip(days["local_date"], said, strict=True)]
    return go.Scatter(
        x=grid.week.astype("int16"), y=grid.place.astype("int16"), mode="markers", text=text,
        marker={"size": 18, "opacity": 0, "symbol": "square"}, hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}},
    )  # fmt: skip
