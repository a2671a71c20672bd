"""Recordings that an earlier Twinge kept are looked into once, so that nobody has to import them again."""

from __future__ import annotations

import streamlit as st

from analysis.importers import Content
from analysis.reading import with_exposures
from dashboard.session.store import opened_workspace
from dashboard.workspace import Workspace

AT_ONCE = 50  # recordings in memory at a time, and lost when the visit ends meanwhile


@st.cache_resource(scope="session", max_entries=1, show_spinner="Looking into the hills and speeds of your runs, once")
def measured(athlete_id: str, data_version: str) -> None:
    """Work out and keep what the kept recordings tell, where nobody has done so."""
    measure(opened_workspace(athlete_id))


def measure(kept: Workspace) -> None:
    """The same of any workspace, outside of a visit too."""
    left = kept.unmeasured()
    if not left:
        return
    activities = kept.load().activities
    left = activities.loc[activities["activity_id"].isin(left), "activity_id"].tolist()
    for start in range(0, len(left), AT_ONCE):
        some = left[start : start + AT_ONCE]
        found = Content(activities[activities["activity_id"].isin(some)], kept.load_records(some))
        (told,) = with_exposures([found])
        kept.keep_exposures(some, told.exposures)
