"""What was read is not the runner's until it is kept; one action is one undo."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.tables import ACTIVITIES, PAIN, RECORDS, conform
from dashboard.workspace import Decision, Import, Workspace, records

from .entries import distances, scores

DAY = {"local_date": "2026-03-02"}

pytestmark = pytest.mark.usefixtures("database")


def activities(**metres: float) -> pd.DataFrame:
    rows = [{"activity_id": name, "distance_m": distance} for name, distance in metres.items()]
    usual = {"sport": "running", "surface": "unknown", "surface_source": "unknown", "source_format": "test", **DAY}
    return conform(pd.DataFrame(rows).assign(**usual), ACTIVITIES)


def pain(*scores: float, **more: object) -> pd.DataFrame:
    frame = pd.DataFrame({"score": scores, "entry": range(1, len(scores) + 1)})
    usual = {"moment": "first_steps", "site": "plantar_heel", "side": "left", "source": "pain.csv", **DAY, **more}
    return conform(frame.assign(**usual), PAIN)


def read(name: str, digest: str = "", status: str = "imported", **holds) -> Import:
    return Import(name, "test", status, digest=digest, **holds)


def files(workspace: Workspace) -> list[str]:
    return workspace.proposal().files["file"].tolist()


def test_what_is_proposed_is_seen_by_nobody_and_survives_a_restart(home: Path, workspace: Workspace) -> None:
    before = workspace.data_version()
    workspace.propose([read("a.csv", activities=activities(x=1), pain=pain(4))])
    assert (distances(workspace), scores(workspace), len(workspace.imports())) == ({}, [], 0)
    assert workspace.data_version() == before
    again = Workspace(home)
    proposal = again.proposal()
    assert (proposal.activities["activity_id"].tolist(), proposal.pain["score"].tolist()) == (["x"], [4])
    again.close()


def test_keeping_makes_all_of_it_the_runner_s_and_undo_takes_all_of_it_back(workspace: Workspace) -> None:
    workspace.propose([read(f"{name}.fit", activities=activities(**{name: 1})) for name in "abc"])
    workspace.keep()
    assert distances(workspace) == {"a": 1, "b": 1, "c": 1}
    assert workspace.proposal_version() == ""
    workspace.undo_import()
    assert distances(workspace) == {}
    workspace.undo_remove()
    assert distances(workspace) == {"a": 1, "b": 1, "c": 1}


def test_undo_takes_back_the_last_action_only_and_gives_back_what_it_replaced(workspace: Workspace) -> None:
    for metres in (5000, 5100):
        workspace.propose([read(f"{metres}.csv", activities=activities(x=metres))])
        workspace.keep()
    workspace.undo_import()
    assert distances(workspace) == {"x": 5000}
    workspace.undo_import()
    assert distances(workspace) == {}


def test_a_run_read_again_brings_its_place_though_nothing_else_changed(workspace: Workspace) -> None:
    workspace.save(read("a.fit", activities=activities(x=5000)))
    placed = activities(x=5000).assign(place="p1 p2", route="r1")
    new = activities(y=1).assign(place="p3", route="r3")
    workspace.propose([read("a.fit", digest="1", activities=placed), read("b.fit", digest="2", activities=new)])
    assert workspace.proposal().n_better_known == 1
    workspace.keep()
    assert workspace.load().activities["place"].tolist() == ["p1 p2", "p3"]
    assert workspace.imports().set_index("file")["changed"].to_dict() == {"a.fit": 0, "b.fit": 0}
    workspace.propose([read("a.fit", activities=placed)])
    assert workspace.proposal().n_better_known == 0


def test_discarding_leaves_nothing_of_it(home: Path, workspace: Workspace) -> None:
    samples = conform(pd.DataFrame({"activity_id": ["x"], "elapsed_s": [0.0], "heart_rate_bpm": [120.0]}), RECORDS)
    stored = records.write(workspace.records_place, samples)
    workspace.propose([read("a.fit", "d1", activities=activities(x=1), stored=stored)])
    assert len(list((home / "records").iterdir())) == 1
    workspace.discard()
    assert list((home / "records").iterdir()) == []
    assert (files(workspace), workspace.known_digests(), distances(workspace)) == ([], frozenset(), {})


def test_records_that_were_stored_while_reading_are_kept_with_the_run(workspace: Workspace) -> None:
    samples = conform(pd.DataFrame({"activity_id": ["x"], "elapsed_s": [0.0], "heart_rate_bpm": [120.0]}), RECORDS)
    stored = records.write(workspace.records_place, samples)
    workspace.propose([read("a.fit", activities=activities(x=1), stored=stored)])
    assert workspace.load_records(["x"]).empty
    workspace.keep()
    assert workspace.load_records(["x"])["heart_rate_bpm"].tolist() == [120]


def test_records_that_another_visit_deleted_meanwhile_are_read_again_next_time(workspace: Workspace) -> None:
    workspace.propose([read("a.fit", "d1", activities=activities(x=1), stored={"x": "gone.parquet"})])
    workspace.keep()
    assert distances(workspace) == {"x": 1}
    assert workspace.load_records(["x"]).empty
    assert workspace.known_digests() == frozenset()


def test_files_are_known_by_their_bytes_from_the_proposal_on_until_they_are_removed(workspace: Workspace) -> None:
    workspace.propose([read("a.fit", "d1", activities=activities(x=1)), read("b.fit", "d2", "refused")])
    assert workspace.known_digests() == {"d1", "d2"}
    workspace.keep()
    assert workspace.known_digests() == {"d1"}
    workspace.undo_import()
    assert workspace.known_digests() == frozenset()


def test_a_file_that_asks_is_read_again_until_it_is_kept(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", "d1", activities=activities(x=1), questions='[{"topic": "date_order"}]')])
    assert workspace.known_digests() == frozenset()
    workspace.propose([read("a.csv", "d1", activities=activities(x=2))])
    assert workspace.proposal().activities["distance_m"].tolist() == [2]
    workspace.keep()
    assert workspace.known_digests() == {"d1"}


def test_an_interrupted_reading_that_begins_again_proposes_nothing_twice(workspace: Workspace) -> None:
    workspace.propose([read("a.fit", "d1", activities=activities(x=1))])
    workspace.propose([read("a.fit", "d1", "already_there"), read("b.fit", "d2", activities=activities(y=1))])
    assert files(workspace) == ["a.fit", "b.fit"]


def test_the_same_bytes_under_two_names_bring_one_run_and_two_lines(workspace: Workspace) -> None:
    workspace.propose([read(name, "d1", activities=activities(x=1)) for name in ("a.fit", "copy of a.fit")])
    proposal = workspace.proposal()
    assert proposal.files["status"].tolist() == ["imported", "already_there"]
    assert len(proposal.activities) == 1


def test_what_is_left_out_is_not_kept_and_its_file_is_read_again_next_time(workspace: Workspace) -> None:
    two_days = pd.concat([pain(4), pain(5, local_date="2026-03-03")])
    workspace.propose([read("a.csv", "d1", activities=activities(x=1, y=2)), read("pain.csv", "d2", pain=two_days)])
    key = (pd.Timestamp("2026-03-03").date(), "first_steps", "plantar_heel", "left")
    workspace.keep(without=["y"], without_pain=[key])
    assert (distances(workspace), scores(workspace)) == ({"x": 1}, [4])
    assert workspace.known_digests() == frozenset()
    assert workspace.imports()[["file", "activities", "pain_entries"]].to_numpy().tolist() == [
        ["pain.csv", 0, 1],
        ["a.csv", 1, 0],
    ]


def test_more_left_out_than_one_statement_takes(workspace: Workspace) -> None:
    many = activities(**{f"run{n}": 1 for n in range(1203)})
    workspace.propose([read("a.csv", activities=many)])
    workspace.keep(without=[f"run{n}" for n in range(1202)])
    assert list(distances(workspace)) == ["run1202"]


def test_a_file_that_brings_nothing_new_is_not_kept(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", activities=activities(x=1))])
    workspace.keep()
    workspace.propose([read("again.csv", activities=activities(x=1)), read("b.csv", activities=activities(y=1))])
    workspace.keep()
    assert workspace.imports()["file"].tolist() == ["b.csv", "a.csv"]
    assert workspace.imports()[["added", "changed"]].to_numpy().tolist() == [[1, 0], [1, 0]]


def test_of_two_lists_kept_together_the_one_that_reaches_farther_counts(workspace: Workspace) -> None:
    newer = pd.concat([activities(x=2), activities(y=9).assign(local_date=pd.Timestamp("2026-04-01"))])
    older = activities(x=1)
    workspace.propose([read("new.csv", activities=newer), read("old.csv", activities=older)])
    assert workspace.proposal().activities["distance_m"].tolist() == [1, 2, 9]
    workspace.keep()
    assert distances(workspace) == {"x": 2, "y": 9}


def test_logs_kept_together_that_disagree_are_both_kept_and_what_they_agree_on_once(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", pain=pain(6)), read("b.csv", pain=pain(6, 1))])
    workspace.keep()
    assert workspace.load().pain[["score", "entry"]].to_numpy().tolist() == [[6, 1], [1, 2]]
    workspace.propose([read("corrected.csv", pain=pain(3))])
    workspace.keep()
    assert scores(workspace) == [3]
    workspace.undo_import()
    assert scores(workspace) == [6, 1]


def test_two_equal_entries_of_one_log_stay_two(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", pain=pain(4, 4))])
    workspace.keep()
    assert scores(workspace) == [4, 4]


def said(kind: str, *names: str, other: str | None = None) -> Import:
    return Import("Said", "Entered", "imported", decisions=tuple(Decision(name, kind, other) for name in names))


def test_an_activity_said_to_be_gone_is_not_seen_until_that_is_undone_or_a_later_file_brings_it(
    workspace: Workspace,
) -> None:
    workspace.propose([read("a.csv", activities=activities(x=1, y=2))])
    workspace.keep()
    workspace.propose([read("b.csv", activities=activities(z=3))])
    workspace.keep(said=[said("gone", "x")])
    assert distances(workspace) == {"y": 2, "z": 3}
    workspace.undo_import()
    assert distances(workspace) == {"x": 1, "y": 2}
    workspace.undo_remove()
    workspace.propose([read("c.csv", activities=activities(x=1.5))])
    workspace.keep()
    assert distances(workspace) == {"x": 1.5, "y": 2, "z": 3}


def test_a_decision_alone_can_be_kept_and_removed_like_a_file(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", activities=activities(x=1, y=2))])
    workspace.keep(said=[said("part_of", "y", other="x")])
    part_of = workspace.load().activities.set_index("activity_id")["part_of"]
    assert (part_of["y"], part_of.isna()["x"]) == ("x", True)
    listed = workspace.imports()
    workspace.remove(listed.loc[listed["file"] == "Said", "import_id"])
    assert workspace.load().activities["part_of"].isna().all()
    assert distances(workspace) == {"x": 1, "y": 2}


def test_a_list_that_comes_again_leaves_the_recordings_together(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", activities=activities(x=1, y=2))])
    workspace.keep(said=[said("part_of", "y", other="x")])
    workspace.propose([read("b.csv", activities=activities(x=1, y=2))])
    workspace.keep()
    assert workspace.load().activities["part_of"].notna().sum() == 1
    assert workspace.imports()["file"].tolist() == ["Said", "a.csv"]


def test_two_athletes_do_not_see_each_other_s_proposals(home: Path) -> None:
    one, other = Workspace(home, "one"), Workspace(home, "other")
    one.propose([read("a.csv", "d1", activities=activities(x=1))])
    one.answer("shape", "date_order", "day")
    assert (other.proposal_version(), other.known_digests(), other.answers()) == ("", frozenset(), {})
    other.keep()
    other.discard()
    one.keep()
    assert (distances(one), distances(other)) == ({"x": 1}, {})
    one.close()
    other.close()


def test_an_answer_is_kept_and_replaced(workspace: Workspace) -> None:
    workspace.answer("shape", "date_order", "day")
    workspace.answer("shape", "distance_unit", "mi")
    workspace.answer("shape", "date_order", "month")
    assert workspace.answers() == {("shape", "date_order"): "month", ("shape", "distance_unit"): "mi"}


def test_removing_everything_leaves_what_is_only_proposed(workspace: Workspace) -> None:
    workspace.propose([read("a.csv", activities=activities(x=1))])
    workspace.remove_all()
    workspace.delete_for_good()
    assert files(workspace) == ["a.csv"]
