"""A folder that an earlier Twinge wrote opens without loss."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dashboard.workspace import DATABASE, Workspace
from dashboard.workspace.schema import metadata

WRITTEN = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the file of version 1: two lists of runs, a pain log, a removed list, a choice, a settled flag."""
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.executescript(WRITTEN.read_text(encoding="utf-8"))
    return tmp_path


@pytest.fixture
def workspace(home: Path):
    opened = Workspace(home)
    yield opened
    opened.close()


def distances(workspace: Workspace) -> dict[str, float]:
    seen = workspace.load().activities
    return dict(zip(seen["activity_id"], seen["distance_m"], strict=True))


def columns(home: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}


def test_everything_of_version_1_is_seen_as_before(workspace: Workspace) -> None:
    assert distances(workspace) == {"x": 5000, "y": 7100}
    pain = workspace.load().pain
    assert pain["score"].tolist() == [0, 3]
    assert pain["note"].tolist()[1] == 'it\'s stiff; "really"'
    assert workspace.choices() == {"units": "mi"}
    assert workspace.resolved() == {"numbness": date(2026, 3, 4)}
    assert workspace.data_version() == "0123456789abcdef"


def test_each_import_of_version_1_was_one_action(workspace: Workspace) -> None:
    assert workspace.imports()["file"].tolist() == ["Activities (1).csv", "pain.csv", "Activities.csv"]
    assert workspace.proposal_version() == ""
    workspace.undo_import()
    assert distances(workspace) == {"x": 5000, "y": 7000}
    workspace.undo_remove()
    assert distances(workspace) == {"x": 5000, "y": 7100}


def test_what_was_in_the_trash_stays_there_and_can_be_brought_back(workspace: Workspace) -> None:
    assert workspace.removed_count() == 1
    workspace.undo_remove()
    assert distances(workspace) == {"x": 5000, "y": 7100, "z": 1}


def test_the_file_has_every_table_and_column_of_a_new_one_and_opens_again(workspace: Workspace, home: Path) -> None:
    made = columns(home)
    assert {name: set(table.columns.keys()) for name, table in metadata.tables.items()} == {
        name: made[name] for name in metadata.tables
    }
    again = Workspace(home)
    assert distances(again) == {"x": 5000, "y": 7100}
    again.close()


def test_an_upgrade_that_fails_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = columns(home)

    def broken(_: object) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("dashboard.workspace.upgrades._number_batches", broken)
    with pytest.raises(RuntimeError):
        Workspace(home)
    assert columns(home) == before
