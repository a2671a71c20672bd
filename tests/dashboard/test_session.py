"""The session API that every page relies on."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.session import intake, view
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
    real = view.analyse

    def counting(*tables, **more):
        made.append("analysis")
        return real(*tables, **more)

    monkeypatch.setattr(view, "analyse", counting)
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
    st.session_state["proposed"] = session.proposed()


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


def reading(*uploads: Upload):
    """Read all of it; nothing is kept yet."""

    def act(session) -> None:
        session.begin_reading(uploads)
        while session.reading():
            session.read_on()

    return act


def keeping(session) -> None:
    """Agree to everything that is ticked by itself."""
    changes = session.proposed().changes
    session.keep(changes.loc[changes["is_ticked"], "change"].tolist())


def importing(*uploads: Upload):
    """Read all of it and agree."""

    def act(session) -> None:
        reading(*uploads)(session)
        keeping(session)

    return act


def outcomes(home: Path) -> list[tuple[str, str, int]]:
    """What became of the files that wait for the runner."""
    workspace = Workspace(home)
    files = workspace.proposal().files
    workspace.close()
    return list(zip(files["file"], files["status"], files["pain_entries"], strict=True))


def changes(tab: AppTest) -> pd.DataFrame:
    return tab.session_state["proposed"].changes


def kinds(tab: AppTest) -> list[str]:
    return sorted(changes(tab)["kind"])


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


def test_nothing_is_kept_before_the_runner_agrees(home: Path) -> None:
    tab = after(visit(), reading(Upload("pain.csv", TWO_DAYS)))
    assert (scores(tab), kept(home)) == ([], [])
    assert outcomes(home) == [("pain.csv", "imported", 2)]
    st.cache_resource.clear()
    assert scores(after(visit(), keeping)) == [4, 0]


def test_what_was_read_can_be_let_go(home: Path) -> None:
    tab = after(visit(), reading(Upload("pain.csv", TWO_DAYS)), lambda session: session.discard())
    assert (scores(tab), kept(home), outcomes(home)) == ([], [], [])
    assert tab.session_state["proposed"] is None


def test_reading_tells_how_many_files_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SLICE_FILES", 1)
    steps = []
    uploads = [zipped("both.zip", a=TWO_DAYS, b=HEAD + "2026-03-04,rest,arch,left,1\n"), Upload("x.csv", "nothing\n")]

    def act(session) -> None:
        session.begin_reading(uploads)
        while now := session.reading():
            session.read_on()
            steps.append((now.file, now.done, now.total))

    after(visit(), act)
    assert steps[:3] == [("both.zip/a.csv", 1, 3), ("both.zip/b.csv", 2, 3), ("x.csv", 3, 3)]


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_is_read(home: Path) -> None:
    tab = after(visit(), reading(Upload("bad.csv", "five\n"), Upload("pain.csv", TWO_DAYS)))
    assert outcomes(home) == [("bad.csv", "refused", 0), ("pain.csv", "imported", 2)]
    assert tab.session_state["proposed"].files["sentences"][0] != ""
    after(visit(), keeping)
    assert kept(home) == ["pain.csv"]


def test_a_file_imported_again_is_already_there_and_changes_nothing(home: Path) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, reading(Upload("pain (1).csv", TWO_DAYS)))
    assert outcomes(home) == [("pain (1).csv", "already_there", 0)]
    assert changes(tab).empty
    after(tab, keeping)
    assert scores(tab) == [4, 0]
    assert kept(home) == ["pain.csv"]


def test_the_same_log_in_other_bytes_is_no_change(home: Path) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, reading(zipped("logs.zip", again=TWO_DAYS.replace("\n", "\r\n"))))
    assert kinds(tab) == ["same", "same"]
    after(tab, keeping)
    assert kept(home) == ["pain.csv"]


def test_a_corrected_pain_log_replaces_what_it_corrects_and_says_so(home: Path) -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)))
    after(tab, reading(Upload("corrected.csv", CORRECTED)))
    changed = changes(tab).set_index("kind")["sentence"]
    assert changed.to_dict() == {"same": "", "changed": "Pain 4 → 5."}
    after(tab, keeping)
    assert scores(tab) == [5, 0]
    after(tab, lambda session: session.undo_import())
    assert scores(tab) == [4, 0]


def test_what_is_not_ticked_is_not_kept_and_comes_again(home: Path) -> None:
    tab = after(visit(), reading(Upload("pain.csv", TWO_DAYS)))
    first = changes(tab)["change"].tolist()[:1]
    after(tab, lambda session: session.keep(first))
    assert scores(tab) == [0]
    after(tab, reading(Upload("pain.csv", TWO_DAYS)))
    assert kinds(tab) == ["new", "same"]


def test_two_logs_in_one_archive_that_disagree_are_both_kept() -> None:
    day = "2026-03-02,first_steps,plantar_heel,left,"
    archive = zipped("logs.zip", a=f"{HEAD}{day}6\n", b=f"{HEAD}{day}6\n{day}1\n")
    tab = after(visit(), importing(archive))
    assert scores(tab) == [6, 1]
    assert seen(tab).analysis.days["first_steps_score"].tolist() == [6]


def test_who_leaves_in_the_middle_finds_what_was_read_and_reads_the_rest_only(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SLICE_FILES", 1)
    second = HEAD + "2026-03-04,rest,arch,left,1\n"
    archive = {"a": TWO_DAYS, "b": second}
    begin = lambda session: session.begin_reading([zipped("logs.zip", **archive)])  # noqa: E731
    after(visit(), begin, lambda session: session.read_on())
    assert outcomes(home) == [("logs.zip/a.csv", "imported", 2)]
    after(visit(), reading(zipped("logs.zip", **archive)))
    assert outcomes(home) == [("logs.zip/a.csv", "imported", 2), ("logs.zip/b.csv", "imported", 1)]
    assert sorted(scores(after(visit(), keeping))) == [0, 1, 4]


def test_reading_that_is_stopped_keeps_its_place_and_can_go_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SLICE_FILES", 1)
    uploads = zipped("logs.zip", a=TWO_DAYS, b=HEAD + "2026-03-04,rest,arch,left,1\n")
    stop = (lambda session: session.begin_reading([uploads]), lambda session: session.read_on(),
            lambda session: session.stop_reading())  # fmt: skip
    tab = after(visit(), *stop)
    now = tab.session_state["reading"]
    assert (now.is_stopped, now.done, now.total, len(outcomes(home))) == (True, 1, 2, 1)

    def to_the_end(session) -> None:
        session.go_on_reading()
        while session.reading():
            session.read_on()

    after(tab, to_the_end)
    assert [name for name, _, _ in outcomes(home)] == ["logs.zip/a.csv", "logs.zip/b.csv"]


def test_keeping_what_was_read_so_far_lets_go_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SLICE_FILES", 1)
    uploads = zipped("logs.zip", a=TWO_DAYS, b=HEAD + "2026-03-04,rest,arch,left,1\n")
    tab = after(visit(), lambda session: session.begin_reading([uploads]), lambda session: session.read_on(), keeping)
    assert scores(tab) == [4, 0]
    assert "reading" not in tab.session_state


def test_a_folder_that_cannot_be_written_stops_the_reading_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Workspace, "propose", full)
    begin = lambda session: session.begin_reading([Upload("pain.csv", TWO_DAYS)])  # noqa: E731
    now = after(visit(), begin, lambda session: session.read_on()).session_state["reading"]
    assert now.is_stopped
    assert now.problem == "Twinge cannot write to its data folder: No space left on device." + (
        " Make room, then upload the files again: what was read is not read twice."
    )


# Questions

OPEN_ORDER = "Activity Type,Date,Distance,Time,Avg Pace\n" + "".join(
    f'Running,0{month}/0{day}/2026 07:00,"6.00","00:30:00","5:00"\n' for month, day in ((3, 4), (3, 6), (4, 8))
)


def topics(session) -> list[str]:
    proposed = session.proposed()
    return [asked.question.topic for asked in proposed.questions] if proposed else []


def answering(topic: str, given: str):
    def act(session) -> None:
        asked = next(asked for asked in session.proposed().questions if asked.question.topic == topic)
        session.answer(asked.question, given)

    return act


def asking(tab: AppTest) -> list[str]:
    found = []
    after(tab, lambda session: found.extend(topics(session)))
    return found


def test_an_answer_is_read_at_once_and_remembered_for_the_next_file_of_that_shape() -> None:
    tab = after(visit(), reading(Upload("Activities.csv", OPEN_ORDER)))
    assert "date_order" in asking(tab)
    assert changes(tab).empty
    after(tab, answering("date_order", "month_first"))
    assert "date_order" not in asking(tab)
    assert sorted(f"{day:%m-%d}" for day in changes(tab)["local_date"]) == ["03-04", "03-06", "04-08"]
    after(tab, keeping)
    later = after(visit(), reading(Upload("later.csv", OPEN_ORDER.replace("03/04", "05/04"))))
    assert "date_order" not in asking(later)
    assert "05-04" in [f"{day:%m-%d}" for day in changes(later)["local_date"]]


def test_a_question_outlives_the_visit_and_is_answered_by_uploading_the_file_again() -> None:
    after(visit(), reading(Upload("Activities.csv", OPEN_ORDER)))
    st.cache_resource.clear()
    another = visit()
    held = []
    after(another, lambda session: held.extend(asked.file for asked in session.proposed().questions))
    assert held and set(held) == {None}
    after(another, reading(Upload("Activities.csv", OPEN_ORDER)), answering("date_order", "day_first"))
    assert sorted(f"{day:%m-%d}" for day in changes(another)["local_date"]) == ["04-03", "06-03", "08-04"]


def test_the_bytes_of_a_file_that_asks_are_let_go_once_it_is_kept_or_discarded() -> None:
    tab = after(visit(), reading(Upload("Activities.csv", OPEN_ORDER)))
    assert list(tab.session_state["asking"]) == ["Activities.csv"]
    after(tab, lambda session: session.discard())
    assert "asking" not in tab.session_state


# Lists that change

GARMIN = "Activity Type,Date,Distance,Time,Avg Pace\n"


def garmin(*runs: tuple[str, str]) -> str:
    """A Garmin list of (start, km), newest first."""
    rows = [f'Running,2026-{start}:00,"{km}","00:30:00","5:00"\n' for start, km in sorted(runs, reverse=True)]
    return GARMIN + "".join(rows)


FOUR = (("03-01 07:00", "6.00"), ("03-03 07:00", "6.10"), ("03-05 07:00", "6.20"), ("03-07 07:00", "6.30"))


def dates(tab: AppTest) -> list[str]:
    return [f"{day:%m-%d}" for day in seen(tab).analysis.activities["local_date"]]


def ticking(*kinds: str):
    def act(session) -> None:
        changes = session.proposed().changes
        session.keep(changes.loc[changes["is_ticked"] | changes["kind"].isin(kinds), "change"].tolist())

    return act


def test_a_run_that_vanished_from_the_list_goes_only_if_the_runner_says_so_and_comes_back_with_undo() -> None:
    tab = after(visit(), importing(Upload("old.csv", garmin(*FOUR))))
    newer = Upload("new.csv", garmin(FOUR[0], *FOUR[2:], ("03-09 07:00", "6.40")))
    after(tab, importing(newer))
    assert dates(tab) == ["03-01", "03-03", "03-05", "03-07", "03-09"]
    after(tab, lambda session: session.undo_import(), reading(newer), ticking("gone"))
    assert dates(tab) == ["03-01", "03-05", "03-07", "03-09"]
    assert tab.session_state["kept"] == "Kept: 1 new, 1 removed."
    after(tab, lambda session: session.undo_import())
    assert dates(tab) == ["03-01", "03-03", "03-05", "03-07"]


def test_a_run_whose_time_was_corrected_replaces_the_old_one_and_undo_gives_it_back() -> None:
    tab = after(visit(), importing(Upload("old.csv", garmin(*FOUR))))
    corrected = garmin(*FOUR).replace('2026-03-05 07:00:00,"6.20","00:30:00"', '2026-03-05 07:00:00,"6.20","00:20:00"')
    after(tab, importing(Upload("new.csv", corrected)))
    assert seen(tab).analysis.activities["moving_time_s"].tolist() == [1800, 1800, 1200, 1800]
    after(tab, lambda session: session.undo_import())
    assert seen(tab).analysis.activities["moving_time_s"].tolist() == [1800] * 4


def test_two_recordings_of_one_run_are_put_together_only_if_the_runner_says_so() -> None:
    split = garmin(("03-01 07:00", "5.00"), ("03-01 07:35", "3.00"))
    tab = after(visit(), importing(Upload("a.csv", split)))
    assert seen(tab).analysis.activities["distance_m"].tolist() == [5000, 3000]
    after(tab, lambda session: session.undo_import(), reading(Upload("a.csv", split)), ticking("split"))
    assert seen(tab).analysis.activities["distance_m"].tolist() == [8000]
    after(tab, reading(Upload("again.csv", split.replace("\n", "\r\n"))), keeping)
    assert seen(tab).analysis.activities["distance_m"].tolist() == [8000]
    said = "1 recording put together with the one before"
    after(tab, lambda session: session.remove_imports(
        session.imports().loc[lambda listed: listed["file"] == said, "import_id"]))  # fmt: skip
    assert seen(tab).analysis.activities["distance_m"].tolist() == [5000, 3000]


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
