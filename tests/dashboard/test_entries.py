"""Pain entered by hand in the workspace: it joins what files say, and nothing is lost between two windows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis import plain
from analysis.importers import File, twinge
from analysis.importers.base import Hints
from analysis.tables import PAIN, check, conform
from dashboard.workspace import ENTRIES, Conflict, Import, Workspace, file_ids, without_entries

DAY = date(2026, 3, 2)
KEY = ("entry_id", "local_date", "moment", "site", "side")  # an entry that says no more takes one of a file away


def entry(name: str, score: float | None, **more) -> dict:
    place = {"moment": "first_steps", "site": "plantar_heel", "side": "left"}
    return {"entry_id": name, "local_date": DAY, **place, "score": score} | more


def file_of(*scores: float, **more) -> Import:
    rows = [{**entry("", score), "entry": n + 1, "source": "pain.csv", **more} for n, score in enumerate(scores)]
    return Import("pain.csv", "Pain log", "imported", pain=conform(pd.DataFrame(rows)[list(rows[0])[1:]], PAIN))


def scores(workspace: Workspace) -> list[tuple[float, str]]:
    pain = check(workspace.load().pain, PAIN)
    return sorted(zip(pain["score"], pain["source"], strict=True))


def test_zero_is_kept_as_zero_and_missing_as_missing(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 0), entry("b", None, signs="limp", moment="day")])
    pain = workspace.load().pain.set_index("moment")
    assert pain.loc["first_steps", "score"] == 0 and pd.isna(pain.loc["first_steps", "signs"])
    assert pd.isna(pain.loc["day", "score"]) and pain.loc["day", "signs"] == "limp"


def test_an_entry_beside_a_file_that_disagrees_stands_with_it(workspace: Workspace) -> None:
    workspace.save(file_of(4))
    workspace.tell("entries", [entry("a", 2)])
    assert scores(workspace) == [(2, "entered"), (4, "pain.csv")]
    assert sorted(workspace.load().pain["entry"]) == [1, 2]


def test_what_was_exported_and_comes_back_as_a_file_is_there_once(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 3, note="stairs", start_score=1)])
    workspace.save(file_of(3, note="stairs", start_score=1))
    assert scores(workspace) == [(3, "entered")]


def test_two_equal_entries_stay_two_beside_one_in_a_file(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 3), entry("b", 3)])
    workspace.save(file_of(3))
    assert len(scores(workspace)) == 2


def test_an_edit_replaces_and_its_undo_gives_back(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 5)])
    edited = workspace.tell("entries", [entry("a", 2)])
    assert scores(workspace) == [(2, "entered")]
    workspace.undo_told("entries", edited)
    assert scores(workspace) == [(5, "entered")]


def test_undo_takes_back_its_own_action_though_another_came_after(workspace: Workspace) -> None:
    mine = workspace.tell("entries", [entry("a", 5)])
    workspace.tell("entries", [entry("b", 1)])
    workspace.undo_told("entries", mine)
    assert scores(workspace) == [(1, "entered")]


def test_a_deleted_entry_comes_back_by_undo(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 5)])
    deleted = workspace.tell("entries", [{"entry_id": "a"}], drop=True)
    assert scores(workspace) == []
    workspace.undo_told("entries", deleted)
    assert scores(workspace) == [(5, "entered")]


def test_whoever_edits_what_was_changed_meanwhile_is_told_and_nothing_is_kept(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 5)])
    seen = workspace.entries()
    workspace.tell("entries", [entry("a", 7)], expected=seen)
    version = workspace.data_version()
    with pytest.raises(Conflict) as told:
        workspace.tell("entries", [entry("a", 2)], expected=seen)
    assert told.value.now["score"].tolist() == [7]
    assert scores(workspace) == [(7, "entered")]
    assert workspace.data_version() == version


def test_whoever_edits_what_was_deleted_meanwhile_is_told(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 5)])
    seen = workspace.entries()
    workspace.tell("entries", [{"entry_id": "a"}], drop=True)
    with pytest.raises(Conflict) as told:
        workspace.tell("entries", [entry("a", 2)], expected=seen)
    assert told.value.now.empty


def test_lately_holds_the_days_asked_for_and_no_earlier_form_of_a_moved_entry(workspace: Workspace) -> None:
    workspace.tell("entries", [entry("a", 5), entry("b", 1)])
    workspace.tell("entries", [entry("a", 5, local_date=date(2026, 2, 1))])
    workspace.save(file_of(4))
    lately = workspace.lately(date(2026, 3, 1))
    assert workspace.entries(date(2026, 3, 1))["entry_id"].tolist() == ["b"]
    assert lately.pain["score"].tolist() == [4]
    assert workspace.lately(date(2026, 3, 3)).pain.empty


def test_of_two_equal_entries_of_a_file_one_is_changed(workspace: Workspace) -> None:
    workspace.save(file_of(4, 4))
    first, second = file_ids(workspace.load().pain)
    workspace.tell("entries", [entry(second, 1)])
    assert scores(workspace) == [(1, "entered"), (4, "pain.csv")]
    workspace.tell("entries", [{name: entry(first, None)[name] for name in KEY}])
    assert scores(workspace) == [(1, "entered")]


def test_what_a_file_says_anew_of_that_day_stands_beside_what_was_changed(workspace: Workspace) -> None:
    workspace.save(file_of(4))
    workspace.tell("entries", [entry(file_ids(workspace.load().pain)[0], 1)])
    workspace.save(file_of(6))
    assert scores(workspace) == [(1, "entered"), (6, "pain.csv")]


def test_what_was_taken_away_is_no_pain_in_an_export(workspace: Workspace) -> None:
    workspace.save(file_of(4))
    workspace.tell("entries", [{name: entry(file_ids(workspace.load().pain)[0], None)[name] for name in KEY}])
    assert workspace.load().pain.empty
    table = plain.as_csv("entries", workspace.entries(), ENTRIES)
    content = twinge.read(File("twinge-entries.csv", table), Hints())
    assert content.pain.empty and len(content.told["entries"]) == 1


def test_logging_pain_changes_the_word_for_the_data_but_not_that_for_all_else(workspace: Workspace) -> None:
    def words() -> tuple[str, str]:
        version = workspace.data_version()
        return version, without_entries(version)

    seen = [words()]
    for change in (
        lambda: workspace.tell("entries", [entry("a", 1)]),
        lambda: workspace.tell("entries", [entry("b", 2)]),
        lambda: workspace.undo_told("entries"),
        lambda: workspace.tell("names", [{"key": "k", "name": "Home"}]),
        lambda: workspace.undo_told("names"),
        workspace.remove_all,
    ):
        change()
        seen.append(words())
    assert len({whole for whole, _ in seen}) == 7
    assert [seen[n][1] == seen[n + 1][1] for n in range(6)] == [True, True, True, False, False, False]
