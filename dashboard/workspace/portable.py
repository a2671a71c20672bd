"""What stands beside runs and pain in an export, and how it comes back out of one.

An export that was read waits with the proposal: what it tells becomes the athlete's when the proposal is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pandas as pd
from sqlalchemy import Connection, delete, select

from analysis import plain
from analysis.tables import Column, Table, conform
from dashboard.workspace import preferences, schema, told
from dashboard.workspace.saving import Decision

Cells: TypeAlias = Mapping[str, "str | None"]

_WAITS = "told"  # kind of the decision that holds the rows of one table
SETTINGS = Table("SETTINGS", "one choice", ("name",), (
    Column("name", "text", "What was chosen.", required=True),
    Column("value", "text", "What for.", required=True),
))  # fmt: skip
SETTLED = Table("SETTLED", "one matter called settled", ("flag_id",), (
    Column("flag_id", "text", "The flag, and its site behind an @.", required=True),
    Column("day", "day", "The day it was called settled.", required=True),
))  # fmt: skip
ANSWERS = Table("ANSWERS", "one answer about files of a shape", ("shape", "topic"), (
    Column("shape", "text", "A word for the shape.", required=True),
    Column("topic", "text", "What was asked.", required=True),
    Column("answer", "text", "What was answered.", required=True),
))  # fmt: skip
TABLES: Mapping[str, Table] = {**schema.TOLD, "settings": SETTINGS, "settled": SETTLED, "answers": ANSWERS}


def everything(connection: Connection, athlete_id: str) -> dict[str, pd.DataFrame]:
    """What the athlete told, chose, answered and called settled: a frame for each of `TABLES`."""
    chosen = pd.DataFrame(preferences.load(connection, athlete_id).items(), columns=SETTINGS.names)
    settled = pd.DataFrame(preferences.resolved(connection, athlete_id).items(), columns=SETTLED.names)
    answered = [(*question, given) for question, given in preferences.answers(connection, athlete_id).items()]
    others = {"settings": chosen, "settled": settled, "answers": pd.DataFrame(answered, columns=ANSWERS.names)}
    sorted_by_key = {
        name: conform(frame, TABLES[name]).sort_values(list(TABLES[name].key), ignore_index=True)
        for name, frame in others.items()
    }
    return {**told.load(connection, athlete_id), **sorted_by_key}


def waiting(tables: Mapping[str, Sequence[Cells]]) -> tuple[Decision, ...]:
    """The rows of a file that is proposed, as they are kept with it."""
    return tuple(Decision(name, _WAITS, json.dumps(list(rows))) for name, rows in tables.items() if name in TABLES)


def count(connection: Connection, athlete_id: str) -> int:
    """How many rows wait?"""
    return sum(len(rows) for _, rows in _waiting(connection, athlete_id))


def tell(connection: Connection, athlete_id: str) -> None:
    """Make what waits the athlete's; what was said of the same keys before gives way."""
    for name, rows in _waiting(connection, athlete_id):
        found = [row._asdict() for row in plain.last_of_each(rows, TABLES[name]).itertuples(index=False)]
        if name in schema.TOLD:
            told.tell(connection, athlete_id, name, found)
        if name == "entries" and found:
            _leave_to_entries(connection, athlete_id)
        elif name == "settings":
            preferences.save(connection, athlete_id, {row["name"]: row["value"] for row in found})
        for row in found if name == "settled" else ():
            preferences.resolve(connection, athlete_id, row["flag_id"], row["day"].date())
        for row in found if name == "answers" else ():
            preferences.answer(connection, athlete_id, (row["shape"], row["topic"]), row["answer"])


def _leave_to_entries(connection: Connection, athlete_id: str) -> None:
    """The list of all pain holds the entries too: kept from both, an edited one would stand beside itself."""
    imports = schema.imports.c
    proposed = select(imports.import_id).where(imports.athlete_id == athlete_id, imports.batch.is_(None))
    pain = schema.pain
    connection.execute(delete(pain).where(pain.c.import_id.in_(proposed), pain.c.source == "entered"))


def _waiting(connection: Connection, athlete_id: str) -> list[tuple[str, list[Cells]]]:
    said, imports = schema.decisions, schema.imports.c
    query = select(said.c.activity_id, said.c.other).join(schema.imports)
    query = query.where(said.c.kind == _WAITS, imports.athlete_id == athlete_id, imports.batch.is_(None))
    rows = connection.execute(query.order_by(imports.import_id))
    return [(name, json.loads(kept)) for name, kept in rows if name in TABLES]
