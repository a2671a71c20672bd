"""Coaching: inviting, agreeing, taking back, and looking at those who agreed."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import streamlit as st

from dashboard.invite_link import COOKIE
from dashboard.session import sharing
from dashboard.session.choices import today
from dashboard.session.demos import close_demo
from dashboard.session.login import account, my_account
from dashboard.session.people import people
from dashboard.session.roster import looks, roster
from dashboard.session.store import own_chosen, own_workspace
from dashboard.session.visitor import SCOPES, visitor
from dashboard.workspace import Account, Grant, Note

CONSENT_VERSION = "1, 27 November 2026"  # another one after every change of what the consent page says
INVITATION_LASTS = timedelta(days=7)
# Page -> what an athlete must share for a coach to see it. A page that is not named here is never shown to one.
COACH_PAGES: dict[str, Set[str]] = {
    "overview": {"training", "pain"}, "training": {"training"}, "surfaces": {"training"}, "intensity": {"training"},
    "shoes": {"training"}, "pain": {"pain"}, "calendar": {"pain"}, "patterns": {"training", "pain"},
    "plan": {"training", "pain"}, "flags": {"pain"}, "report": {"training", "pain"},
    "learn": set(),
}  # fmt: skip


# Inviting and agreeing


def coaches() -> bool:
    """Does whoever looks coach others, or said that they want to?"""
    if visitor().kind == "share" or account() is None:
        return False
    me = my_account()
    return own_chosen().get("coaches") == "yes" or bool(people().coached(me.account_id))


def begin_coaching() -> None:
    """Show the pages for coaches from now on."""
    own_workspace().save_choices({"coaches": "yes"})


def invite() -> None:
    """Make an invitation; its link can be read until the visit ends, and from nowhere else."""
    begin_coaching()
    token = people().invite(my_account().account_id, _now(), _now() + INVITATION_LASTS)
    place = urlsplit(st.context.url or "")
    st.session_state["invitation"] = f"{place.scheme}://{place.netloc}/i/{token}"


def invitation() -> str:
    """The link that was made last in this visit."""
    return st.session_state.get("invitation", "")


def open_invitations() -> list[datetime]:
    """When each invitation that may still be used runs out, in order."""
    return people().open_invitations(my_account().account_id, _now())


def close_invitations() -> None:
    """Take back the invitations nobody has used yet."""
    people().close_invitations(my_account().account_id, _now())
    st.session_state.pop("invitation", None)


def invited_by() -> Account | None:
    """The coach whose open invitation this browser followed; None where there is none or it was put aside."""
    token = _token()
    me = None if visitor().kind == "share" else account()
    if me is None or not token or token == st.session_state.get("put_aside"):
        return None
    coach = people().invited_by(token, _now())
    return None if coach is None or coach.account_id == me.account_id else coach


def agree(scopes: Collection[str]) -> None:
    """Let the coach see these scopes from now on.

    Raises
    ------
    ValueError
        Nothing is shared, or something that cannot be.
    """
    if not scopes or not set(scopes) <= set(SCOPES):
        raise ValueError(f"some of {', '.join(SCOPES)} can be shared, not {', '.join(scopes) or 'nothing'}")
    people().accept(_token(), my_account().athlete_id, (scopes, CONSENT_VERSION), _now())


def put_aside() -> None:
    """Not now: the invitation is not asked about again in this visit, and stays open."""
    st.session_state["put_aside"] = _token()


def granted() -> list[Grant]:
    """The coaches who see something of whoever is logged in."""
    me = account()
    return [] if me is None else people().granted(me.athlete_id)


def withdraw(grant_id: int) -> None:
    """Take back what a coach may see; at their next tap they see nothing any more."""
    people().withdraw(my_account().athlete_id, grant_id, _now())


# Looking at one athlete


def look_at(athlete_id: str) -> None:
    """Show this athlete's pages, as far as they share them, until `stop_looking`; the athlete can read which."""
    grant = next((grant for grant in people().coached(my_account().account_id) if grant.athlete_id == athlete_id), None)
    if grant is None:
        return
    close_demo()  # another runner's pages begin at the top, and today
    st.session_state.setdefault("looked_before", {}).setdefault(athlete_id, looks().get(athlete_id))
    own_workspace().save_choices({f"looked:{athlete_id}": f"{today():%Y-%m-%d}"})
    st.session_state["looked_at"] = athlete_id, grant.athlete


def news() -> tuple[date, list[dict[str, str]]] | None:
    """Of the athlete who is looked at: the day the coach looked before this visit, and what was raised since.

    None where they never did, or where nothing was raised.
    """
    since = st.session_state.get("looked_before", {}).get(visitor().athlete_id)
    row = next((row for row in roster() if row.athlete_id == visitor().athlete_id), None)
    if since is None or row is None:
        return None
    raised = replace(row, last_look=since).news
    return (since, raised) if raised else None


def stop_looking() -> None:
    """Back to one's own data."""
    st.session_state["looked_at"] = None
    st.session_state["as_of"] = None


def looked_at() -> str:
    """What the athlete is called whom a coach looks at; empty where nobody is looked at."""
    return visitor().name if visitor().kind == "coach" else ""


def is_withdrawn() -> bool:
    """Does the athlete whom the coach looks at share nothing any more?"""
    return visitor().kind == "coach" and not visitor().scopes


def may_see(page: str) -> bool:
    """Is there anything on this page for whoever looks?"""
    who = visitor()
    if who.kind != "coach":
        return sharing.may_see(page)
    return COACH_PAGES.get(page, {"nobody"}) <= who.scopes


def first_page() -> str:
    """Where a coach begins with an athlete."""
    return next((page for page in COACH_PAGES if may_see(page)), "roster")


# Notes


def notes(athlete_id: str) -> list[Note]:
    """What this coach wrote about the athlete."""
    return people().notes(my_account().account_id, athlete_id)


def add_note(athlete_id: str, text: str) -> None:
    """Keep a note, for this coach alone."""
    if text.strip() and people().scopes(my_account().account_id, athlete_id):
        people().add_note(my_account().account_id, athlete_id, text.strip()[:2000], _now())


def remove_note(note_id: int) -> None:
    """Take a note away; `bring_note_back` is its undo."""
    people().remove_note(my_account().account_id, note_id, _now())
    st.session_state["note_removed"] = visitor().athlete_id, note_id


def has_removed_note() -> bool:
    """Was a note about the athlete on the screen taken away, and nothing done since?"""
    return st.session_state.get("note_removed", ("", 0))[0] == visitor().athlete_id


def bring_note_back() -> None:
    """Undo the last `remove_note`."""
    if removed := st.session_state.pop("note_removed", None):  # none on a second press
        people().remove_note(my_account().account_id, removed[1], None)


def counts() -> dict[str, int]:
    """For the administrator: how many people there are."""
    return people().counts()


def _token() -> str:
    token = st.context.cookies.get(COOKIE, "")
    return token if isinstance(token, str) else ""


def _now() -> datetime:
    return datetime.now(UTC)
