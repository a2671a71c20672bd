"""Logging pain in a real browser: taps are counted, the keyboard does it alone, a warning sign answers at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from dashboard.workspace import Workspace
from tests.browser.conftest import SLOW, Screen, Server, at_rest
from tests.browser.test_flow import no_sideways_scroll
from tests.browser.within_reach import FINGER, grave_violations, small_targets

SAVED = "Saved: {} of 10"
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute('aria-label') ?? at.innerText;
}"""


@pytest.fixture
def usual(server: Server, page: Page) -> Page:
    """The Log of a runner whose left heel hurt a little yesterday, when no warning sign was there."""
    workspace = Workspace(server.home)
    today = date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))  # where the browser is
    entry = {"entry_id": "1", "local_date": today - timedelta(days=1), "moment": "day", "score": 2.0}
    workspace.tell("entries", [{**entry, "site": "plantar_heel", "side": "left", "signs": "none"}])
    workspace.close()
    return opened(page)


def opened(page: Page) -> Page:
    page.goto("/log")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=SLOW)
    at_rest(page)
    return page


def saved(page: Page, score: int) -> None:
    expect(page.get_by_text(SAVED.format(score))).to_be_in_viewport(timeout=SLOW)
    at_rest(page)


@pytest.mark.parametrize("screen", [Screen(390, height=844)], indirect=True, ids=str)
def test_a_usual_morning_is_two_taps_without_scrolling_and_no_pain_is_one(usual: Page) -> None:
    page = usual
    three, save = page.get_by_role("radio", name="3", exact=True), page.get_by_role("button", name="Save", exact=True)
    tabs = page.locator(".st-key-tab_bar").bounding_box()
    for target in (page.get_by_role("button", name="No pain today"), three, save):
        box = target.bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= tabs["y"]
    three.click()
    expect(save).to_be_enabled(timeout=SLOW)
    at_rest(page)
    save.click()
    saved(page, 3)
    expect(page.get_by_text(SAVED.format(3))).to_contain_text("left heel, underneath")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(SAVED.format(3))).to_have_count(0, timeout=SLOW)
    at_rest(page)
    page.get_by_role("button", name="No pain today").click()
    expect(page.get_by_text("Saved: no pain on")).to_be_visible(timeout=SLOW)


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press `key` until the focus is on what begins with `name`."""
    for _ in range(80):
        if str(page.evaluate(FOCUSED)).strip().startswith(name):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_the_keyboard_alone_logs_a_first_morning_with_the_foot_map(page: Page) -> None:
    opened(page)
    tab_to(page, "0")
    tab_to(page, "3", "ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("Noticeable, but you forget it while running")).to_be_visible(timeout=SLOW)
    at_rest(page)
    tab_to(page, "right arch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Right arch")).to_be_visible(timeout=SLOW)
    at_rest(page)
    tab_to(page, "None of these")
    page.keyboard.press("Space")
    at_rest(page)
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    saved(page, 3)
    expect(page.get_by_text(SAVED.format(3))).to_contain_text("right arch")


@pytest.mark.parametrize("screen", [Screen(360, "dark", height=900)], indirect=True, ids=str)
def test_a_warning_sign_answers_at_once_and_all_of_it_is_within_reach(page: Page) -> None:
    opened(page)
    heel = page.locator("[data-place='plantar_heel:left']")
    for part in page.locator("[data-place]").all():
        box = part.bounding_box()
        assert min(box["width"], box["height"]) >= FINGER - 0.5, part.get_attribute("data-place")
    assert grave_violations(page) == [] and no_sideways_scroll(page)
    heel.click()
    expect(page.get_by_role("button", name="Left heel, underneath")).to_be_visible(timeout=SLOW)
    at_rest(page)
    page.get_by_role("radio", name="4", exact=True).click()
    at_rest(page)
    page.get_by_role("button", name="I limp or run differently").click(timeout=SLOW)
    answer = page.get_by_text("Stop running and see a clinician soon.")
    expect(answer).to_be_visible(timeout=SLOW)
    at_rest(page)
    assert grave_violations(page) == [] and small_targets(page) == [] and no_sideways_scroll(page)
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page, 4)
    expect(answer).to_be_visible()
    assert grave_violations(page) == [] and small_targets(page) == []
    page.locator(".st-key-tab_bar").get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="See someone")).to_be_visible(timeout=SLOW)
