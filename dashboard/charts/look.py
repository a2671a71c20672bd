"""How every figure looks: paper behind it, hairlines, one font, no toolbar, one hover."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from dashboard.components.palette import Palette

FONT = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
# For st.plotly_chart(config=…): no toolbar, and a finger scrolls the page instead of dragging the chart.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def layout(colours: Palette, height: int) -> go.Layout:
    """The layout every figure starts from."""
    return go.Layout(
        height=height,
        margin={"l": 6, "r": 6, "t": 8, "b": 6},
        paper_bgcolor=colours.paper,
        plot_bgcolor=colours.paper,
        font={"family": FONT, "size": 14, "color": colours.ink},
        colorway=[colours.load, *colours.surfaces.values()],
        hovermode="x unified",
        hoversubplots="axis",
        hoverlabel={
            "bgcolor": colours.raised, "bordercolor": colours.line, "align": "left",
            "font": {"family": FONT, "size": 14, "color": colours.ink},
        },
        dragmode=False,
        showlegend=False,
        bargap=0.12,
        barmode="stack",
        barcornerradius=0,
    )  # fmt: skip


def axis(colours: Palette, **more: object) -> dict[str, object]:
    """A quiet axis: hairline grid, small ink, no zoom."""
    return {
        "showline": False, "ticks": "", "gridcolor": colours.line, "gridwidth": 1, "zeroline": False,
        "fixedrange": True, "automargin": True,
        "tickfont": {"size": 13, "color": colours.soft_ink}, "linecolor": colours.soft_ink, **more,
    }  # fmt: skip


def row_title(text: str, top: float, colours: Palette) -> dict[str, object]:
    """A y-axis title that lies flat above its row, readable without turning the head."""
    return {
        "text": text, "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper", "yanchor": "bottom",
        "showarrow": False, "font": {"size": 14, "color": colours.ink},
    }  # fmt: skip


class Packed(BaseFigure):
    """A figure that nobody changes any more: plotly would copy and pack all of its numbers each time it is shown."""

    def __init__(self, figure: BaseFigure) -> None:
        self._packed: dict[str, Any] = figure.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The figure as the browser gets it."""
        return self._packed
