"""The SQLite file itself: private, refused with a sentence where it is not ours, and empty of what was deleted."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pandas as pd
import pytest

from dashboard.workspace import DATABASE, Workspace, WorkspaceError
from dashboard.workspace.schema_steps import newest

from .entries import a_file, activities, distances, files_in, pain, records


def test_delete_for_good_leaves_nothing_on_the_disk(workspace: Workspace, home: Path) -> None:
    marked = activities({"activity_id": "gone", "title": "MARKED-TITLE"}, {"activity_id": "shared"})
    note = pain({"local_date": "2026-03-02", "score": 4, "note": "MARKED-NOTE"})
    both = pd.concat([records("gone", 121, 122), records("shared", 131, 132)], ignore_index=True)
    first = workspace.save(a_file("MARKED-FILE", activities=marked, pain=note, records=both))
    changed = activities({"activity_id": "shared", "distance_m": 4321})
    workspace.save(a_file("kept", activities=changed, records=records("shared", 131, 132)))
    assert any(b"MARKED" in path.read_bytes() for path in files_in(home))

    workspace.remove([first.import_id])
    workspace.delete_for_good()
    assert [path for path in files_in(home) if b"MARKED" in path.read_bytes()] == []
    assert len(list((home / "records").iterdir())) == 1
    assert workspace.load_records(["shared"])["heart_rate_bpm"].tolist() == [131, 132]
    assert workspace.removed_count() == 0
    workspace.undo_remove()
    assert list(distances(workspace)) == ["shared"]


def test_a_newer_schema_is_refused_and_left_alone(home: Path) -> None:
    Workspace(home).close()
    with sqlite3.connect(home / DATABASE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WorkspaceError, match=rf"written by another Twinge \(schema 9999; this one knows {newest()}\)"):
        Workspace(home)
    with sqlite3.connect(home / DATABASE) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_file_that_is_no_database_is_refused_with_a_sentence(home: Path) -> None:
    home.mkdir()
    (home / DATABASE).write_text("my diary, not a database, and long enough to be taken for a header" * 20)
    with pytest.raises(WorkspaceError, match=r"file is not a database.* Move it away"):
        Workspace(home)


def test_only_this_user_can_read_the_files(workspace: Workspace, home: Path) -> None:
    workspace.save(a_file(activities=activities({"activity_id": "x"}), records=records("x", 120)))
    assert {stat.S_IMODE(path.stat().st_mode) for path in files_in(home)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home, home / "records")} == {0o700}
