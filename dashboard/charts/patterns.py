"""What goes with more pain: the intervals side by side, and the scores and loads behind each of them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.settings import Units
from analysis.tables import DAYS
from analysis.wording import METRES, count
from dashboard.charts.look import axis, layout, row_title
from dashboard.components.palette import Palette, faded
from dashboard.components.words import MOMENT_WORDS

ROW_PX = 58
LEAST_REACH = 2.5  # points on either side of 0, so that a small difference looks small
SCORE_ROW, LOAD_ROW = (0.56, 0.94), (0.0, 0.4)


def intervals(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """How much more pain went with heavy days of each exposure than with light ones, and how sure is that?

    `found` is one moment of the ranked associations. What cannot be told yet has its reason in place of a dot.
    """
    figure = go.Figure(layout=layout(colours, 70 + ROW_PX * max(len(found), 1)))
    place = np.arange(len(found))[::-1]
    told = found["difference"].notna().to_numpy()
    for verdict, colour in (("more_pain", colours.pain[8]), ("no_clear_association", colours.soft_ink)):
        rows = told & found["verdict"].eq(verdict).to_numpy()
        if rows.any():
            figure.add_trace(_points(found[rows], place[rows], colour, colours, is_found=verdict == "more_pain"))
    reach = _reach(found)
    notes = [_name(row, y) for row, y in zip(found.itertuples(), place, strict=True)]
    notes += [_not_yet(row, y, colours) for row, y in zip(found[~told].itertuples(), place[~told], strict=True)]
    lines = [_line({"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}, colours.ink, None)]
    ends = axis(colours, range=[-reach, reach], zeroline=False, nticks=7, hoverformat="+.2f",
                title={"text": "Points of pain: heavy days against light days", "font": {"size": 14}})  # fmt: skip
    rows_axis = axis(colours, range=[-0.6, len(found) - 0.25], showgrid=False, showticklabels=False)
    figure.update_layout(
        hovermode="closest", shapes=lines, annotations=notes, xaxis=ends, yaxis=rows_axis, margin={"t": 4}
    )
    return figure


def _reach(found: pd.DataFrame) -> float:
    ends = found[["low", "high"]].abs().max(axis=None)
    return LEAST_REACH if math.isnan(ends) else max(LEAST_REACH, 1.08 * ends)


def _points(found: pd.DataFrame, place: np.ndarray, colour: str, colours: Palette, *, is_found: bool) -> go.Scatter:
    """A dot and its interval per row; hollow where the log shows no clear link."""
    difference = found["difference"].to_numpy(dtype=float)
    bars = {
        "type": "data", "symmetric": False, "array": found["high"].to_numpy(dtype=float) - difference,
        "arrayminus": difference - found["low"].to_numpy(dtype=float), "color": colour, "thickness": 3, "width": 6,
    }  # fmt: skip
    text = [
        f"<b>{DAYS[row.exposure].title}</b><br>{row.difference:+.1f} points ({row.low:+.1f} to {row.high:+.1f})<br>"
        f"{count(int(row.n), 'logged day')}".replace("-", "−")
        for row in found.itertuples()
    ]
    marker = {"size": 13, "color": colour if is_found else colours.paper, "line": {"color": colour, "width": 2.5}}
    return go.Scatter(
        x=difference, y=place, error_x=bars, mode="markers", marker=marker, text=text, hovertemplate="%{text}",
        name="More pain" if is_found else "No clear link",
    )  # fmt: skip


def _name(row, y: float) -> dict[str, object]:
    return {
        "text": f"<b>{DAYS[row.exposure].title}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": y + 0.2,
        "yanchor": "bottom", "showarrow": False, "font": {"size": 14},
    }  # fmt: skip


def _not_yet(row, y: float, colours: Palette) -> dict[str, object]:
    text = (
        "known on too few days, or always alike"
        if pd.isna(row.more_days)
        else f"log {count(int(row.more_days), 'more day')}"
    )
    return {
        "text": f"Not enough yet: {text}", "x": 0, "xref": "paper", "xanchor": "left", "y": y + 0.2, "yanchor": "top",
        "showarrow": False, "bgcolor": colours.paper, "font": {"size": 14, "color": colours.soft_ink},
    }  # fmt: skip


def _line(at: dict[str, object], colour: str, dash: str | None) -> dict[str, object]:
    return {"type": "line", "layer": "below", **at, "line": {"color": colour, "width": 1.2, "dash": dash}}


# Behind one of them


def _read(load: pd.Series, exposure: str, units: Units) -> tuple[np.ndarray, str]:
    """A remembered load as a runner reads it, and its unit."""
    if exposure == "spike_ratio":
        return (load * 100).to_numpy("float32").round(1), "% beyond the longest run"
    if exposure == "descent_m":
        return load.to_numpy("float32").round(1), "m a day"
    return (load / METRES[units]).to_numpy("float32").round(2), f"{units} a day"


def scatter(behind: pd.DataFrame, row, units: Units, colours: Palette) -> go.Figure:
    """Each logged day: the load that may be felt on it, and the score. `row` is one of the ranked associations.

    The line is the estimate through the middle of the cloud, the band its interval. It knows slow changes and days that
    resemble each other; the cloud does not.
    """
    both = behind.dropna()
    load, unit = _read(both["load"], row.exposure, units)
    score = both["score"].to_numpy("float32")
    figure = go.Figure(layout=layout(colours, 340))
    if pd.notna(row.difference) and row.heavy > row.light and len(both):
        figure.add_traces(_estimate(both, row, units, colours))
    figure.add_trace(
        go.Scatter(
            x=load, y=score, mode="markers", marker={"size": 9, "color": faded(colours.moments[row.moment], 0.4)},
            hovertemplate=f"%{{x:.1f}} {unit}<br>pain %{{y:g}}<extra></extra>", name="A logged day",
        )
    )  # fmt: skip
    figure.update_layout(
        hovermode="closest",
        xaxis=axis(colours, rangemode="tozero", title={"text": f"{DAYS[row.exposure].title}, {unit}"}),
        yaxis=_scores(colours, [0, 0.93]),
        annotations=[row_title(f"<b>{MOMENT_WORDS[row.moment]}</b>, pain 0 to 10", 0.94, colours)],
    )
    return figure


def _estimate(both: pd.DataFrame, row, units: Units, colours: Palette) -> list[go.Scatter]:
    """The line from the light to the heavy days, and the band of its interval around the middle of the cloud."""
    ends = pd.Series([row.light, row.heavy])
    x, _ = _read(ends, row.exposure, units)
    from_middle = (ends - both["load"].mean()) / (row.heavy - row.light)
    lines = {of: both["score"].mean() + from_middle * getattr(row, of) for of in ("low", "high", "difference")}
    quiet = {"x": x, "mode": "lines", "hoverinfo": "skip"}
    return [
        go.Scatter(**quiet, y=lines["low"].clip(0, 10), line={"width": 0}),
        go.Scatter(**quiet, y=lines["high"].clip(0, 10), line={"width": 0}, fill="tonexty",
                   fillcolor=faded(colours.soft_ink, 0.18)),
        go.Scatter(**quiet, y=lines["difference"].clip(0, 10), line={"width": 2.5, "color": colours.ink}),
    ]  # fmt: skip


def side_by_side(behind: pd.DataFrame, row, units: Units, colours: Palette) -> go.Figure:
    """The scores above the load as it may be felt on their days: what the search holds against each other."""
    load, unit = _read(behind["load"], row.exposure, units)
    first = {"x0": f"{behind['local_date'].iloc[0]:%Y-%m-%d}", "dx": 24 * 3600 * 1000, "xaxis": "x"}
    figure = go.Figure(layout=layout(colours, 340))
    figure.add_trace(
        go.Scatter(
            **first, y=behind["score"].to_numpy("float32"), yaxis="y2", mode="markers", name="Pain",
            marker={"size": 5, "color": colours.moments[row.moment]}, hovertemplate="%{y:g}",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            **first, y=load, yaxis="y", mode="lines", name=DAYS[row.exposure].title, fill="tozeroy",
            line={"width": 1.5, "color": colours.load}, fillcolor=faded(colours.load, 0.25), connectgaps=False,
            hovertemplate=f"%{{y:.1f}} {unit}",
        )
    )  # fmt: skip
    figure.update_layout(
        xaxis=axis(colours, type="date", showgrid=False, hoverformat="%-d %b %Y", nticks=6),
        yaxis=axis(colours, domain=list(LOAD_ROW), rangemode="tozero", nticks=4),
        yaxis2=_scores(colours, list(SCORE_ROW)),
        annotations=[
            row_title(f"<b>{MOMENT_WORDS[row.moment]}</b>, pain 0 to 10", SCORE_ROW[1] + 0.01, colours),
            row_title(
                f"<b>{DAYS[row.exposure].title}</b> as it may be felt that day, {unit}", LOAD_ROW[1] + 0.01, colours
            ),
        ],
    )
    return figure


def _scores(colours: Palette, domain: list[float]) -> dict[str, object]:
    return axis(colours, domain=domain, range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10])
