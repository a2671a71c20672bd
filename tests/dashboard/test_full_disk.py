"""A disk that PostgreSQL fills to the last byte: it is said, and what was acknowledged is there afterwards."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dashboard.workspace import Workspace, WorkspaceError, database

from . import postgresql
from .entries import a_file, activities

RUNS, MOST = 40, 300  # of a file; files, each of some 400 kB
SAID = re.compile("no room left|does not answer just now")  # without room for its log the server stops


@pytest.fixture(params=["data", "wal"])
def full(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, postgresql.Server]]:
    """What has little room, and the server."""
    if postgresql.find() is None:
        pytest.skip(postgresql.MISSING)
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgresql.served(**{request.param: 48 if request.param == "data" else 12}))
        except PermissionError as refused:
            pytest.skip(str(refused))
        monkeypatch.setattr(database, "PATIENCE_S", 0)
        monkeypatch.setenv("TWINGE_DATABASE_URL", server.url(server.make_database()))
        yield request.param, server


def file(number: int):
    """Runs with titles that cannot be packed."""
    return a_file(
        f"{number}",
        activities=activities(
            *({"activity_id": f"{number}-{run}", "title": os.urandom(10_000).hex()} for run in range(RUNS))
        ),
    )


def keep_until_full(workspace: Workspace) -> tuple[list[int], str]:
    """The files that were acknowledged, and what was said of the first that was not."""
    acknowledged = []
    for number in range(MOST):
        try:
            workspace.save(file(number))
        except WorkspaceError as error:
            return acknowledged, str(error)
        acknowledged.append(number)
    raise AssertionError("there was room for everything")


def test_what_was_acknowledged_before_the_disk_was_full_is_there(full, home: Path) -> None:
    what, server = full
    workspace = Workspace(home)
    acknowledged, said = keep_until_full(workspace)
    assert acknowledged and SAID.search(said)
    with pytest.raises(WorkspaceError, match=SAID):
        workspace.save(file(MOST))
    postgresql.make_room(server.folder / what, 200)
    begin_again(server)

    seen = sorted(workspace.load().activities["activity_id"])
    assert seen == sorted(f"{number}-{run}" for number in acknowledged for run in range(RUNS))
    workspace.save(file(MOST))
    assert len(workspace.load().activities) == (len(acknowledged) + 1) * RUNS
    workspace.close()


def begin_again(server: postgresql.Server) -> None:
    """As whoever runs it does, once there is room. Without room for its log PostgreSQL stops, or tries again itself."""
    if (server.data / "postmaster.pid").exists():
        server.stop("immediate")
    server.start()
