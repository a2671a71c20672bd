"""The light is there before anything is analysed, and is never that of other data, other choices or another Twinge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.glance import of, pack
from dashboard.session import glances, light, log, view
from dashboard.workspace import DATABASE, Workspace, WorkspaceError

from .people_there import account, coached, logged_in
from .people_there import with_data as with_runs
from .screens import APP, put
from .visits import TWO_DAYS, Upload, after, importing, visit

LIMPING = {"entry_id": "1", "local_date": date(2026, 3, 3), "moment": "day", "site": "plantar_heel", "side": "left",
           "score": 6.0, "signs": "limp"}  # fmt: skip


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A number for every analysis since it was cleared."""
    made: list[int] = []

    def counted(*given: object, **named: object) -> object:
        made.append(1)
        return work(*given, **named)

    work = view.analyse
    monkeypatch.setattr(view, "analyse", counted)
    return made


def with_data() -> AppTest:
    """A visit that kept two days of pain and saw them."""
    return after(visit(), importing(Upload("pain.csv", TWO_DAYS)))


def page() -> None:
    """Does what the test says, and looks at nothing by itself."""
    import streamlit as st

    from dashboard import session

    for act in st.session_state.pop("acts", []):
        act(session)


def bare_visit(*acts: Callable) -> AppTest:
    """All tabs of AppTest are one session to Streamlit's caches, so a new visit begins by forgetting."""
    return after(AppTest.from_function(page, default_timeout=60), lambda _: view.forget(), *acts)


def glance_in_a_new_visit(*acts: Callable) -> dict:
    """What a new visit sees before it looks at anything else, as JSON knows it."""
    found = []
    bare_visit(*acts, lambda session: found.append(session.glance()))
    return pack(found[0])


def kept_rows(home: Path) -> int:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return database.execute("SELECT count(*) FROM glances").fetchone()[0]


def test_a_new_visit_sees_what_the_analysis_says_without_one(analysed: list[int]) -> None:
    says = pack(of(with_data().session_state["seen"].analysis))
    analysed.clear()
    assert glance_in_a_new_visit() == says
    assert analysed == []


def test_the_overview_of_a_new_visit_reads_no_tables(
    analysed: list[int], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    put(AppTest.from_file(APP, default_timeout=120).run(), "pain only").switch_page("app_pages/overview.py").run()
    analysed.clear()
    monkeypatch.setattr(Workspace, "load", lambda _: pytest.fail("Overview read everything"))
    monkeypatch.setattr(Workspace, "told", lambda _: pytest.fail("Overview read everything"))
    bare_visit()
    tab = AppTest.from_file(APP, default_timeout=120).run()
    assert not tab.exception
    assert any("tw-light" in shown.value for shown in tab.markdown)
    assert analysed == []


@pytest.mark.parametrize(
    ("change", "name", "says"),
    [
        (lambda session: session.resolve("numbness", date(2026, 3, 3)), "as_of", "2026-03-03"),
        (importing(Upload("more.csv", "date,moment,site,side,score\n2026-03-04,day,,,7\n")), "as_of", "2026-03-04"),
        (lambda session: session.save_settings(week_start=6), "weeks", ["2026-03-01"]),
    ],
    ids=["settled", "data", "choices"],
)
def test_what_was_kept_before_a_change_is_not_shown_after_it(
    analysed: list[int], change: Callable, name: str, says: object
) -> None:
    after(with_data(), lambda session: session.glance())
    analysed.clear()
    seen = glance_in_a_new_visit(change)
    assert analysed == [1]
    assert (seen["weeks"]["week_start"] if name == "weeks" else seen[name]) == says


def test_with_the_last_data_the_light_goes_out() -> None:
    found = []
    after(with_data(), lambda session: session.remove_all())
    bare_visit(lambda session: found.append(session.glance()))
    assert found == [None]


def test_a_warning_sign_logged_in_one_visit_lights_up_in_the_next() -> None:
    before = glance_in_a_new_visit(importing(Upload("pain.csv", TWO_DAYS)))
    assert before["state"] != "see_someone"
    bare_visit(lambda session: log.save_entries([LIMPING]))
    assert glance_in_a_new_visit()["state"] == "see_someone"


def test_another_program_works_it_out_anew(analysed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    with_data()
    analysed.clear()
    monkeypatch.setattr(glances, "program", lambda: "a newer one")
    glance_in_a_new_visit()
    assert analysed == [1]


def test_a_demo_and_an_evening_of_the_past_neither_see_nor_change_it(home: Path) -> None:
    own = pack(of(with_data().session_state["seen"].analysis))
    assert own["as_of"] == "2026-03-03"
    assert glance_in_a_new_visit(lambda session: session.open_demo("worsening"))["as_of"] != own["as_of"]
    assert glance_in_a_new_visit(lambda session: session.set_as_of(date(2026, 3, 2)))["as_of"] == "2026-03-02"
    assert kept_rows(home) == 1
    assert glance_in_a_new_visit() == own


def test_whoever_looks_at_shared_data_neither_sees_nor_keeps_it(home: Path) -> None:
    athlete, coach = account(home, "a", "Ann"), account(home, "c", "Cy")
    with_runs(home, athlete)
    coached(home, coach, athlete, "training", "pain")
    tab = logged_in("c", "Cy").run()
    tab.session_state["looked_at"] = athlete.athlete_id, "Ann"
    tab.switch_page("app_pages/overview.py").run()
    assert any("tw-light" in shown.value for shown in tab.markdown)
    assert kept_rows(home) == 0


def test_it_is_not_kept_of_data_that_changed_while_it_was_worked_out(home: Path) -> None:
    found = with_data().session_state["seen"].analysis
    kept = Workspace(home)
    before = kept.data_version()
    kept.resolve("numbness", date(2026, 3, 3))
    kept.keep_glance(before, "words", pack(of(found)))
    assert kept.glance("words") is None
    kept.keep_glance(kept.data_version(), "words", pack(of(found)))
    assert kept.glance("words")["state"] == of(found).state
    assert kept.glance("other words") is None
    kept.close()


def test_deleted_for_good_it_is_gone_too(home: Path) -> None:
    tab = with_data()
    assert kept_rows(home) == 1
    after(tab, lambda session: session.remove_all(), lambda session: session.delete_for_good())
    assert kept_rows(home) == 0
    assert b"2026-03-02" not in (home / DATABASE).read_bytes()


def test_after_a_score_is_saved_the_light_is_worked_out_while_nobody_waits(analysed: list[int], home: Path) -> None:
    tab = put(AppTest.from_file(APP, default_timeout=120).run(), "pain only").switch_page("app_pages/log.py").run()
    tab.button(key="log_no_pain").click().run()
    assert not tab.exception
    _, begun, _ = tab.session_state["worked_ahead"]
    says = pack(of(begun.result(timeout=60)))
    analysed.clear()
    tab.switch_page("app_pages/pain.py").run()
    assert analysed == []
    assert glance_in_a_new_visit() == says
    assert analysed == []
    assert "worked_ahead" not in tab.session_state


def test_what_failed_ahead_is_said_on_the_page_that_needs_it_and_then_done_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare_visit(importing(Upload("pain.csv", TWO_DAYS)))
    monkeypatch.setattr(light, "measure", lambda _: (_ for _ in ()).throw(WorkspaceError("The disk is gone.")))
    found = []

    def asked(session) -> None:
        session.work_ahead()
        st.session_state["worked_ahead"][1].exception(timeout=60)
        with pytest.raises(WorkspaceError, match="disk is gone"):
            session.current()
        found.append(session.current().analysis)

    bare_visit(asked)
    assert len(found[0].pain) == 2
