"""The session API that every page relies on."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.workspace import Workspace

HEAD = "date,moment,site,side,score\n"
TWO_DAYS = HEAD + "2026-03-02,first_steps,plantar_heel,left,4\n2026-03-03,first_steps,plantar_heel,left,0\n"
CORRECTED = HEAD + "2026-03-02,first_steps,plantar_heel,left,5\n2026-03-03,first_steps,plantar_heel,left,0\n"

RUNS_THREE_WEEKS_APART = (
    "Activity Type,Date,Distance,Time,Avg Pace\n"
    'Running,2026-03-22 07:00:00,"6.00","00:30:00","5:00"\n'
    'Running,2026-03-01 07:00:00,"5.00","00:25:00","5:00"\n'
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a data folder of its own."""
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with every analysis that is really made."""
    made: list[str] = []
    real = session.analyse

    def counting(*tables, **more):
        made.append("analysis")
        return real(*tables, **more)

    monkeypatch.setattr(session, "analyse", counting)
    return made


class Upload(io.BytesIO):
    """A file as the browser sends it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text.encode())
        self.name = name


def zipped(name: str, **texts: str) -> Upload:
    made = Upload(name, "")
    with zipfile.ZipFile(made, "w") as archive:
        for member, text in texts.items():
            archive.writestr(f"{member}.csv", text)
    made.seek(0)
    return made


def page() -> None:
    """What every test here looks at: whose data, how many days of pain, and what the actions named in the test did."""
    import streamlit as st

    from dashboard import session

    for act in st.session_state.pop("acts", []):
        act(session)
    view = session.current()
    st.session_state["seen"] = view


def visit() -> AppTest:
    """A browser tab that has just opened."""
    return after(AppTest.from_function(page, default_timeout=60))


def after(tab: AppTest, *acts) -> AppTest:
    """The tab after it did `acts`, each a function of the session."""
    tab.session_state["acts"] = list(acts)
    tab.run()
    assert not tab.exception, tab.exception[0].message
    return tab


def seen(tab: AppTest) -> session.View:
    return tab.session_state["seen"]


def scores(tab: AppTest) -> list[float]:
    found = seen(tab).analysis
    return [] if found is None else found.pain["score"].tolist()


def importing(*uploads: Upload):
    return lambda session: list(session.import_files(uploads))


def outcomes(tab: AppTest) -> list[tuple[str, str, int]]:
    return [(outcome.file, outcome.status, outcome.pain_entries) for outcome in tab.session_state["outcomes"]]


def kept(home: Path) -> list[str]:
    workspace = Workspace(home)
    files = workspace.imports()["file"].tolist()
    workspace.close()
    return files


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


def test_each_file_reports_once_with_how_many_are_done() -> None:
    steps = []
    uploads = [zipped("both.zip", a=TWO_DAYS, b=HEAD + "2026-03-04,rest,arch,left,1\n"), Upload("x.csv", "nothing\n")]
    after(visit(), lambda session: steps.extend(session.import_files(uploads)))
    assert [(outcome.file, done, total) for outcome, done, total in steps] == [
        ("both.zip/a.csv", 1, 3),
        ("both.zip/b.csv", 2, 3),
        ("x.csv", 3, 3),
    ]


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_is_kept(home: Path) -> None:
    tab = after(visit(), importing(Upload("bad.csv", "five\n"), Upload("pain.csv", TWO_DAYS)))
    assert outcomes(tab) == [("bad.csv", "refused", 0), ("pain.csv", "imported", 2)]
    assert tab.session_state["outcomes"][0].issues[0].sentence.startswith("bad.csv: ")
    assert kept(home) == ["pain.csv"]


def test_a_file_imported_again_is_already_there(home: Path) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, importing(Upload("pain (1).csv", TWO_DAYS)))
    assert outcomes(tab) == [("pain (1).csv", "already_there", 0)]
    assert scores(tab) == [4, 0]
    assert kept(home) == ["pain.csv"]


def test_a_corrected_pain_log_replaces_what_it_corrects_and_counts_that_alone() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, importing(Upload("corrected.csv", CORRECTED)))
    assert outcomes(tab) == [("corrected.csv", "imported", 1)]
    assert scores(tab) == [5, 0]


def test_two_logs_in_one_archive_that_disagree_are_both_kept() -> None:
    day = "2026-03-02,first_steps,plantar_heel,left,"
    archive = zipped("logs.zip", a=f"{HEAD}{day}6\n", b=f"{HEAD}{day}6\n{day}1\n")
    tab = after(visit(), importing(archive))
    assert scores(tab) == [6, 1]
    assert seen(tab).analysis.days["first_steps_score"].tolist() == [6]


def test_who_leaves_in_the_middle_keeps_what_was_done(home: Path) -> None:
    uploads = [Upload("first.csv", TWO_DAYS), Upload("second.csv", HEAD + "2026-03-04,rest,arch,left,1\n")]
    after(visit(), lambda session: next(session.import_files(uploads)))
    assert kept(home) == ["first.csv"]


def test_removing_can_be_undone_and_deleting_cannot() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, lambda session: session.remove_import(int(session.imports()["import_id"].iloc[0])))
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
    after(tab, lambda session: session.remove_import(int(session.imports()["import_id"].iloc[0])))
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
    acts = (lambda session: session.open_demo("worsening"), lambda session: states.append(session.status().state))
    after(visit(), *acts)
    assert states == ["see_someone"]
