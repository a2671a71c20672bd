"""The page Intensity and form, as a runner sees it."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from .screens import words

PAGE = "app_pages/intensity.py"


def drawn(app: AppTest, number: int) -> dict:
    return json.loads(app.get("plotly_chart")[number].proto.spec)


@pytest.fixture
def demo(app: AppTest) -> AppTest:
    app.button(key="demo_healthy").click().run()
    return app.switch_page(PAGE).run()


def test_without_data_it_says_where_to_begin(app: AppTest) -> None:
    assert "Upload your files, or open a made-up runner." in words(app.switch_page(PAGE).run())


def test_a_demo_shows_efforts_sessions_and_form_with_what_is_unknown(demo: AppTest) -> None:
    seen = words(demo)
    for said in ("whose effort is known", "For you, as of your run on ", "How hard you ran is not known for",
                 "Hard efforts while it hurts", "More fast running than usual", "Kinds of session", "Run Clever",
                 "steps a minute in the last two weeks", "Sudden change of cadence", "Longer strides"):  # fmt: skip
        assert said in seen, said
    names = [trace.get("name") for trace in drawn(demo, 0)["data"]]
    assert [name for name in names if name in ("Easy", "Moderate", "Fast")] == ["Easy", "Moderate", "Fast"]
    assert "Median of the last two weeks" in [trace.get("name") for trace in drawn(demo, 1)["data"]]


def test_no_cadence_is_prescribed(demo: AppTest) -> None:
    assert "There is no right number" in words(demo)


def test_time_can_be_shown_instead_of_distance(demo: AppTest) -> None:
    demo.segmented_control(key="intensity_measure").set_value("time").run()
    assert "<b>Time</b> per week" in json.dumps(drawn(demo, 0)["layout"])


LIST = "Activity Type,Date,Title,Distance,Time,Avg Pace\n" + "".join(
    f'Running,2026-03-{n:02d} 07:00:00,Morning,"8.00","00:44:00","5:30"\n' for n in range(20, 0, -2)
)


def test_what_a_run_was_can_be_set_right_and_taken_back(app: AppTest) -> None:
    app.switch_page("app_pages/data.py").run()
    app.file_uploader[0].set_value([("Activities.csv", LIST.encode(), "text/csv")])
    next(button for button in app.button if button.label == "Import").click().run()
    app.button(key="keep").click().run()
    app.switch_page(PAGE).run()
    assert words(app).count("<td>Easy or even</td><td>recognised</td>") == 6
    assert words(app).count("<td>Not known</td><td>nobody</td>") == 2  # of ten runs the newest eight are listed

    app.session_state["set_sessions"] = True
    app.run()
    app.selectbox(key="session_type_runs_value_0").set_value("race").run()
    app.button(key="session_type_runs_set").click().run()
    assert words(app).count("<td><b>Race</b></td><td>you</td>") == 8
    app.button(key="session_type_runs_undo").click().run()
    assert words(app).count("<td>Easy or even</td><td>recognised</td>") == 6
