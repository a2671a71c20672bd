"""Every page of a made-up runner in a real browser: it opens, a correction is undone, another day is left again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.app import PAGES
from tests.browser.conftest import SLOW, Screen, at_rest
from tests.browser.test_flow import no_sideways_scroll
from tests.browser.within_reach import grave_violations, small_targets

SCREENS = [Screen(1440, "light"), Screen(360, "dark")]
# Without data the other pages say what “training” says, by the same function; test_pages.py of the dashboard opens all.
WITHOUT_DATA = ("overview", "log", "plan", "training", "learn", "data", "sharing", "settings")
CHARTS = {"training": 1, "surfaces": 2, "intensity": 2, "shoes": 1, "pain": 2, "patterns": 1}


def open_demo(page: Page, name: str) -> None:
    page.goto("/")
    at_rest(page)
    page.get_by_role("button", name=f"Open {name}").click()
    expect(button(page, "Leave demo")).to_be_visible(timeout=SLOW)
    at_rest(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def turn(page: Page, url: str) -> None:
    """To another page, by the links every page carries, so that the visit goes on."""
    menu = PAGES[url][3]
    first = next(name for name, (*_, other) in PAGES.items() if other == menu) if menu else url
    page.locator(f".st-key-tab_bar a[href$='{first}']").dispatch_event("click")
    arrive(page, first)
    if url != first:
        page.locator(f".st-key-neighbours a[href$='{url}']").click()
        arrive(page, url)


def arrive(page: Page, url: str) -> None:
    expect(page.get_by_role("heading", name=PAGES[url][1], exact=True)).to_be_visible(timeout=SLOW)
    at_rest(page)


@pytest.mark.parametrize("screen", SCREENS, indirect=True, ids=str)
def test_each_page_of_a_demo_opens_fits_the_screen_and_is_within_everybodys_reach(page: Page, screen: Screen) -> None:
    open_demo(page, "Maya")
    for url in PAGES:
        if url != "overview":
            turn(page, url)
        expect(page.locator(".js-plotly-plot .main-svg:first-child")).to_have_count(CHARTS.get(url, 0), timeout=SLOW)
        expect(page.get_by_text("Demo: Maya.")).to_be_visible()
        within_reach(page, url, screen)


@pytest.mark.parametrize("screen", [Screen(360, "light")], indirect=True, ids=str)
def test_without_data_pages_open_and_are_within_everybodys_reach(page: Page, screen: Screen) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=SLOW)
    for url in WITHOUT_DATA:
        if url != "overview":
            turn(page, url)
        within_reach(page, url, screen)


@pytest.mark.parametrize("screen", [Screen(390, height=844)], indirect=True, ids=str)
def test_status_reason_and_next_step_stand_above_the_fold_of_a_phone(page: Page) -> None:
    open_demo(page, "Maya")
    tabs = page.locator(".st-key-tab_bar").bounding_box()
    for what in (".tw-light-word", ".tw-light-why", ".tw-todo-what >> nth=0"):
        box = page.locator(what).bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= tabs["y"], what


def within_reach(page: Page, url: str, screen: Screen) -> None:
    at_rest(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert no_sideways_scroll(page), url
    assert grave_violations(page) == [], url
    if screen.width < 500:
        assert small_targets(page) == [], url


def test_the_surface_of_runs_is_set_and_taken_back(page: Page) -> None:
    open_demo(page, "Maya")
    turn(page, "surfaces")
    unknown = page.get_by_text("70 % of your kilometres have no surface.")
    expect(unknown).to_be_visible(timeout=SLOW)
    at_rest(page)
    page.get_by_text("Set single runs").click()
    value = page.get_by_label("Set to")
    value.scroll_into_view_if_needed(timeout=SLOW)
    at_rest(page)  # a list that is open closes when the page is drawn again, or scrolls
    value.click()
    page.get_by_role("option", name="Asphalt").click()
    page.get_by_role("button", name="Set all").click()
    expect(page.get_by_role("status").get_by_text("set to Asphalt.")).to_be_visible(timeout=SLOW)
    expect(unknown).to_have_count(0, timeout=SLOW)
    at_rest(page)
    button(page, "Undo").click()
    expect(unknown).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("screen", [Screen(390)], indirect=True, ids=str)
def test_another_day_is_seen_on_every_page_and_left_again(page: Page) -> None:
    open_demo(page, "Maya")
    page.get_by_role("button", name="See another day").click()
    button(page, "Choose date").click(timeout=SLOW)
    button(page, "Previous month").click()
    button(page, "Tuesday, September 1, 2026").click()
    seen = page.get_by_text("You see 1 September 2026 as it was known that evening.")
    expect(seen).to_be_visible(timeout=SLOW)
    at_rest(page)
    turn(page, "pain")
    expect(seen).to_be_visible()
    at_rest(page)
    assert no_sideways_scroll(page)
    button(page, "Back to the latest day").click()
    expect(seen).to_have_count(0, timeout=SLOW)
