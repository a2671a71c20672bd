"""Figures that this visit has drawn: a tap elsewhere on the page does not draw them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.session.choices import settings
from dashboard.session.view import current

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def drawn(draw: Callable[..., Figure], *given: object, of: object = ()) -> Figure:
    """`draw(*given)`, once for the data on the screen, what the runner chose, the theme, and `of`.

    Parameters
    ----------
    of
        Everything else that decides what is drawn, as words and numbers: the span, the moments, the measure.
    """
    what = f"{draw.__module__}.{draw.__qualname__}"
    key = repr((what, current().data_version, settings(), st.context.theme.type, of))
    return _drawn(key, draw, given)


# The key says all that the figure depends on, so that no frame is hashed; it names athlete, scope and data version.
@st.cache_resource(scope="session", max_entries=24, show_spinner=False)
def _drawn(key: str, _draw: Callable[..., Figure], _given: tuple[object, ...]) -> Figure:
    return _draw(*_given)
