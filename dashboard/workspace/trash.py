"""Removing, undoing, and deleting for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, union_all, update

from dashboard.workspace import schema

_REMOVABLE = (schema.imports, schema.resolved)


def remove(connection: Connection, athlete_id: str, import_ids: Iterable[int]) -> None:
    """Put imports into the trash: what no other import holds is no longer seen."""
    _remove(connection, schema.imports, athlete_id, schema.imports.c.import_id.in_(list(import_ids)), _now())


def remove_all(connection: Connection, athlete_id: str) -> None:
    """Put every import and every settled flag into the trash."""
    now = _now()
    for table in _REMOVABLE:
        _remove(connection, table, athlete_id, True, now)


def _remove(connection: Connection, table: Table, athlete_id: str, which: Any, now: datetime) -> None:
    kept = (table.c.athlete_id == athlete_id, table.c.removed_at.is_(None))
    connection.execute(update(table).where(*kept, which).values(removed_at=now))


def undo(connection: Connection, athlete_id: str) -> None:
    """Take out of the trash what the last removal put there."""
    dates = union_all(*(select(table.c.removed_at).where(table.c.athlete_id == athlete_id) for table in _REMOVABLE))
    last = connection.scalar(select(func.max(dates.subquery().c.removed_at)))
    for table in _REMOVABLE:
        removed_last = (table.c.athlete_id == athlete_id, table.c.removed_at == last)
        connection.execute(update(table).where(*removed_last).values(removed_at=None))


def count(connection: Connection, athlete_id: str) -> int:
    """How many imports lie in the trash?"""
    trash = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_not(None))
    return int(connection.scalar(select(func.count()).select_from(schema.imports).where(*trash)) or 0)


def empty(connection: Connection, athlete_id: str) -> None:
    """Delete the rows of everything in the trash."""
    trash = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_not(None))
    removed = select(schema.imports.c.import_id).where(*trash)
    for table in (schema.activities, schema.pain, schema.imports):
        connection.execute(delete(table).where(table.c.import_id.in_(removed)))
    of_athlete = (schema.resolved.c.athlete_id == athlete_id, schema.resolved.c.removed_at.is_not(None))
    connection.execute(delete(schema.resolved).where(*of_athlete))


def records_files(connection: Connection) -> set[str]:
    """Records of any import of any athlete, trash included."""
    return {name for (name,) in connection.execute(select(schema.activities.c.records_file).distinct()) if name}


def _now() -> datetime:
    return datetime.now(UTC)
