"""The database: a private SQLite file, or PostgreSQL where TWINGE_DATABASE_URL names one; the same code for both.

One pool of connections per process serves every athlete. What differs between the two databases stays in here:
how a writer gets its turn, how a reader sees one moment, and how the room of deleted rows is given back.
"""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, OperationalError

from dashboard.workspace import faults, schema_steps
from dashboard.workspace.home import DATABASE, WorkspaceError, prepare
from dashboard.workspace.schema import athletes

SETTING = "TWINGE_DATABASE_URL"
PATIENCE_S = 10.0  # how long a visit waits for a server that is being started again
_PAUSE_S = 0.1
_OPENING = threading.Lock()
_WRITES = itertools.count(1)
_last_write = 0


@dataclass(eq=False)
class Database:
    """An open database, shared by all who opened it; the last one to close it ends the connections."""

    engine: Engine
    key: tuple
    users: int = 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees the database as it is at one moment."""
        options = {"isolation_level": "REPEATABLE READ"} if self.is_server else {}
        with faults.told(), _connected(self.engine.execution_options(**options)) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, whose: str | None = None) -> Iterator[Connection]:
        """One transaction that may write; a second writer (on PostgreSQL: of that athlete) waits for its end."""
        engine = self.engine.execution_options(writes=True)
        with faults.told(), _connected(engine) as connection, connection.begin():
            schema_steps.hold(connection)
            if whose is not None and self.is_server:
                _take_turn(connection, whose)
            yield connection
        _note_write()

    def bring_to_newest(self, home: Path) -> None:
        """Make the tables, or bring those there are to the schema of this version."""
        where = self.engine.url.render_as_string() if self.is_server else str(home / DATABASE)
        try:
            engine = self.engine.execution_options(writes=True)
            with faults.unusable(where), _connected(engine) as connection, connection.begin():
                schema_steps.bring_to_newest(connection, where)
        except WorkspaceError:
            self.engine.dispose()
            raise

    def compact(self) -> None:
        """Give back the room of deleted rows, so that in a SQLite file nothing of them is left.

        PostgreSQL writes over it in time, and at once with `VACUUM FULL`: that locks everybody out, so it is left to
        whoever runs the server.
        """
        with faults.told(), self.engine.connect() as connection:
            bare = connection.execution_options(isolation_level="AUTOCOMMIT")
            bare.exec_driver_sql("VACUUM")
            if not self.is_server:
                bare.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of it."""
        with _OPENING:
            self.users -= 1
            if self.users == 0:
                _OPEN.pop(self.key, None)
                self.engine.dispose()

    @property
    def is_server(self) -> bool:
        return self.engine.dialect.name == "postgresql"


_OPEN: dict[tuple, Database] = {}


def last_write() -> int:
    """A number that is another one after every write of this process, whoever's it was."""
    return _last_write


def _note_write() -> None:
    global _last_write
    _last_write = next(_WRITES)


def open_database(home: Path) -> Database:
    """The database of `home`, made if it is not there, in the schema of this version.

    Raises
    ------
    WorkspaceError
        The folder cannot be written, the database is not Twinge's or does not answer, or a newer Twinge wrote it.
    """
    server = os.environ.get(SETTING, "")
    prepare(home, with_database=not server)
    with _OPENING:
        # A file that was deleted and made again is another one.
        key = (server,) if server else (str(home), (home / DATABASE).stat().st_ino)
        database = _OPEN.get(key)
        if database is None:
            database = Database(engine_of(home), key)
            database.bring_to_newest(home)
        _OPEN[key] = database
        database.users += 1
    return database


def engine_of(home: Path) -> Engine:
    """Connections to the database that the settings name, which may be empty."""
    # Without hidden parameters a failing statement would print a runner's notes to the log.
    if server := os.environ.get(SETTING):
        return create_engine(
            _server_url(server), hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    engine = create_engine(f"sqlite:///{home / DATABASE}", hide_parameters=True, connect_args={"timeout": 60})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _server_url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        url = URL.create("")
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise WorkspaceError(
            f"{SETTING} is not the address of a PostgreSQL database. It looks like"
            " postgresql://user:password@host:5432/name; without it Twinge keeps everything in a file of its own."
        )
    return url.set(drivername="postgresql+psycopg")


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    """A connection; where a server does not answer, it is asked again for a while."""
    gives_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection = engine.connect()
            break
        except OperationalError:
            if engine.dialect.name == "sqlite" or time.monotonic() > gives_up:
                raise
        time.sleep(_PAUSE_S)
    with connection:
        yield connection


def _take_turn(connection: Connection, whose: str) -> None:
    """Wait until nobody else writes for this athlete, also where there is no row of theirs yet."""
    own = select(athletes.c.athlete_id).where(athletes.c.athlete_id == whose)
    if connection.scalar(own.with_for_update(key_share=True)) is None:
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(whose))))


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # `_on_begin` begins; Python's own way leaves reads outside the transaction
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
