"""The rows of a roster as one element of the page: a hundred of Streamlit's own take a browser seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.settings import Units
from dashboard.components.roster import roster_row


def roster_list(rows: Sequence[Any], units: Units, on_open: Callable[[], None]) -> None:
    """The rows, each with a button. Whose was tapped is in `tapped_athlete()` when `on_open` is called."""
    data = {"rows": "".join(roster_row(row, units) for row in rows)}
    _component()(key="roster_list", data=data, on_athlete_change=on_open)


def tapped_athlete() -> str:
    """The athlete whose button was tapped; empty where none was."""
    return st.session_state["roster_list"].athlete or ""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """Registered once; it holds nothing of anybody's data."""
    script = Path(__file__).with_name("roster.js").read_text(encoding="utf-8")
    # In the page and not in a shadow of it, so that the look of everything else holds.
    return st.components.v2.component(
        "twinge_roster", html='<div class="tw-roster"></div>', js=script, isolate_styles=False
    )
