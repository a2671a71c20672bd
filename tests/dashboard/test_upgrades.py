"""A folder that an earlier Twinge wrote opens without loss."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Connection, text

from analysis.tables import RECORDS, conform
from dashboard.workspace import DATABASE, Workspace
from dashboard.workspace.schema import metadata

from .entries import distances
from .visits import seen, visit

WRITTEN = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the file of version 1: two lists of runs, a pain log, a removed list, a choice, a settled flag."""
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.executescript(WRITTEN.read_text(encoding="utf-8"))
    return tmp_path


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

    def broken(connection: Connection, _: str) -> None:
        connection.execute(text("DROP TABLE pain"))
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("dashboard.workspace.schema_steps.move", broken)
    with pytest.raises(RuntimeError):
        Workspace(home)
    assert columns(home) == before


# Version 2


@pytest.fixture
def second_home(tmp_path: Path) -> Path:
    """A folder of version 2: a recorded run, one that a list calls gone, a pain log, one removed, one that waits."""
    folder = tmp_path / "second"
    (folder / "records").mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(WRITTEN.with_name("version_2.sql").read_text(encoding="utf-8"))
        # Visits of two tests share what is cached under one version.
        connection.executescript("UPDATE athletes SET data_version = hex(randomblob(8))")
    for name, activity_id in (("hilly", "hilly"), ("lost", "lost"), ("gone", "wrong")):
        climb(activity_id).to_parquet(folder / "records" / f"{name}.parquet", index=False)
    return folder


def climb(activity_id: str) -> pd.DataFrame:
    """A run of 3 km in 1,000 s that climbs 3 m in every 100."""
    seconds = [float(second) for second in range(1001)]
    columns = {"activity_id": activity_id, "elapsed_s": seconds, "distance_m": [3 * s for s in seconds]}
    return conform(pd.DataFrame({**columns, "altitude_m": [0.09 * s for s in seconds]}), RECORDS)


def test_everything_of_version_2_is_seen_as_before(second_home: Path) -> None:
    workspace = Workspace(second_home)
    assert distances(workspace) == {"hilly": 3000, "x": 7000}
    assert workspace.load().pain["score"].tolist() == [0, 3]
    assert (workspace.removed_count(), workspace.choices()) == (1, {"units": "mi"})
    assert workspace.answers() == {("shape", "sport"): "running"}
    assert workspace.proposal().activities["activity_id"].tolist() == ["waits"]
    assert workspace.load().exposures.empty
    assert all(frame.empty for frame in workspace.told().values())
    workspace.close()


def test_files_of_version_2_are_read_again_as_they_tell_more_now(second_home: Path) -> None:
    workspace = Workspace(second_home)
    assert workspace.known_digests() == frozenset()
    workspace.close()


def test_recordings_of_version_2_are_looked_into_at_the_first_visit(
    second_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWINGE_HOME", str(second_home))
    days = seen(visit()).analysis.days.set_index("local_date")
    assert days.loc["2026-03-02", "uphill_m"] == pytest.approx(3000, rel=0.01)
    assert days.loc["2026-03-05", "grade_unknown_m"] == 7000
    workspace = Workspace(second_home)
    assert set(workspace.load().exposures["activity_id"]) == {"hilly"}
    assert workspace.unmeasured() == ["lost"]
    workspace.undo_import()  # the list, and with it that the other recording is gone
    workspace.close()
    assert seen(visit()).analysis.days["uphill_m"].sum() == pytest.approx(6000, rel=0.01)


def test_a_recording_whose_file_is_lost_is_not_looked_for_at_every_visit(
    second_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWINGE_HOME", str(second_home))
    (second_home / "records" / "hilly.parquet").unlink()
    assert seen(visit()).analysis.days["n_runs"].sum() == 2
    workspace = Workspace(second_home)
    assert workspace.unmeasured() == ["lost"]
    workspace.close()


# Version 3, the last before Alembic


@pytest.fixture
def third(tmp_path: Path):
    """Two runs, a pain log, what was told and chosen, two removals one after the other, and one list that waits."""
    folder = tmp_path / "third"
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(WRITTEN.with_name("version_3.sql").read_text(encoding="utf-8"))
    opened = Workspace(folder)
    yield opened
    opened.close()


def test_everything_of_version_3_is_seen_as_before(third: Workspace) -> None:
    assert distances(third) == {"x": 5000, "y": 7000}
    assert third.load().activities["start_time"].iloc[0] == pd.Timestamp("2026-03-02T05:30:00Z")
    assert third.load().pain["score"].tolist() == [0, 3]
    assert third.told()["shoes"]["drop_mm"].tolist() == [8]
    assert third.told()["corrections"]["value"].tolist() == ["trail"]
    assert third.told()["care"]["felt"].tolist() == ["better"]
    assert (third.choices(), third.answers()) == ({"units": "mi"}, {("shape", "sport"): "running"})
    assert (third.resolved(), third.place_key()) == ({"numbness": date(2026, 3, 4)}, bytes.fromhex("00112233"))
    assert third.proposal().activities["activity_id"].tolist() == ["waits"]
    assert (third.data_version(), third.known_digests()) == ("0123456789abcdef", frozenset({"d1", "d2"}))


def test_the_trash_of_version_3_comes_back_last_in_first_out_and_its_30_days_begin_now(third: Workspace) -> None:
    assert third.removed_count() == 2
    third.undo_remove()
    assert set(distances(third)) == {"x", "y", "second"}
    third.undo_remove()
    assert set(distances(third)) == {"x", "y", "second", "first"}
