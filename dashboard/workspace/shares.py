"""Share links: what an athlete lets somebody see who has the link, and until when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, insert, select, update

from dashboard.workspace import audit, schema, tokens
from dashboard.workspace.database import open_database

_TABLE = schema.shares
_SHOWN = (
    "share_id", "athlete_id", "label", "scopes", "first_day", "last_day", "created_at", "expires_at", "revoked_at",
    "seen_count", "last_seen_at",
)  # fmt: skip


@dataclass(frozen=True)
class Share:
    """One link as it is kept; instants are UTC. `first_day` and `last_day` belong to it, None leaves that end open."""

    share_id: int
    athlete_id: str
    label: str
    scopes: frozenset[str]
    first_day: date | None
    last_day: date | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    seen_count: int = 0
    last_seen_at: datetime | None = None
    athlete: str = ""  # what they are called, where they share names and have an account

    def is_alive(self, now: datetime) -> bool:
        """Does the link still open anything?"""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True)
class Terms:
    """What the athlete chose when making a link."""

    label: str
    scopes: Collection[str]
    first_day: date | None
    last_day: date | None
    expires_at: datetime


class Shares:
    """The links of every athlete, and who looked by what; each method is one transaction."""

    def __init__(self, home: Path) -> None:
        self._database = open_database(home)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def listed(self, athlete_id: str) -> list[Share]:
        """All links of the athlete, newest first."""
        query = _select().where(_TABLE.c.athlete_id == athlete_id).order_by(_TABLE.c.share_id.desc())
        with self._database.reading() as connection:
            return [_share(row) for row in connection.execute(query).mappings()]

    def create(self, athlete_id: str, terms: Terms, now: datetime) -> str:
        """Make a link and give its token: it can never be read again."""
        token = tokens.new()
        row = vars(terms) | {"scopes": ";".join(sorted(terms.scopes)), "token_hash": tokens.hashed(token)}
        with self._database.writing(athlete_id) as connection:
            connection.execute(insert(_TABLE).values(athlete_id=athlete_id, created_at=now, seen_count=0, **row))
        return token

    def rotate(self, athlete_id: str, share_id: int) -> str:
        """Give the link a new token; the old one opens nothing from now on. What was taken back stays so."""
        token = tokens.new()
        self._change(athlete_id, share_id, token_hash=tokens.hashed(token))
        return token

    def revoke(self, athlete_id: str, share_id: int, now: datetime) -> None:
        """The link opens nothing from now on."""
        self._change(athlete_id, share_id, revoked_at=now)

    def find(self, token: str, now: datetime) -> Share | None:
        """The link of this token; None where it is unknown, taken back or expired."""
        with self._database.reading() as connection:
            row = connection.execute(_select().where(_TABLE.c.token_hash == tokens.hashed(token))).mappings().first()
            found = _share(row) if row is not None else None
            if found is None or not found.is_alive(now):
                return None
            if "name" not in found.scopes:
                return found
            own = schema.accounts.c.athlete_id == found.athlete_id
            called = connection.scalar(select(schema.accounts.c.name).where(own))
        return replace(found, athlete=called or "")

    def opened(self, share: Share, now: datetime) -> None:
        """Count one visit."""
        self._change(share.athlete_id, share.share_id, seen_count=_TABLE.c.seen_count + 1, last_seen_at=now)

    def note(self, athlete_id: str, who: str, what: str, at: datetime) -> None:
        """Write down for the athlete that `who` saw `what`."""
        with self._database.writing(athlete_id) as connection:
            audit.note(connection, athlete_id, (who, what), at)

    def audit(self, athlete_id: str) -> list[tuple[datetime, str, str]]:
        """When (UTC), who and what, newest first."""
        with self._database.reading() as connection:
            return audit.listed(connection, athlete_id)

    def _change(self, athlete_id: str, share_id: int, **values: Any) -> None:
        own = (_TABLE.c.athlete_id == athlete_id, _TABLE.c.share_id == share_id, _TABLE.c.revoked_at.is_(None))
        with self._database.writing(athlete_id) as connection:
            connection.execute(update(_TABLE).where(*own).values(values))


def _select() -> Select:
    return select(*(_TABLE.c[name] for name in _SHOWN))


def _share(row: Mapping[str, Any]) -> Share:
    return Share(**{**row, "scopes": frozenset(filter(None, row["scopes"].split(";")))})
