"""No row of another athlete for anyone, and no change to one, whatever a workspace is asked."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from analysis.tables import EXPOSURES, conform
from dashboard.workspace import Decision, Import, Workspace, WorkspaceError
from dashboard.workspace.records import Place

from .entries import activities, pain, records

MARK = "MARKED-B"
HEART_RATE = 177.0  # only samples of athlete B have it
ATHLETES = (f"athlete {number}" for number in count())
NUMBERS = some.integers(-1, 40)
NAMES = some.sampled_from(["shared", "theirs", "waits", "own"])
EXAMPLES = int(os.environ.get("TWINGE_TEST_ISOLATION", "6"))  # on each database
KEYS = some.tuples(
    some.sampled_from([date(2026, 3, 2), date(2026, 3, 3)]),
    some.just("first_steps"), some.just("plantar_heel"), some.just("left"),
)  # fmt: skip
DECISIONS = some.builds(Decision, NAMES, some.sampled_from(["gone", "part_of"]), NAMES)
TABLES = {
    "corrections": {"activity_id": "shared", "field": "surface", "value": "trail"},
    "shoes": {"shoe": "Pair A"},
    "names": {"key": "k", "name": "mine"},
    "entries": {"entry_id": "e", "local_date": date(2026, 3, 2), "moment": "rest", "site": "arch", "side": "left"},
}


@dataclass(frozen=True)
class Known:
    """What an attacker may have got hold of: the names of the other athlete's files of records."""

    files: tuple[str, ...]


def imports(known: Known) -> some.SearchStrategy[Import]:
    stored = some.dictionaries(some.just("shared"), some.sampled_from(known.files), max_size=1)
    return some.builds(
        Import, file=some.just("own"), format=some.just("test"), status=some.just("imported"),
        activities=some.just(activities({"activity_id": "shared", "distance_m": 1000})),
        pain=some.just(pain({"local_date": "2026-03-02", "score": 1})),
        records=some.just(records("shared", 100)), stored=stored, decisions=some.tuples(DECISIONS) | some.just(()),
        digest=some.sampled_from(["", "digest of B"]),
    )  # fmt: skip


def calls(known: Known) -> dict[str, some.SearchStrategy[dict[str, Any]]]:
    """For each method of a workspace: arguments, the other athlete's own among them."""
    nothing = some.just({})
    exposures = some.just(conform(pd.DataFrame(columns=EXPOSURES.names), EXPOSURES))
    ids = some.lists(NUMBERS, max_size=5)
    names = some.lists(NAMES, max_size=4)
    reads = (
        "data_version", "load", "unmeasured", "imports", "proposal", "proposal_version", "known_digests",
        "removed_count", "choices", "answers", "resolved", "told", "everything_told", "told_with_proposal", "place_key",
    )  # fmt: skip
    changes = ("undo_import", "remove_all", "undo_remove", "delete_for_good", "delete_everything", "read_again")
    return {
        **dict.fromkeys((*reads, *changes), nothing),
        "lately": some.just({"since": date(2026, 1, 1)}),
        "load_records": some.fixed_dictionaries({"activity_ids": names}),
        "keep_exposures": some.fixed_dictionaries({"activity_ids": names, "exposures": exposures}),
        "save": some.fixed_dictionaries({"file": imports(known)}),
        "propose": some.fixed_dictionaries({"files": some.lists(imports(known), max_size=2)}),
        "keep": some.fixed_dictionaries({"without": names, "without_pain": some.lists(KEYS, max_size=2)}),
        "discard": some.fixed_dictionaries({"import_ids": some.none() | ids}),
        "remove": some.fixed_dictionaries({"import_ids": ids}),
        "save_choices": some.just({"choices": {"units": "km"}}),
        "answer": some.just({"shape": "s", "topic": "t", "answer": "mine"}),
        "resolve": some.fixed_dictionaries(
            {"flag_id": some.just("numbness"), "day": some.none() | some.dates(date(2026, 1, 1), date(2026, 12, 31))}
        ),
        "tell": some.sampled_from(sorted(TABLES)).flatmap(
            lambda name: some.fixed_dictionaries(
                {"name": some.just(name), "rows": some.just([TABLES[name]]), "drop": some.booleans()}
            )
        ),
        "undo_told": some.fixed_dictionaries({"name": some.sampled_from(sorted(TABLES))}),
    }


def methods() -> set[str]:
    return {name for name, _ in inspect.getmembers(Workspace, inspect.isfunction) if name[0] != "_"} - {"close"}


def test_every_method_of_the_workspace_is_called_below() -> None:
    """If this fails: a method is new. Say above what it may be called with."""
    assert set(calls(Known(("x",)))) == methods()


def filled(workspace: Workspace) -> None:
    """Athlete B: every kind of row there is, each with the mark."""
    run = activities({"activity_id": "theirs", "title": MARK}, {"activity_id": "shared", "title": MARK})
    both = pd.concat([records("theirs", HEART_RATE), records("shared", HEART_RATE)], ignore_index=True)
    note = pain({"local_date": "2026-03-02", "score": 9, "note": MARK})
    workspace.save(Import(MARK, "test", "imported", (MARK,), run, both, pain=note, digest="digest of B"))
    gone = workspace.save(
        Import(MARK, "test", "imported", activities=activities({"activity_id": "trash", "title": MARK}))
    )
    workspace.remove([gone.import_id])
    workspace.propose(
        [Import(MARK, "test", "imported", activities=activities({"activity_id": "waits", "title": MARK}))]
    )
    workspace.tell("corrections", [{"activity_id": "shared", "field": "shoe", "value": MARK}])
    workspace.tell("shoes", [{"shoe": MARK}])
    workspace.tell("names", [{"key": "k", "name": MARK}])
    workspace.tell("entries", [{**TABLES["entries"], "note": MARK}])
    workspace.save_choices({"units": MARK})
    workspace.answer("s", "t", MARK)
    workspace.resolve("numbness", date(2026, 3, 9))


def words(found: Any) -> str:
    """Everything in what a method gave, as one text."""
    if isinstance(found, pd.DataFrame):
        return found.to_csv()
    if isinstance(found, dict):
        return " ".join(f"{key} {words(value)}" for key, value in found.items())
    if hasattr(found, "__dict__"):
        return words(vars(found))
    return repr(found)


def everything(workspace: Workspace) -> str:
    """All that B sees, the trash counted and the samples with it."""
    seen = workspace.load()
    more = (
        workspace.imports(), workspace.proposal(), workspace.told(), workspace.choices(), workspace.answers(),
        workspace.resolved(), workspace.removed_count(), workspace.known_digests(), workspace.place_key(),
        workspace.load_records(["theirs", "shared"]),
    )  # fmt: skip
    return " ".join(words(part) for part in (seen, *more))


@pytest.fixture
def base(database: str, home: Path) -> Iterator[Path]:
    opened = Workspace(home)  # one user of the database through all examples, so that it is opened once
    yield home
    opened.close()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=some.data())
def test_no_row_of_one_athlete_for_another_and_none_changed(base: Path, data: some.DataObject) -> None:
    mine, theirs = Workspace(base, next(ATHLETES)), Workspace(base, next(ATHLETES))
    filled(theirs)
    before = everything(theirs)
    place: Place = theirs.records_place
    files, folder = place.opened()
    known = Known(tuple(sorted(path.rsplit("/", 1)[-1] for path in files.glob(f"{folder}/{place.owner}-*"))))
    possible = calls(known)
    for name in data.draw(some.lists(some.sampled_from(sorted(possible)), min_size=6, max_size=14)):
        arguments = data.draw(possible[name], label=name)
        found = getattr(mine, name)(**arguments)
        assert MARK not in words(found) and str(HEART_RATE) not in words(found), name
    assert mine.place_key() != theirs.place_key()
    assert everything(theirs) == before
    mine.close()
    theirs.close()


def test_every_table_of_an_athlete_is_emptied_by_deleting_everything(base: Path) -> None:
    mine = Workspace(base, next(ATHLETES))
    filled(mine)
    mine.delete_everything()
    assert MARK not in everything(mine)
    assert mine.load().activities.empty
    assert list(mine.records_place.opened()[0].glob(f"{mine.records_place.url}/{mine.records_place.owner}-*")) == []
    mine.close()


def test_a_workspace_error_tells_nothing_of_what_was_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Workspace(base, next(ATHLETES))
    filled(mine)
    twice = pd.concat([activities({"activity_id": "x", "title": MARK})] * 2)
    with pytest.raises(Exception, match=r"(?i)unique") as told:
        mine.save(Import(MARK, "test", "imported", activities=twice))
    assert not isinstance(told.value, WorkspaceError)
    assert f"'{MARK}'" not in str(told.value)
    mine.close()
