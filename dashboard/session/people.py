"""The people of the workspace, opened once for all visits."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.workspace import People, home_folder


def people() -> People:
    """Everybody who logs in, and what they let each other see."""
    return _opened_people(str(home_folder()))


@st.cache_resource(max_entries=2, show_spinner=False, on_release=People.close)
def _opened_people(home: str) -> People:
    """The open database; it holds no data in memory."""
    return People(Path(home))
