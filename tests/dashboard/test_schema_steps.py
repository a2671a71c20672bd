"""The revisions of Alembic lead from the first schema to the tables of this version, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from dashboard.workspace import schema, schema_steps
from dashboard.workspace.database import SETTING, Database, engine_of
from dashboard.workspace.home import prepare


@pytest.fixture
def connection(database: str, home: Path) -> Iterator[Connection]:
    """An empty database, inside a transaction that may write."""
    prepare(home)
    engine = engine_of(home)
    with engine.execution_options(writes=True).begin() as opened:
        yield opened
    engine.dispose()


def differences(connection: Connection) -> list[Any]:
    def differ(context: MigrationContext, _: Any, __: Any, there: Any, declared: Any) -> bool:
        return there.compile(context.dialect) != declared.compile(context.dialect)

    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": differ}), schema.metadata)


def test_the_revisions_lead_to_the_tables_that_are_declared(connection: Connection) -> None:
    """If this fails: a table or column was declared without a revision. CONTRIBUTING.md says how to add one."""
    schema_steps.move(connection, "head")
    assert differences(connection) == []


def test_a_table_that_lacks_a_column_is_noticed(connection: Connection) -> None:
    schema_steps.move(connection, "head")
    connection.execute(text("ALTER TABLE pain DROP COLUMN note"))
    assert [(kind, table, column.name) for kind, _, table, column in differences(connection)] == [
        ("add_column", "pain", "note")
    ]


def test_what_was_kept_in_the_first_schema_is_there_in_the_newest(connection: Connection) -> None:
    schema_steps.move(connection, "0001")
    for statement in (
        "INSERT INTO athletes VALUES ('local', 'first')",
        "INSERT INTO imports VALUES (1, 'local', '2026-03-07 08:00:00', 'pain.csv', 'Pain log', 'imported',"
        " 0, 1, 1, 0, 'Row 3: odd.', NULL)",
        "INSERT INTO pain VALUES (1, 'local', '2026-03-04', 'rest', 'arch', 'left', 1, 0, NULL, NULL, NULL, 'fine',"
        " 'pain.csv')",
        "INSERT INTO resolved VALUES ('local', 'numbness', '2026-03-04', NULL)",
    ):
        connection.execute(text(statement))
    schema_steps.move(connection, "head")
    kept = connection.execute(text("SELECT batch, last_day, sentences FROM imports")).one()
    assert (kept[0], str(kept[1]), kept[2]) == (1, "2026-03-04", "Row 3: odd.")
    assert connection.execute(text("SELECT score, note, quality FROM pain")).all() == [(0, "fine", None)]
    assert connection.execute(text("SELECT flag_id FROM resolved")).all() == [("numbness",)]


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_each_revision_is_followed_by_the_next(connection: Connection, revision: str) -> None:
    schema_steps.move(connection, revision)
    schema_steps.bring_to_newest(connection, "here")
    assert schema_steps.revision(connection) == schema_steps.newest()


def test_a_database_is_made_once_by_those_who_open_it_together(
    database: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As two replicas do that start at the same time: each with connections of its own."""
    prepare(home)

    def open_it(number: int) -> str | None:
        opened = Database(engine_of(home), ("replica", number))
        opened.bring_to_newest(home)
        with opened.reading() as connection:
            found = schema_steps.revision(connection)
        opened.engine.dispose()
        return found

    with ThreadPoolExecutor(4) as replicas:
        assert list(replicas.map(open_it, range(4))) == [schema_steps.newest()] * 4


@pytest.mark.parametrize("address", ["mysql://there/x", "nonsense", "sqlite:///x"])
def test_an_address_that_is_no_postgresql_is_refused_with_a_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(SETTING, address)
    with pytest.raises(schema_steps.WorkspaceError, match="not the address of a PostgreSQL database"):
        engine_of(home)
