"""What somebody else sees of an athlete's data: nothing that was not shared, and no way to change anything."""

from __future__ import annotations

import inspect
from datetime import date
from itertools import chain, combinations
from pathlib import Path

import pandas as pd
import pytest

from analysis.tables import ACTIVITIES, PAIN, conform
from dashboard.session.lent import Lent, NotYours
from dashboard.session.visitor import SCOPES, Visitor
from dashboard.workspace import Import, Workspace

SETS = [frozenset(some) for some in chain.from_iterable(combinations(SCOPES, n) for n in range(len(SCOPES) + 1))]
READS = {"data_version", "load", "told", "choices", "resolved"}
# What is written once into each category.
MARKS = {"training": "MarkShoe", "pain": "MarkPain", "notes": "MarkNote", "routines": "MarkCare"}


@pytest.fixture
def kept(home: Path) -> Workspace:
    """One of everything an athlete can have, each with the mark of its category."""
    opened = Workspace(home)
    run = {"activity_id": "a", "local_date": pd.Timestamp("2026-03-02"), "sport": "running", "distance_m": 5000.0}
    told = {"shoe": MARKS["training"], "title": MARKS["notes"], "source_file": "MarkFile.fit", "source_format": "FIT",
            "surface": "trail", "surface_source": "entered"}  # fmt: skip
    pain = {"local_date": pd.Timestamp("2026-03-02"), "moment": "day", "site": "plantar_heel", "side": "left",
            "score": 4.0, "activity_id": "a", "note": MARKS["notes"], "entry": 1, "quality": MARKS["pain"],
            "source": "MarkFile.csv"}  # fmt: skip
    opened.save(Import(
        file="MarkFile.fit", format="FIT", status="imported",
        activities=conform(pd.DataFrame([run | told]), ACTIVITIES), pain=conform(pd.DataFrame([pain]), PAIN),
    ))  # fmt: skip
    opened.tell("shoes", [{"shoe": MARKS["training"]}])
    opened.tell("care", [{"local_date": pd.Timestamp("2026-03-02"), "item": MARKS["routines"]}])
    opened.tell("names", [{"key": "k", "name": MARKS["notes"]}])
    opened.save_choices(
        {"history": "diabetes", "units": "mi", "settled_why:MarkPain": "seen", "site_name:arch": MARKS["notes"]}
    )
    opened.resolve("MarkPain", date(2026, 3, 3))
    return opened


def everything(lent: Lent) -> str:
    """All that can be read."""
    seen = lent.load()
    frames = [seen.activities, seen.exposures, seen.pain, *lent.told().values()]
    return "\n".join([*(frame.to_csv() for frame in frames), str(lent.choices()), str(lent.resolved())])


@pytest.mark.parametrize("scopes", SETS, ids=lambda scopes: "+".join(sorted(scopes)) or "nothing")
def test_only_what_is_shared_is_there(kept: Workspace, scopes: frozenset[str]) -> None:
    read = everything(Lent(kept, scopes))
    there = {scope for scope, mark in MARKS.items() if mark in read}
    assert there == scopes
    assert "MarkFile" not in read and "diabetes" not in read


def test_how_the_athlete_reads_is_no_secret(kept: Workspace) -> None:
    assert Lent(kept, frozenset()).choices() == {"units": "mi"}


def test_nothing_else_a_workspace_can_do_is_there(kept: Workspace) -> None:
    lent = Lent(kept, frozenset(SCOPES))
    names = {name for name, _ in inspect.getmembers(Workspace) if not name.startswith("_")} | {"athlete_id"}
    for name in names - READS:
        with pytest.raises(NotYours):
            getattr(lent, name)


def test_a_table_nobody_thought_of_is_not_shared(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workspace, "told", lambda _: {"diary": pd.DataFrame({"text": ["MarkNote"]})})
    assert Lent(kept, frozenset(SCOPES)).told()["diary"].empty


def test_who_sees_less_shares_no_cache_with_who_sees_more() -> None:
    seen = [Visitor("a", "coach", scopes).key for scopes in SETS]
    others = [Visitor("b", "coach", SETS[-1]).key, Visitor("a", "share", SETS[-1]).key, Visitor("a").key]
    assert len({*seen, *others}) == len(SETS) + 3
