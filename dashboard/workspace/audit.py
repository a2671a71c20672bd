"""Who saw what of an athlete, and when: written for the athlete, never changed, the oldest forgotten first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from dashboard.workspace import schema

MOST = 500  # lines kept of one athlete
_TABLE = schema.audit


def note(connection: Connection, athlete_id: str, seen: tuple[str, str], at: datetime) -> None:
    """Write down who saw what at the instant `at` (UTC)."""
    who, what = seen
    connection.execute(insert(_TABLE).values(athlete_id=athlete_id, at=at, who=who, what=what))
    newest = select(_TABLE.c.audit_id).where(_TABLE.c.athlete_id == athlete_id).order_by(_TABLE.c.audit_id.desc())
    oldest_kept = connection.scalar(newest.offset(MOST - 1).limit(1))
    if oldest_kept is not None:
        older = (_TABLE.c.athlete_id == athlete_id, _TABLE.c.audit_id < oldest_kept)
        connection.execute(delete(_TABLE).where(*older))


def listed(connection: Connection, athlete_id: str) -> list[tuple[datetime, str, str]]:
    """When, who and what, newest first."""
    query = select(_TABLE.c.at, _TABLE.c.who, _TABLE.c.what).where(_TABLE.c.athlete_id == athlete_id)
    return [tuple(row) for row in connection.execute(query.order_by(_TABLE.c.audit_id.desc()))]
