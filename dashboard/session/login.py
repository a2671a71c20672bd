"""Who is logged in, by OpenID Connect through Streamlit's own login; without it there is one runner, on this machine.

Issuer and subject are who somebody is. An e-mail address changes hands, so it is never asked.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard import logins
from dashboard.session.moment import once_a_rerun
from dashboard.session.people import people
from dashboard.workspace import Account

ADMINISTRATORS = "TWINGE_ADMINISTRATORS"  # issuer and subject with a space between, the next after a comma
LASTS = timedelta(days=30)  # as long as Streamlit's cookie
GRACE = timedelta(hours=1)  # for what is being typed when a login runs out


class NobodyThere(PermissionError):
    """There is a login, and nobody has logged in."""


@once_a_rerun
def has_login() -> bool:
    """Are there accounts, or is Twinge for one runner?"""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def is_logged_in() -> bool:
    """Is somebody there who may see something?"""
    return not has_login() or (_was_logged_in() and _left() > -GRACE)


def runs_out_at() -> datetime | None:
    """When what is typed is no longer kept: only after the login has run out."""
    if not has_login() or _left() > timedelta(0):
        return None
    return datetime.now(UTC) + _left() + GRACE


def has_run_out() -> bool:
    """Was somebody logged in here, and is what they type no longer kept?"""
    return _was_logged_in() and not is_logged_in()


def account() -> Account | None:
    """Whoever is logged in; None where Twinge has no login.

    Raises
    ------
    NobodyThere
        It has one, and nobody is logged in, or no longer.
    """
    if not has_login():
        return None
    if not is_logged_in():
        raise NobodyThere
    identity, held = _identity(), st.session_state.get("account")
    if held is None or held[0] != identity:
        held = identity, people().log_in(identity, str(st.user.get("name") or ""), datetime.now(UTC))
        st.session_state["account"] = held
    return held[1]


def my_account() -> Account:
    """Whoever is logged in, where only somebody can be."""
    me = account()
    if me is None:
        raise PermissionError("This Twinge has no login, so nobody coaches anybody.")
    return me


def is_administrator() -> bool:
    """Does the setting name this person? They see how many people there are, and nothing of anybody's health."""
    if account() is None:
        return False
    named = [tuple(who.split()) for who in os.environ.get(ADMINISTRATORS, "").split(",")]
    return _identity() in named


def log_in() -> None:
    """To the page of whoever vouches for the person."""
    st.login()


def log_out() -> None:
    """Leave; nothing of the visit stays in this browser."""
    st.session_state.clear()
    st.logout()


def _was_logged_in() -> bool:
    """Did somebody log in here, and not out again or in as somebody else, in this tab or another?"""
    return bool(st.user.get("is_logged_in")) and st.context.cookies not in logins.OVER


def _identity() -> tuple[str, str]:
    return str(st.user["iss"]), str(st.user["sub"])


def _left() -> timedelta:
    """How long the login still holds. A provider that does not say when it was made gives one that holds."""
    made = st.user.get("iat")
    if not isinstance(made, int | float):
        return LASTS
    return datetime.fromtimestamp(made, UTC) + LASTS - datetime.now(UTC)
