"""Setting a field of many runs: filters find them, the button says how many, and one press takes it back."""

from __future__ import annotations

import pytest
from streamlit.runtime.state.session_state import WStates
from streamlit.testing.v1 import AppTest

HEAD = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
LIST = HEAD + (
    "Running,2026-03-02 07:00:00,false,Intervals,10.00,500,00:50:00,150\n"
    "Running,2026-03-07 07:00:00,false,Park (long),15.00,750,01:25:00,150\n"
    "Treadmill Running,2026-03-04 07:00:00,false,Indoors,5.00,250,00:25:00,150\n"
    "Cycling,2026-03-05 07:00:00,false,Commute,8.00,200,00:25:00,120\n"
)


def page(text: str, field: str) -> None:
    import streamlit as st

    from dashboard import session
    from dashboard.app_pages.setting import set_runs
    from tests.dashboard.visits import Upload, importing

    if "there" not in st.session_state:
        importing(Upload("Activities.csv", text))(session)
        st.session_state["there"] = True
    set_runs(field, {"asphalt": "Asphalt", "gravel": "Gravel"})
    kept = session.current().analysis.activities
    st.session_state["found"] = dict(zip(kept["title"], kept[field], strict=True))


@pytest.fixture
def tab() -> AppTest:
    return AppTest.from_function(page, args=(LIST, "surface"), default_timeout=60).run()


def names(tab: AppTest) -> list[str]:
    return tab.dataframe[0].value["title"].tolist()


def button(tab: AppTest):
    return tab.button(key="surface_runs_set")


def set_to(tab: AppTest, value: str) -> AppTest:
    box = next(box for box in tab.selectbox if box.label == "Set to")
    box.set_value(value).run()
    return button(tab).click().run()


def test_runs_that_nobody_has_set_come_first_newest_first(tab: AppTest) -> None:
    assert names(tab) == ["Park (long)", "Intervals"]
    assert button(tab).label == "Set all 2 runs shown"
    assert button(tab).disabled


def test_all_runs_say_what_they_are_and_who_says_so(tab: AppTest) -> None:
    tab.segmented_control(key="surface_runs_state").set_value("All").run()
    shown = tab.dataframe[0].value
    assert shown[["title", "value", "said_by"]].to_numpy().tolist() == [
        ["Park (long)", "–", "–"], ["Indoors", "treadmill", "the file"], ["Intervals", "–", "–"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "text", "left"),
    [
        ("Weekend", "", ["Park (long)"]),
        ("Monday to Friday", "", ["Intervals"]),
        ("Any day", "(LONG", ["Park (long)"]),
        ("Any day", "  inter ", ["Intervals"]),
    ],
)
def test_filters_leave_the_runs_that_are_meant(tab: AppTest, days: str, text: str, left: list[str]) -> None:
    tab.segmented_control(key="surface_runs_days").set_value(days)
    tab.text_input(key="surface_runs_text").set_value(text)
    tab.run()
    assert names(tab) == left
    assert button(tab).label == "Set this run"


def test_filters_that_leave_nothing_say_so(tab: AppTest) -> None:
    tab.text_input(key="surface_runs_text").set_value("nowhere").run()
    assert tab.info[0].value == "No run is like this. Take away a filter."


def test_what_is_shown_is_set_and_one_undo_takes_it_back(tab: AppTest) -> None:
    set_to(tab, "gravel")
    assert not tab.exception
    assert tab.session_state["found"] == {
        "Park (long)": "gravel", "Intervals": "gravel", "Indoors": "treadmill", "Commute": "unknown",
    }  # fmt: skip
    assert "2 runs set to Gravel." in tab.markdown[0].value
    assert tab.info[0].value == "Nothing is left to set. Choose “All” to change what is set."
    tab.button(key="surface_runs_undo").click().run()
    assert tab.session_state["found"]["Intervals"] == "unknown"
    assert names(tab) == ["Park (long)", "Intervals"]


def test_a_second_press_before_the_page_is_drawn_sets_nothing_more(
    tab: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = WStates.call_callback
    box = next(box for box in tab.selectbox if box.label == "Set to")
    box.set_value("gravel").run()
    monkeypatch.setattr(WStates, "call_callback", lambda states, name: (call(states, name), call(states, name)))
    button(tab).click().run()
    assert not tab.exception
    assert "2 runs set to Gravel." in tab.markdown[0].value


def test_what_was_set_once_is_not_chosen_for_the_runs_that_are_left(tab: AppTest) -> None:
    tab.segmented_control(key="surface_runs_days").set_value("Weekend").run()
    set_to(tab, "gravel")
    tab.segmented_control(key="surface_runs_days").set_value("Any day").run()
    assert names(tab) == ["Intervals"]
    assert button(tab).disabled


def test_a_run_can_be_left_to_its_file_again(tab: AppTest) -> None:
    tab.segmented_control(key="surface_runs_state").set_value("All")
    tab.text_input(key="surface_runs_text").set_value("Indoors").run()
    set_to(tab, "gravel")
    assert tab.session_state["found"]["Indoors"] == "gravel"
    set_to(tab, "")
    assert tab.session_state["found"]["Indoors"] == "treadmill"
    assert "1 run left to the file." in tab.markdown[0].value
