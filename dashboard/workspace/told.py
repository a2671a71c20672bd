"""What the runner told beside files: each action adds rows under one number, so that the last can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select

from dashboard.workspace import conflicts, schema
from dashboard.workspace.frames import Row, to_frame, to_rows


def load(connection: Connection, athlete_id: str, names: Iterable[str] = schema.TOLD) -> dict[str, pd.DataFrame]:
    """Name of the table -> what holds now, in the order of its key."""
    return {name: load_one(connection, athlete_id, name) for name in names}


def load_one(connection: Connection, athlete_id: str, name: str, since: date = date.min) -> pd.DataFrame:
    """What holds now of one table; of a table with days, from the day `since` on."""
    table, declared = schema.told[name], schema.TOLD[name]
    key = [table.c[column] for column in declared.key]
    rank = func.row_number().over(partition_by=key, order_by=table.c.said.desc()).label("rank")
    said = select(table, rank).where(table.c.athlete_id == athlete_id, table.c.removed_at.is_(None)).subquery()
    query = select(*(said.c[column] for column in declared.names)).where(said.c.rank == 1, said.c.is_dropped.is_(False))
    if since > date.min:
        query = query.where(said.c.local_date >= since)
    return to_frame((tuple(row) for row in connection.execute(query.order_by(*declared.key))), declared)


def check_unchanged(
    connection: Connection, athlete_id: str, name: str, rows: Sequence[Row], expected: pd.DataFrame
) -> None:
    """Raise Conflict where what holds of the keys in `rows` is not as in `expected`, the table as the editor saw it."""
    declared = schema.TOLD[name]
    keys = replace(declared, columns=tuple(column for column in declared.columns if column.name in declared.key))
    edited = to_frame(([row[column] for column in keys.names] for row in rows), keys)
    conflicts.check(expected, load_one(connection, athlete_id, name), edited, declared.key)


def tell(connection: Connection, athlete_id: str, name: str, rows: Sequence[Row], *, drop: bool = False) -> int:
    """Add what was said now of the keys in `rows`, or that what was said of them is dropped.

    Gives the number of the action; 0 where there was nothing to say.
    """
    if not rows:
        return 0
    table, nothing = schema.told[name], dict.fromkeys(schema.TOLD[name].names)
    newest = connection.scalar(select(func.max(table.c.said)).where(table.c.athlete_id == athlete_id))
    said = int(newest or 0) + 1
    owner = {"athlete_id": athlete_id, "said": said, "is_dropped": drop}
    held = rows if drop else to_rows(_frame(name, rows), schema.TOLD[name])
    connection.execute(insert(table), [{**nothing, **row, **owner} for row in held])
    return said


def undo(connection: Connection, athlete_id: str, name: str, said: int | None = None) -> None:
    """Forget the action with the number `said`, else the last, so that what held before it holds again."""
    table = schema.told[name]
    there = (table.c.athlete_id == athlete_id, table.c.removed_at.is_(None))
    newest = connection.scalar(select(func.max(table.c.said)).where(*there))
    connection.execute(delete(table).where(*there, table.c.said == (newest if said is None else said)))


def replayed(actions: Sequence[tuple[str, Sequence[Row], bool]]) -> Mapping[str, pd.DataFrame]:
    """The same without a database: what holds after these actions, each a table, rows, and whether they are dropped."""
    kept: dict[str, dict[tuple, Row]] = {name: {} for name in schema.TOLD}
    for name, rows, drop in actions:
        for row in rows:
            key = tuple(row[column] for column in schema.TOLD[name].key)
            kept[name].pop(key, None)
            if not drop:
                kept[name][key] = row
    return {name: _frame(name, list(rows.values())) for name, rows in kept.items()}


def _frame(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    declared = schema.TOLD[name]
    frame = to_frame(([row.get(column) for column in declared.names] for row in rows), declared)
    return frame.sort_values(list(declared.key), ignore_index=True)
