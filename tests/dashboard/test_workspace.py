"""What is kept, replaced, removed, brought back and deleted."""

from __future__ import annotations

import os
import threading
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.tables import ACTIVITIES
from dashboard.workspace import Counts, Import, Workspace, WorkspaceError, home_folder

from .entries import a_file, activities, distances, pain, records, scores

pytestmark = pytest.mark.usefixtures("database")


def test_a_new_workspace_is_empty_and_keeps_the_contracts(workspace: Workspace) -> None:
    seen = workspace.load()
    assert seen.activities.empty
    assert seen.pain.empty
    assert list(seen.activities.columns) == ACTIVITIES.names
    assert workspace.imports().empty
    assert workspace.removed_count() == 0


def test_what_was_saved_is_there_after_a_restart(home: Path) -> None:
    first = Workspace(home)
    first.save(a_file(activities=activities({"activity_id": "x", "distance_m": 5000}), records=records("x", 120, 130)))
    first.save(a_file("pain.csv", pain=pain({"local_date": "2026-03-02", "score": 0})))
    version = first.data_version()
    first.close()

    second = Workspace(home)
    assert distances(second) == {"x": 5000}
    assert scores(second) == [0]
    assert second.load_records(["x"])["heart_rate_bpm"].tolist() == [120, 130]
    assert second.data_version() == version
    second.close()


def test_pain_zero_and_missing_stay_apart(workspace: Workspace) -> None:
    workspace.save(
        a_file(
            pain=pain(
                {"local_date": "2026-03-02", "score": 0},
                {"local_date": "2026-03-03", "score": None, "signs": "limp"},
                {"local_date": "2026-03-04", "score": 3, "signs": "none"},
            )
        )
    )
    seen = workspace.load().pain
    assert seen["score"].isna().tolist() == [False, True, False]
    assert seen["score"].iloc[0] == 0
    assert seen["signs"].isna().tolist() == [True, False, False]


def test_the_same_activity_in_a_later_file_is_updated_and_counted(workspace: Workspace) -> None:
    first = activities({"activity_id": "x", "distance_m": 5000}, {"activity_id": "y", "distance_m": 7000})
    later = activities(
        {"activity_id": "x", "distance_m": 5000, "source_file": "renamed.csv"},
        {"activity_id": "y", "distance_m": 7100},
        {"activity_id": "z", "distance_m": 9000},
    )
    assert workspace.save(a_file(activities=first)).activities == Counts(new=2)
    assert workspace.save(a_file(activities=later)).activities == Counts(new=1, changed=1, same=1)
    assert distances(workspace) == {"x": 5000, "y": 7100, "z": 9000}
    assert workspace.imports()[["added", "changed"]].to_numpy().tolist() == [[1, 1], [2, 0]]


def test_an_instant_read_again_is_the_same_instant(workspace: Workspace) -> None:
    run = activities({"activity_id": "x", "start_time": "2026-03-02T06:00:00Z", "local_start_time": "2026-03-02 07:00"})
    workspace.save(a_file(activities=run))
    assert workspace.save(a_file(activities=run)).activities == Counts(same=1)
    assert workspace.load().activities["start_time"].iloc[0] == pd.Timestamp("2026-03-02T06:00:00Z")


def test_records_stay_when_a_later_file_only_knows_the_summary(workspace: Workspace) -> None:
    workspace.save(a_file(activities=activities({"activity_id": "x"}), records=records("x", 120)))
    workspace.save(a_file("Activities.csv", activities=activities({"activity_id": "x", "distance_m": 5000})))
    assert workspace.load_records(["x", "unheard of"])["heart_rate_bpm"].tolist() == [120]


def test_a_later_pain_file_replaces_all_entries_of_a_day_moment_site_and_side(workspace: Workspace) -> None:
    day = {"local_date": "2026-03-02"}
    two = pain({**day, "score": 2}, {**day, "score": 5, "entry": 2}, {**day, "score": 4, "side": "right"})
    workspace.save(a_file("old.csv", pain=two))
    saved = workspace.save(a_file("new.csv", pain=pain({**day, "score": 3})))
    assert saved.pain == Counts(changed=1)
    seen = workspace.load().pain
    assert sorted(zip(seen["side"], seen["score"], strict=True)) == [("left", 3), ("right", 4)]


def test_removing_an_import_keeps_what_another_import_holds(workspace: Workspace) -> None:
    first = workspace.save(a_file("a.csv", activities=activities({"activity_id": "x"}, {"activity_id": "y"})))
    workspace.save(a_file("b.csv", activities=activities({"activity_id": "y"}, {"activity_id": "z"})))
    workspace.remove([first.import_id])
    assert list(distances(workspace)) == ["y", "z"]
    assert workspace.imports()["file"].tolist() == ["b.csv"]


def test_a_file_that_brings_nothing_new_is_not_kept(workspace: Workspace) -> None:
    run, entry = activities({"activity_id": "x"}), pain({"local_date": "2026-03-02", "score": 4})
    workspace.save(a_file("a.fit", activities=run, pain=entry))
    version = workspace.data_version()
    again = workspace.save(a_file("again.fit", activities=run, pain=entry))
    assert again.import_id is None
    assert (again.activities, again.pain) == (Counts(same=1), Counts(same=1))
    assert workspace.imports()["file"].tolist() == ["a.fit"]
    assert workspace.data_version() == version


def test_removing_the_newer_import_gives_back_what_it_replaced(workspace: Workspace) -> None:
    workspace.save(a_file(activities=activities({"activity_id": "x", "distance_m": 5000})))
    newer = workspace.save(a_file(activities=activities({"activity_id": "x", "distance_m": 5100})))
    workspace.remove([newer.import_id])
    assert distances(workspace) == {"x": 5000}


def test_undo_brings_back_the_last_removal_only(workspace: Workspace) -> None:
    saved = [workspace.save(a_file(f"{name}.fit", activities=activities({"activity_id": name}))) for name in "abc"]
    workspace.remove([saved[0].import_id])
    workspace.remove([saved[1].import_id, saved[2].import_id])
    assert workspace.removed_count() == 3
    workspace.undo_remove()
    assert sorted(distances(workspace)) == ["b", "c"]
    workspace.undo_remove()
    assert sorted(distances(workspace)) == ["a", "b", "c"]
    workspace.undo_remove()
    assert sorted(distances(workspace)) == ["a", "b", "c"]


def test_removing_everything_can_be_undone_with_the_settled_flags(workspace: Workspace) -> None:
    workspace.save(a_file(activities=activities({"activity_id": "x"})))
    workspace.save(a_file(pain=pain({"local_date": "2026-03-02", "score": 4})))
    workspace.resolve("numbness", date(2026, 3, 4))
    workspace.remove_all()
    assert workspace.load().activities.empty
    assert workspace.load().pain.empty
    assert workspace.resolved() == {}
    workspace.undo_remove()
    assert list(distances(workspace)) == ["x"]
    assert scores(workspace) == [4]
    assert workspace.resolved() == {"numbness": date(2026, 3, 4)}


def test_the_number_of_a_deleted_import_is_never_given_again(workspace: Workspace) -> None:
    first = workspace.save(a_file()).import_id
    workspace.remove_all()
    workspace.delete_for_good()
    assert workspace.save(a_file()).import_id > first


def test_a_write_that_fails_leaves_nothing_behind(workspace: Workspace) -> None:
    version = workspace.data_version()
    twice = pd.concat([activities({"activity_id": "x"})] * 2)
    with pytest.raises(Exception, match=r"(?i)unique constraint"):
        workspace.save(a_file(activities=twice, records=records("x", 120)))
    assert workspace.load().activities.empty
    assert workspace.imports().empty
    assert workspace.data_version() == version


def test_a_failed_write_does_not_print_the_runners_words(workspace: Workspace) -> None:
    twice = pd.concat([pain({"local_date": "2026-03-02", "score": 4, "note": "MARKED-NOTE"})] * 2)
    with pytest.raises(Exception) as caught:
        workspace.save(a_file(pain=twice))
    assert "MARKED-NOTE" not in str(caught.value)


def test_every_change_of_the_data_gets_another_version(workspace: Workspace) -> None:
    versions = [workspace.data_version()]
    saved = workspace.save(a_file(activities=activities({"activity_id": "x"})))
    versions.append(workspace.data_version())
    workspace.remove([saved.import_id])
    versions.append(workspace.data_version())
    workspace.undo_remove()
    versions.append(workspace.data_version())
    assert len(set(versions)) == 4
    workspace.save_choices({"units": "mi"})
    assert workspace.data_version() == versions[-1]


def test_two_athletes_do_not_see_each_other(home: Path) -> None:
    one, other = Workspace(home, "one"), Workspace(home, "other")
    saved = one.save(a_file(activities=activities({"activity_id": "x", "distance_m": 1})))
    other.save(a_file(activities=activities({"activity_id": "x", "distance_m": 2})))
    one.resolve("numbness", date(2026, 3, 4))
    one.save_choices({"units": "mi"})
    assert distances(one) == {"x": 1}
    assert distances(other) == {"x": 2}
    assert other.resolved() == {}
    assert other.choices() == {}
    other.remove([saved.import_id])
    other.remove_all()
    other.delete_for_good()
    assert distances(one) == {"x": 1}
    assert one.resolved() == {"numbness": date(2026, 3, 4)}
    one.close()
    other.close()


def test_imports_are_listed_newest_first_with_what_was_said(workspace: Workspace) -> None:
    workspace.save(a_file("first.fit", activities=activities({"activity_id": "x"})))
    workspace.save(Import("bad.fit", "", "refused", sentences=("Cut short. Export it again.", "Second.")))
    listed = workspace.imports()
    assert listed["file"].tolist() == ["bad.fit", "first.fit"]
    assert listed["sentences"].tolist() == ["Cut short. Export it again.\nSecond.", ""]
    assert listed["activities"].tolist() == [0, 1]
    assert str(listed["imported_at"].dtype) == "datetime64[us, UTC]"


def test_choices_and_settled_flags_are_kept_one_by_one(workspace: Workspace) -> None:
    workspace.save_choices({"units": "mi", "week_start": "6"})
    workspace.save_choices({"units": "km"})
    workspace.resolve("numbness", date(2026, 3, 4))
    workspace.resolve("numbness", date(2026, 3, 5))
    workspace.resolve("fracture", date(2026, 3, 6))
    workspace.resolve("fracture", None)
    assert workspace.choices() == {"units": "km", "week_start": "6"}
    assert workspace.resolved() == {"numbness": date(2026, 3, 5)}


def test_a_home_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(WorkspaceError, match=r"cannot write to its data folder .*set TWINGE_HOME"):
        Workspace(tmp_path / "home")


def test_a_leftover_of_a_killed_import_is_harmless_and_swept(workspace: Workspace, home: Path) -> None:
    for name, age_s in (("orphan.parquet", 25 * 3600), ("of an import that goes on.parquet", 60)):
        (home / "records" / name).write_bytes(b"half")
        os.utime(home / "records" / name, (time.time() - age_s,) * 2)
    assert workspace.load().activities.empty
    workspace.delete_for_good()
    assert [path.name for path in (home / "records").iterdir()] == ["of an import that goes on.parquet"]


def test_two_writers_at_once_lose_nothing(home: Path) -> None:
    Workspace(home).close()

    def write(name: str) -> None:
        own = Workspace(home)
        for number in range(10):
            own.save(a_file(f"{name}{number}", activities=activities({"activity_id": f"{name}{number}"})))
        own.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    opened = Workspace(home)
    assert len(opened.load().activities) == 20
    opened.close()


def test_more_keys_than_one_statement_takes_are_compared(workspace: Workspace) -> None:
    many = activities(*({"activity_id": f"run {number}"} for number in range(1203)))
    workspace.save(a_file(activities=many))
    assert workspace.save(a_file(activities=many)).activities == Counts(same=1203)


def test_twinge_home_moves_the_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "elsewhere"))
    assert home_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("TWINGE_HOME")
    assert home_folder().name == "twinge"
