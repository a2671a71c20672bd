"""What an athlete sees: for each key the rows of the newest import that has not been removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Select, Subquery, Table, and_, func, select, tuple_

from analysis.tables import ACTIVITIES, PAIN
from dashboard.workspace import schema
from dashboard.workspace.frames import Row, to_frame

# Table -> the columns that name one thing in it. A thing's rows stand or fall together: a later file that has any
# entry of a day, moment, site and side replaces all of them.
GROUPS = {schema.activities: ("activity_id",), schema.pain: ("local_date", "moment", "site", "side")}
DECLARED = {schema.activities: ACTIVITIES, schema.pain: PAIN}
_AT_ONCE = 500  # keys in one statement; SQLite allows 32,766 values


@dataclass(frozen=True)
class Snapshot:
    """What the athlete sees, read at one moment, and the word for it."""

    data_version: str
    activities: pd.DataFrame
    pain: pd.DataFrame


def snapshot(connection: Connection, athlete_id: str) -> Snapshot:
    return Snapshot(
        data_version(connection, athlete_id),
        _frame(connection, schema.activities, athlete_id),
        _frame(connection, schema.pain, athlete_id),
    )


def data_version(connection: Connection, athlete_id: str) -> str:
    found = select(schema.athletes.c.data_version).where(schema.athletes.c.athlete_id == athlete_id)
    return str(connection.scalar(found))


def _frame(connection: Connection, table: Table, athlete_id: str) -> pd.DataFrame:
    query = _visible(table, _newest(table, athlete_id))
    key = [table.c[name] for name in DECLARED[table].key]
    return to_frame(connection.execute(query.order_by(table.c.local_date, *key)), DECLARED[table])


def rows_of(connection: Connection, table: Table, athlete_id: str, keys: Sequence[tuple]) -> list[Row]:
    """The rows the athlete sees of the things named by `keys`."""
    found: list[Row] = []
    for start in range(0, len(keys), _AT_ONCE):
        query = _visible(table, _newest(table, athlete_id, keys[start : start + _AT_ONCE]))
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found


def records_files(connection: Connection, athlete_id: str) -> dict[str, str]:
    """activity_id -> file of its records, of the newest import that had records."""
    held = schema.activities
    query = (
        select(held.c.activity_id, held.c.records_file)
        .join(schema.imports)
        .where(*_kept(athlete_id), held.c.records_file.is_not(None))
        .order_by(held.c.import_id)
    )
    return {activity_id: file for activity_id, file in connection.execute(query)}


def _newest(table: Table, athlete_id: str, keys: Sequence[tuple] | None = None) -> Subquery:
    """The newest kept import of each thing."""
    group = [table.c[name] for name in GROUPS[table]]
    query = select(*group, func.max(table.c.import_id).label("import_id")).join(schema.imports)
    if keys is not None:
        query = query.where(tuple_(*group).in_(keys))
    return query.where(*_kept(athlete_id)).group_by(*group).subquery()


def _visible(table: Table, newest: Subquery) -> Select:
    same = and_(*(table.c[name] == newest.c[name] for name in (*GROUPS[table], "import_id")))
    return select(*(table.c[name] for name in DECLARED[table].names)).join(newest, same)


def _kept(athlete_id: str) -> tuple:
    return schema.imports.c.athlete_id == athlete_id, schema.imports.c.removed_at.is_(None)
