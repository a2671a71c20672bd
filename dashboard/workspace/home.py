"""Where the data of this machine's runner lies, and who may read it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pandas as pd
import platformdirs

DATABASE = "twinge.sqlite"
RECORDS = "records"
MAP = "map"


class WorkspaceError(Exception):
    """The data folder cannot be used; the message says why and what to do."""


class Conflict(WorkspaceError):
    """What is edited was changed elsewhere meanwhile; `now` has the rows that are there instead."""

    def __init__(self, now: pd.DataFrame) -> None:
        super().__init__(
            "This was changed in another window or on another device meanwhile, so nothing was overwritten."
            " Look at what is there now, then change it if you still want to."
        )
        self.now = now


def home_folder() -> Path:
    """The folder Twinge keeps its data in: `TWINGE_HOME`, or the usual place for user data of this system."""
    chosen = os.environ.get("TWINGE_HOME")
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path("twinge", appauthor=False)


def prepare(home: Path, *, with_database: bool = True) -> None:
    """Make the folder, and an empty SQLite file unless a server keeps the data, that only this user can read."""
    try:
        # A folder that was there before keeps its mode: TWINGE_HOME may name one that holds other things.
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / RECORDS).mkdir(mode=0o700, exist_ok=True)
        # SQLite gives its journal files the mode of the database.
        if with_database:
            _make(home / DATABASE)
    except OSError as error:
        raise WorkspaceError(
            f"Twinge cannot write to its data folder {home} ({error.strerror})."
            " Free it, or set TWINGE_HOME to a folder you can write to."
        ) from error


def _make(database: Path) -> None:
    """An empty file. One that is there is not touched: closing it would drop the locks SQLite holds in this process."""
    with suppress(FileExistsError):
        os.close(os.open(database, os.O_CREAT | os.O_EXCL, 0o600))
