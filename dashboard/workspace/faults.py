"""What a full disk, a busy file or a server that went away means to the runner: one kind sentence each."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from dashboard.workspace.home import WorkspaceError

_FULL = (
    "There is no room left where Twinge keeps its data. Nothing of this was kept, and what was kept before is"
    " whole. Make room, then try again."
)
_BUSY = "Twinge's database is busy just now. Nothing of this was kept. Please try again in a moment."
_AWAY = (
    "Twinge's database does not answer just now. What was kept before is whole. Please look whether your last change"
    " is there, and make it again if it is not."
)
_NO_RECORDS = "Twinge cannot get at its recordings ({why}). Nothing was changed. Please try again in a moment."
_UNUSABLE = "{where} cannot be used as Twinge's database ({why}). Move it away, or set TWINGE_HOME to another folder."
_NO_SERVER = "The database at {where} cannot be used ({why}). Start it, or correct TWINGE_DATABASE_URL."


@contextmanager
def told() -> Iterator[None]:
    """Turn what an overloaded or broken machine does into a WorkspaceError; our own mistakes go on as they are."""
    try:
        yield
    except NoConnectionFree as error:
        raise WorkspaceError(_BUSY) from error
    except DBAPIError as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise WorkspaceError(sentence) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise WorkspaceError(
                f"Twinge cannot get at its records ({error.strerror}). Nothing was changed."
            ) from error
        raise WorkspaceError(_FULL) from error


def _sentence(error: DBAPIError) -> str | None:
    words, state = str(error.orig), getattr(error.orig, "sqlstate", None)
    if "database or disk is full" in words or state == "53100":
        return _FULL
    if "database is locked" in words or state in ("55P03", "53300", "40001", "40P01"):
        return _BUSY
    if error.connection_invalidated or isinstance(error, OperationalError):
        return _AWAY
    return None


@contextmanager
def unusable(where: str) -> Iterator[None]:
    """Turn a failure to open the database into a sentence that names it."""
    try:
        yield
    except DatabaseError as error:
        sentence = _NO_SERVER if where.startswith("postgresql") else _UNUSABLE
        raise WorkspaceError(sentence.format(where=where, why=str(error.orig).strip().splitlines()[0])) from error
