"""Everything out, everything deleted, everything in again: a runner finds the same light and the same log."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from dashboard.workspace import Workspace
from tests.browser.conftest import SLOW, Screen, Server, at_rest
from tests.browser.test_flow import DEMO, no_sideways_scroll, upload
from tests.browser.within_reach import grave_violations

TOLD = {
    "entries": {"entry_id": "1", "local_date": pd.Timestamp("2026-10-18").date(), "moment": "night", "score": 4.0,
                "site": "plantar_heel", "side": "left", "note": "=1+1"},
    "care": {"local_date": pd.Timestamp("2026-10-17").date(), "item": "ice", "dose": "10 min"},
}  # fmt: skip


def held(home: Path) -> dict[str, pd.DataFrame]:
    """All that the workspace holds, by table."""
    workspace = Workspace(home)
    seen = workspace.load()
    tables = {"activities": seen.activities, "exposures": seen.exposures, "pain": seen.pain, **workspace.told()}
    tables["records"] = workspace.load_records(seen.activities["activity_id"])
    workspace.close()
    return tables


def light(page: Page) -> str:
    """What the light says, with its reason and its day."""
    page.goto("/")
    shown = page.locator(".tw-light")
    expect(shown).to_be_visible(timeout=SLOW)
    at_rest(page)
    return shown.inner_text()


@pytest.mark.parametrize("screen", [Screen(1440, "dark")], indirect=True, ids=str)
def test_everything_goes_out_is_deleted_and_comes_back_as_it_was(page: Page, server: Server, tmp_path: Path) -> None:
    upload(page, DEMO / "Activities.csv", DEMO / "pain.csv", *sorted((DEMO / "runs").glob("*.fit"))[:2])
    expect(page.get_by_text("Kept:")).to_be_visible(timeout=SLOW)
    workspace = Workspace(server.home)
    for name, row in TOLD.items():
        workspace.tell(name, [row])
    workspace.close()
    before, said = held(server.home), light(page)
    assert "See someone" in said and len(before["records"]) > 0
    page.goto("/settings")
    at_rest(page)
    assert grave_violations(page) == [] and no_sideways_scroll(page)
    with page.expect_download(timeout=SLOW) as taken:
        page.get_by_role("button", name="Export everything").click()
    taken.value.save_as(tmp_path / taken.value.suggested_filename)
    at_rest(page)
    page.get_by_role("button", name="Delete everything").click()
    at_rest(page)
    page.get_by_text("I want all of it gone").click(timeout=SLOW)
    sure = page.get_by_role("button", name="Yes, delete everything for good")
    expect(sure).to_be_enabled(timeout=SLOW)
    at_rest(page)
    box = page.get_by_test_id("stPopoverBody")
    assert box.evaluate("e => e.scrollHeight - e.clientHeight") <= 1, "the last thing on the page opens as a sliver"
    sure.click()
    expect(page.get_by_text("Everything is deleted.")).to_be_visible(timeout=SLOW)
    expect(sure).to_have_count(0)
    assert all(table.empty for table in held(server.home).values())
    upload(page, tmp_path / taken.value.suggested_filename)
    expect(page.get_by_text("Kept:")).to_be_visible(timeout=SLOW)
    assert light(page) == said
    after = held(server.home)
    for name, table in before.items():
        pd.testing.assert_frame_equal(after[name], table, obj=name)
