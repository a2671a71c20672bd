"""The app opens for somebody who has nothing yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SLOW, Screen, at_rest
from tests.browser.test_flow import no_sideways_scroll

SCREENS = [Screen(1440, "light"), Screen(390, "dark")]
BACKGROUND = {"light": "rgb(251, 248, 242)", "dark": "rgb(20, 25, 28)"}  # as streamlit_config.toml says


@pytest.mark.parametrize("screen", SCREENS, indirect=True, ids=str)
def test_the_first_page_works_without_data_in_the_colours_of_the_config_file(page: Page, screen: Screen) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Open").first).to_be_visible()
    at_rest(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert no_sideways_scroll(page)
    background = page.get_by_test_id("stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    assert background == BACKGROUND[screen.colours]
