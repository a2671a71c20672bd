"""The database file is private, and one that is open is left alone."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

from dashboard.workspace import DATABASE
from dashboard.workspace.home import prepare

TRY_TO_WRITE = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"


def test_only_this_user_reads_the_database(home: Path) -> None:
    prepare(home)
    assert stat.S_IMODE((home / DATABASE).stat().st_mode) == 0o600


def test_preparing_again_takes_no_lock_away_from_who_is_writing(home: Path) -> None:
    """POSIX drops every lock a process holds on a file when the process closes the file by any other way."""
    prepare(home)
    writer = sqlite3.connect(home / DATABASE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    prepare(home)
    other = subprocess.run([sys.executable, "-c", TRY_TO_WRITE, home / DATABASE], capture_output=True, text=True)
    writer.close()
    assert "database is locked" in other.stderr
