"""What this visit worked out or drew already: a tap elsewhere on the page does not do it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from dashboard.session.view import current

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_Made = TypeVar("_Made")


def drawn(draw: Callable[..., Figure], *given: object, of: object = ()) -> Figure:
    """`draw(*given)`, once for the data on the screen, what the runner chose, the theme, and `of`.

    Parameters
    ----------
    of
        Everything else that decides what is drawn, as words and numbers: the span, the moments, the measure.
    """
    return once(draw, *given, of=(st.context.theme.type, of))


def once(make: Callable[..., _Made], *given: object, of: object = ()) -> _Made:
    """`make(*given)`, once for the data on the screen, what the runner chose, and `of`. Nobody may change it."""
    what = f"{make.__module__}.{make.__qualname__}"
    seen = current()
    chosen = seen.analysis.settings if seen.analysis else None
    key = repr((what, seen.data_version, chosen, of))
    return _made(key, make, given)


# The key says all that the result depends on, so that no frame is hashed; it names athlete, scope and data version.
@st.cache_resource(scope="session", max_entries=96, show_spinner=False)
def _made(key: str, _make: Callable[..., Any], _given: tuple[object, ...]) -> Any:
    return _make(*_given)


def forget_made() -> None:
    """Leave nothing of it in memory."""
    _made.clear()
