"""After “delete everything” no byte of the athlete is left where anything is kept: every file is searched."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.workspace import LOCAL_ATHLETE, Account, Import, People, Shares, Summary, Terms, Workspace

from .entries import activities, files_in, pain, records
from .marked import fill
from .people_there import ISSUER
from .postgresql import Server
from .screens import APP, turn_to, words

NOW = datetime(2026, 3, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=14)
DAY = date(2026, 3, 2)
KINDS = (
    "file", "sentence", "title", "pain-note", "digest", "trash", "waits", "surface", "shoe", "street", "entry-note",
    "care", "unit", "answer", "settled", "glance", "link", "looker", "wording", "coach-note", "own-note", "summary",
    "login",
)  # fmt: skip


def mark(kind: str, whose: str = "GONE") -> str:
    return f"ZZ{whose}-{kind}-ZZ"


def keep_one_of_each(home: Path, whose: str) -> tuple[Workspace, Account]:
    """An athlete with a mark in every kind of row that holds words, some put down by a friend who coaches them."""
    people, shares = People(home), Shares(home)
    me = people.log_in((ISSUER, whose), mark("login", whose), NOW)
    friend = people.log_in((ISSUER, f"friend of {whose}"), "Friend", NOW)
    kept = Workspace(home, me.athlete_id)
    run = activities({"activity_id": "x", "title": mark("title", whose)})
    kept.save(Import(
        mark("file", whose), "test", "imported", (mark("sentence", whose),), run, records("x", 177.0, 178.0),
        pain=pain({"local_date": DAY, "score": 3, "note": mark("pain-note", whose)}), digest=mark("digest", whose),
    ))  # fmt: skip
    trash = kept.save(Import("t", "test", "imported", activities=named("t", "trash", whose)))
    kept.remove([trash.import_id])
    kept.propose([Import("w", "test", "imported", activities=named("w", "waits", whose))])
    kept.tell("corrections", [{"activity_id": "x", "field": "surface", "value": mark("surface", whose)}])
    kept.tell("shoes", [{"shoe": mark("shoe", whose)}])
    kept.tell("names", [{"key": "k", "name": mark("street", whose)}])
    kept.tell("care", [{"local_date": DAY, "item": mark("care", whose)}])
    entry = {"entry_id": "e", "local_date": DAY, "moment": "rest", "site": "arch", "side": "left", "score": 2.0}
    kept.tell("entries", [{**entry, "note": mark("entry-note", whose)}])
    kept.save_choices({"units": mark("unit", whose)})
    kept.answer("shape", "topic", mark("answer", whose))
    kept.resolve(mark("settled", whose), DAY)
    kept.keep_glance(kept.data_version(), "words", {"reason": mark("glance", whose)})
    shares.create(me.athlete_id, Terms(mark("link", whose), ["pain"], None, None, LATER), NOW)
    shares.note(me.athlete_id, mark("looker", whose), "Pain", NOW)
    for coach, athlete in ((friend, me), (me, friend)):
        token = people.invite(coach.account_id, NOW, LATER)
        people.accept(token, athlete.athlete_id, (["pain"], mark("wording", whose)), NOW)
        note = "own-note" if coach is me else "coach-note"
        people.add_note(coach.account_id, athlete.athlete_id, mark(note, whose), NOW)
    people.keep_summary(friend.account_id, me.athlete_id, Summary("v", {mark("summary", whose): {}}), DAY)
    people.close()
    shares.close()
    return kept, me


def named(activity_id: str, kind: str, whose: str) -> pd.DataFrame:
    return activities({"activity_id": activity_id, "title": mark(kind, whose)})


def found_in(files: Iterable[Path], whose: str) -> set[str]:
    """The kinds of marks of this athlete in the bytes of these files."""
    held = b"\n".join(path.read_bytes() for path in files)
    return {kind for kind in KINDS if mark(kind, whose).encode() in held}


def test_in_sqlite_its_log_and_the_records_nothing_is_left(home: Path) -> None:
    others, _ = keep_one_of_each(home, "KEPT")
    mine, _ = keep_one_of_each(home, "GONE")
    assert found_in(files_in(home), "GONE") == set(KINDS)
    n_recordings = len(recordings(home))
    mine.delete_everything()
    assert found_in(files_in(home), "GONE") == set()
    assert found_in(files_in(home), "KEPT") == set(KINDS)
    assert len(recordings(home)) == n_recordings - 1
    mine.close()
    others.close()


def test_in_postgresql_nothing_is_left_once_it_was_analysed_and_vacuumed(
    on_postgresql: str, postgresql: Server, home: Path
) -> None:
    """That is the administrator's, see docs/hosting.md. The write-ahead log keeps rows until it is recycled."""
    others, _ = keep_one_of_each(home, "KEPT")
    mine, _ = keep_one_of_each(home, "GONE")
    mine.close()
    postgresql.run(
        "ANALYZE", on_postgresql
    )  # as the server does by itself: it then holds samples of what is in columns
    postgresql.run("CHECKPOINT")
    assert found_in(pages(postgresql), "GONE") == set(KINDS)
    mine.delete_everything()
    for sql in ("ANALYZE", "VACUUM FULL", "CHECKPOINT"):
        postgresql.run(sql, on_postgresql)
    assert found_in(pages(postgresql), "GONE") == set()
    assert found_in(pages(postgresql), "KEPT") == set(KINDS)
    assert len(recordings(home)) == 1
    others.close()


def pages(server: Server) -> list[Path]:
    """Every file of the server but its write-ahead log."""
    return [path for path in server.data.rglob("*") if path.is_file() and "pg_wal" not in path.parts]


def recordings(home: Path) -> list[Path]:
    return [path for path in files_in(home) if path.suffix == ".parquet"]


@pytest.mark.usefixtures("database")
def test_every_table_is_emptied_of_the_athlete(home: Path) -> None:
    kept, me = keep_one_of_each(home, "GONE")
    kept.delete_everything()
    people, shares = People(home), Shares(home)
    told = {name: len(frame) for name, frame in kept.everything_told().items()}
    assert set(told.values()) == {0}, told
    assert kept.load().activities.empty and kept.load().pain.empty and kept.imports().empty
    assert kept.proposal().files.empty and kept.removed_count() == 0 and kept.glance("words") is None
    assert shares.listed(me.athlete_id) == [] and shares.audit(me.athlete_id) == []
    assert people.granted(me.athlete_id) == [] and people.coached(me.account_id) == []
    assert people.log_in((ISSUER, "GONE"), "again", NOW).athlete_id != me.athlete_id
    for store in (people, shares, kept):
        store.close()


def test_no_table_stays_in_the_memory_of_the_visit(home: Path) -> None:
    fill(home, LOCAL_ATHLETE, "gone")
    tab = AppTest.from_file(APP, default_timeout=120).run()
    for url in PAGES:
        turn_to(tab, url)
    assert tables_in_memory(b"ZZgone-title")
    tab.session_state["delete_everything"] = True
    turn_to(tab, "settings").checkbox(key="is_sure").check().run().button(key="delete_all").click().run()
    assert "Everything is deleted" in words(tab)
    assert tables_in_memory(b"ZZgone-title") == []


def tables_in_memory(mark: bytes) -> list[list[str]]:
    """The columns of each table anywhere in this process that holds the mark."""
    gc.collect()
    tables = [held for held in gc.get_objects() if isinstance(held, pd.DataFrame)]
    return [list(table.columns) for table in tables if mark.decode() in table.to_csv()]
