"""The open workspace of the athlete."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.workspace import LOCAL_ATHLETE, Workspace, home_folder


def workspace(athlete_id: str = LOCAL_ATHLETE) -> Workspace:
    """Everything kept about the athlete."""
    return _opened_workspace(str(home_folder()), athlete_id)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Workspace.close)
def _opened_workspace(home: str, athlete_id: str) -> Workspace:
    """The open database file; it holds no data in memory."""
    return Workspace(Path(home), athlete_id)
