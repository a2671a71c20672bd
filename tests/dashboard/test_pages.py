"""Every page, on no data, a demo athlete, pain alone and runs alone: no exception, and the words a runner needs."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.importers import File, read
from dashboard.app import PAGES
from dashboard.components.pain_template import FILE_NAME, pain_template
from dashboard.workspace import DATABASE, Workspace, WorkspaceError

from .screens import DEMO, FILES, ROOT, STATES, keep, put, turn_to, upload, words
from .test_streets import a_run

ATHLETES = tomllib.loads((ROOT / "sample_data" / "index.toml").read_text(encoding="utf-8"))["athlete"]
STORY = next(athlete for athlete in ATHLETES if athlete["key"] == DEMO)


def figure(app: AppTest) -> dict:
    return json.loads(app.get("plotly_chart")[0].proto.spec)


@pytest.mark.parametrize("state", STATES)
def test_every_page_runs(app: AppTest, state: str) -> None:
    put(app, state)
    for url in PAGES:
        assert words(turn_to(app, url)), url


def test_the_first_visit_offers_every_demo_and_the_way_to_upload(app: AppTest) -> None:
    seen = words(app)
    assert "What is my training doing to my pain?" in seen
    assert STORY["story"] in seen
    assert "Upload your files" in [button.label for button in app.button]


@pytest.mark.parametrize("url", ["training", "flags"])
def test_a_page_without_data_says_where_to_begin(app: AppTest, url: str) -> None:
    assert "Upload your files, or open a made-up runner." in words(turn_to(app, url))


def test_the_overview_of_a_demo_has_status_reason_next_step_and_day(app: AppTest) -> None:
    seen = words(put(app, "demo"))
    assert 'aria-label="Status: See someone"' in seen
    assert "although you ran" in seen
    assert "See a clinician" in seen
    assert "As the data stood on 18 Oct 2026" in seen
    assert "The last seven days" in seen


def test_from_the_light_log_plan_and_report_are_one_tap_away(app: AppTest) -> None:
    put(app, "demo")
    ways = [link.proto.label for link in app.get("page_link")][-3:]
    assert ways == ["Report for a clinician", "Log today", "Plan"]


def test_a_database_that_is_away_is_said_and_tried_again(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Workspace) -> str:
        raise WorkspaceError("Twinge's database does not answer just now.")

    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "data_version", away)
        app.run()
        assert [said.value for said in app.error] == ["Twinge's database does not answer just now."]
        assert not app.exception
    app.button(key="try_again").click().run()
    assert not app.error
    assert "What is my training doing to my pain?" in words(app)


def test_a_demo_is_marked_on_every_page_and_left_with_one_tap(app: AppTest) -> None:
    put(app, "demo")
    for url in PAGES:
        assert f"Demo: {STORY['name']}." in words(turn_to(app, url))
    app.button(key="leave_demo").click().run()
    assert "Demo:" not in words(app)
    assert "What is my training doing to my pain?" in words(turn_to(app, "overview"))


def test_a_demo_is_as_old_as_it_is_and_says_no_more_of_it(app: AppTest) -> None:
    seen = words(turn_to(put(app, "demo"), "overview"))
    assert "As the data stood on" in seen and " days ago" not in seen


def test_pain_alone_says_that_runs_are_missing(app: AppTest) -> None:
    put(app, "pain only")
    seen = words(turn_to(app, "overview"))
    assert "No runs yet." in seen
    assert "training not known" in seen
    assert " days ago</p>" in seen  # a log of years ago says nothing of today


def test_runs_alone_say_that_the_pain_log_is_missing(app: AppTest) -> None:
    put(app, "runs only")
    seen = words(turn_to(app, "overview"))
    assert "No pain log yet." in seen
    assert "ran " in seen
    assert "See someone" not in seen


def test_the_chart_follows_the_range_and_the_moments_chosen(app: AppTest) -> None:
    turn_to(put(app, "demo"), "training")
    drawn = figure(app)
    assert "During a run" in [trace.get("name") for trace in drawn["data"]]
    app.pills(key="training_moments").set_value(["after"])
    app.segmented_control(key="training_span").set_value("12 weeks").run()
    fewer = figure(app)
    names = [trace.get("name") for trace in fewer["data"]]
    assert "After a run" in names and "During a run" not in names
    assert fewer["data"][0]["x0"] > drawn["data"][0]["x0"]


def test_the_chart_is_told_in_words(app: AppTest) -> None:
    turn_to(put(app, "demo"), "training")
    told = app.get("plotly_chart")[0].proto.alt
    assert "against the usual week of" in told
    assert "they cannot show what brought the pain on" in told


def test_miles_are_honoured_on_every_page(app: AppTest) -> None:
    turn_to(app, "settings").segmented_control(key="units").set_value("mi").run()
    put(turn_to(app, "overview"), "demo")
    assert " mi, " in words(app)
    assert " km" not in words(app)
    turn_to(app, "training")
    assert "per week, mi" in json.dumps(figure(app)["layout"])
    assert " km" not in words(app)


def test_flags_show_observed_threshold_source_and_hint(app: AppTest) -> None:
    seen = words(turn_to(put(app, "demo"), "flags"))
    for said in ("Worse despite backing off", "Observed <b>", "Threshold <b>", "What to do", "Where this comes from",
                 "Frandsen et al. 2025"):  # fmt: skip
        assert said in seen


def test_a_settled_flag_rests_and_can_be_taken_back(app: AppTest) -> None:
    turn_to(put(app, "demo"), "flags")
    settle = next(button for button in app.button if button.label.startswith("I have seen a clinician"))
    seen = words(settle.click().run())
    said = "“Worse despite backing off” (heel pain) was marked as settled on 18 Oct 2026: a clinician has seen it."
    assert said in seen
    back = words(app.button(key="unsettle_worsening_despite_backoff@plantar_heel").click().run())
    assert "was marked as settled" not in back
    assert "See someone" in back


def test_an_upload_tells_what_became_of_each_file_and_keeps_nothing_yet(app: AppTest) -> None:
    turn_to(app, "data")
    seen = words(upload(app, ("pain.csv", FILES["pain only"].read_bytes()), ("empty.csv", b"")))
    assert "2 files: 1 read, 1 refused." in seen
    assert "empty.csv" in seen
    assert "<b>286</b> <span>new</span>" in seen
    assert "Nothing yet." in seen
    assert "What is my training doing to my pain?" in words(turn_to(app, "overview"))


def test_what_is_kept_can_be_undone_with_one_tap_and_brought_back(app: AppTest) -> None:
    put(app, "pain only")
    assert "Kept: 286 pain entries new." in words(app)
    words(app.button(key="undo_import").click().run())
    assert "1 import removed." in words(app)
    assert "Kept: " not in words(app)
    assert "What is my training doing to my pain?" in words(turn_to(app, "overview"))
    words(turn_to(app, "data").button(key="undo_remove").click().run())
    assert "The last seven days" in words(turn_to(app, "overview"))


def test_what_was_read_can_be_discarded(app: AppTest) -> None:
    turn_to(app, "data")
    upload(app, ("pain.csv", FILES["pain only"].read_bytes()))
    seen = words(app.button(key="discard").click().run())
    assert "Look before you keep" not in seen
    assert "Nothing yet." in seen


def test_a_run_of_which_the_file_tells_more_by_now_can_be_kept(app: AppTest, home: Path) -> None:
    gpx = ("run.gpx", a_run().getvalue())
    turn_to(app, "data")
    keep(upload(app, gpx))
    with closing(sqlite3.connect(home / DATABASE)) as connection, connection:  # as an earlier Twinge left it
        connection.execute("UPDATE activities SET place = NULL, route = NULL")
        connection.execute("UPDATE imports SET digest = NULL")
    seen = words(upload(app, gpx))
    assert "Of 1 activity these files tell more than was known" in seen
    assert app.button(key="keep").label == "Keep what they tell more"
    assert "Look before you keep" not in words(keep(app))
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        assert connection.execute("SELECT count(place) FROM activities").fetchone() == (1,)


def test_the_same_file_again_has_nothing_to_keep(app: AppTest) -> None:
    put(app, "pain only")
    seen = words(upload(app, ("again.csv", FILES["pain only"].read_bytes())))
    assert "1 file: 1 already there." in seen
    assert "Nothing new" in seen
    assert "keep" not in [button.key for button in app.button]
    assert "Nothing new" not in words(app.button(key="close").click().run())


OLD = "Activity Type,Date,Distance,Time,Avg Pace\n" + "".join(
    f'Running,2026-03-0{day} 07:00:00,"6.{day}0","00:30:00","5:00"\n' for day in (9, 7, 5, 3, 1)
)
NEW = OLD.replace("6.90", "6.95").replace('Running,2026-03-05 07:00:00,"6.50","00:30:00","5:00"\n', "").replace(
    "Pace\n", 'Pace\nRunning,2026-03-11 07:00:00,"0.00","00:30:00","5:00"\n')  # fmt: skip


def test_a_newer_list_tells_what_changed_what_is_doubtful_and_what_is_gone(app: AppTest) -> None:
    turn_to(app, "data")
    keep(upload(app, ("Activities.csv", OLD.encode())))
    seen = words(upload(app, ("Activities (1).csv", NEW.encode())))
    assert "Distance 6.90 km → 6.95 km." in seen
    assert "A run without a distance." in seen
    assert [(box.label, box.value) for box in app.checkbox] == [
        ("Keep: 11 Mar 2026 07:00, running, 30 min", False),
        ("Remove: 5 Mar 2026 07:00, running, 6.5 km, 30 min", False),
        ("Keep: 9 Mar 2026 07:00, running, 7.0 km, 30 min", True),
    ]
    app.checkbox[1].check().run()
    assert "Kept: 1 activity changed, 1 activity removed." in words(keep(app))
    imports = app.dataframe[0].value
    assert imports["file"].tolist() == ["1 activity removed, as in the list", "Activities (1).csv", "Activities.csv"]


def test_a_long_list_is_ticked_in_one_table_and_all_of_it_with_one_tap(app: AppTest) -> None:
    turn_to(app, "data")
    upload(app, ("pain.csv", FILES["pain only"].read_bytes()))
    assert [(box.label, box.value) for box in app.checkbox] == [("Keep all 286", True)]
    assert [button.label for button in app.button if button.key == "keep"] == ["Keep what is ticked (286)"]
    app.checkbox[0].uncheck().run()
    assert "keep" not in [button.key for button in app.button]


def test_miles_are_honoured_before_anything_is_kept(app: AppTest) -> None:
    turn_to(app, "settings").segmented_control(key="units").set_value("mi").run()
    upload(turn_to(app, "data"), ("Activities.csv", OLD.encode()))
    assert app.checkbox[0].label == "Keep: 9 Mar 2026 07:00, running, 4.3 mi, 30 min"


def test_a_question_is_put_and_the_answer_read(app: AppTest) -> None:
    turn_to(app, "data")
    unsaid = OLD.replace("2026-03-0", "0").replace(" 07:00:00", "/03/2026 07:00")
    assert "may have the day or the month first" in words(upload(app, ("Activities.csv", unsaid.encode())))
    asked = next(radio for radio in app.radio if "first in dates" in radio.label)
    asked.set_value("day_first").run()
    words(next(button for button in app.button if button.label == "That is right").click().run())
    assert "Keep: 9 Mar 2026 07:00, running, 6.9 km, 30 min" in [box.label for box in app.checkbox]


def test_an_import_without_files_asks_for_them(app: AppTest) -> None:
    turn_to(app, "data")
    next(button for button in app.button if button.label == "Import").click().run()
    assert [note.value for note in app.info] == ["Choose files first, then press Import."]


def test_everything_can_be_removed_and_brought_back(app: AppTest) -> None:
    put(app, "pain only")
    words(app.button(key="remove_all").click().run())
    assert "1 import removed." in words(app)
    words(app.button(key="undo_remove").click().run())
    assert "removed." not in words(app)
    assert "The last seven days" in words(turn_to(app, "overview"))


def test_the_pain_log_to_fill_in_is_one_that_twinge_reads() -> None:
    found = read([File(FILE_NAME, pain_template())])
    assert [issue.sentence for issue in found.issues] == []
    assert found.pain["score"].tolist() == [3, 2, 0, 4]
    assert found.pain["moment"].tolist() == ["first_steps", "during", "after", "first_steps"]
    assert found.pain["signs"].isna().tolist() == [False, True, True, False]
