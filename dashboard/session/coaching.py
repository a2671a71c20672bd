"""Coaching: inviting, agreeing, taking back, and looking at those who agreed."""

from __future__ import annotations

import time
from collections.abc import Collection, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import streamlit as st

from analysis import Settings
from dashboard.invite_link import COOKIE
from dashboard.session import sharing
from dashboard.session.choices import today
from dashboard.session.demos import close_demo
from dashboard.session.login import account
from dashboard.session.people import people
from dashboard.session.store import opened_workspace, own_chosen, own_workspace
from dashboard.session.summaries import LATELY, Part, Reader, key_of, part_for, summarised
from dashboard.session.visitor import SCOPES, visitor
from dashboard.workspace import Account, Grant, Note, Summary

CONSENT_VERSION = "1, 27 November 2026"  # another one after every change of what the consent page says
INVITATION_LASTS = timedelta(days=7)
AT_ONCE_S = 0.4  # how long summaries are worked out before whoever waits is answered
CATCH_UP_EVERY_S = 0.6  # so that two thirds of one processor at most go into it
DRAW_EVERY_S = 5.0  # a roster that is being brought up to date is drawn again
QUIET_DAYS = 7  # without any pain or run logged, before a row is grey
# The order of concern. Red flags are whatever asks for a clinician; the signature rule comes right after them.
CONCERNS = ("red_flag", "worsening", "act", "watch", "quiet", "steady", "nothing")
# Page -> what an athlete must share for a coach to see it. A page that is not named here is never shown to one.
COACH_PAGES: dict[str, Set[str]] = {
    "overview": {"training", "pain"}, "training": {"training"}, "surfaces": {"training"}, "intensity": {"training"},
    "shoes": {"training"}, "pain": {"pain"}, "calendar": {"pain"}, "patterns": {"training", "pain"},
    "plan": {"training", "pain"}, "flags": {"pain"}, "report": {"training", "pain"},
    "learn": set(),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One athlete of the roster. `part` holds what was worked out of what they share, see summaries.py."""

    grant: Grant
    part: Part
    is_stale: bool
    concern: str
    last_look: date | None
    today: date = field(repr=False)

    @property
    def athlete_id(self) -> str:
        return self.grant.athlete_id

    @property
    def name(self) -> str:
        return self.grant.athlete

    @property
    def logged_days(self) -> int | None:
        """Days of the last 14 with a pain log; None where pain is not shared."""
        if "pain" not in self.grant.scopes:
            return None
        first = f"{self.today - timedelta(days=LATELY - 1):%Y-%m-%d}"
        return sum(day >= first for day in self.part.get("logged", []))

    @property
    def last_day(self) -> date | None:
        """The last day of which anything is known."""
        days = [self.part.get("last_run"), *self.part.get("logged", [])[-1:]]
        return max((date.fromisoformat(day) for day in days if day), default=None)

    @property
    def is_silent(self) -> bool:
        """Is there data, and none of the last days?"""
        return bool(self.part) and is_silent(self.part, self.today)

    @property
    def news(self) -> list[dict[str, str]]:
        """What was raised since the coach looked last."""
        seen = f"{self.last_look:%Y-%m-%d}" if self.last_look else ""
        return [flag for flag in self.part.get("raised", []) if (flag["since"] or "") > seen]


# Inviting and agreeing


def coaches() -> bool:
    """Does whoever looks coach others, or said that they want to?"""
    if visitor().kind == "share" or account() is None:
        return False
    me = _me()
    return own_chosen().get("coaches") == "yes" or bool(people().coached(me.account_id))


def begin_coaching() -> None:
    """Show the pages for coaches from now on."""
    own_workspace().save_choices({"coaches": "yes"})


def invite() -> None:
    """Make an invitation; its link can be read until the visit ends, and from nowhere else."""
    begin_coaching()
    token = people().invite(_me().account_id, _now(), _now() + INVITATION_LASTS)
    place = urlsplit(st.context.url or "")
    st.session_state["invitation"] = f"{place.scheme}://{place.netloc}/i/{token}"


def invitation() -> str:
    """The link that was made last in this visit."""
    return st.session_state.get("invitation", "")


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
    people().accept(_token(), _me().athlete_id, (scopes, CONSENT_VERSION), _now())


def put_aside() -> None:
    """Not now: the invitation is not asked about again in this visit, and stays open."""
    st.session_state["put_aside"] = _token()


def granted() -> list[Grant]:
    """The coaches who see something of whoever is logged in."""
    me = account()
    return [] if me is None else people().granted(me.athlete_id)


def withdraw(grant_id: int) -> None:
    """Take back what a coach may see; at their next tap they see nothing any more."""
    people().withdraw(_me().athlete_id, grant_id, _now())


# The roster


def roster() -> list[Row]:
    """Everybody who shares something with this coach, whoever needs a look first."""
    me = _me().account_id
    grants, kept, versions, looks = people().coached(me), people().summaries(me), people().data_versions(me), _looks()
    now = today().date()
    reader = _reader()
    rows = []
    for grant in grants:
        there = kept.get(grant.athlete_id)
        part = part_for(there, grant.scopes, reader)
        is_stale = part is None or there is None or there.data_version != versions.get(grant.athlete_id)
        worth = concern(part or {}, now, "pain" in grant.scopes)
        rows.append(Row(grant, part or {}, is_stale, worth, looks.get(grant.athlete_id), now))
    return sorted(rows, key=lambda row: (CONCERNS.index(row.concern), row.name.casefold()))


def concern(part: Part, now: date, shares_pain: bool = True) -> str:
    """How much an athlete asks for a look; a word of CONCERNS. Nothing makes a red flag quiet.

    A lesser warning speaks of the days it was made of: once nothing was logged for a week, what is known is that.
    """
    if not part:
        return "nothing"
    grave = {flag["flag_id"] for flag in part["raised"] if flag["severity"] == "clinician"}
    if grave - {"worsening_despite_backoff"}:
        return "red_flag"
    if grave:
        return "worsening"
    if is_silent(part, now):
        return "quiet"
    if part["state"] in ("act", "watch"):
        return part["state"]
    return "quiet" if shares_pain and part["state"] == "cannot_tell" else "steady"


def is_silent(part: Part, now: date) -> bool:
    """Was neither pain nor a run logged for a week?"""
    last = max([part.get("last_run") or "", *part["logged"][-1:]])
    return last < f"{now - timedelta(days=QUIET_DAYS - 1):%Y-%m-%d}"


def catch_up() -> tuple[int, bool]:
    """Work out for a moment what is stale, whoever needs a look first.

    Gives how many are left, and whether it is time to draw the roster again.
    """
    ends = time.monotonic() + AT_ONCE_S
    stale = [row for row in roster() if row.is_stale]
    done = 0
    for row in stale:
        if done and time.monotonic() > ends:
            break
        _bring_up_to_date(row.grant)
        done += 1
    left, drawn = len(stale) - done, st.session_state.setdefault("roster_drawn", time.monotonic())
    should_draw = not left or time.monotonic() - drawn > DRAW_EVERY_S
    if should_draw:
        st.session_state["roster_drawn"] = time.monotonic()
    return left, should_draw


def _bring_up_to_date(grant: Grant) -> None:
    kept, me = opened_workspace(grant.athlete_id), _me().account_id
    version, there = kept.data_version(), people().summaries(me, grant.athlete_id).get(grant.athlete_id)
    others = there.parts if there is not None and there.data_version == version else {}
    parts = {**others, key_of(grant.scopes, _reader()): summarised(kept, grant.scopes, _reader())}
    people().keep_summary(me, grant.athlete_id, Summary(version, parts), today().date())


def _reader() -> Reader:
    """In what the coach reads distances, and where their weeks begin."""
    chosen = own_chosen()
    return chosen.get("units", Settings.units), int(chosen.get("week_start", Settings.week_start))


# Looking at one athlete


def look_at(athlete_id: str) -> None:
    """Show this athlete's pages, as far as they share them, until `stop_looking`; the athlete can read which."""
    grant = next((grant for grant in people().coached(_me().account_id) if grant.athlete_id == athlete_id), None)
    if grant is None:
        return
    close_demo()  # another runner's pages begin at the top, and today
    st.session_state.setdefault("looked_before", {}).setdefault(athlete_id, _looks().get(athlete_id))
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


def step(rows: list[Row], by: int) -> Row | None:
    """The next athlete of the roster after the one who is looked at (-1: the one before); None where there is none."""
    here = next((n for n, row in enumerate(rows) if row.athlete_id == visitor().athlete_id), None)
    place = None if here is None else here + by
    return rows[place] if place is not None and 0 <= place < len(rows) else None


def _looks() -> dict[str, date]:
    """Athlete -> the day this coach last looked."""
    kept = own_chosen().items()
    return {name.removeprefix("looked:"): date.fromisoformat(day) for name, day in kept if name.startswith("looked:")}


# Notes


def notes(athlete_id: str) -> list[Note]:
    """What this coach wrote about the athlete."""
    return people().notes(_me().account_id, athlete_id)


def add_note(athlete_id: str, text: str) -> None:
    """Keep a note, for this coach alone."""
    if text.strip() and people().scopes(_me().account_id, athlete_id):
        people().add_note(_me().account_id, athlete_id, text.strip()[:2000], _now())


def remove_note(note_id: int) -> None:
    """Take a note away; `bring_note_back` is its undo."""
    people().remove_note(_me().account_id, note_id, _now())
    st.session_state["note_removed"] = visitor().athlete_id, note_id


def has_removed_note() -> bool:
    """Was a note about the athlete on the screen taken away, and nothing done since?"""
    return st.session_state.get("note_removed", ("", 0))[0] == visitor().athlete_id


def bring_note_back() -> None:
    """Undo the last `remove_note`."""
    people().remove_note(_me().account_id, st.session_state.pop("note_removed")[1], None)


def counts() -> dict[str, int]:
    """For the administrator: how many people there are."""
    return people().counts()


def _me() -> Account:
    """Whoever is logged in, where only somebody can be."""
    me = account()
    if me is None:
        raise PermissionError("This Twinge has no login, so nobody coaches anybody.")
    return me


def _token() -> str:
    token = st.context.cookies.get(COOKIE, "")
    return token if isinstance(token, str) else ""


def _now() -> datetime:
    return datetime.now(UTC)
