"""What the runner chose, answered, and called settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from dashboard.workspace import schema


def load(connection: Connection, athlete_id: str) -> dict[str, str]:
    """Name -> value of every choice."""
    table = schema.settings
    found = select(table.c.name, table.c.value).where(table.c.athlete_id == athlete_id)
    return {name: value for name, value in connection.execute(found)}


def save(connection: Connection, athlete_id: str, choices: Mapping[str, str]) -> None:
    """Keep `choices`; the others stay."""
    table = schema.settings
    connection.execute(delete(table).where(table.c.athlete_id == athlete_id, table.c.name.in_(list(choices))))
    rows = [{"athlete_id": athlete_id, "name": name, "value": value} for name, value in choices.items()]
    if rows:
        connection.execute(insert(table), rows)


def answers(connection: Connection, athlete_id: str) -> dict[tuple[str, str], str]:
    """(shape, topic) -> the runner's answer."""
    table = schema.answers
    found = select(table.c.shape, table.c.topic, table.c.answer).where(table.c.athlete_id == athlete_id)
    return {(shape, topic): answer for shape, topic, answer in connection.execute(found)}


def answer(connection: Connection, athlete_id: str, question: tuple[str, str], given: str) -> None:
    """Keep the answer to a question, in place of an earlier one."""
    table = schema.answers
    key = {"athlete_id": athlete_id, "shape": question[0], "topic": question[1]}
    connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
    connection.execute(insert(table).values(**key, answer=given))


def resolved(connection: Connection, athlete_id: str) -> dict[str, date]:
    """Flag id -> the day the runner called it settled."""
    table = schema.resolved
    kept = (table.c.athlete_id == athlete_id, table.c.removed_at.is_(None))
    return {flag_id: day for flag_id, day in connection.execute(select(table.c.flag_id, table.c.day).where(*kept))}


def resolve(connection: Connection, athlete_id: str, flag_id: str, day: date | None) -> None:
    """Call a flag settled on `day`, or not settled any more (None)."""
    table = schema.resolved
    connection.execute(delete(table).where(table.c.athlete_id == athlete_id, table.c.flag_id == flag_id))
    if day is not None:
        connection.execute(insert(table).values(athlete_id=athlete_id, flag_id=flag_id, day=day))
