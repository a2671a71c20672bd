"""What goes wrong outside Twinge loses nothing that was acknowledged, leaves nothing half, and is said kindly."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import fsspec
import pandas as pd
import pytest

from dashboard.workspace import Conflict, People, Workspace, WorkspaceError, database, records, trash

from .entries import a_file, activities, distances, files_in, pain, scores
from .entries import records as samples
from .postgresql import Server

ROOT = Path(__file__).parents[2]
KILLED = int(os.environ.get("TWINGE_TEST_KILLED_WRITES", "60"))  # acknowledged writes to wait for before all is well
RESTARTED = int(os.environ.get("TWINGE_TEST_RESTARTED_WRITES", "120"))  # the same through restarts of the server
WRITER = """
import sys
from pathlib import Path
from dashboard.workspace import Workspace
from tests.dashboard.entries import a_file, activities, records
workspace, start = Workspace(Path(sys.argv[1])), int(sys.argv[2])
for number in range(start, start + 100_000):
    name = f"run {number}"
    if number % 2:
        workspace.tell("corrections", [{"activity_id": name, "field": "surface", "value": "trail"}])
    else:
        workspace.save(a_file(activities=activities({"activity_id": name}), records=records(name, 120, 130)))
    print(number, flush=True)
"""


@pytest.fixture
def workspace(database: str, home: Path):
    opened = Workspace(home)
    yield opened
    opened.close()


def killed_writer(home: Path, start: int, lines: int) -> list[int]:
    """Numbers that a process acknowledged before it was killed in the middle of its work."""
    command = [sys.executable, "-c", WRITER, str(home), str(start)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT)
    told = [writer.stdout.readline() for _ in range(lines)]
    writer.kill()
    told += writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    return [int(line) for line in told if line.endswith(b"\n")]


def test_a_killed_writer_loses_nothing_it_acknowledged_and_leaves_nothing_half(database: str, home: Path) -> None:
    acknowledged: list[int] = []
    while len(acknowledged) < KILLED:
        more = killed_writer(home, 100_000 * len(acknowledged), 60)
        assert len(more) >= 60, "the writer ended by itself"
        acknowledged += more
    workspace = Workspace(home)
    seen, told = workspace.load().activities["activity_id"], workspace.told()["corrections"]["activity_id"]
    assert {f"run {number}" for number in acknowledged} <= {*seen, *told}
    # Each run that is there came with its two samples: an import is there wholly or not at all.
    assert workspace.load_records(seen).groupby("activity_id").size().to_dict() == dict.fromkeys(seen, 2)
    workspace.close()


def test_what_a_killed_import_left_of_records_is_swept_once_it_is_old(workspace: Workspace, home: Path) -> None:
    workspace.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120)))
    (orphan,) = records.write(workspace.records_place, samples("never kept", 99)).values()
    old = time.time() - 25 * 3600
    for path in (home / "records").iterdir():
        os.utime(path, (old, old))
    Workspace(home).close()
    assert orphan not in {path.name for path in files_in(home)}
    assert workspace.load_records(["x"])["heart_rate_bpm"].tolist() == [120]


def test_no_room_for_records_is_said_and_nothing_is_half(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("dashboard.workspace.records.os.fsync", full)
    with pytest.raises(WorkspaceError, match="no room left"):
        workspace.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120)))
    assert distances(workspace) == {}
    assert list(Path(workspace.records_place.url).iterdir()) == []
    monkeypatch.undo()


def test_no_room_for_the_database_is_said_and_what_was_kept_is_whole(home: Path) -> None:
    workspace = Workspace(home)
    workspace.save(a_file(activities=activities({"activity_id": "x", "distance_m": 5000})))
    with workspace._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the size it has for the least
        many = activities(*({"activity_id": f"{number}", "title": "long " * 100} for number in range(200)))
        connection.close()
        with pytest.raises(WorkspaceError, match="no room left"):
            workspace.save(a_file(activities=many))
    assert distances(workspace) == {"x": 5000}
    workspace.close()


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:50])])
def test_a_lost_recording_is_left_out_and_comes_back_when_its_file_does(
    workspace: Workspace, home: Path, damage
) -> None:
    first = a_file(activities=activities({"activity_id": "x", "distance_m": 5000}), records=samples("x", 120))
    workspace.propose([first.__class__(**{**vars(first), "digest": "of its bytes"})])
    workspace.keep()
    (path,) = (home / "records").iterdir()
    damage(path)
    assert workspace.load_records(["x"]).empty
    assert distances(workspace) == {"x": 5000}
    assert workspace.known_digests() == frozenset()  # so the file is read when it comes again
    path.unlink(missing_ok=True)
    stored = records.write(workspace.records_place, first.records)
    workspace.propose([a_file(activities=first.activities.assign(distance_m=5001.0))])
    assert list(stored.values()) == [path.name]
    assert workspace.load_records(["x"])["heart_rate_bpm"].tolist() == [120]


def test_undo_takes_back_the_last_removal_though_the_clock_jumped_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [workspace.save(a_file(name, activities=activities({"activity_id": name}))).import_id for name in "ab"]
    workspace.remove([ids[0]])
    at_clock(monkeypatch, timedelta(days=-400))
    workspace.remove([ids[1]])
    workspace.undo_remove()
    assert list(distances(workspace)) == ["b"]


def test_the_trash_is_emptied_after_30_days_and_not_before(workspace: Workspace, home: Path, monkeypatch) -> None:
    saved = workspace.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120)))
    workspace.remove([saved.import_id])
    at_clock(monkeypatch, timedelta(days=29))
    Workspace(home).close()
    assert workspace.removed_count() == 1
    at_clock(monkeypatch, timedelta(days=31))
    Workspace(home).close()
    assert workspace.removed_count() == 0
    assert list((home / "records").iterdir()) == []


def test_what_a_clock_that_went_ahead_removed_is_kept_for_30_days_from_now(
    workspace: Workspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = workspace.save(a_file(activities=activities({"activity_id": "x"})))
    at_clock(monkeypatch, timedelta(days=3650))
    workspace.remove([saved.import_id])
    at_clock(monkeypatch, timedelta())
    Workspace(home).close()
    at_clock(monkeypatch, timedelta(days=31))
    Workspace(home).close()
    assert workspace.removed_count() == 0


def at_clock(monkeypatch: pytest.MonkeyPatch, ahead: timedelta) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) + ahead

    monkeypatch.setattr(trash, "datetime", Clock)


def test_a_server_that_starts_again_is_waited_for(
    on_postgresql: str, postgresql: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(home)
    workspace.save(a_file(activities=activities({"activity_id": "before", "distance_m": 1})))
    postgresql.stop("immediate")
    # The first pause of whoever waits is the moment it is started again.
    monkeypatch.setattr(database, "time", Starting(postgresql))
    workspace.save(a_file(activities=activities({"activity_id": "after", "distance_m": 2})))
    assert distances(workspace) == {"before": 1, "after": 2}
    workspace.close()


class Starting:
    """A clock whose first sleep starts the server."""

    monotonic = staticmethod(time.monotonic)

    def __init__(self, server: Server) -> None:
        self.server, self.is_up = server, False

    def sleep(self, _: float) -> None:
        if not self.is_up:
            self.server.start()
        self.is_up = True


def test_a_server_that_is_killed_in_the_middle_of_an_import_keeps_none_of_it(
    on_postgresql: str, postgresql: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(home)
    workspace.save(a_file(activities=activities({"activity_id": "before", "distance_m": 1})))
    write = records.write

    def and_killed(*arguments):
        written = write(*arguments)
        postgresql.stop("immediate")
        return written

    monkeypatch.setattr(records, "write", and_killed)
    with pytest.raises(WorkspaceError, match="does not answer just now"):
        workspace.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120)))
    monkeypatch.undo()
    postgresql.start()
    monkeypatch.setenv("TWINGE_DATABASE_URL", postgresql.url(on_postgresql))
    assert distances(workspace) == {"before": 1}
    workspace.close()


def test_a_server_that_is_killed_again_and_again_loses_nothing_of_several_writers(
    on_postgresql: str, postgresql: Server, home: Path
) -> None:
    """Each writer goes on after what it was told; what was acknowledged is there at the end, whoever wrote it."""
    is_over, acknowledged = threading.Event(), {f"runner {number}": [] for number in range(4)}

    def write(athlete: str) -> int:
        workspace, refused = Workspace(home, athlete), 0
        for number in count():
            if is_over.is_set():
                break
            try:
                workspace.tell("corrections", [{"activity_id": f"{number}", "field": "surface", "value": "trail"}])
                acknowledged[athlete].append(f"{number}")
            except WorkspaceError:
                refused += 1
        workspace.close()
        return refused

    with ThreadPoolExecutor(4) as writers:
        running = [writers.submit(write, athlete) for athlete in acknowledged]
        for how in ("immediate", "fast", "immediate"):
            wanted = {athlete: len(done) + RESTARTED // 12 for athlete, done in acknowledged.items()}
            while any(len(acknowledged[athlete]) < n for athlete, n in wanted.items()):
                assert not any(writer.done() for writer in running)
                is_over.wait(0.02)
            postgresql.stop(how)
            postgresql.start()
        is_over.set()
        assert sum(writer.result() for writer in running) < 100
    assert sum(map(len, acknowledged.values())) >= RESTARTED
    for athlete, done in acknowledged.items():
        kept = Workspace(home, athlete)
        assert set(done) <= set(kept.told()["corrections"]["activity_id"])
        kept.close()


def test_a_server_that_stays_away_is_said(on_postgresql: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0)
    monkeypatch.setenv("TWINGE_DATABASE_URL", "postgresql://runner:secret@127.0.0.1:1/twinge")
    with pytest.raises(WorkspaceError, match=r"runner:\*\*\*@127.0.0.1:1/twinge cannot be used") as said:
        Workspace(home)
    assert "secret" not in str(said.value)


# Two windows


def test_who_comes_for_the_first_time_in_two_windows_is_one_athlete(database: str, home: Path) -> None:
    people, now = People(home), datetime.now(UTC)

    def come(number: int) -> str:
        who = f"new {number // 4}"
        Workspace(home, who).close()
        return people.log_in(("https://id.example", who), "Anna", now).athlete_id

    with ThreadPoolExecutor(8) as windows:
        athletes = list(windows.map(come, range(48)))
    assert [len(set(athletes[start : start + 4])) for start in range(0, 48, 4)] == [1] * 12
    assert len(set(athletes)) == 12
    people.close()


def test_the_second_window_that_edits_an_entry_is_told(workspace: Workspace, home: Path) -> None:
    row = {"shoe": "Pair A", "drop_mm": 8.0}
    workspace.tell("shoes", [row])
    other = Workspace(home)
    seen = other.told()["shoes"]
    workspace.tell("shoes", [{**row, "drop_mm": 10.0}])
    other.tell("shoes", [{"shoe": "Pair B"}], expected=seen)  # another pair is nobody's business
    with pytest.raises(Conflict, match="nothing was overwritten") as told:
        other.tell("shoes", [{**row, "drop_mm": 4.0}], expected=seen)
    assert told.value.now["drop_mm"].tolist() == [10]
    assert workspace.told()["shoes"]["drop_mm"].iloc[0] == 10
    other.tell("shoes", [{**row, "drop_mm": 4.0}], expected=other.told()["shoes"])
    other.close()


def test_the_second_window_is_told_that_an_entry_was_taken_back(workspace: Workspace) -> None:
    workspace.tell("shoes", [{"shoe": "Pair A"}])
    seen = workspace.told()["shoes"]
    workspace.undo_told("shoes")
    with pytest.raises(Conflict) as told:
        workspace.tell("shoes", [{"shoe": "Pair A"}], drop=True, expected=seen)
    assert told.value.now.empty


def test_the_second_window_that_edits_pain_of_a_day_is_told(workspace: Workspace) -> None:
    seen = workspace.load().pain
    workspace.save(a_file("one", pain=pain({"local_date": "2026-03-02", "score": 4})), expected=seen)
    workspace.save(a_file("two", pain=pain({"local_date": "2026-03-03", "score": 0})), expected=seen)
    with pytest.raises(Conflict) as told:
        workspace.save(a_file("three", pain=pain({"local_date": "2026-03-02", "score": 2})), expected=seen)
    assert told.value.now["score"].tolist() == [4]
    assert scores(workspace) == [4, 0]


# Records elsewhere


def test_records_lie_in_any_store_that_the_setting_names(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINGE_RECORDS_URL", "memory://twinge-records")
    workspace = Workspace(home)
    saved = workspace.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120, 130)))
    assert workspace.load_records(["x"])["heart_rate_bpm"].tolist() == [120, 130]
    assert [path for path in files_in(home) if path.suffix == ".parquet"] == []
    workspace.remove([saved.import_id])
    workspace.delete_for_good()
    assert fsspec.filesystem("memory").ls("/twinge-records") == []
    workspace.close()


def test_a_store_that_nobody_knows_is_refused_with_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINGE_RECORDS_URL", "nowhere://x")
    with pytest.raises(WorkspaceError, match="Recordings cannot be kept at nowhere://x"):
        Workspace(home)


def test_two_athletes_with_one_recording_have_a_file_each(workspace: Workspace, home: Path) -> None:
    other = Workspace(home, "other")
    for one in (workspace, other):
        one.save(a_file(activities=activities({"activity_id": "x"}), records=samples("x", 120)))
    workspace.delete_everything()
    assert other.load_records(["x"])["heart_rate_bpm"].tolist() == [120]
    assert workspace.load_records(["x"]).empty
    pd.testing.assert_frame_equal(workspace.load().activities, workspace.load().activities.iloc[:0])
    other.close()
