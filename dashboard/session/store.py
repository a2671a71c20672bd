"""The open workspace of the athlete whose data are on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import streamlit as st

from dashboard.session.lent import Lent
from dashboard.session.linked import Linked
from dashboard.session.moment import once_a_rerun
from dashboard.session.visitor import visitor
from dashboard.workspace import Workspace, home_folder


@once_a_rerun
def workspace() -> Workspace | Lent:
    """Everything kept about the athlete on the screen, as far as the visitor may see it; only the owner may write."""
    who = visitor()
    opened = opened_workspace(who.athlete_id)
    if who.link is not None:
        return _linked(who.key, opened.data_version())
    return Lent(opened, who.scopes) if who.is_read_only else opened


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _linked(visitor_key: str, data_version: str) -> Linked:
    """What the link shows, cut once for each state of the data."""
    who = visitor()
    return Linked(opened_workspace(who.athlete_id), who)


@once_a_rerun
def data_version() -> str:
    """A word that is another one after every change of what the athlete on the screen sees."""
    return workspace().data_version()


@once_a_rerun
def chosen() -> Mapping[str, str]:
    """What the athlete on the screen chose, by name."""
    return workspace().choices()


@once_a_rerun
def own_chosen() -> Mapping[str, str]:
    """What whoever looks chose, by name."""
    own = own_workspace()
    return chosen() if own is workspace() else own.choices()


@once_a_rerun
def own_workspace() -> Workspace | Lent:
    """What belongs to whoever looks, such as the units they read in."""
    own = visitor().own_id
    return workspace() if own is None else opened_workspace(own)


@once_a_rerun
def opened_workspace(athlete_id: str) -> Workspace:
    """All of an athlete's workspace, whoever looks: for what Twinge does by itself."""
    return _opened_workspace(str(home_folder()), athlete_id)


# As many as look at once, since opening one writes. After a day it is opened anew, which empties old trash.
@st.cache_resource(max_entries=1000, ttl=timedelta(days=1), show_spinner=False, on_release=Workspace.close)
def _opened_workspace(home: str, athlete_id: str) -> Workspace:
    """The open database; it holds no data in memory."""
    return Workspace(Path(home), athlete_id)
