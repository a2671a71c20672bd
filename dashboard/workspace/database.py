"""Opening the SQLite file: private, one writer at a time, and in the schema of this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from dashboard.workspace.home import DATABASE, WorkspaceError, prepare
from dashboard.workspace.schema import SCHEMA_VERSION, metadata, workspace
from dashboard.workspace.upgrades import upgrade


def open_database(home: Path) -> Engine:
    """The database in `home`, made if it is not there.

    Raises
    ------
    WorkspaceError
        The folder cannot be written, the file is not Twinge's, or a newer Twinge wrote it.
    """
    prepare(home)
    # Without hidden parameters a failing statement would print a runner's notes to the log.
    engine = create_engine(f"sqlite:///{home / DATABASE}", hide_parameters=True, connect_args={"timeout": 60})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        with writing(engine) as connection:
            _create_or_check(connection, home)
    except DatabaseError as error:
        engine.dispose()
        raise WorkspaceError(
            f"{home / DATABASE} cannot be used as Twinge's database ({error.orig})."
            " Move it away, or set TWINGE_HOME to another folder."
        ) from error
    except WorkspaceError:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Any:
    """One transaction that may write; a second writer waits for its end."""
    return engine.execution_options(writes=True).begin()


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # `_on_begin` begins; Python's own way leaves reads outside the transaction
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _create_or_check(connection: Connection, home: Path) -> None:
    version = _version(connection)
    if version is None:
        metadata.create_all(connection)
        connection.execute(insert(workspace).values(schema_version=SCHEMA_VERSION))
    elif version < SCHEMA_VERSION:
        upgrade(connection, version)
    elif version > SCHEMA_VERSION:
        raise WorkspaceError(
            f"The data in {home} was written by another Twinge (schema {version}; this one knows {SCHEMA_VERSION})."
            " Update Twinge, or set TWINGE_HOME to another folder. Nothing was changed."
        )


def _version(connection: Connection) -> int | None:
    """The schema of the file; None where it is empty."""
    if not inspect(connection).has_table(workspace.name):
        return None
    return connection.scalar(select(workspace.c.schema_version))


def compact(engine: Engine) -> None:
    """Give back the room of deleted rows, so that nothing of them is left in the file."""
    connection = engine.raw_connection()
    try:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
