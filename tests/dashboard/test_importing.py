"""Files are read, looked at, kept, undone: the session's side of an import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.session import intake
from dashboard.workspace import Workspace
from tests.dashboard.visits import (
    HEAD,
    TWO_DAYS,
    Upload,
    after,
    changes,
    importing,
    keeping,
    kept,
    kinds,
    outcomes,
    reading,
    scores,
    seen,
    undoing,
    visit,
    zipped,
)

CORRECTED = HEAD + "2026-03-02,first_steps,plantar_heel,left,5\n2026-03-03,first_steps,plantar_heel,left,0\n"


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
    after(tab, undoing)
    assert scores(tab) == [4, 0]


def test_an_undo_that_another_tab_overtook_takes_nothing_out(home: Path) -> None:
    tab, found = after(visit(), importing(Upload("first.csv", TWO_DAYS))), []
    after(tab, lambda session: found.append(session.last_import()))
    after(visit(), importing(Upload("second.csv", CORRECTED)))
    after(tab, lambda session: session.undo_import(found[0].batch))
    assert kept(home) == ["second.csv", "first.csv"]
    after(tab, undoing)
    assert kept(home) == ["first.csv"]


def test_what_is_not_ticked_is_not_kept_and_comes_again(home: Path) -> None:
    tab = after(visit(), reading(Upload("pain.csv", TWO_DAYS)))
    first = changes(tab)["change"].tolist()[:1]
    after(tab, lambda session: session.keep(first, session.proposed()))
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


# Two tabs


def test_keeping_what_another_tab_kept_or_let_go_of_keeps_nothing(home: Path) -> None:
    first = after(visit(), reading(Upload("pain.csv", TWO_DAYS)))
    seen_there = first.session_state["proposed"]
    after(visit(), lambda session: session.discard())
    after(first, lambda session: session.keep(seen_there.changes["change"].tolist(), seen_there))
    assert (scores(first), kept(home), first.session_state["kept"]) == ([], [], "")


def test_keeping_loses_nothing_that_another_tab_read_meanwhile(home: Path) -> None:
    first = after(visit(), reading(Upload("pain.csv", TWO_DAYS)))
    seen_there = first.session_state["proposed"]
    after(visit(), reading(Upload("more.csv", HEAD + "2026-03-04,rest,arch,left,1\n")))
    after(first, lambda session: session.keep(seen_there.changes["change"].tolist(), seen_there))
    assert kept(home) == []
    assert len(changes(first)) == 3
    after(first, keeping)
    assert sorted(scores(first)) == [0, 1, 4]


def test_a_step_through_the_past_ends_where_another_tab_deleted_everything() -> None:
    tab = after(visit(), importing(Upload("pain.csv", TWO_DAYS)), lambda session: session.see_day(date(2026, 3, 2)))
    assert scores(tab) == [4]
    after(visit(), lambda session: session.delete_everything())
    after(tab, lambda session: session.see_day(date(2026, 3, 2)))
    assert (scores(tab), tab.session_state["as_of"]) == ([], None)


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
        proposed = session.proposed()
        changes = proposed.changes
        session.keep(changes.loc[changes["is_ticked"] | changes["kind"].isin(kinds), "change"].tolist(), proposed)

    return act


def test_a_run_that_vanished_from_the_list_goes_only_if_the_runner_says_so_and_comes_back_with_undo() -> None:
    tab = after(visit(), importing(Upload("old.csv", garmin(*FOUR))))
    newer = Upload("new.csv", garmin(FOUR[0], *FOUR[2:], ("03-09 07:00", "6.40")))
    after(tab, importing(newer))
    assert dates(tab) == ["03-01", "03-03", "03-05", "03-07", "03-09"]
    after(tab, undoing, reading(newer), ticking("gone"))
    assert dates(tab) == ["03-01", "03-05", "03-07", "03-09"]
    assert tab.session_state["kept"] == "Kept: 1 activity new, 1 activity removed."
    after(tab, undoing)
    assert dates(tab) == ["03-01", "03-03", "03-05", "03-07"]


def test_a_run_whose_time_was_corrected_replaces_the_old_one_and_undo_gives_it_back() -> None:
    tab = after(visit(), importing(Upload("old.csv", garmin(*FOUR))))
    corrected = garmin(*FOUR).replace('2026-03-05 07:00:00,"6.20","00:30:00"', '2026-03-05 07:00:00,"6.20","00:20:00"')
    after(tab, importing(Upload("new.csv", corrected)))
    assert seen(tab).analysis.activities["moving_time_s"].tolist() == [1800, 1800, 1200, 1800]
    after(tab, undoing)
    assert seen(tab).analysis.activities["moving_time_s"].tolist() == [1800] * 4


def test_two_recordings_of_one_run_are_put_together_only_if_the_runner_says_so() -> None:
    split = garmin(("03-01 07:00", "5.00"), ("03-01 07:35", "3.00"))
    tab = after(visit(), importing(Upload("a.csv", split)))
    assert seen(tab).analysis.activities["distance_m"].tolist() == [5000, 3000]
    after(tab, undoing, reading(Upload("a.csv", split)), ticking("split"))
    assert seen(tab).analysis.activities["distance_m"].tolist() == [8000]
    after(tab, reading(Upload("again.csv", split.replace("\n", "\r\n"))), keeping)
    assert seen(tab).analysis.activities["distance_m"].tolist() == [8000]
    said = "1 recording put together with the one before"
    after(tab, lambda session: session.remove_imports(
        session.imports().loc[lambda listed: listed["file"] == said, "import_id"]))  # fmt: skip
    assert seen(tab).analysis.activities["distance_m"].tolist() == [5000, 3000]
