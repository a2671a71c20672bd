"""Any evening of the past: choosing one, and saying on every page that it is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.components.page import show

STEPS = {"A week back": -7, "A day back": -1, "A day on": 1, "A week on": 7}


def replay_control(span: tuple[date, date], seen: date | None, on_see: Callable[[date], None]) -> None:
    """A quiet button that opens a choice of days. `span` is the first and the last day there is something to see of."""
    first, last = span
    with st.popover("See another day", icon=":material/history:", key="replay"):
        show('<p class="tw-note">Twinge as it would have spoken on the evening of that day, knowing nothing later.</p>')
        st.session_state["replay_day"] = seen or last
        st.date_input(
            "Day", min_value=first, max_value=last, format="YYYY-MM-DD", key="replay_day",
            on_change=lambda: on_see(st.session_state["replay_day"]),
        )  # fmt: skip


def replay_banner(span: tuple[date, date], seen: date, on_see: Callable[[date], None]) -> None:
    """On every page: which evening is shown, a step back or on, and the way back to today."""
    first, last = span
    with st.container(key="replay_banner"):
        show(
            f'<div class="tw-demo"><b>You see {seen.day} {pd.Timestamp(seen):%B %Y} as it was known that evening.</b>'
            " Nothing later is used.</div>"
        )
        with st.container(horizontal=True, gap="small"):
            for words, days in STEPS.items():
                day = seen + timedelta(days=days)
                st.button(
                    words, key=f"replay_{days}", on_click=on_see, args=(day,), disabled=not first <= day <= last
                )  # fmt: skip
            st.button("Back to the latest day", key="replay_end", on_click=on_see, args=(last,), type="primary")
