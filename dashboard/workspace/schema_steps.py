"""The database is brought to the newest schema when it is opened: once, and by one process at a time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, column, func, insert, inspect, select, table, text

from dashboard.workspace import schema
from dashboard.workspace.home import WorkspaceError

LOCK = func.hashtext("twinge schema")
REVISION = table("alembic_version", column("version_num"))
_OVERTAKEN = (
    "Twinge was updated while this page was open, and the part of it that answers you is still the old one. Nothing was"
    " changed. Reload the page in a minute. If it stays so, whoever runs this Twinge has to start it anew."
)
_BEFORE_ALEMBIC = {1: "0001", 2: "0002", 3: "0003"}  # what `workspace.schema_version` said -> the same as a revision


def bring_to_newest(connection: Connection, where: str) -> None:
    """Make the tables, or bring those there are to this schema without loss, inside the transaction.

    Raises
    ------
    WorkspaceError
        A newer Twinge wrote the database that lies `where`.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    found = revision(connection)
    if found == newest():
        return
    if found is None:
        _make(connection)
        return
    if found not in revisions():
        raise WorkspaceError(
            f"The data in {where} was written by another Twinge (schema {found}; this one knows {newest()})."
            f" Update Twinge, or let {_setting(connection)} name another place. Nothing was changed."
        )
    stamp(connection, found)
    move(connection, "head")


def hold(connection: Connection) -> None:
    """Begin to write: the tables stay as they are until the transaction ends.

    Raises
    ------
    WorkspaceError
        Another Twinge brought them to another schema since this one began.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock_shared(LOCK)))
    check(connection.scalar(select(REVISION.c.version_num)))


def check(found: str | None) -> None:
    """Is this revision, as `REVISION` reads it, the one that this Twinge knows best?"""
    if found != newest():
        raise WorkspaceError(_OVERTAKEN)


def _setting(connection: Connection) -> str:
    return "TWINGE_DATABASE_URL" if connection.dialect.name == "postgresql" else "TWINGE_HOME"


def revision(connection: Connection) -> str | None:
    """The schema of the database; None where it is empty."""
    there = inspect(connection)
    if there.has_table("alembic_version"):
        return connection.scalar(text("SELECT version_num FROM alembic_version"))
    if not there.has_table(schema.workspace.name):
        return None
    version = connection.scalar(select(schema.workspace.c.schema_version))
    return _BEFORE_ALEMBIC.get(version, str(version))


def _make(connection: Connection) -> None:
    """All tables at once: what the revisions lead to, as a test holds."""
    schema.metadata.create_all(connection)
    connection.execute(insert(schema.workspace).values(schema_version=schema.SCHEMA_VERSION))
    stamp(connection, newest())


def move(connection: Connection, target: str) -> None:
    """Run the revisions from where the database is to `target`."""
    command.upgrade(_config(connection), target)


def stamp(connection: Connection, target: str) -> None:
    """Say that the database is at `target`."""
    MigrationContext.configure(connection).stamp(_scripts(), target)


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


@cache
def revisions() -> tuple[str, ...]:
    """Every revision, the newest first."""
    return tuple(script.revision for script in _scripts().walk_revisions())


def newest() -> str:
    return revisions()[0]


def _config(connection: Connection | None = None) -> Config:
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return made
