"""The revisions of Alembic lead from the first schema to the tables of this version, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from streamlit.testing.v1 import AppTest

from dashboard.workspace import Workspace, WorkspaceError, schema, schema_steps
from dashboard.workspace.database import SETTING, Database, engine_of
from dashboard.workspace.home import prepare

from .postgresql import Server


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


@pytest.mark.parametrize("revision", [None, "0003", "0006"])
def test_of_replicas_that_start_together_one_makes_the_tables_or_brings_them_on(
    database: str, home: Path, monkeypatch: pytest.MonkeyPatch, revision: str | None
) -> None:
    """Each with connections of its own. The others wait, and find it done."""
    at(home, revision)
    done, move, make = [], schema_steps.move, schema_steps._make
    monkeypatch.setattr(schema_steps, "move", lambda *given: (done.append("moved"), move(*given)))
    monkeypatch.setattr(schema_steps, "_make", lambda *given: (done.append("made"), make(*given)))

    def open_it(number: int) -> str | None:
        opened = Database(engine_of(home), ("replica", number))
        opened.bring_to_newest(home)
        with opened.reading() as connection:
            found = schema_steps.revision(connection)
        opened.engine.dispose()
        return found

    with ThreadPoolExecutor(4) as replicas:
        assert list(replicas.map(open_it, range(4))) == [schema_steps.newest()] * 4
    assert done == ["moved" if revision else "made"]


def at(home: Path, revision: str | None) -> None:
    """A database of an earlier Twinge; None leaves it empty."""
    prepare(home)
    if revision is not None:
        changed(home, lambda connection: schema_steps.move(connection, revision))


def changed(home: Path, change: Callable[[Connection], Any]) -> Any:
    """What another process does to the database."""
    prepare(home)
    engine = engine_of(home)
    with engine.execution_options(writes=True).begin() as connection:
        found = change(connection)
    engine.dispose()
    return found


def test_a_replica_that_a_newer_twinge_overtook_says_so_and_writes_nothing(database: str, home: Path) -> None:
    workspace = Workspace(home)
    workspace.save_choices({"units": "mi"})
    changed(home, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(WorkspaceError, match="updated while this page was open"):
        workspace.save_choices({"units": "km"})
    with pytest.raises(WorkspaceError, match="updated while this page was open"):
        workspace.data_version()  # what every page asks first
    assert workspace.choices() == {"units": "mi"}
    workspace.close()
    setting = "TWINGE_DATABASE_URL" if database == "postgresql" else "TWINGE_HOME"
    with pytest.raises(WorkspaceError, match=f"written by another Twinge .schema 9999; .*{setting}"):
        Workspace(home)


def test_the_page_of_an_overtaken_replica_says_so(app: AppTest, home: Path) -> None:
    changed(home, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    app.run()
    assert "updated while this page was open" in app.error[0].value
    assert not app.exception


def test_whoever_writes_is_waited_for_before_the_tables_change(
    on_postgresql: str, postgresql: Server, home: Path
) -> None:
    Workspace(home).close()
    replicas = [Database(engine_of(home), ("replica", number)) for number in range(2)]
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with ThreadPoolExecutor(1) as other:
        with replicas[0].writing():
            begins = other.submit(replicas[1].bring_to_newest, home)
            while postgresql.run(waiting, on_postgresql) != [(1,)]:
                assert not begins.done()
        begins.result()
    for replica in replicas:
        replica.engine.dispose()


def test_an_upgrade_that_fails_halfway_leaves_everything_as_it_was(
    database: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(home, "0005")
    changed(home, lambda connection: connection.execute(text("INSERT INTO athletes VALUES ('local', 'first', NULL)")))
    move = schema_steps.move

    def half(connection: Connection, _: str) -> None:
        move(connection, "0006")
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(schema_steps, "move", half)
    with pytest.raises(RuntimeError):
        Workspace(home)
    assert changed(home, schema_steps.revision) == "0005"
    assert "entries" not in changed(home, lambda connection: inspect(connection).get_table_names())
    monkeypatch.setattr(schema_steps, "move", move)
    workspace = Workspace(home)
    assert workspace.data_version() == "first"
    workspace.close()


def test_a_dump_of_before_an_upgrade_is_restored_as_it_was(
    on_postgresql: str, postgresql: Server, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(home, "0006")
    changed(home, lambda connection: connection.execute(text("INSERT INTO athletes VALUES ('local', 'first', NULL)")))
    postgresql.tool("pg_dump", "-Fc", "-f", str(tmp_path / "dump"), postgresql.url(on_postgresql))
    Workspace(home).close()
    assert changed(home, schema_steps.revision) == schema_steps.newest()
    restored = postgresql.url(postgresql.make_database())
    postgresql.tool("pg_restore", "-d", restored, str(tmp_path / "dump"))
    monkeypatch.setenv(SETTING, restored)
    assert changed(home, schema_steps.revision) == "0006"
    workspace = Workspace(home)
    assert workspace.data_version() == "first"
    workspace.close()


@pytest.mark.parametrize("address", ["mysql://there/x", "nonsense", "sqlite:///x"])
def test_an_address_that_is_no_postgresql_is_refused_with_a_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(SETTING, address)
    with pytest.raises(schema_steps.WorkspaceError, match="not the address of a PostgreSQL database"):
        engine_of(home)
