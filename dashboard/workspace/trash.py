"""Removing, undoing, and deleting for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, func, select, true, union_all, update

from dashboard.workspace import schema
from dashboard.workspace.frames import AT_ONCE, batched

_REMOVABLE = (schema.imports, schema.resolved, *schema.told.values())
KEPT = timedelta(days=30)  # how long the trash keeps what was removed
_HELD = (schema.activities, schema.pain, schema.decisions)
# Everything else of an athlete but the athlete and the login: a table that is added later goes with the rest too.
_BESIDE = [
    table
    for table in schema.metadata.sorted_tables
    if "athlete_id" in table.c and table not in (schema.athletes, schema.accounts, schema.imports, *_HELD)
]


def remove(connection: Connection, athlete_id: str, import_ids: Iterable[int]) -> None:
    """Put imports into the trash: what no other import holds is no longer seen."""
    number = _next_removal(connection, athlete_id)
    _remove(connection, schema.imports, athlete_id, schema.imports.c.import_id.in_(list(import_ids)), number)


def remove_all(connection: Connection, athlete_id: str) -> None:
    """Put every import, every settled flag and everything that was told into the trash."""
    number = _next_removal(connection, athlete_id)
    _remove(connection, schema.imports, athlete_id, schema.imports.c.batch.is_not(None), number)
    for table in (schema.resolved, *schema.told.values()):
        _remove(connection, table, athlete_id, true(), number)


def last_batch(connection: Connection, athlete_id: str) -> list[int]:
    """The imports that were kept together last and are still there."""
    kept = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_(None))
    newest = select(func.max(schema.imports.c.batch)).where(*kept).scalar_subquery()
    found = select(schema.imports.c.import_id).where(*kept, schema.imports.c.batch == newest)
    return list(connection.scalars(found))


def _remove(connection: Connection, table: Table, athlete_id: str, which: Any, number: int) -> None:
    kept = (table.c.athlete_id == athlete_id, table.c.removed_at.is_(None))
    connection.execute(update(table).where(*kept, which).values(removed_at=datetime.now(UTC), removal=number))


def _last_removal(connection: Connection, athlete_id: str) -> int:
    numbers = union_all(*(select(table.c.removal).where(table.c.athlete_id == athlete_id) for table in _REMOVABLE))
    return int(connection.scalar(select(func.max(numbers.subquery().c.removal))) or 0)


def _next_removal(connection: Connection, athlete_id: str) -> int:
    return _last_removal(connection, athlete_id) + 1


def undo(connection: Connection, athlete_id: str) -> None:
    """Take out of the trash what the last removal put there."""
    last = _last_removal(connection, athlete_id)
    for table in _REMOVABLE:
        removed_last = (table.c.athlete_id == athlete_id, table.c.removal == last)
        connection.execute(update(table).where(*removed_last).values(removed_at=None, removal=None))


def count(connection: Connection, athlete_id: str) -> int:
    """How many imports lie in the trash?"""
    trash = (schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_not(None))
    return int(connection.scalar(select(func.count()).select_from(schema.imports).where(*trash)) or 0)


def has_old(connection: Connection, athlete_id: str) -> bool:
    """Does anything lie in the trash for longer than it is kept there?

    What was removed by a clock that went ahead counts from now on.
    """
    now = datetime.now(UTC)
    found = False
    for table in _REMOVABLE:
        own = table.c.athlete_id == athlete_id
        connection.execute(update(table).where(own, table.c.removed_at > now).values(removed_at=now))
        old = select(table.c.removed_at).where(own, table.c.removed_at <= now - KEPT).limit(1)
        found |= connection.scalar(old) is not None
    return found


def empty(connection: Connection, athlete_id: str, *, older_than: timedelta = timedelta.min) -> list[str]:
    """Delete the rows of what lies in the trash (for that long); gives records that no row speaks of any more."""
    removed_at = schema.imports.c.removed_at
    lain = _lain(removed_at, older_than)
    trash = select(schema.imports.c.import_id).where(schema.imports.c.athlete_id == athlete_id, lain)
    lost = forget(connection, list(connection.scalars(trash)))
    for table in (schema.resolved, *schema.told.values()):
        connection.execute(delete(table).where(table.c.athlete_id == athlete_id, _lain(table.c.removed_at, older_than)))
    for table in (schema.summaries, schema.glances):  # they may tell of what is deleted
        connection.execute(delete(table).where(table.c.athlete_id == athlete_id))
    _forget_corrections(connection, athlete_id)
    return lost


def _lain(removed_at: Column, how_long: timedelta) -> ColumnElement[bool]:
    return removed_at.is_not(None) if how_long is timedelta.min else removed_at <= datetime.now(UTC) - how_long


def delete_everything(connection: Connection, athlete_id: str) -> None:
    """Delete every row of the athlete in every table, and what the athlete did as a coach."""
    accounts = schema.accounts.c
    as_coach = list(connection.scalars(select(accounts.account_id).where(accounts.athlete_id == athlete_id)))
    for table in reversed(schema.metadata.sorted_tables):
        if "coach_id" in table.c:
            connection.execute(delete(table).where(table.c.coach_id.in_(as_coach)))
        if "athlete_id" in table.c:
            connection.execute(delete(table).where(table.c.athlete_id == athlete_id))


def forget_the_rest(connection: Connection, athlete_id: str) -> bool:
    """Delete what stood beside the imports once none is left: what was told, chosen and shared, and the secret for
    places.

    Gives whether that is so.
    """
    own = schema.imports.c.athlete_id == athlete_id
    if connection.scalar(select(func.count()).select_from(schema.imports).where(own)):
        return False
    for table in _BESIDE:
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
    """Delete imports with all they hold; gives the files of records that no row may speak of any more."""
    held = select(schema.activities.c.records_file).where(schema.activities.c.records_file.is_not(None))
    files: set[str] = set()
    for some in batched(import_ids, AT_ONCE):
        files |= set(connection.scalars(held.where(schema.activities.c.import_id.in_(some))))
        for table in (*_HELD, schema.imports):
            connection.execute(delete(table).where(table.c.import_id.in_(some)))
    return sorted(files)


def records_files(connection: Connection, athlete_id: str) -> set[str]:
    """Records of any import of the athlete, trash included."""
    held = schema.activities.c.records_file
    query = select(held).distinct().join(schema.imports).where(schema.imports.c.athlete_id == athlete_id)
    return set(connection.scalars(query.where(held.is_not(None))))
