"""A rerun asks the database little, and never shows what was before its own write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.session import store
from dashboard.session.moment import once_a_rerun, one_moment
from dashboard.workspace import Workspace

from .screens import APP, put

USUAL = 3  # the data's version, what was chosen, what was settled
MOST = {"data": 6, "sharing": 5, "settings": 5}  # that list what is kept, shared, or could be deleted


@pytest.fixture
def asked(home: Path) -> Iterator[list[str]]:
    """Every question to this test's database since it was cleared."""
    found: list[str] = []

    def note(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if str(home) in str(connection.engine.url) and statement.lstrip().startswith(("SELECT", "WITH")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def test_an_unchanged_rerun_asks_few_questions_on_every_page(asked: list[str]) -> None:
    tab = put(AppTest.from_file(APP, default_timeout=120).run(), "pain only")
    counted = {}
    for name, (file, *_) in PAGES.items():
        tab.switch_page(file).run()
        asked.clear()
        tab.run()
        counted[name] = len(asked)
    assert not {name: n for name, n in counted.items() if n > MOST.get(name, USUAL)}


def test_many_athletes_who_look_in_turn_are_not_opened_again_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    tidy = Workspace._tidy
    monkeypatch.setattr(Workspace, "_tidy", lambda kept: (opened.append(kept.athlete_id), tidy(kept)))
    for athlete_id in [f"athlete {number}" for number in range(20)] * 2:
        store.opened_workspace(athlete_id).data_version()
    assert len(opened) == 20


def test_what_was_read_is_read_again_after_a_write_in_the_same_rerun(tmp_path: Path) -> None:
    kept = Workspace(tmp_path)
    reads = []

    @once_a_rerun
    def units() -> str:
        reads.append(1)
        return kept.choices().get("units", "km")

    with one_moment():
        assert [units(), units()] == ["km", "km"]
        kept.save_choices({"units": "mi"})
        assert [units(), units()] == ["mi", "mi"]
    assert len(reads) == 2
    kept.close()


def test_each_rerun_asks_anew_and_between_two_nothing_is_held() -> None:
    answers = iter(range(10))
    ask = once_a_rerun(lambda: next(answers))
    with one_moment():
        assert [ask(), ask()] == [0, 0]
    assert [ask(), ask()] == [1, 2]
    with pytest.raises(KeyError), one_moment():
        ask()
        raise KeyError
    with one_moment():
        assert [ask(), ask()] == [4, 4]
