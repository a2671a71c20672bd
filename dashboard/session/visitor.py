"""Who looks at whose data? Everything that is read or written asks here first."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from dashboard.session.following import followed
from dashboard.session.login import account
from dashboard.session.moment import once_a_rerun
from dashboard.session.people import people
from dashboard.workspace import LOCAL_ATHLETE, Share

SCOPES = ("training", "pain", "notes", "routines")  # what an athlete may share, each by itself

LINK_SCOPES = ("training", "pain", "routines", "notes", "titles", "name")  # the same in a share link, word by word


@dataclass(frozen=True)
class Visitor:
    """Who looks, and at whose data.

    Parameters
    ----------
    athlete_id
        Whose data are on the screen.
    kind
        The owner of these data, or somebody the owner lets see them: a coach, or whoever has a share link.
    scopes
        Words of SCOPES: what of the data is there for this visitor. The owner has all of it.
    own_id
        The athlete this visitor is, whose units and weeks hold; None where they have no account.
    name
        What the athlete is called, for those who look at somebody else.
    link
        The share link that was followed, if one was.
    """

    athlete_id: str
    kind: Literal["owner", "coach", "share"] = "owner"
    scopes: Set[str] = frozenset(SCOPES)
    own_id: str | None = None
    name: str = ""
    link: Share | None = None

    @property
    def is_read_only(self) -> bool:
        """Only the owner changes anything."""
        return self.kind != "owner"

    @property
    def span(self) -> tuple[date | None, date | None]:
        """The first and the last day that is shown, both in it; None leaves that end open."""
        return (self.link.first_day, self.link.last_day) if self.link else (None, None)

    @property
    def key(self) -> str:
        """The same word only for those who see the same: what is cached for one is nothing to another."""
        return f"{self.kind}:{self.athlete_id}:{';'.join(sorted(self.scopes))}:{self.span[0]}:{self.span[1]}"


@once_a_rerun
def visitor() -> Visitor:
    """Who looks at whose data, at this moment.

    What somebody else may see is asked of the database each time: once it is taken back, nothing is there any more.
    """
    link = followed()
    if link is not None:
        return Visitor(link.athlete_id, "share", link.scopes, link=link)
    me = account()
    if me is None:
        return Visitor(LOCAL_ATHLETE, own_id=LOCAL_ATHLETE)
    looked_at = st.session_state.get("looked_at")
    if looked_at is None:
        return Visitor(me.athlete_id, own_id=me.athlete_id)
    athlete_id, name = looked_at
    return Visitor(athlete_id, "coach", people().scopes(me.account_id, athlete_id), me.athlete_id, name)


def may_change() -> bool:
    """Do the data on the screen belong to whoever looks? Else no page offers to change them."""
    return not visitor().is_read_only
