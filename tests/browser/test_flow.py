"""The main job in a real browser: upload files, read the flag."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.importers import gather, read_each
from dashboard.workspace import Import, Workspace
from tests.browser.conftest import SLOW, Screen, Server, at_rest

DEMO = Path(__file__).parent.parent.parent / "sample_data" / "worsening"
FLAG = re.compile("although you ran")


def upload(page: Page, *paths: Path) -> None:
    """Read files and keep what is ticked."""
    read(page, *paths)
    page.get_by_role("button", name="Keep what is ticked").click(timeout=SLOW)


def read(page: Page, *paths: Path) -> None:
    page.goto("/data")
    send = page.get_by_role("button", name="Import", exact=True)
    expect(send).to_be_visible(timeout=SLOW)
    at_rest(page)
    page.locator("input[type=file]:not([webkitdirectory])").set_input_files([str(path) for path in paths], timeout=SLOW)
    expect(page.get_by_test_id("stFileChip").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0, timeout=SLOW)
    at_rest(page)
    send.click(timeout=SLOW)


def given(server: Server, *paths: Path) -> None:
    """Twinge has read these files, and keeps what they tell."""
    made = gather(read_each(paths))
    tables = {"activities": made.activities, "pain": made.pain, "exposures": made.exposures}
    workspace = Workspace(server.home)
    workspace.save(Import(file="Given", format="Entered", status="imported", **tables))
    workspace.close()


def no_sideways_scroll(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("screen", [Screen(390, "dark")], indirect=True, ids=str)
def test_uploaded_files_raise_the_flag_on_every_page_that_shows_it(page: Page) -> None:
    upload(page, DEMO / "Activities.csv", DEMO / "pain.csv", *sorted((DEMO / "runs").glob("*.fit"))[:3])
    expect(page.get_by_text("Kept:")).to_be_visible(timeout=SLOW)
    page.goto("/")
    expect(page.get_by_role("heading", name="See someone")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(FLAG).first).to_be_visible()
    at_rest(page)
    assert no_sideways_scroll(page)
    page.goto("/flags")
    expect(page.get_by_text(FLAG).first).to_be_visible(timeout=SLOW)
    at_rest(page)
    assert no_sideways_scroll(page)
    page.goto("/training")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=SLOW)
    at_rest(page)
    assert no_sideways_scroll(page)


def test_a_demo_is_one_tap_away_marked_and_left_again(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open Maya").click(timeout=SLOW)
    expect(page.get_by_role("button", name="Leave demo")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("heading", name="See someone")).to_be_visible()
    page.locator(".st-key-tab_bar a[href$='flags']").dispatch_event("click")
    expect(page.get_by_role("button", name="Leave demo")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Leave demo").click()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("button", name="Upload your files")).to_be_visible(timeout=SLOW)
