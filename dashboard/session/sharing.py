"""Share links: made and taken back by the athlete, followed by whoever has one, and who looked at what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard.session.choices import time_zone
from dashboard.session.demos import opened_demo
from dashboard.session.following import opened_shares
from dashboard.session.login import account
from dashboard.session.visitor import LINK_SCOPES, visitor
from dashboard.workspace import Share, Terms

# Page -> what must be shared for a link to show it. A page that is not named here is never shown.
LINK_PAGES = {
    "overview": {"pain"}, "training": {"training"}, "surfaces": {"training"}, "intensity": {"training"},
    "shoes": {"training"}, "pain": {"pain"}, "calendar": {"pain"}, "patterns": {"training", "pain"},
    "flags": {"pain"}, "report": {"training", "pain"}, "learn": set(),
}  # fmt: skip
USUAL_DAYS = 14  # that a link lasts, unless the athlete chooses another time
LABEL_LENGTH = 80


def opens_a_page(scopes: Collection[str]) -> bool:
    """Does a link with these scopes show anything? Notes, titles and names only add to what stands on a page."""
    return any(needed and needed <= set(scopes) for needed in LINK_PAGES.values())


@dataclass(frozen=True)
class NewLink:
    """A link that was just made: whose it is for, and its address, which can be read this once."""

    label: str
    address: str


def make_link(
    label: str, scopes: Collection[str], days: tuple[date | None, date | None], lasts: int = USUAL_DAYS
) -> None:
    """Let whoever has the link see `scopes` of the days from the first to the last, for `lasts` days from now.

    Raises
    ------
    ValueError
        Nothing is shared, something is no word of LINK_SCOPES, or the first day is after the last.
    """
    first, last = days
    if not scopes or not set(scopes) <= set(LINK_SCOPES):
        raise ValueError(f"a link shares some of {', '.join(LINK_SCOPES)}, not {', '.join(scopes) or 'nothing'}")
    if first and last and first > last:
        raise ValueError(f"the first day, {first}, is after the last, {last}")
    now = _now()
    terms = Terms(label.strip()[:LABEL_LENGTH] or "A link", scopes, first, last, now + timedelta(days=lasts))
    _just_made(terms.label, opened_shares().create(_own_id(), terms, now))


def renew_link(share: Share) -> None:
    """Give the link another address; the one it had opens nothing any more."""
    _just_made(share.label, opened_shares().rotate(_own_id(), share.share_id))


def take_back_link(share: Share) -> None:
    """Whoever has the link sees nothing any more, from their next tap on."""
    made = just_made()
    if made and made.label == share.label:
        forget_address()
    opened_shares().revoke(_own_id(), share.share_id, _now())


def links() -> list[Share]:
    """All links that were ever made, those that still open something first."""
    now = _now()
    listed = sorted(opened_shares().listed(_own_id()), key=lambda share: not share.is_alive(now))
    return [_in_local_time(share) for share in listed]


def is_open(share: Share) -> bool:
    """Does the link still open anything?"""
    return share.is_alive(_now())


def who_looked() -> pd.DataFrame:
    """`at` (in the reader's time zone), `who` and `what`, newest first."""
    seen = [(local_time(at), who, what) for at, who, what in opened_shares().audit(_own_id())]
    return pd.DataFrame(seen, columns=["at", "who", "what"])


def local_time(when: datetime) -> datetime:
    """The same instant where the reader is, as far as that is known."""
    zone = time_zone()
    return when.astimezone(ZoneInfo(zone)) if zone else when


def _in_local_time(share: Share) -> Share:
    instants = {name: when for name, when in vars(share).items() if isinstance(when, datetime)}
    return replace(share, **{name: local_time(when) for name, when in instants.items()})


def just_made() -> NewLink | None:
    """The link whose address can still be read."""
    return st.session_state.get("link_just_made")


def forget_address() -> None:
    """Show the new address no more."""
    st.session_state["link_just_made"] = None


def reaches_only_here() -> bool:
    """Is this Twinge at an address that means “this machine” on every machine?"""
    return urlsplit(_address()).hostname in ("localhost", "127.0.0.1", "::1")


def followed_link() -> Share | None:
    """The link that shows what is on the screen; None where the data are the visitor's own."""
    return visitor().link


def may_see(page: str) -> bool:
    """Is this page there for whoever looks? `page` is its address."""
    link = visitor().link
    return link is None or LINK_PAGES.get(page, {"nobody"}) <= link.scopes


def note_visit(page: str) -> None:
    """Tell the athlete that somebody else looked at this page; once for each page of a visit."""
    who, seen = visitor(), st.session_state.setdefault("pages_noted", set())
    if not who.is_read_only or opened_demo() or (who.key, page) in seen:
        return
    if who.link is not None and not any(key == who.key for key, _ in seen):
        opened_shares().opened(who.link, _now())
    seen.add((who.key, page))
    name = who.link.label if who.link else f"Coach {account().name}"
    opened_shares().note(who.athlete_id, name, page, _now())


def _just_made(label: str, token: str) -> None:
    st.session_state["link_just_made"] = NewLink(label, f"{_address()}/s/{token}")


def _address() -> str:
    """Where this app is, as the browser says."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}"


def _own_id() -> str:
    who = visitor()
    if who.is_read_only:
        raise PermissionError("Only the athlete makes links and sees who looked.")
    return who.athlete_id


def _now() -> datetime:
    return datetime.now(UTC)
