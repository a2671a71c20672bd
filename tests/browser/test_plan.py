"""The plan through a flare, evening by evening, from the calendar on; ticks; the calendar by finger and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import flare
from tests.browser.conftest import SLOW, Screen, Server, at_rest
from tests.browser.test_flow import given, no_sideways_scroll
from tests.browser.test_pages import button, open_demo, turn


def story(server: Server, folder: Path) -> None:
    """A runner's own files: pain from 27 July, calm from 20 August, a flare on 12 September."""
    for name, text in (("Activities.csv", flare.activities()), ("pain.csv", flare.pain())):
        (folder / name).write_text(text, encoding="utf-8")
    given(server, folder / "Activities.csv", folder / "pain.csv")


def on_to(page: Page, words: str, times: int = 1) -> None:
    for _ in range(times):
        at_rest(page)
        button(page, words).click()
    at_rest(page)


@pytest.mark.parametrize("screen", [Screen(1440, height=2400)], indirect=True, ids=str)
def test_the_plan_through_a_flare(page: Page, server: Server, tmp_path: Path) -> None:
    story(server, tmp_path)
    page.goto("/")
    at_rest(page)
    turn(page, "calendar")
    page.get_by_role("button", name="Sun 9 Aug 2026: worst pain 4, ran 8.0 km").click()
    expect(page.get_by_role("heading", name="Sunday, 9 Aug 2026")).to_be_visible(timeout=SLOW)
    at_rest(page)
    page.get_by_role("button", name="See all of Twinge as of this evening").click()
    expect(page.get_by_text("You see 9 August 2026")).to_be_visible(timeout=SLOW)
    at_rest(page)
    turn(page, "plan")
    expect(page.get_by_text("of 26.8 km in any 7 days")).to_be_visible(timeout=SLOW)  # two thirds of 40 km
    at_rest(page)
    page.get_by_text("The review: day").click()
    expect(page.locator(".tw-review--next")).to_have_count(1, timeout=SLOW)
    on_to(page, "A week on")
    expect(page.get_by_text("It helps: the 7-day mean of your pain went from 4.0")).to_be_visible(timeout=SLOW)
    on_to(page, "A week on", 3)
    expect(page.get_by_text("The pain has settled.")).to_be_visible(timeout=SLOW)
    expect(page.locator(".tw-dial-track")).to_have_count(6, timeout=SLOW)
    assert no_sideways_scroll(page)
    on_to(page, "Back to the latest day")
    expect(page.get_by_text("A flare: dial back now")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("up to 18 Sep 2026")).to_be_visible()


@pytest.mark.parametrize("screen", [Screen(390, "dark", height=2400)], indirect=True, ids=str)
def test_a_tick_is_one_tap_and_taken_back_and_a_day_is_found_by_finger_and_keyboard(page: Page) -> None:
    open_demo(page, "Jonas")
    turn(page, "plan")
    page.get_by_role("button", name="Did calf stretch").click()
    expect(page.get_by_role("status").get_by_text("Done: calf stretch.")).to_be_visible(timeout=SLOW)
    at_rest(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Did calf stretch")).to_be_visible(timeout=SLOW)
    at_rest(page)
    turn(page, "calendar")
    page.get_by_role("button", name="September 2026").click()
    chosen = page.get_by_role("button", name="Thu 10 Sep 2026")
    expect(chosen).to_be_visible(timeout=SLOW)
    at_rest(page)
    box = chosen.bounding_box()
    assert min(box["width"], box["height"]) >= 43.5
    chosen.click()
    expect(page.get_by_role("heading", name="Thursday, 10 Sep 2026")).to_be_visible(timeout=SLOW)
    at_rest(page)
    chosen.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thursday, 17 Sep 2026")).to_be_visible(timeout=SLOW)
    assert no_sideways_scroll(page)


@pytest.mark.parametrize("screen", [Screen(390, height=2400)], indirect=True, ids=str)
def test_what_rests_on_a_rule_leads_to_it_beside_the_page(page: Page) -> None:
    open_demo(page, "Maya")
    turn(page, "plan")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < 3300  # of 5,960 px once
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Learn why").first.click()
    rule = opened.value.locator("#rule-worsening_despite_backoff")
    expect(rule).to_have_attribute("open", "", timeout=SLOW)
    expect(rule.get_by_text("What studies support")).to_be_visible()
    expect(rule).to_have_count(1)
    opened.value.close()
    expect(button(page, "Leave demo")).to_be_visible()
    turn(page, "training")
    page.get_by_test_id("stTooltipIcon").first.locator("svg").hover()
    expect(page.get_by_role("tooltip").get_by_role("link")).to_have_attribute(
        "href", "learn?rule=acute_to_chronic#rule-acute_to_chronic", timeout=SLOW
    )
