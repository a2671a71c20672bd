"""The page of surfaces and hills: what it says, and that what is set there counts."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from .screens import keep, upload, words

PAGE = "app_pages/surfaces.py"
RUNS = "\n".join([
    "Activity Type,Date,Title,Distance,Time,Total Ascent,Total Descent",
    "Running,2026-03-02 08:00:00,Home,10.00,01:00:00,200,150",
    "Running,2026-03-04 08:00:00,Home,10.00,01:00:00,200,150",
    "Trail Running,2026-03-07 08:00:00,Wood,5.00,00:30:00,100,80",
])  # fmt: skip


@pytest.fixture
def page(app: AppTest) -> AppTest:
    """The page, with two runs of unknown surface and one on a trail."""
    app.switch_page("app_pages/data.py").run()
    keep(upload(app, ("Activities.csv", RUNS.encode())))
    return app.switch_page(PAGE).run()


def chart(app: AppTest, number: int) -> dict[str, list]:
    """Name of each trace -> its values, of one of the charts."""
    spec = json.loads(app.get("plotly_chart")[number].proto.spec)
    return {trace["name"]: trace.get("y") for trace in spec["data"] if "name" in trace}


def test_without_runs_the_page_says_where_to_begin(app: AppTest) -> None:
    assert "There is nothing to show yet" in words(app.switch_page(PAGE).run())


def test_what_has_no_surface_is_told_with_its_share_and_who_says_the_rest(page: AppTest) -> None:
    seen = words(page)
    assert "80 % of your kilometres have no surface. Set them below." in seen
    assert '<th scope="row">Trail</th><td>5.0 km (20 %)</td><td>the file</td>' in seen
    assert chart(page, 0)["Trail"] == [5.0]


def test_a_rule_sets_the_runs_that_nobody_knows_and_can_be_taken_back(page: AppTest) -> None:
    page.selectbox(key="surface_rule_value").set_value("asphalt")
    next(button for button in page.button if button.label == "Set the rule").click().run()
    seen = words(page)
    assert "All of these kilometres have a surface." in seen
    assert '<th scope="row">Asphalt</th><td>20.0 km (80 %)</td><td>your rule</td>' in seen
    assert "Of 25.0 km whose surface is known, 80 % were on concrete or asphalt." in seen
    assert chart(page, 0)["Asphalt"] == [20.0]
    next(button for button in page.button if button.label == "Take it back").click().run()
    assert "80 % of your kilometres have no surface." in words(page)


def test_the_evidence_says_that_concrete_is_not_harder_than_asphalt(page: AppTest) -> None:
    assert "Concrete is not harder on the heel than asphalt" in words(page)


def test_hills_tell_both_ways_what_is_unknown_and_that_up_and_down_disagree(page: AppTest) -> None:
    seen = words(page)
    assert "These weeks hold 500 m of ascent and 380 m of descent" in seen
    assert "100 % of the distance has no grade" in seen
    assert "Ascent and descent differ by 24 %." in seen
    page.segmented_control(key="hills_shown").set_value("climb").run()
    drawn = chart(page, 1)
    assert (drawn["Ascent"], drawn["Descent"]) == ([500.0], [380.0])
