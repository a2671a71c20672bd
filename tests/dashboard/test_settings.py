"""Settings: what is chosen holds on every page, is kept, is refused where it cannot be, and is not of a demo."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.workspace import Workspace

from .screens import APP, put, turn_to, words


@pytest.fixture
def app(home: Path) -> AppTest:
    return turn_to(AppTest.from_file(APP, default_timeout=120).run(), "settings")


def choices(home: Path) -> dict[str, str]:
    kept = Workspace(home)
    found = kept.choices()
    kept.close()
    return found


def test_units_week_and_time_zone_are_kept(app: AppTest, home: Path) -> None:
    app.segmented_control(key="units").set_value("mi").run()
    app.segmented_control(key="week_start").set_value(6).run()
    app.selectbox(key="time_zone").set_value("Europe/Stockholm").run()
    assert not app.exception
    assert choices(home).items() >= {"units": "mi", "week_start": "6", "time_zone": "Europe/Stockholm"}.items()
    app.selectbox(key="time_zone").set_value("").run()
    assert choices(home)["time_zone"] == ""


def test_the_bands_of_pain_are_shown_as_chosen_and_go_back_to_the_usual_ones(app: AppTest, home: Path) -> None:
    assert "<b>Green</b><span>0 to 3</span>" in words(app)
    app.segmented_control(key="green_up_to").set_value(2).run()
    assert "<b>Amber</b><span>3 to 5</span>" in words(app)
    assert choices(home)["limit:green_up_to"] == "2"
    app.button(key="usual_limits").click().run()
    assert "<b>Green</b><span>0 to 3</span>" in words(app)
    assert choices(home)["limit:green_up_to"] == ""


def test_limits_that_contradict_each_other_are_not_kept(app: AppTest, home: Path) -> None:
    app.segmented_control(key="amber_up_to").set_value(2).run()
    assert "Not kept: the first limit must not be above the second." in words(app)
    assert "limit:amber_up_to" not in choices(home)


def test_a_distance_in_miles_that_nobody_touched_keeps_its_metres(app: AppTest, home: Path) -> None:
    app.segmented_control(key="units").set_value("mi").run()
    assert [app.number_input(key=f"{name}_mi").value for name in ("shoe_notice_m", "shoe_due_m")] == [300, 500]
    app.number_input(key="shoe_due_m_mi").set_value(400).run()
    assert "limit:shoe_notice_m" not in {name for name, value in choices(home).items() if value}
    assert float(choices(home)["limit:shoe_due_m"]) == pytest.approx(643_737.6)


def test_a_rule_names_the_runners_own_limit(app: AppTest) -> None:
    app.segmented_control(key="green_up_to").set_value(2).run()
    seen = words(turn_to(put(app, "runs only"), "flags"))
    assert "2 points at most, for green: your own setting, in place of the usual 3" in seen


def test_a_place_has_the_runners_own_name_until_it_is_taken_back(app: AppTest) -> None:
    app.selectbox(key="site_named").set_value("plantar_heel")
    app.text_input(key="site_own_name").set_value("the <bad> one")
    next(button for button in app.button if button.label == "Keep the name").click().run()
    assert "Heel: <b>the &lt;bad&gt; one</b>" in words(app)
    assert "<b>First steps</b>, the &lt;bad&gt; one left" in words(turn_to(put(app, "pain only"), "calendar"))
    turn_to(app, "settings").button(key="unname_plantar_heel").click().run()
    assert "the &lt;bad&gt; one" not in words(app)
    assert "<b>First steps</b>, Left heel pain" in words(turn_to(app, "calendar"))


def test_a_health_history_makes_pain_a_matter_for_a_clinician_and_is_kept(app: AppTest) -> None:
    put(app, "pain only")
    turn_to(app, "settings").multiselect(key="history").set_value(["osteoporosis", "diabetes"]).run()
    assert "and you told of osteoporosis and diabetes." in words(turn_to(app, "flags"))
    again = turn_to(app, "settings")
    assert again.multiselect(key="history").value == ["osteoporosis", "diabetes"]
    again.multiselect(key="history").set_value([]).run()
    assert "told of osteoporosis" not in words(turn_to(app, "flags"))


def test_a_made_up_runner_has_the_usual_limits_and_no_health(app: AppTest) -> None:
    app.segmented_control(key="green_up_to").set_value(2).run()
    seen = turn_to(put(turn_to(app, "overview"), "demo"), "settings")
    assert "kept with your own data" in words(seen)
    assert not seen.multiselect
    assert "your own setting" not in words(turn_to(app, "flags"))


def test_everything_is_deleted_in_two_steps_and_nothing_is_left(app: AppTest, home: Path) -> None:
    put(app, "pain only")
    turn_to(app, "settings").segmented_control(key="units").set_value("mi").run()
    app.session_state["delete_everything"] = True
    app.run()
    assert "This deletes 286 pain entries, 1 imported file, 3 settings" in words(app)
    assert app.button(key="delete_all").disabled
    sure(app).button(key="delete_all").click().run()
    assert "Everything is deleted." in words(app)
    assert "Everything is deleted." not in words(app.run())
    assert choices(home) == {}
    left = Workspace(home)
    assert (left.load().pain.empty, left.imports().empty, left.removed_count()) == (True, True, 0)
    left.close()
    assert b"plantar_heel" not in (home / "twinge.sqlite").read_bytes()


def test_what_was_told_without_any_file_is_deleted_too(app: AppTest, home: Path) -> None:
    app.segmented_control(key="green_up_to").set_value(2).run()
    sure(app).button(key="delete_all").click().run()
    assert choices(home) == {}


def test_a_demo_is_exported_but_not_deleted(app: AppTest) -> None:
    seen = turn_to(put(turn_to(app, "overview"), "demo"), "settings")
    assert "The made-up data of Maya, in one zip." in words(seen)
    assert "delete_all" not in [button.key for button in seen.button]


def test_whatever_is_kept_of_an_athlete_goes_with_everything(app: AppTest, home: Path) -> None:
    put(app, "pain only")
    with sqlite3.connect(home / "twinge.sqlite") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in tables if "athlete_id" in columns(database, name)]
        database.execute("INSERT INTO coach_notes VALUES (1, 'coach', 'local', '2026-03-01', 'a word', NULL)")
        database.execute("INSERT INTO grants VALUES (1, 'local', 'coach', 'pain', '1', '2026-03-01', NULL)")
    sure(turn_to(app, "settings")).button(key="delete_all").click().run()
    with sqlite3.connect(home / "twinge.sqlite") as database:
        left = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in own}
    assert {name for name, rows in left.items() if rows} == {"athletes"}


def sure(app: AppTest) -> AppTest:
    """The way to the last button opened, and the box ticked."""
    app.session_state["delete_everything"] = True
    return app.run().checkbox(key="is_sure").check().run()


def columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
