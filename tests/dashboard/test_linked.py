"""What a share link shows of an athlete's data: the days and kinds of things that were ticked, and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from analysis import Told, analyse
from analysis.tables import ACTIVITIES, EXPOSURES, PAIN, conform
from dashboard.session.lent import NotYours
from dashboard.session.linked import Linked
from dashboard.session.visitor import LINK_SCOPES, Visitor
from dashboard.workspace import LOCAL_ATHLETE, Import, Share, Workspace

# None, all, each alone, and all but each.
SETS = [frozenset(some) for size in (0, 1, 5, 6) for some in combinations(LINK_SCOPES, size)]
# Scope -> what is written once in the data and must come with that scope only. "name" and "titles" are of runs.
MARKS = {"training": "ZZsport", "pain": "ZZquality", "notes": "ZZnote", "routines": "ZZcare", "titles": "ZZtitle",
         "name": "ZZshoe"}  # fmt: skip
WITH_TRAINING = {"titles", "name"}
WITH_PAIN = {"notes"}
BEFORE, FIRST, INSIDE, LAST, AFTER = (pd.Timestamp(f"2026-03-0{day}") for day in (1, 2, 3, 4, 5))
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SPAN = (FIRST.date(), LAST.date())
DAYS = (BEFORE, FIRST, INSIDE, LAST, AFTER)


def run(name: str, day: pd.Timestamp, **more: object) -> dict[str, object]:
    return {
        "activity_id": name, "local_date": day, "sport": "running", "sub_sport": MARKS["training"],
        "distance_m": 5000.0, "surface": "trail", "surface_source": "entered", "source_format": "FIT",
        "source_file": "ZZfile.fit", "also_in": "ZZfile.csv", "title": MARKS["titles"], "shoe": MARKS["name"], **more,
    }  # fmt: skip


def score(day: pd.Timestamp, **more: object) -> dict[str, object]:
    return {
        "local_date": day, "moment": "day", "site": "plantar_heel", "side": "left", "score": 4.0, "entry": 1,
        "note": MARKS["notes"], "quality": MARKS["pain"], "source": "ZZfile.csv", **more,
    }  # fmt: skip


@pytest.fixture
def kept(home: Path) -> Workspace:
    """A run and a score on each of five days, and something told of every kind."""
    opened = Workspace(home)
    runs = pd.DataFrame([run(f"{day:%d}", day) for day in DAYS])
    pain = pd.DataFrame([score(day, activity_id=f"{day:%d}") for day in DAYS])
    bands = [{"activity_id": f"{day:%d}", "dimension": "shoe", "band": MARKS["name"], "distance_m": 5000.0,
              "source": "entered"} for day in DAYS]  # fmt: skip
    opened.save(Import(
        file="ZZfile.fit", format="FIT", status="imported", activities=conform(runs, ACTIVITIES),
        pain=conform(pain, PAIN), exposures=conform(pd.DataFrame(bands), EXPOSURES),
    ))  # fmt: skip
    opened.tell("shoes", [{"shoe": MARKS["name"], "first_use": BEFORE, "retired": AFTER}, {"shoe": "ZZshoe of then"}])
    opened.tell("care", [{"local_date": day, "item": MARKS["routines"], "dose": f"{day:%d}"} for day in DAYS])
    opened.tell("names", [{"key": "k", "name": "ZZshoe street"}])
    opened.save_choices({"site_name:plantar_heel": "ZZshoe heel"})
    opened.tell("corrections", [{"activity_id": f"{day:%d}", "field": "shoe", "value": MARKS["name"]} for day in DAYS])
    opened.tell("defaults", [{"kind": "place", "key": "k", "field": "shoe", "value": MARKS["name"]}])
    opened.save_choices({"history": "diabetes", "units": "mi", "settled_why:early": "seen", "settled_why:late": "gone"})
    opened.resolve("early", BEFORE.date())
    opened.resolve("late", INSIDE.date())
    yield opened
    opened.close()


def link(kept: Workspace, scopes: Iterable[str], span: tuple[date | None, date | None] = (None, None)) -> Linked:
    return Linked(kept, visitor(scopes, span))


def visitor(scopes: Iterable[str], span: tuple[date | None, date | None]) -> Visitor:
    """Whoever has such a link."""
    share = Share(1, LOCAL_ATHLETE, "My physio", frozenset(scopes), *span, NOW, NOW)
    return Visitor(LOCAL_ATHLETE, "share", share.scopes, link=share)


def everything(seen: Linked) -> str:
    """All that can be read of it, and all that the analysis makes of that."""
    tables, told = seen.load(), seen.told()
    frames = [tables.activities, tables.exposures, tables.pain, *told.values()]
    if len(tables.activities) or len(tables.pain):
        made = analyse(tables.activities, tables.pain, exposures=tables.exposures, told=Told(
            told["corrections"], told["defaults"].assign(name=None), told["shoes"], told["care"]))  # fmt: skip
        frames += [table for table in vars(made).values() if isinstance(table, pd.DataFrame)]
    return "\n".join([*(frame.to_csv() for frame in frames), str(seen.choices()), str(seen.resolved())])


@pytest.mark.parametrize("scopes", SETS, ids=lambda scopes: "+".join(sorted(scopes)) or "nothing")
def test_only_what_is_ticked_is_there(kept: Workspace, scopes: frozenset[str]) -> None:
    read = everything(link(kept, scopes))
    expected = {
        scope
        for scope in scopes
        if (scope not in WITH_TRAINING or "training" in scopes) and (scope not in WITH_PAIN or "pain" in scopes)
    }
    found = {scope for scope, mark in MARKS.items() if mark in read}
    # What shoes and places are called is told beside the runs, so it comes without them too.
    assert found - {"name"} == expected - {"name"}
    assert ("name" in found) == ("name" in scopes)
    assert "ZZfile" not in read and "diabetes" not in read


def test_both_ends_of_the_span_belong_to_it_and_no_other_day_does(kept: Workspace) -> None:
    seen = link(kept, LINK_SCOPES, SPAN)
    there = [FIRST, INSIDE, LAST]
    assert seen.load().activities["local_date"].tolist() == there
    assert seen.load().pain["local_date"].tolist() == there
    assert seen.load().exposures["activity_id"].tolist() == ["02", "03", "04"]
    assert seen.told()["care"]["local_date"].tolist() == there
    assert seen.told()["corrections"]["activity_id"].tolist() == ["02", "03", "04"]
    for day in (BEFORE, AFTER):
        assert f"{day:%Y-%m-%d}" not in everything(seen)


@pytest.mark.parametrize(("span", "days"), [((LAST.date(), None), 2), ((None, FIRST.date()), 2), ((None, None), 5)])
def test_an_end_that_was_left_open_is_open(kept: Workspace, span: tuple, days: int) -> None:
    assert len(link(kept, LINK_SCOPES, span).load().pain) == days


def test_what_was_settled_on_other_days_is_not_told(kept: Workspace) -> None:
    seen = link(kept, ["pain"], SPAN)
    assert seen.resolved() == {"late": INSIDE.date()}
    assert seen.choices() == {"units": "mi", "settled_why:late": "gone"}
    assert link(kept, ["training"], SPAN).choices() == {"units": "mi"}


def test_pairs_are_numbered_where_names_are_not_shared(kept: Workspace) -> None:
    seen = link(kept, ["training"], SPAN)
    assert set(seen.load().activities["shoe"]) == {"Pair 1"}
    assert set(seen.load().exposures["band"]) == {"Pair 1"}
    assert seen.told()["shoes"]["shoe"].tolist() == ["Pair 1"]
    assert set(seen.told()["corrections"]["value"]) == {"Pair 1"}
    assert seen.told()["defaults"]["value"].tolist() == ["Pair 1"]


def test_a_run_on_another_day_is_not_named_by_a_score(kept: Workspace) -> None:
    kept.save(Import(file="more.csv", format="CSV", status="imported",
                     pain=conform(pd.DataFrame([score(LAST, moment="night", activity_id="05")]), PAIN)))  # fmt: skip
    pain = link(kept, ["training", "pain"], SPAN).load().pain
    assert pain.loc[pain["moment"] == "night", "activity_id"].isna().all()


def test_nothing_can_be_changed(kept: Workspace) -> None:
    seen = link(kept, LINK_SCOPES)
    reads = {"data_version", "load", "told", "choices", "resolved"}
    for name in {name for name, _ in inspect.getmembers(Workspace) if not name.startswith("_")} - reads:
        with pytest.raises(NotYours):
            getattr(seen, name)


def test_who_sees_other_days_shares_no_cache() -> None:
    spans = [(None, None), SPAN, (FIRST.date(), None), (None, FIRST.date())]
    keys = {visitor(["pain"], span).key for span in spans}
    assert len(keys) == len(spans)
