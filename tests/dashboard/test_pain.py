"""What a runner relies on of the page Pain."""

from __future__ import annotations

import json
from functools import partial

from streamlit.testing.v1 import AppTest

from .screens import open_page, words

turn = partial(open_page, "pain")


def test_without_data_it_says_where_to_begin(app: AppTest) -> None:
    assert "Upload your files, or open a made-up runner." in words(turn(app))


def test_first_steps_stand_apart_with_slope_interval_and_floor(app: AppTest) -> None:
    seen = words(turn(app, "worsening"))
    assert "First steps in the morning" in seen
    assert "Heel pain at the first steps rose over the last 28 days: +0.9 points a week" in seen
    assert "of the scores are 0, where the scale ends" in seen
    assert "Around runs and through the day" in seen
    first, others = (json.loads(chart.proto.spec) for chart in app.get("plotly_chart")[:2])
    assert [trace["name"] for trace in first["data"]] == ["First steps", "Level moved"]
    assert {trace["name"] for trace in others["data"]} == {"During a run", "After a run", "Level moved"}


def test_where_the_level_moved_is_said_and_drawn(app: AppTest) -> None:
    turn(app, "settles")
    assert "rose by about 1.7 points around 28" in words(app)
    first = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert [shape["x0"] for shape in first["layout"]["shapes"]] == ["2026-08-28", "2026-09-16"]


def test_sides_and_warm_ups_are_counted(app: AppTest) -> None:
    seen = words(turn(app, "worsening"))
    assert "<span>Left</span>" in seen
    assert "Of 47 painful days in this span." in seen
    assert "Fading is not permission" in seen
    assert '<tr><th scope="row">12 Oct 2026</th>' in seen
