"""What this visit worked out or drew already: a tap elsewhere on the page does not do it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from dashboard.session.moment import once_a_rerun
from dashboard.session.view import current

if TYPE_CHECKING:
    from plotly.basedatatypes import BaseFigure

_Made = TypeVar("_Made")
MOST = 200  # figures, tables and sentences; of more the ones not seen for longest go


def drawn(draw: Callable[..., BaseFigure], *given: object, of: object = ()) -> BaseFigure:
    """`draw(*given)`, once for the data on the screen, what the runner chose, the theme, and `of`.

    Parameters
    ----------
    of
        Everything else that decides what is drawn, as words and numbers: the span, the moments, the measure.
    """
    return once(_packed, draw, *given, of=(_name(draw), st.context.theme.type, of))


def _packed(draw: Callable[..., BaseFigure], *given: object) -> BaseFigure:
    from dashboard.charts.look import Packed  # the first light needs no plotly

    return Packed(draw(*given))


def once(make: Callable[..., _Made], *given: object, of: object = ()) -> _Made:
    """`make(*given)`, once for the data on the screen, what the runner chose, and `of`. Nobody may change it."""
    seen = current()
    return once_a_visit(make, *given, of=(seen.data_version, seen.analysis.settings if seen.analysis else None, of))


def once_a_visit(make: Callable[..., _Made], *given: object, of: object = ()) -> _Made:
    """`make(*given)`, once for `of`, which says all that it depends on."""
    made, key = _made(), repr((_name(make), of))
    made[key] = found = made.pop(key, None) or (make(*given),)  # in the order they were seen last
    if len(made) > MOST:
        del made[next(iter(made))]
    return found[0]


def _name(make: Callable[..., object]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


@once_a_rerun
def _made() -> dict[str, tuple[Any]]:
    return _of_this_visit()


# The keys name athlete, scope and data version, so that no frame is hashed.
@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _of_this_visit() -> dict[str, tuple[Any]]:
    return {}


def forget_made() -> None:
    """Leave nothing of it in memory."""
    _of_this_visit().clear()
