"""The session API that every page relies on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import session
from dashboard.session import view
from tests.dashboard.visits import TWO_DAYS, Upload, after, importing, kept, scores, seen, visit

RUNS_THREE_WEEKS_APART = (
    "Activity Type,Date,Distance,Time,Avg Pace\n"
    'Running,2026-03-22 07:00:00,"6.00","00:30:00","5:00"\n'
    'Running,2026-03-01 07:00:00,"5.00","00:25:00","5:00"\n'
)


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with every analysis that is really made."""
    made: list[str] = []
    real = view.analyse

    def counting(*tables, **more):
        made.append("analysis")
        return real(*tables, **more)

    monkeypatch.setattr(view, "analyse", counting)
    return made


def test_without_data_there_is_a_view_but_no_analysis() -> None:
    view = seen(visit())
    assert (view.name, view.is_demo, view.analysis) == ("You", False, None)


def test_what_is_imported_is_analysed_and_there_for_the_next_visit() -> None:
    tab = visit()
    before = seen(tab).data_version
    after(tab, importing(Upload("pain.csv", TWO_DAYS)))
    assert scores(tab) == [4, 0]
    assert seen(tab).data_version != before
    st.cache_resource.clear()
    assert scores(visit()) == [4, 0]


def test_removing_can_be_undone_and_deleting_cannot() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, lambda session: session.remove_imports(session.imports()["import_id"].head(1)))
    assert scores(tab) == []
    assert seen(tab).analysis is None
    after(tab, lambda session: session.undo_remove())
    assert scores(tab) == [4, 0]
    after(tab, lambda session: session.remove_all(), lambda session: session.delete_for_good())
    after(tab, lambda session: session.undo_remove())
    assert scores(tab) == []
    assert session.removed_count() == 0


def test_a_rerun_on_the_same_data_analyses_nothing(analysed: list[str]) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    first = seen(tab).analysis
    after(after(tab))
    assert analysed == ["analysis"]
    assert seen(tab).analysis is first


def test_another_visit_does_not_get_this_visits_cache(analysed: list[str]) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    # Every AppTest claims to be the same visit; this one gives another name.
    other = after(visit(), lambda _: setattr(get_script_run_ctx(), "session_id", "another visit"))
    assert scores(other) == scores(tab)
    assert seen(other).analysis is not seen(tab).analysis
    assert len(analysed) == 2


def test_what_one_visit_imports_the_other_sees_at_its_next_rerun() -> None:
    tab, other = visit(), visit()
    after(tab, importing(Upload("pain.csv", TWO_DAYS)))
    assert scores(other) == []
    assert scores(after(other)) == [4, 0]


def test_a_changed_setting_is_analysed_anew_and_kept() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, lambda session: session.save_settings(units="mi", week_start=6))
    assert (seen(tab).analysis.settings.units, seen(tab).analysis.settings.week_start) == ("mi", 6)
    st.cache_resource.clear()
    assert session.settings().units == "mi"


def test_a_setting_that_makes_no_sense_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(ValueError, match="units must be 'km' or 'mi', not 'furlongs'"):
        session.save_settings(units="furlongs")
    with pytest.raises(ValueError, match="week_start must be 0"):
        session.save_settings(week_start=7)
    with pytest.raises(ValueError, match="'Middle/Earth' is not the name of a time zone"):
        session.save_settings(units="mi", time_zone="Middle/Earth")
    assert session.settings() == session.Settings()


@pytest.mark.parametrize("browser", [None, "Etc/Unknown", "", "../../etc/passwd", "Europe/Stockholm"])
def test_the_time_zone_is_the_browsers_where_it_is_one(browser: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "timezone", browser)
    assert session.time_zone() == ("Europe/Stockholm" if browser == "Europe/Stockholm" else None)


def test_a_chosen_time_zone_wins_over_the_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "timezone", "Europe/Stockholm")
    session.save_settings(time_zone="America/New_York")
    assert session.time_zone() == "America/New_York"


def test_a_settled_flag_is_kept_until_taken_back() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, lambda session: session.resolve("numbness", date(2026, 3, 3)))
    assert seen(tab).analysis.settings.resolved == {"numbness": date(2026, 3, 3)}
    st.cache_resource.clear()
    assert seen(visit()).analysis.settings.resolved == {"numbness": date(2026, 3, 3)}
    after(tab, lambda session: session.unresolve("numbness"))
    assert seen(tab).analysis.settings.resolved == {}


def test_rest_that_the_runner_confirms_turns_unknown_days_into_zeros_and_can_be_taken_back() -> None:
    asked = []
    tab = after(visit(), importing(Upload("Activities.csv", RUNS_THREE_WEEKS_APART)))
    assert seen(tab).analysis.days["distance_m"].isna().sum() == 20
    after(tab, lambda session: asked.extend(session.unknown_spans()))
    after(tab, lambda session: session.confirm_rest(*asked[0]), lambda session: asked.extend(session.unknown_spans()))
    assert [(str(first.date()), str(last.date())) for first, last in asked] == [("2026-03-02", "2026-03-21")]
    assert seen(tab).analysis.days["distance_m"].tolist() == [5000] + [0] * 20 + [6000]
    after(tab, lambda session: session.remove_imports(session.imports()["import_id"].head(1)))
    assert seen(tab).analysis.days["distance_m"].isna().sum() == 20


def test_a_demo_is_shown_and_nothing_of_it_is_kept(home: Path) -> None:
    demo = session.demos()[0]
    tab = after(visit(), lambda session: session.open_demo(demo.key))
    assert (seen(tab).name, seen(tab).is_demo) == (demo.name, True)
    assert len(seen(tab).analysis.runs) > 100
    assert kept(home) == []
    assert seen(visit()).is_demo is False
    after(tab, lambda session: session.close_demo())
    assert (seen(tab).is_demo, seen(tab).analysis) == (False, None)


def test_a_demo_never_mixes_with_real_data_and_an_import_ends_it() -> None:
    tab = after(visit(), lambda session: session.open_demo("worsening"))
    demo_days = len(seen(tab).analysis.days)
    after(tab, importing(Upload("pain.csv", TWO_DAYS)))
    assert seen(tab).is_demo is False
    assert scores(tab) == [4, 0]
    after(tab, lambda session: session.open_demo("worsening"))
    assert len(seen(tab).analysis.days) == demo_days


def test_a_flag_settled_in_a_demo_stays_in_that_visit(home: Path) -> None:
    tab = after(visit(), lambda session: session.open_demo("worsening"))
    after(tab, lambda session: session.resolve("numbness", date(2026, 3, 3)))
    assert seen(tab).analysis.settings.resolved == {"numbness": date(2026, 3, 3)}
    after(tab, lambda session: session.unresolve("numbness"))
    assert seen(tab).analysis.settings.resolved == {}
    after(tab, lambda session: session.resolve("numbness", date(2026, 3, 3)), lambda session: session.close_demo())
    assert session.settings().resolved == {}


def test_every_demo_of_the_index_has_files_and_a_story() -> None:
    assert len(session.demos()) >= 4
    for demo in session.demos():
        assert demo.story.startswith(demo.name)
        assert (session.SAMPLES / demo.key / "pain.csv").is_file()


def test_the_status_is_that_of_the_view() -> None:
    states = []
    acts = (lambda session: session.open_demo("worsening"), lambda session: states.append(session.glance().state))
    after(visit(), *acts)
    assert states == ["see_someone"]
