"""What a runner relies on of the page Patterns."""

from __future__ import annotations

import json
from functools import partial

from streamlit.testing.v1 import AppTest

from .screens import open_page, words

turn = partial(open_page, "patterns")


def test_without_data_it_says_where_to_begin(app: AppTest) -> None:
    assert "Upload your files, or open a made-up runner." in words(turn(app))


def test_a_log_in_which_nothing_matters_is_told_so_with_days_and_p(app: AppTest) -> None:
    turn(app, "settles")
    app.segmented_control(key="patterns_moment").set_value("during").run()
    seen = words(app)
    assert "Nothing in the training clearly went with more pain “during a run” in 97 logged days." in seen
    assert "No clear link between descent and pain during a run in 97 logged days" in seen
    assert "independent ones" in seen and "By chance <b>" in seen
    assert "After each kind of day" in seen and "Mostly soft surface" in seen
    assert "cause" not in seen


def test_a_short_log_says_how_many_days_are_missing_and_that_there_is_too_little_to_say(app: AppTest) -> None:
    turn(app, "gaps")
    app.segmented_control(key="patterns_moment").set_value("during").run()
    seen = words(app)
    assert "log 12 more days" in seen
    assert "<b>16</b> of 28 days logged" in seen
    assert "Too little data to say" in seen
    assert not app.get("plotly_chart")  # there is nothing to draw
    assert "Dot: how much more pain" not in seen and "By chance" not in seen


def test_the_days_behind_an_association_are_drawn_when_asked_for(app: AppTest) -> None:
    turn(app, "settles")
    app.segmented_control(key="patterns_moment").set_value("first_steps").run()
    assert len(app.get("plotly_chart")) == 1
    app.session_state["behind_descent_m_first_steps"] = True
    app.run()
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(drawn) == 3
    assert "Descent, m a day" in json.dumps(drawn[1]["layout"])
    assert "as it may be felt that day" in json.dumps(drawn[2]["layout"])
