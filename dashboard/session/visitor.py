"""Who looks at whose data? Everything that is read or written asks here first."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from dashboard.workspace import LOCAL_ATHLETE

SCOPES = ("training", "pain", "notes", "routines")  # what an athlete may share, each by itself


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
    """

    athlete_id: str
    kind: Literal["owner", "coach", "share"] = "owner"
    scopes: Set[str] = frozenset(SCOPES)
    own_id: str | None = None
    name: str = ""

    @property
    def is_read_only(self) -> bool:
        """Only the owner changes anything."""
        return self.kind != "owner"

    @property
    def key(self) -> str:
        """The same word only for those who see the same: what is cached for one is nothing to another."""
        return f"{self.kind}:{self.athlete_id}:{';'.join(sorted(self.scopes))}"


def visitor() -> Visitor:
    """Who looks at whose data, at this moment."""
    return Visitor(LOCAL_ATHLETE, own_id=LOCAL_ATHLETE)


def may_change() -> bool:
    """Do the data on the screen belong to whoever looks? Else no page offers to change them."""
    return not visitor().is_read_only
