"""No row of another athlete for anyone, and no change to one, whatever a workspace is asked."""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from analysis.tables import EXPOSURES, conform
from dashboard.workspace import (
    Account,
    Decision,
    Import,
    People,
    Share,
    Shares,
    Summary,
    Terms,
    Workspace,
    WorkspaceError,
)
from dashboard.workspace.records import Place

from .entries import activities, pain, records

MARK = "MARKED-B"
HEART_RATE = 177.0  # only samples of athlete B have it
ATHLETES = (f"athlete {number}" for number in count())
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


NOW = datetime(2026, 3, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=14)


@dataclass(frozen=True)
class Known:
    """What an attacker is, and may have got hold of: names of the other's files of records, ids, hashes of tokens."""

    files: tuple[str, ...]
    me: Account
    other: Account
    hashes: tuple[str, ...] = ("",)
    numbers: tuple[int, ...] = (-1,)
    version: str = "v"

    def any_number(self) -> some.SearchStrategy[int]:
        """One of them. By its place, because how many there are differs between examples."""
        return some.integers(0, 11).map(lambda place: self.numbers[place % len(self.numbers)])


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
    ids = some.lists(known.any_number(), max_size=5)
    names = some.lists(NAMES, max_size=4)
    reads = (
        "data_version", "load", "unmeasured", "imports", "proposal", "proposal_version", "known_digests",
        "removed_count", "choices", "answers", "resolved", "told", "entries", "everything_told", "told_with_proposal",
        "place_key",
    )  # fmt: skip
    changes = ("undo_import", "remove_all", "undo_remove", "delete_for_good", "delete_everything", "read_again")
    return {
        **dict.fromkeys((*reads, *changes), nothing),
        "lately": some.just({"since": date(2026, 1, 1)}),
        "glance": some.just({"seen_with": "words"}),
        "keep_glance": some.just({"data_version": known.version, "seen_with": "words", "made": {"state": "steady"}}),
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


def calls_of_shares(known: Known) -> dict[str, some.SearchStrategy[dict[str, Any]]]:
    """The same of share links. Whoever calls is who they are; everything else may be the other's."""
    mine, times, numbers = some.just(known.me.athlete_id), some.just(NOW), known.any_number()
    terms = some.builds(Terms, NAMES, some.just(["pain"]), some.none(), some.none(), some.just(LATER))
    forged = some.builds(
        Share, numbers, mine, NAMES, some.just(frozenset(["notes"])), some.none(), some.none(), times, times
    )
    one = {"athlete_id": mine, "share_id": numbers}
    return {
        "listed": some.fixed_dictionaries({"athlete_id": mine}),
        "audit": some.fixed_dictionaries({"athlete_id": mine}),
        "create": some.fixed_dictionaries({"athlete_id": mine, "terms": terms, "now": times}),
        "rotate": some.fixed_dictionaries(one),
        "revoke": some.fixed_dictionaries({**one, "now": times}),
        "find": some.fixed_dictionaries({"token": some.sampled_from(known.hashes), "now": times}),
        "opened": some.fixed_dictionaries({"share": forged, "now": times}),
        "note": some.fixed_dictionaries({"athlete_id": mine, "who": NAMES, "what": NAMES, "at": times}),
    }


def calls_of_people(known: Known) -> dict[str, some.SearchStrategy[dict[str, Any]]]:
    """The same of people: a coach whom the other never let look, and an athlete with the other's numbers."""
    coach, athlete, times = some.just(known.me.account_id), some.just(known.me.athlete_id), some.just(NOW)
    anybody = some.sampled_from([known.me.athlete_id, known.other.athlete_id, known.other.account_id])
    tokens, numbers = some.sampled_from(known.hashes), known.any_number()
    agreed = some.just((["notes", "pain"], "1"))
    return {
        "log_in": some.just({"identity": ("issuer", known.me.account_id), "name": "me", "now": NOW}),
        "invite": some.fixed_dictionaries({"coach_id": coach, "now": times, "expires_at": some.just(LATER)}),
        "invited_by": some.fixed_dictionaries({"token": tokens, "now": times}),
        "open_invitations": some.fixed_dictionaries({"coach_id": coach, "now": times}),
        "close_invitations": some.fixed_dictionaries({"coach_id": coach, "now": times}),
        "accept": some.fixed_dictionaries({"token": tokens, "athlete_id": athlete, "agreed": agreed, "now": times}),
        "scopes": some.fixed_dictionaries({"coach_id": coach, "athlete_id": anybody}),
        "coached": some.fixed_dictionaries({"coach_id": coach}),
        "granted": some.fixed_dictionaries({"athlete_id": athlete}),
        "withdraw": some.fixed_dictionaries({"athlete_id": athlete, "grant_id": numbers, "now": times}),
        "add_note": some.fixed_dictionaries(
            {"coach_id": coach, "athlete_id": some.just(known.other.athlete_id), "text": NAMES, "now": times}
        ),
        "notes": some.fixed_dictionaries({"coach_id": coach, "athlete_id": anybody}),
        "remove_note": some.fixed_dictionaries({"coach_id": coach, "note_id": numbers, "now": some.none() | times}),
        "data_versions": some.fixed_dictionaries({"coach_id": coach}),
        "summaries": some.fixed_dictionaries({"coach_id": coach, "athlete_id": some.none() | anybody}),
        "keep_summary": some.fixed_dictionaries({
            "coach_id": coach, "athlete_id": anybody, "summary": some.just(Summary("v", {"x": {"forged": 1}})),
            "day": some.just(NOW.date()),
        }),
        "counts": some.just({}),
    }  # fmt: skip


STORES = {Workspace: calls, Shares: calls_of_shares, People: calls_of_people}


@pytest.mark.parametrize("store", STORES)
def test_every_method_of_a_store_is_called_below(store: type) -> None:
    """If this fails: a method is new. Say above what it may be called with."""
    nobody = Account("a", "A", "b")
    methods = {name for name, _ in inspect.getmembers(store, inspect.isfunction) if name[0] != "_"}
    assert set(STORES[store](Known(("x",), nobody, nobody))) == methods - {"close"}


@dataclass(frozen=True)
class Seen:
    """All stores as one athlete uses them."""

    me: Account
    workspace: Workspace
    shares: Shares
    people: People

    def close(self) -> None:
        for store in (self.workspace, self.shares, self.people):
            store.close()


def opened(home: Path) -> Seen:
    """The stores of somebody who logs in for the first time."""
    people = People(home)
    me = people.log_in(("issuer", next(ATHLETES)), "me", NOW)
    return Seen(me, Workspace(home, me.athlete_id), Shares(home), people)


def with_others(theirs: Seen) -> tuple[str, ...]:
    """B shares by a link and with a coach, and coaches; gives what an attacker may read of the tokens."""
    friend = theirs.people.log_in(("issuer", next(ATHLETES)), "friend", NOW)
    link = theirs.shares.create(theirs.me.athlete_id, Terms(MARK, ["pain"], None, None, LATER), NOW)
    theirs.shares.note(theirs.me.athlete_id, MARK, MARK, NOW)
    for coach, athlete in ((friend, theirs.me), (theirs.me, friend)):
        token = theirs.people.invite(coach.account_id, NOW, LATER)
        theirs.people.accept(token, athlete.athlete_id, (["pain"], MARK), NOW)
        theirs.people.add_note(coach.account_id, athlete.athlete_id, MARK, NOW)
        mark = MARK if athlete is theirs.me else "of the friend"
        theirs.people.keep_summary(coach.account_id, athlete.athlete_id, Summary(mark, {mark: {}}), NOW.date())
    still_open = theirs.people.invite(theirs.me.account_id, NOW, LATER)
    return "", *(hashlib.sha256(secret.encode()).hexdigest() for secret in (link, token, still_open))


def numbers_of(theirs: Seen) -> tuple[int, ...]:
    """Every number a row of B goes by."""
    me, people = theirs.me, theirs.people
    athletes = [me.athlete_id, *(grant.athlete_id for grant in people.coached(me.account_id))]
    found = {share.share_id for share in theirs.shares.listed(me.athlete_id)}
    found |= {grant.grant_id for grant in (*people.coached(me.account_id), *people.granted(me.athlete_id))}
    found |= {note.note_id for athlete in athletes for note in people.notes(me.account_id, athlete)}
    return -1, *sorted(found | {int(number) for number in theirs.workspace.imports()["import_id"]})


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
    workspace.keep_glance(workspace.data_version(), "words", {"reason": MARK})


def words(found: Any) -> str:
    """Everything in what a method gave, as one text."""
    if isinstance(found, pd.DataFrame):
        return found.to_csv()
    if isinstance(found, dict):
        return " ".join(f"{key} {words(value)}" for key, value in found.items())
    if isinstance(found, list | tuple):
        return " ".join(map(words, found))
    if hasattr(found, "__dict__"):
        return words(vars(found))
    return repr(found)


def everything(workspace: Workspace) -> str:
    """All that B sees, the trash counted and the samples with it."""
    seen = workspace.load()
    more = (
        workspace.imports(), workspace.proposal(), workspace.told(), workspace.choices(), workspace.answers(),
        workspace.resolved(), workspace.removed_count(), workspace.known_digests(), workspace.place_key(),
        workspace.load_records(["theirs", "shared"]), workspace.entries(), workspace.glance("words"),
    )  # fmt: skip
    return " ".join(words(part) for part in (seen, *more))


def everything_between_people(theirs: Seen) -> str:
    """All that B shared, was let see, and wrote down as a coach."""
    me = theirs.me
    coached = theirs.people.coached(me.account_id)
    more = (
        theirs.shares.listed(me.athlete_id), theirs.shares.audit(me.athlete_id), theirs.people.granted(me.athlete_id),
        coached, [theirs.people.notes(me.account_id, grant.athlete_id) for grant in coached],
        theirs.people.summaries(me.account_id), theirs.people.data_versions(me.account_id),
        theirs.people.notes(me.account_id, me.athlete_id),
    )  # fmt: skip
    return " ".join(repr(part) for part in more)


@pytest.fixture
def base(database: str, home: Path) -> Iterator[Path]:
    opened = Workspace(home)  # one user of the database through all examples, so that it is opened once
    yield home
    opened.close()


SOME = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SOME
@given(data=some.data())
def test_no_row_of_one_athlete_for_another_and_none_changed(base: Path, data: some.DataObject) -> None:
    mine, theirs = opened(base), opened(base)
    filled(theirs.workspace)
    before = everything(theirs.workspace)
    place: Place = theirs.workspace.records_place
    files, folder = place.opened()
    names = tuple(sorted(path.rsplit("/", 1)[-1] for path in files.glob(f"{folder}/{place.owner}-*")))
    version = theirs.workspace.data_version()
    known = Known(names, mine.me, theirs.me, numbers=numbers_of(theirs), version=version)
    try_everything(data, known, (mine.workspace,), (6, 14))
    assert mine.workspace.place_key() != theirs.workspace.place_key()
    assert everything(theirs.workspace) == before
    mine.close()
    theirs.close()


@SOME
@given(data=some.data())
def test_nobody_learns_or_changes_what_others_share_and_note(base: Path, data: some.DataObject) -> None:
    mine, theirs = opened(base), opened(base)
    hashes = with_others(theirs)
    before = everything_between_people(theirs)
    assert before.count(MARK) >= 5
    known = Known((), mine.me, theirs.me, hashes, numbers_of(theirs))
    try_everything(data, known, (mine.shares, mine.people), (20, 30))
    assert everything_between_people(theirs) == before
    mine.close()
    theirs.close()


def try_everything(data: some.DataObject, known: Known, stores: tuple, length: tuple[int, int]) -> None:
    """Call methods of these stores in any order; nothing they give tells of the other."""
    possible = {(store, name): given for store in stores for name, given in STORES[type(store)](known).items()}
    steps = some.sampled_from(list(possible))
    for store, name in data.draw(some.lists(steps, min_size=length[0], max_size=length[1])):
        found = getattr(store, name)(**data.draw(possible[store, name], label=name))
        assert MARK not in words(found) and str(HEART_RATE) not in words(found), name


def test_a_workspace_error_tells_nothing_of_what_was_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Workspace(base, next(ATHLETES))
    filled(mine)
    twice = pd.concat([activities({"activity_id": "x", "title": MARK})] * 2)
    with pytest.raises(Exception, match=r"(?i)unique") as told:
        mine.save(Import(MARK, "test", "imported", activities=twice))
    assert not isinstance(told.value, WorkspaceError)
    assert f"'{MARK}'" not in str(told.value)
    mine.close()
