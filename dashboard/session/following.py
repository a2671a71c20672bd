"""The share link that this browser followed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.session.moment import once_a_rerun
from dashboard.share_link import COOKIE
from dashboard.workspace import Share, Shares, home_folder


class DeadLink(PermissionError):
    """The link that was followed is unknown, taken back or expired."""


def followed_token() -> str:
    """The token of the link that was followed; empty where none was."""
    token = st.context.cookies.get(COOKIE, "")
    return token if isinstance(token, str) else ""  # in Streamlit's own test client cookies are of no type at all


@once_a_rerun
def followed() -> Share | None:
    """The link that was followed, asked of the database each time, so that taking it back holds at once.

    Raises
    ------
    DeadLink
        There is one, and it opens nothing.
    """
    token = followed_token()
    if not token:
        return None
    found = opened_shares().find(token, datetime.now(UTC))
    if found is None:
        raise DeadLink
    return found


def has_link() -> bool:
    """Did this browser follow a link? Then nobody needs to log in: the link says what is seen."""
    return bool(followed_token())


def is_dead_link() -> bool:
    """Did the browser follow a link that opens nothing (any more)?"""
    try:
        followed()
    except DeadLink:
        return True
    return False


def opened_shares() -> Shares:
    """The links of everybody."""
    return _opened_shares(str(home_folder()))


@st.cache_resource(max_entries=2, show_spinner=False, on_release=Shares.close)
def _opened_shares(home: str) -> Shares:
    """The open database; it holds no data in memory."""
    return Shares(Path(home))
