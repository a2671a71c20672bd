"""What the runner tells beside files is kept, counts by what was said last, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pandas.testing as pdt
import pytest

from analysis.tables import ACTIVITIES, conform
from dashboard.workspace import TOLD, Import, Workspace, replayed

pytestmark = pytest.mark.usefixtures("database")


def correction(activity_id: str, value: str | None, field: str = "surface") -> dict:
    return {"activity_id": activity_id, "field": field, "value": value}


def surfaces(workspace: Workspace) -> dict[str, str]:
    told = workspace.told()["corrections"]
    return dict(zip(told["activity_id"], told["value"], strict=True))


def a_run(name: str) -> Import:
    usual = {"local_date": "2026-03-02", "sport": "running", "surface": "unknown", "surface_source": "unknown"}
    row = {**usual, "activity_id": name, "source_format": "fit"}
    return Import(f"{name}.fit", "FIT", "imported", activities=conform(pd.DataFrame([row]), ACTIVITIES))


def test_nothing_was_told_to_a_new_workspace(workspace: Workspace) -> None:
    told = workspace.told()
    assert list(told) == ["corrections", "defaults", "shoes", "care", "names"]
    assert all(frame.empty and list(frame.columns) == TOLD[name].names for name, frame in told.items())


def test_what_was_said_last_holds_after_a_restart(tmp_path: Path) -> None:
    first = Workspace(tmp_path)
    first.tell("corrections", [correction("x", "track"), correction("y", "grass")])
    first.tell("corrections", [correction("x", "trail")])
    shoe = {"shoe": "Red", "category": "trail", "drop_mm": 0.0, "retired": date(2026, 3, 5)}
    first.tell("shoes", [shoe])
    first.close()
    second = Workspace(tmp_path)
    assert surfaces(second) == {"x": "trail", "y": "grass"}
    kept = second.told()["shoes"].iloc[0]
    assert (kept["category"], kept["drop_mm"], kept["retired"]) == ("trail", 0, pd.Timestamp("2026-03-05"))
    assert pd.isna(kept["starting_distance_m"])
    second.close()


def test_one_undo_takes_back_all_that_was_said_together(workspace: Workspace) -> None:
    workspace.tell("corrections", [correction("x", "track")])
    workspace.tell("corrections", [correction(name, "grass") for name in "xyz"])
    workspace.undo_told("corrections")
    assert surfaces(workspace) == {"x": "track"}
    workspace.undo_told("corrections")
    assert surfaces(workspace) == {}
    workspace.undo_told("corrections")


def test_undo_of_one_kind_leaves_the_others(workspace: Workspace) -> None:
    workspace.tell("corrections", [correction("x", "track")])
    workspace.tell("names", [{"key": "p1", "name": "Home"}])
    workspace.undo_told("corrections")
    assert workspace.told()["names"]["name"].tolist() == ["Home"]


def test_what_is_taken_back_is_gone_until_that_is_undone(workspace: Workspace) -> None:
    rule = {"kind": "all", "key": "", "field": "surface"}
    workspace.tell("defaults", [{**rule, "value": "asphalt"}])
    workspace.tell("defaults", [rule], drop=True)
    assert workspace.told()["defaults"].empty
    workspace.undo_told("defaults")
    assert workspace.told()["defaults"]["value"].tolist() == ["asphalt"]


def test_without_a_database_the_same_actions_leave_the_same(workspace: Workspace) -> None:
    actions = [
        ("corrections", [correction("x", "track"), correction("y", "grass")], False),
        ("corrections", [correction("x", "trail")], False),
        ("corrections", [correction("y", None)], True),
        ("names", [{"key": "p1", "name": "Home"}], False),
    ]
    for name, rows, drop in actions:
        workspace.tell(name, rows, drop=drop)
    for name, frame in workspace.told().items():
        pdt.assert_frame_equal(frame, replayed(actions)[name])


def test_every_change_of_what_was_told_is_a_change_of_the_data(workspace: Workspace) -> None:
    versions = [workspace.data_version()]
    workspace.tell("corrections", [correction("x", "track")])
    versions.append(workspace.data_version())
    workspace.undo_told("corrections")
    versions.append(workspace.data_version())
    assert len(set(versions)) == 3


def test_removing_everything_covers_what_was_told_and_can_be_undone(workspace: Workspace) -> None:
    workspace.save(a_run("x"))
    workspace.tell("corrections", [correction("x", "track")])
    workspace.tell("care", [{"local_date": date(2026, 3, 2), "item": "ice", "felt": "better"}])
    workspace.remove_all()
    assert all(frame.empty for frame in workspace.told().values())
    workspace.undo_remove()
    assert surfaces(workspace) == {"x": "track"}
    assert workspace.told()["care"]["item"].tolist() == ["ice"]


def test_a_correction_survives_that_the_run_is_removed_and_imported_again(workspace: Workspace) -> None:
    saved = workspace.save(a_run("x"))
    workspace.tell("corrections", [correction("x", "track")])
    workspace.remove([saved.import_id])
    workspace.save(a_run("x"))
    workspace.delete_for_good()
    assert surfaces(workspace) == {"x": "track"}


def test_delete_for_good_leaves_nothing_of_it_on_the_disk(workspace: Workspace, tmp_path: Path) -> None:
    saved = workspace.save(a_run("x"))
    workspace.save(a_run("y"))
    workspace.tell("corrections", [correction("x", "MARKED", "shoe"), correction("y", "Blue", "shoe")])
    workspace.remove([saved.import_id])
    workspace.delete_for_good()
    assert surfaces(workspace) == {"y": "Blue"}
    workspace.tell("shoes", [{"shoe": "MARKED"}])
    workspace.tell("names", [{"key": "p1", "name": "MARKED"}])
    workspace.remove_all()
    workspace.delete_for_good()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"MARKED" in path.read_bytes()] == []


def test_with_the_last_import_goes_all_that_stood_beside_it(workspace: Workspace, tmp_path: Path) -> None:
    saved = workspace.save(a_run("x"))
    key = workspace.place_key()
    workspace.tell("shoes", [{"shoe": "MARKED"}])
    workspace.save_choices({"history": "MARKED"})
    workspace.answer("MARKED", "sport", "MARKED")
    workspace.resolve("MARKED", date(2026, 3, 4))
    workspace.remove([saved.import_id])
    assert workspace.delete_for_good() is True
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"MARKED" not in on_disk
    assert key not in on_disk
    assert workspace.place_key() != key


def test_while_an_import_is_left_what_stands_beside_it_stays(workspace: Workspace) -> None:
    removed = workspace.save(a_run("x"))
    workspace.save(a_run("y"))
    key = workspace.place_key()
    workspace.tell("shoes", [{"shoe": "Blue"}])
    workspace.save_choices({"units": "mi"})
    workspace.remove([removed.import_id])
    assert workspace.delete_for_good() is False
    assert workspace.place_key() == key
    assert workspace.told()["shoes"]["shoe"].tolist() == ["Blue"]
    assert workspace.choices() == {"units": "mi"}


def test_two_athletes_do_not_hear_each_other(tmp_path: Path) -> None:
    one, other = Workspace(tmp_path, "one"), Workspace(tmp_path, "other")
    one.tell("corrections", [correction("x", "track")])
    other.tell("corrections", [correction("x", "grass")])
    other.undo_told("corrections")
    assert (surfaces(one), surfaces(other)) == ({"x": "track"}, {})
    assert one.place_key() != other.place_key()
    one.close()
    other.close()


def test_the_secret_of_places_is_made_once(tmp_path: Path) -> None:
    first = Workspace(tmp_path)
    key = first.place_key()
    first.close()
    second = Workspace(tmp_path)
    assert len(key) == 32
    assert second.place_key() == key
    second.close()
