"""The page Training and pain: how fast it grew, and the ratio that is shown only to who asks."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from .screens import open_page, words


@pytest.fixture
def page(app: AppTest) -> AppTest:
    """The page of a made-up runner."""
    return open_page("training", app, "worsening")


def test_single_runs_stand_before_week_against_week_with_their_evidence(page: AppTest) -> None:
    seen = words(page)
    assert seen.index("One run much longer than before") < seen.index("This week against the last")
    assert "Science trusts this rule fairly well. Rule L1." in seen
    assert "take it as a prompt to look, not as a verdict. Rule L2." in seen


def test_the_last_week_is_told_beside_the_usual_one(page: AppTest) -> None:
    assert "Run days <b>3 days (usual 4)</b>" in words(page)
    assert "While pain goes on it stays the one before the pain" in words(page)


def test_the_acute_to_chronic_ratio_is_shown_only_once_asked_for(page: AppTest) -> None:
    assert "No limit is known." not in words(page)
    page.toggle(key="shows_acwr").set_value(True).run()
    seen = words(page)
    assert "times the weekly mean of the 21 days before. No limit is known." in seen
    assert "its power to tell them was close to chance" in seen
    page.toggle(key="shows_acwr").set_value(False).run()
    assert "No limit is known." not in words(page)
