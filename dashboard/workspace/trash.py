"""Removing, undoing, and deleting for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, union_all, update

from dashboard.workspace import schema
from dashboard.workspace.frames import AT_ONCE, batched

_REMOVABLE = (schema.imports, schema.resolved, *schema.told.values())
_HELD = (schema.activities, schema.pain, schema.decisions)


def remove(connection: Connection, athlete_id: str, import_ids: Iterable[int]) -> None:
    """Put imports into the trash: what no other import holds is no longer seen."""
    _remove(connection, schema.imports, athlete_id, schema.imports.c.import_id.in_(list(import_ids)), _now())


def remove_all(connection: Connection, athlete_id: str) -> None:
    """Put every import, every settled flag and everything that was told into the trash."""
    now = _now()
    _remove(connection, schema.imports, athlete_id, schema.imports.c.batch.is_not(None), now)
    for table in (schema.resolved, *schema.told.values()):
        _remove(connection, table, athlete_id, True, now)


def last_batch(connection: Connection, athlete_id: str) -> list[int]:
    """The imports that were kept together last and are still there."""
    kept = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_(None))
    newest = select(func.max(schema.imports.c.batch)).where(*kept).scalar_subquery()
    found = select(schema.imports.c.import_id).where(*kept, schema.imports.c.batch == newest)
    return list(connection.scalars(found))


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


def empty(connection: Connection, athlete_id: str) -> list[str]:
    """Delete the rows of everything in the trash; gives the files of records that no row speaks of any more."""
    trash = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_not(None))
    lost = forget(connection, list(connection.scalars(select(schema.imports.c.import_id).where(*trash))))
    for table in (schema.resolved, *schema.told.values()):
        connection.execute(delete(table).where(table.c.athlete_id == athlete_id, table.c.removed_at.is_not(None)))
    _forget_corrections(connection, athlete_id)
    return lost


def forget_the_rest(connection: Connection, athlete_id: str) -> bool:
    """Delete what stood beside the imports once none is left: what was told and chosen, and the secret for places.

    Gives whether that is so.
    """
    own = schema.imports.c.athlete_id == athlete_id
    if connection.scalar(select(func.count()).select_from(schema.imports).where(own)):
        return False
    for table in (schema.resolved, schema.settings, schema.answers, schema.shares, schema.audit, *schema.told.values()):
        connection.execute(delete(table).where(table.c.athlete_id == athlete_id))
    secret = update(schema.athletes).where(schema.athletes.c.athlete_id == athlete_id)
    connection.execute(secret.values(place_key=None))
    return True


def _forget_corrections(connection: Connection, athlete_id: str) -> None:
    """Delete what was said of activities that no import holds any more."""
    table, held = schema.told["corrections"], schema.activities
    there = select(held.c.activity_id).where(held.c.athlete_id == athlete_id)
    connection.execute(delete(table).where(table.c.athlete_id == athlete_id, table.c.activity_id.not_in(there)))


def forget(connection: Connection, import_ids: Sequence[int]) -> list[str]:
    """Delete imports with all they hold; gives the files of records that no row speaks of any more."""
    held = select(schema.activities.c.records_file).where(schema.activities.c.records_file.is_not(None))
    files: set[str] = set()
    for some in batched(import_ids, AT_ONCE):
        files |= set(connection.scalars(held.where(schema.activities.c.import_id.in_(some))))
        for table in (*_HELD, schema.imports):
            connection.execute(delete(table).where(table.c.import_id.in_(some)))
    return sorted(files - records_files(connection)) if files else []


def records_files(connection: Connection) -> set[str]:
    """Records of any import of any athlete, trash included."""
    return {name for (name,) in connection.execute(select(schema.activities.c.records_file).distinct()) if name}


def _now() -> datetime:
    return datetime.now(UTC)
