"""What the runner tells changes what is on the screen, at once and with an undo; in a demo for this visit only."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.workspace import Workspace

from .visits import Upload, after, importing, seen, visit

LIST = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
    "Running,2026-03-02 07:00:00,false,Morning,10.00,500,00:50:00,150\n"
    "Running,2026-03-04 07:00:00,false,Evening,5.00,250,00:25:00,150\n"
    "Cycling,2026-03-05 07:00:00,false,Commute,8.00,200,00:25:00,120\n"
)


@pytest.fixture
def tab() -> AppTest:
    """A visit after three activities of two sports were imported."""
    return after(visit(), importing(Upload("Activities.csv", LIST)))


def ids(tab: AppTest) -> dict[str, str]:
    found = seen(tab).analysis.activities
    return dict(zip(found["title"], found["activity_id"], strict=True))


def day(tab: AppTest, when: str, column: str) -> float:
    return seen(tab).analysis.days.set_index("local_date").loc[when, column]


def test_a_correction_counts_at_once_and_its_undo_too(tab: AppTest) -> None:
    both = [ids(tab)["Morning"], ids(tab)["Evening"]]
    after(tab, lambda session: session.correct(both, "surface", "gravel"))
    assert (day(tab, "2026-03-02", "gravel_m"), day(tab, "2026-03-04", "gravel_m")) == (10_000, 5000)
    after(tab, lambda session: session.undo_correction("surface"))
    assert (day(tab, "2026-03-02", "gravel_m"), day(tab, "2026-03-02", "unknown_m")) == (0, 10_000)


def test_no_value_leaves_a_run_to_its_file_again(tab: AppTest) -> None:
    after(tab, lambda session: session.correct([ids(tab)["Morning"]], "surface", "gravel"))
    after(tab, lambda session: session.correct([ids(tab)["Morning"]], "surface", None))
    assert day(tab, "2026-03-02", "unknown_m") == 10_000
    after(tab, lambda session: session.undo_correction("surface"))
    assert day(tab, "2026-03-02", "gravel_m") == 10_000


def test_an_undo_takes_back_what_it_stands_beside_and_nothing_told_since(tab: AppTest) -> None:
    run = [ids(tab)["Morning"]]
    after(tab, lambda session: session.correct(run, "surface", "gravel"))
    after(tab, lambda session: session.correct(run, "session_type", "race"))
    after(tab, lambda session: session.undo_correction("surface"))
    found = seen(tab).analysis.activities.set_index("activity_id").loc[run[0]]
    assert (found["surface"], found["session_type"]) == ("unknown", "race")


def test_an_undo_pressed_twice_takes_back_one_thing(tab: AppTest, home: Path) -> None:
    run = [ids(tab)["Morning"]]
    after(
        tab,
        lambda session: session.correct(run, "surface", "gravel"),
        lambda session: session.correct(run, "surface", "grass"),
        *[lambda session: session.undo_correction("surface")] * 2,
        lambda session: session.change_shoe("one", "Blue", drop_mm=4),
        lambda session: session.change_shoe("two", "Blue", drop_mm=8),
        *[lambda session: session.undo_shoe_change()] * 2,
        lambda session: session.tick("ice"),
        lambda session: session.tick("ball roll"),
        *[lambda session: session.undo_tick()] * 2,
    )
    workspace = Workspace(home)
    told = workspace.everything_told()
    workspace.close()
    assert told["corrections"]["value"].tolist() == ["gravel"]
    assert told["shoes"]["drop_mm"].tolist() == [4]
    assert told["care"]["item"].tolist() == ["ice"]


def test_in_a_demo_each_undo_takes_back_its_own_in_any_order() -> None:
    tab = after(visit(), lambda session: session.open_demo("healthy"))
    run = seen(tab).analysis.runs["activity_id"].tolist()[:1]
    for field, value in (("surface", "grass"), ("session_type", "race"), ("shoe", "Blue")):
        after(tab, lambda session, field=field, value=value: session.correct(run, field, value))
    after(tab, lambda session: session.undo_correction("surface"))
    after(tab, lambda session: session.undo_correction("session_type"))
    found = seen(tab).analysis.activities.set_index("activity_id").loc[run[0]]
    assert (found["surface"] == "grass", found["session_type"] == "race", found["shoe"]) == (False, False, "Blue")


def test_no_undo_of_a_demo_is_offered_beside_the_own_data() -> None:
    tab = after(visit(), lambda session: session.change_shoe("Mine.", "Own", drop_mm=4.0))
    after(tab, lambda session: session.open_demo("healthy"))
    found = []
    offered = lambda session: found.append((session.shoe_changed(), session.corrected("surface"), session.tick_said()))  # noqa: E731
    after(tab, offered)
    runs = seen(tab).analysis.runs["activity_id"].tolist()
    after(
        tab,
        lambda session: session.change_shoe("Theirs.", "Demo pair", drop_mm=8.0),
        lambda session: session.correct(runs, "surface", "grass", "Set."),
        lambda session: session.tick("calf raises"),
        offered,
        lambda session: session.close_demo(),
        offered,
    )
    assert found == [("", "", ""), ("Theirs.", "Set.", "Done: calf raises."), ("", "", "")]


def test_a_ride_that_was_a_run_is_one(tab: AppTest) -> None:
    after(tab, lambda session: session.correct([ids(tab)["Commute"]], "sport", "running"))
    assert day(tab, "2026-03-05", "distance_m") == 8000


def test_a_rule_holds_for_runs_that_come_later(tab: AppTest) -> None:
    after(tab, lambda session: session.set_default("weekdays", "", "surface", "asphalt"))
    later = LIST.splitlines()[0] + "\nRunning,2026-03-06 07:00:00,false,Later,6.00,300,00:30:00,150\n"
    after(tab, importing(Upload("later.csv", later)))
    assert day(tab, "2026-03-06", "asphalt_m") == 6000
    after(tab, lambda session: session.drop_default("weekdays", "", "surface"))
    assert day(tab, "2026-03-06", "asphalt_m") == 0


def test_a_correction_stays_when_the_file_comes_again(tab: AppTest, home: Path) -> None:
    after(tab, lambda session: session.correct([ids(tab)["Morning"]], "surface", "gravel"))
    after(tab, importing(Upload("again.csv", LIST.replace("10.00", "10.20"))))
    found = seen(tab).analysis.activities.set_index("title")
    assert (found.loc["Morning", "surface"], found.loc["Morning", "distance_m"]) == ("gravel", 10_200)


def test_names_of_places_stand_with_the_rules(tab: AppTest) -> None:
    def act(session) -> None:
        session.set_default("place", "p1", "surface", "grass", name="Park")
        import streamlit as st

        st.session_state["rules"] = session.defaults()

    after(tab, act)
    assert tab.session_state["rules"][["key", "value", "name"]].to_numpy().tolist() == [["p1", "grass", "Park"]]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda session: session.correct(["x"], "surface", "lava"), "'lava' is no surface; use one of concrete"),
        (lambda session: session.correct(["x"], "title", "x"), "'title' cannot be set; one of surface, shoe"),
        (lambda session: session.set_default("mondays", "", "surface", "grass"), "a rule is for weekdays"),
        (lambda session: session.set_default("place", "", "surface", "grass"), "with a key for place and route"),
        (lambda session: session.save_shoe("Red", colour="red"), "SHOES has no colour"),
    ],
)
def test_what_cannot_be_is_refused_in_words(act, says: str) -> None:
    def refused(session) -> None:
        with pytest.raises(ValueError, match=re.escape(says)):
            act(session)

    after(visit(), refused)


def test_what_is_known_of_a_pair_is_added_to(home: Path) -> None:
    after(visit(), lambda session: session.save_shoe("Red", category="trail", first_use=date(2026, 3, 1)))
    after(visit(), lambda session: session.save_shoe("Red", retired=date(2026, 4, 1)))
    workspace = Workspace(home)
    red = workspace.told()["shoes"].iloc[0]
    workspace.close()
    assert (red["category"], red["first_use"], red["retired"]) == (
        "trail", pd.Timestamp("2026-03-01"), pd.Timestamp("2026-04-01"),
    )  # fmt: skip


# In a demo


def test_what_is_told_in_a_demo_is_never_kept(home: Path) -> None:
    tab = after(visit(), lambda session: session.open_demo("healthy"))
    before = seen(tab).data_version
    runs = seen(tab).analysis.runs["activity_id"].tolist()
    after(tab, lambda session: session.correct(runs, "surface", "grass"))
    assert (seen(tab).analysis.activities.set_index("activity_id").loc[runs, "surface"] == "grass").all()
    assert seen(tab).data_version != before
    workspace = Workspace(home)
    assert workspace.told()["corrections"].empty
    workspace.close()
    after(tab, lambda session: session.undo_correction("surface"))
    assert seen(tab).data_version == before
    after(tab, lambda session: session.correct(runs, "surface", "grass"))
    after(tab, lambda session: session.open_demo("healthy"))
    assert "grass" not in set(seen(tab).analysis.activities["surface"])


def test_the_demos_know_hills_and_speeds_from_their_recordings() -> None:
    tab = after(visit(), lambda session: session.open_demo("healthy"))
    found = seen(tab).analysis.exposures
    assert {"grade", "elevation", "speed", "form"} <= set(found["dimension"])
    assert found.loc[found["dimension"] == "grade", "band"].isin(["uphill", "downhill"]).any()


# An evening of the past


def test_everything_can_be_seen_as_of_an_evening_and_as_of_today_again(tab: AppTest) -> None:
    today = seen(tab)
    after(tab, lambda session: session.set_as_of(date(2026, 3, 3)))
    then = seen(tab)
    assert then.analysis.as_of == pd.Timestamp("2026-03-03")
    assert then.analysis.activities["title"].tolist() == ["Morning"]
    assert then.data_version != today.data_version
    after(tab, lambda session: session.set_as_of(None))
    assert len(seen(tab).analysis.activities) == 3
    assert seen(tab).data_version == today.data_version


def test_an_evening_before_the_first_day_shows_nothing_and_breaks_nothing(tab: AppTest) -> None:
    after(tab, lambda session: session.set_as_of(date(2020, 1, 1)))
    assert seen(tab).analysis.activities.empty
    assert seen(tab).analysis.days.empty


def test_the_evening_is_forgotten_with_the_visit_and_between_demo_and_own_data(tab: AppTest) -> None:
    after(tab, lambda session: session.set_as_of(date(2026, 3, 3)), lambda session: session.open_demo("healthy"))
    assert seen(tab).analysis.as_of.year == 2026
    assert seen(tab).analysis.as_of > pd.Timestamp("2026-03-03")
    after(tab, lambda session: session.close_demo())
    assert len(seen(tab).analysis.activities) == 3
    assert len(seen(visit()).analysis.activities) == 3
