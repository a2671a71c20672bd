"""Any evening of the past: chosen on the overview, said on every page, left with one tap."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from .screens import words

PAST = "You see 20 September 2026 as it was known that evening."


@pytest.fixture
def past(app: AppTest) -> AppTest:
    app.button(key="demo_worsening").click().run()
    return app.date_input(key="replay_day").set_value(date(2026, 9, 20)).run()


def test_a_day_of_the_past_is_shown_as_it_stood(past: AppTest) -> None:
    seen = words(past)
    assert PAST in seen
    assert "As the data stood on 20 Sep 2026" in seen
    assert "See someone" not in seen


@pytest.mark.parametrize("page", ["training", "patterns", "pain", "flags", "data"])
def test_every_page_says_that_it_is_the_past(past: AppTest, page: str) -> None:
    assert PAST in words(past.switch_page(f"app_pages/{page}.py").run())


def test_steps_lead_on_day_by_day_and_back_to_the_latest(past: AppTest) -> None:
    assert "As the data stood on 21 Sep 2026" in words(past.button(key="replay_1").click().run())
    assert "As the data stood on 14 Sep 2026" in words(past.button(key="replay_-7").click().run())
    seen = words(past.button(key="replay_end").click().run())
    assert "as it was known that evening" not in seen
    assert "As the data stood on 18 Oct 2026" in seen


def test_no_step_leads_beyond_the_data(past: AppTest) -> None:
    past.date_input(key="replay_day").set_value(date(2026, 10, 16)).run()
    assert not past.button(key="replay_1").disabled
    assert past.button(key="replay_7").disabled


def test_the_signature_rule_is_drawn_day_by_day(past: AppTest) -> None:
    past.button(key="replay_end").click().run()
    past.switch_page("app_pages/flags.py").run()
    past.session_state["course_plantar_heel"] = True
    past.run()
    assert "This rule does not speak before day 20 of a cut, here 3 Oct 2026" in words(past)
    assert len(past.get("plotly_chart")) == 1
