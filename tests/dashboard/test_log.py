"""The page Log: what a morning asks, keeps, and takes back, in one's own log and in a demo."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables import PAIN, conform
from dashboard.session import log
from dashboard.workspace import Import, Workspace

from .screens import APP

MORNING = datetime.fromisoformat("2026-03-31T07:30")
TODAY = pd.Timestamp("2026-03-31")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """Set the runner's clock; it begins on a morning."""

    def put(now: datetime) -> None:
        monkeypatch.setattr(log, "log_clock", lambda: now)

    put(MORNING)
    return put


@pytest.fixture
def app(clock) -> AppTest:
    return open_log()


def open_log() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60).run()
    return fine(page.switch_page("app_pages/log.py").run())


def fine(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


def put(app: AppTest, **fields) -> AppTest:
    """Fill in fields as the runner would: `score=3` is a tap on the 3."""
    for name, value in fields.items():
        app.session_state[f"log_{name}"] = value
    return fine(app.run())


def tap(app: AppTest, key: str) -> AppTest:
    return fine(app.button(key=key).click().run())


def words(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.markdown)


def kept(home: Path) -> list[dict]:
    workspace = Workspace(home)
    rows = workspace.load().pain.to_dict("records")
    workspace.close()
    return rows


def has(app: AppTest, key: str) -> bool:
    return any(button.key == key for button in app.button)


def heel(score: float | None, day: str, **more) -> Import:
    """A file with one entry of a left heel."""
    row = {"local_date": day, "moment": "day", "site": "plantar_heel", "side": "left", "entry": 1, "score": score}
    return Import(
        f"{day}.csv", "Pain log", "imported", pain=conform(pd.DataFrame([{**row, "source": "x", **more}]), PAIN)
    )


def keep(home: Path, *files: Import) -> None:
    workspace = Workspace(home)
    for file in files:
        workspace.save(file)
    workspace.close()


PLACE = ("plantar_heel", "left")


def test_a_morning_is_a_score_and_save(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2), "log_save")
    (entry,) = kept(home)
    assert (entry["score"], entry["moment"], entry["site"], entry["side"]) == (2, "first_steps", *PLACE)
    assert entry["local_date"] == TODAY and entry["source"] == "entered"
    assert pd.isna(entry["signs"])
    assert "Saved: 2 of 10, first steps, left heel, underneath." in words(app)
    assert app.session_state["log_score"] is None


def test_the_place_is_remembered_the_next_day(app: AppTest, clock) -> None:
    tap(put(app, place=("arch", "right"), score=2), "log_save")
    clock(datetime.fromisoformat("2026-04-01T07:00"))
    assert open_log().button(key="log_where").label == "Right arch"


def test_no_pain_is_one_tap_and_a_zero_for_each_place_that_hurt_lately(clock, home: Path) -> None:
    keep(home, heel(3, "2026-03-30"), heel(2, "2026-03-29", site="shin", side="right"))
    tap(open_log(), "log_no_pain")
    today = [entry for entry in kept(home) if entry["local_date"] == TODAY]
    assert {(e["site"], e["side"], e["score"], e["moment"]) for e in today} == {
        ("plantar_heel", "left", 0, "first_steps"),
        ("shin", "right", 0, "first_steps"),
    }
    assert all(pd.isna(e["signs"]) for e in today)  # nobody asked


def test_no_pain_without_any_log_still_makes_the_day_a_logged_one(app: AppTest, home: Path) -> None:
    tap(app, "log_no_pain")
    (entry,) = kept(home)
    assert (entry["score"], entry["site"]) == (0, "unknown")
    tap(app, "log_undo")
    assert kept(home) == []


def test_no_pain_is_not_offered_where_pain_was_logged(app: AppTest) -> None:
    tap(put(app, place=PLACE, score=1), "log_save")
    assert not has(app, "log_no_pain")


def test_a_score_of_zero_by_hand_is_kept_and_nothing_at_all_cannot_be(app: AppTest, home: Path) -> None:
    assert app.button(key="log_save").disabled
    tap(put(app, place=PLACE, score=0), "log_save")
    assert kept(home)[0]["score"] == 0


def is_checked(app: AppTest) -> bool:
    return "Any of these?" in words(app)


@pytest.mark.parametrize(("score", "asks"), [(0, False), (3, False), (4, True), (10, True)])
def test_signs_are_asked_for_from_four_on(clock, home: Path, score: int, asks: bool) -> None:
    keep(home, heel(2, "2026-03-30", signs="none"))
    app = open_log()
    assert not is_checked(app)
    assert is_checked(put(app, score=score)) is asks


@pytest.mark.parametrize(("asked", "asks"), [("2026-03-25", False), ("2026-03-24", True)])
def test_signs_are_asked_for_on_the_seventh_day_and_not_on_the_sixth(clock, home: Path, asked: str, asks: bool) -> None:
    keep(home, heel(2, asked, signs="none"))
    assert is_checked(put(open_log(), score=1)) is asks


def test_a_ticked_sign_answers_before_and_after_it_is_kept(app: AppTest, home: Path) -> None:
    put(app, place=PLACE, score=5, signs=["limp"])
    assert "Stop running and see a clinician soon." in words(app)
    assert kept(home) == []
    tap(app, "log_save")
    assert "Stop running and see a clinician soon." in words(app)
    assert kept(home)[0]["signs"] == "limp"
    fine(app.switch_page("app_pages/overview.py").run())
    assert 'aria-label="Status: See someone"' in words(app)


def test_asked_and_absent_is_none_and_not_asked_is_missing(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=4, signs=["none"]), "log_save")
    assert kept(home)[0]["signs"] == "none"
    assert "see a clinician" not in words(app)


def asked(app: AppTest) -> list[str]:
    """The questions with choices to tap."""
    return [group.proto.label for group in app.get("button_group")]


def sign_choices(app: AppTest) -> str:
    (choices,) = [group for group in app.get("button_group") if group.proto.label == "Warning signs"]
    return " ".join(option.content for option in choices.proto.options)


def test_a_heel_can_be_squeezed_and_a_shin_cannot(app: AppTest, home: Path) -> None:
    put(app, place=("shin", "left"), score=5)
    assert "Squeezing" not in sign_choices(app) and "press the heel" not in words(app)
    put(app, place=PLACE)
    assert "Squeezing the heel hurts" in sign_choices(app) and "from both sides, once" in words(app)
    put(app, signs=["heel_squeeze"])
    assert "an injury of the bone is one thing to rule out" in words(app)
    tap(app, "log_save")
    assert kept(home)[0]["signs"] == "heel_squeeze"


def test_hopping_is_offered_last_and_once(app: AppTest, clock, home: Path) -> None:
    put(app, place=PLACE, score=5)
    assert "hop" not in words(app).lower() and "hop" not in sign_choices(app).lower()
    put(app, signs=["none"])
    assert "hop" not in words(app).lower() and "Does walking hurt right now?" in asked(app)
    put(app, walks=True)
    assert "hop once, lightly, on that foot" in words(app)
    fine(app.button_group(key="log_hop").set_value("fine").run())
    tap(app, "log_save")
    assert kept(home)[0]["signs"] == "none"
    clock(datetime.fromisoformat("2026-04-02T07:30"))
    put(open_log(), place=PLACE, score=5, signs=["none"])
    assert "Does walking hurt right now?" not in asked(app)


def test_pain_on_hopping_is_a_sign_that_answers_at_once(app: AppTest, home: Path) -> None:
    put(app, place=PLACE, score=5, signs=["none"])
    put(app, walks=True)
    fine(app.button_group(key="log_hop").set_value("hurts").run())
    assert "Do not hop again" in words(app)
    assert "Stop running and see a clinician today or tomorrow." in words(app)
    tap(app, "log_save")
    assert kept(home)[0]["signs"] == "cannot_hop"


def test_whoever_says_that_walking_hurts_is_not_sent_to_hop(app: AppTest) -> None:
    put(app, place=PLACE, score=5, signs=["none"])
    put(app, walks=False)
    assert "hop" not in words(app).lower()


def test_a_sign_can_be_ticked_without_a_score(app: AppTest, home: Path) -> None:
    tap(app, "log_open_signs")
    assert is_checked(app)
    tap(put(app, place=PLACE, signs=["numbness"]), "log_save")
    assert kept(home)[0]["signs"] == "numbness" and pd.isna(kept(home)[0]["score"])


def test_a_run_is_asked_how_it_went(app: AppTest, home: Path) -> None:
    put(app, place=PLACE, score=3, moment="during")
    tap(put(app, warm_up="eased", start_score=3, end_score=0, quality=["ache"], note=" <b>hill</b> "), "log_save")
    (entry,) = kept(home)
    assert (entry["warm_up"], entry["start_score"], entry["end_score"]) == ("eased", 3, 0)
    assert (entry["quality"], entry["note"]) == ("ache", "<b>hill</b>")
    assert "&lt;b&gt;hill&lt;/b&gt;" in words(app) and "<b>hill</b>" not in words(app)


def test_what_a_moment_does_not_have_is_not_kept(app: AppTest, home: Path) -> None:
    put(app, place=PLACE, score=3, moment="during")
    put(app, warm_up="eased", end_score=0)
    tap(put(app, moment="first_steps"), "log_save")
    assert pd.isna(kept(home)[0]["warm_up"]) and pd.isna(kept(home)[0]["end_score"])


def test_rest_has_a_score_once_moving(app: AppTest, home: Path) -> None:
    put(app, place=PLACE, score=3, moment="rest")
    tap(put(app, end_score=1), "log_save")
    assert (kept(home)[0]["score"], kept(home)[0]["end_score"]) == (3, 1)


def test_an_entry_is_edited_and_the_edit_undone(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2), "log_save")
    edit = next(button.key for button in app.button if button.key.startswith("log_edit_"))
    tap(app, edit)
    assert app.session_state["log_score"] == 2
    tap(put(app, score=1), "log_save")
    assert [entry["score"] for entry in kept(home)] == [1]
    tap(app, "log_undo")
    assert [entry["score"] for entry in kept(home)] == [2]


def test_an_edit_survives_a_look_at_another_page(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2, note="stairs"), "log_save")
    tap(app, next(button.key for button in app.button if button.key.startswith("log_edit_")))
    fine(app.switch_page("app_pages/data.py").run())
    fine(app.switch_page("app_pages/log.py").run())
    tap(put(app, score=3), "log_save")
    assert [(entry["score"], entry["note"]) for entry in kept(home)] == [(3, "stairs")]


def test_an_entry_is_deleted_and_brought_back(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2), "log_save")
    tap(app, next(button.key for button in app.button if button.key.startswith("log_delete_")))
    assert kept(home) == []
    tap(app, "log_undo")
    assert [entry["score"] for entry in kept(home)] == [2]


def test_two_windows_lose_nothing(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2), "log_save")
    other = open_log()
    edit = next(button.key for button in app.button if button.key.startswith("log_edit_"))
    tap(app, edit), tap(other, edit)
    tap(put(other, score=3), "log_save")
    tap(put(app, score=1), "log_save")
    assert "This entry was changed in another window" in words(app)
    assert "There: 3 of 10" in words(app) and "Here: 1 of 10" in words(app)
    assert [entry["score"] for entry in kept(home)] == [3]
    tap(app, "log_mine")
    assert [entry["score"] for entry in kept(home)] == [1]


def test_the_other_windows_value_can_stay(app: AppTest, home: Path) -> None:
    tap(put(app, place=PLACE, score=2), "log_save")
    other = open_log()
    delete = next(button.key for button in app.button if button.key.startswith("log_delete_"))
    tap(app, delete.replace("delete", "edit"))
    tap(other, delete)
    tap(put(app, score=1), "log_save")
    assert "It was deleted there." in words(app)
    tap(app, "log_theirs")
    assert kept(home) == []


def test_a_gap_is_a_tap_to_log_that_day(app: AppTest, home: Path) -> None:
    tap(app, "log_to_20260329")
    assert app.button(key="log_no_pain").label == "No pain on 29 Mar 2026"
    tap(put(app, place=PLACE, score=2), "log_save")
    assert kept(home)[0]["local_date"] == pd.Timestamp("2026-03-29")
    assert app.button(key="log_to_20260329").label == "Sun 29 **2**"
    assert app.button(key="log_to_20260331").label == "Tue 31 **–**"


def test_any_day_of_the_past_can_be_chosen_and_none_to_come(app: AppTest, home: Path) -> None:
    field = app.date_input(key="log_date")
    assert field.max == TODAY.date()
    fine(field.set_value(date(2026, 1, 2)).run())
    tap(put(app, place=PLACE, score=2), "log_save")
    assert kept(home)[0]["local_date"] == pd.Timestamp("2026-01-02")


def test_after_midnight_it_is_the_next_day(app: AppTest, clock, home: Path) -> None:
    clock(datetime.fromisoformat("2026-04-01T00:00"))
    tap(put(app, place=PLACE, score=2), "log_save")
    assert (kept(home)[0]["local_date"], kept(home)[0]["moment"]) == (pd.Timestamp("2026-04-01"), "night")


def day_in(zone: str) -> pd.Timestamp:
    return pd.Timestamp.now(tz=zone).tz_localize(None).normalize()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_day_is_the_runners_own(home: Path, zone: str) -> None:
    """These two places are 25 hours apart: it is never the same day in both."""
    workspace = Workspace(home)
    workspace.save_choices({"time_zone": zone})
    workspace.close()
    before = day_in(zone)
    tap(open_log(), "log_no_pain")
    assert kept(home)[0]["local_date"] in (before, day_in(zone))  # which differ where midnight just went by


LIST = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
RUNS = ("06:00:00", "18:00:00")


def with_runs(*starts: str) -> AppTest:
    from .screens import keep as agree
    from .screens import upload

    rows = "".join(
        f"Running,2026-03-31 {start},false,Run,{n + 5}.00,500,00:50:00,150\n" for n, start in enumerate(starts)
    )
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/data.py").run()
    agree(upload(app, ("Activities.csv", (LIST + rows).encode())))
    return fine(app.switch_page("app_pages/log.py").run())


def test_of_several_runs_the_right_one_is_proposed_and_can_be_changed(clock, home: Path) -> None:
    clock(datetime.fromisoformat("2026-03-31T20:00"))
    app = with_runs(*RUNS)
    assert app.session_state["log_moment"] == "during"
    field = app.selectbox(key="log_run_during")
    assert [option[:5] for option in field.options] == ["06:00", "18:00"]
    last = field.value
    tap(put(app, place=PLACE, score=2), "log_save")
    put(app, moment="before")
    first = app.selectbox(key="log_run_before").value
    tap(put(app, score=1), "log_save")
    assert {entry["moment"]: entry["activity_id"] for entry in kept(home)} == {"during": last, "before": first}
    assert first != last


def test_the_hours_after_a_run_are_proposed(clock, home: Path) -> None:
    clock(datetime.fromisoformat("2026-03-31T09:00"))
    app = with_runs("06:00:00")
    put(app, place=PLACE, score=2, moment="after")
    assert app.number_input(key="log_hours_after").value == 2
    tap(app, "log_save")
    (entry,) = kept(home)
    assert entry["hours_after"] == 2 and pd.notna(entry["activity_id"])


def open_demo() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120).run()
    app.button(key="demo_worsening").click().run()
    return fine(app.switch_page("app_pages/log.py").run())


def test_in_a_demo_a_log_holds_for_the_visit_and_is_never_kept(home: Path) -> None:
    app = open_demo()
    assert app.button(key="log_to_20261018")
    tap(put(app, score=7, moment="night", signs=["night_wake"]), "log_save")
    assert "Saved: 7 of 10, at night" in words(app)
    assert kept(home) == []
    fine(app.switch_page("app_pages/flags.py").run())
    assert "waking from pain" in words(app)


def test_what_was_begun_in_a_demo_does_not_end_in_ones_own_log(home: Path) -> None:
    app = open_demo()
    tap(put(app, score=7, signs=["none"]), "log_save")
    tap(app, next(button.key for button in app.button if button.key.startswith("log_edit_")))
    tap(app, "leave_demo")
    assert "log_editing" not in app.session_state and not has(app, "log_undo")
    assert app.session_state["log_score"] is None
    assert kept(home) == []


def test_a_day_of_the_past_is_looked_at_and_not_logged() -> None:
    app = open_demo()
    app.session_state["as_of"] = date(2026, 9, 1)
    fine(app.run())
    assert "Go back to the latest day to log." in words(app)
    assert not has(app, "log_save")


def button_of(app: AppTest, what: str) -> str:
    (key,) = [button.key for button in app.button if button.key.startswith(f"log_{what}_file:")]
    return key


def test_an_entry_of_a_file_is_changed_by_hand_and_stays_so_when_the_file_comes_again(clock, home: Path) -> None:
    keep(home, heel(3, "2026-03-31", source="pain.csv"))
    app = open_log()
    assert "From pain.csv" in words(app)
    tap(app, button_of(app, "edit"))
    assert app.session_state["log_score"] == 3
    tap(put(app, score=1), "log_save")
    assert "Changed by you, pain.csv says 3" in words(app)
    keep(home, heel(3, "2026-03-31", source="pain.csv"))
    assert [(entry["score"], entry["source"]) for entry in kept(home)] == [(1, "entered")]
    tap(app, "log_undo")
    assert [(entry["score"], entry["source"]) for entry in kept(home)] == [(3, "pain.csv")]


def test_an_entry_of_a_file_is_removed_and_can_be_put_back_at_any_time(clock, home: Path) -> None:
    keep(home, heel(3, "2026-03-31", source="pain.csv"), heel(2, "2026-03-30", source="pain.csv"))
    app = open_log()
    tap(app, button_of(app, "delete"))
    assert [entry["score"] for entry in kept(home)] == [2]
    assert app.button(key="log_to_20260331").label == "Tue 31 **–**"
    again = open_log()
    assert "Removed by you, pain.csv says it" in words(again)
    tap(again, button_of(again, "back"))
    assert sorted(entry["score"] for entry in kept(home)) == [2, 3]


def test_a_changed_entry_of_a_file_that_is_deleted_stays_away(clock, home: Path) -> None:
    keep(home, heel(3, "2026-03-31", source="pain.csv"))
    app = open_log()
    tap(app, button_of(app, "edit"))
    tap(put(app, score=1), "log_save")
    tap(app, button_of(app, "delete"))
    assert kept(home) == []
    tap(app, "log_undo")
    assert [entry["score"] for entry in kept(home)] == [1]


def test_two_windows_change_one_entry_of_a_file(clock, home: Path) -> None:
    keep(home, heel(3, "2026-03-31", source="pain.csv"))
    app, other = open_log(), open_log()
    edit = button_of(app, "edit")
    tap(app, edit), tap(other, edit)
    tap(put(other, score=5), "log_save")
    tap(put(app, score=1), "log_save")
    assert "There: 5 of 10" in words(app) and "Here: 1 of 10" in words(app)
    assert [entry["score"] for entry in kept(home)] == [5]


def test_half_a_point_in_a_file_can_be_edited(clock, home: Path) -> None:
    keep(home, heel(2.5, "2026-03-31", source="pain.csv"))
    app = open_log()
    tap(app, button_of(app, "edit"))
    assert app.session_state["log_score"] == 2.5
    tap(put(app, note="stairs"), "log_save")
    assert [(entry["score"], entry["note"]) for entry in kept(home)] == [(2.5, "stairs")]


def test_a_day_of_long_ago_shows_what_its_file_says(clock, home: Path) -> None:
    keep(home, heel(3, "2024-05-05", source="old.csv"))
    app = open_log()
    assert "From old.csv" not in words(app)
    fine(app.date_input(key="log_date").set_value(date(2024, 5, 5)).run())
    assert "From old.csv" in words(app)


def test_the_runners_own_word_for_a_place_is_read_everywhere_and_never_as_markup(clock, home: Path) -> None:
    workspace = Workspace(home)
    workspace.save_choices({"site_name:plantar_heel": "old <b>spot</b>*"})
    workspace.close()
    app = open_log()
    put(app, place=PLACE, shows_map=True)
    assert app.button(key="log_where").label == r"Left old \<b\>spot\</b\>\*"
    (shown,) = app.get("bidi_component")
    assert json.loads(shown.proto.json)["called"]["plantar_heel:left"] == "left old <b>spot</b>*"
    tap(put(app, score=2), "log_save")
    assert words(app).count("left old &lt;b&gt;spot&lt;/b&gt;*") == 2 and "<b>spot" not in words(app)


def test_the_foot_map_is_there_and_marks_the_place(app: AppTest) -> None:
    put(app, place=("arch", "both"), shows_map=True)
    (shown,) = app.get("bidi_component")
    assert json.loads(shown.proto.json)["marked"] == ["arch:left", "arch:right"]
