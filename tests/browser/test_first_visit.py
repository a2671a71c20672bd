"""The app opens for somebody who has nothing yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen

SCREENS = [Screen(1440, "light"), Screen(390, "dark")]


@pytest.mark.parametrize("screen", SCREENS, indirect=True, ids=str)
def test_the_first_page_works_without_data(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Open").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("screen", [Screen(390), Screen(360)], indirect=True, ids=str)
def test_the_first_page_does_not_scroll_sideways_on_a_phone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_theme_of_the_config_file_is_what_the_browser_gets(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=60_000)
    background = page.get_by_test_id("stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    assert background == "rgb(251, 248, 242)"
