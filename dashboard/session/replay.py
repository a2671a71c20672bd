"""Any evening of the past, as Twinge would have seen it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.session.light import glance
from dashboard.session.view import as_of, set_as_of


def days_to_see() -> tuple[date, date]:
    """The first and the last day there is something to see of. Only where `glance()` is not None."""
    seen = glance()
    if as_of() is None:
        st.session_state["last_day_to_see"] = seen.as_of.date()
    return seen.first_day.date(), st.session_state["last_day_to_see"]


def see_day(day: date | None) -> None:
    """Show everything as of the evening of `day`; the last day, or none, goes back to the present."""
    if day is None or glance() is None:  # in another tab everything may have been deleted
        set_as_of(None)
        return
    _, last = days_to_see()
    set_as_of(day if day < last else None)
