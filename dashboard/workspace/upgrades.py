"""Bringing a database that an earlier Twinge wrote to the tables of this one, without loss."""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, text, update

from dashboard.workspace import schema


def upgrade(connection: Connection, version: int) -> None:
    """From schema `version` to this one, inside the transaction of `connection`."""
    schema.metadata.create_all(connection)
    _add_columns(connection)
    if version < 2:
        _number_batches(connection)
    # Files are read again when they come again: they tell more now than this database could hold.
    connection.execute(update(schema.imports).where(schema.imports.c.batch.is_not(None)).values(digest=None))
    connection.execute(update(schema.workspace).values(schema_version=schema.SCHEMA_VERSION))


def _add_columns(connection: Connection) -> None:
    """Columns that were declared since: all of them may be missing."""
    for table in schema.metadata.sorted_tables:
        there = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                kind = column.type.compile(connection.dialect)
                connection.execute(text(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}'))


def _number_batches(connection: Connection) -> None:
    """In version 1 every import was kept by itself, when it was read."""
    held = (schema.activities, schema.pain)
    days = (
        select(func.max(table.c.local_date)).where(table.c.import_id == schema.imports.c.import_id).scalar_subquery()
        for table in held
    )
    # Two steps, as there is no function for the larger of two values that every database knows.
    for day in days:
        newer = (schema.imports.c.last_day.is_(None)) | (schema.imports.c.last_day < day)
        connection.execute(update(schema.imports).where(newer).values(last_day=day))
    connection.execute(update(schema.imports).values(batch=schema.imports.c.import_id))
