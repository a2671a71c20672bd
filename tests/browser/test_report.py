"""A runner takes the page for a clinician along: what the browser saves is what the page showed."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import SLOW, at_rest
from tests.browser.test_flow import DEMO, upload

SHOTS = os.environ.get("TWINGE_SHOTS", "")


def test_the_report_is_saved_as_the_pdf_of_what_is_shown(page: Page, tmp_path: Path) -> None:
    upload(page, DEMO / "Activities.csv", DEMO / "pain.csv")
    expect(page.get_by_text("Kept:")).to_be_visible(timeout=SLOW)
    page.goto("/report")
    page.get_by_label("Name on it").fill("Mara")
    page.get_by_label("Name on it").press("Enter")
    shown = page.frame_locator("iframe").first
    expect(shown.get_by_text("Runner Mara")).to_be_visible(timeout=SLOW)
    at_rest(page)
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name="Download PDF").click()
    download.value.save_as(tmp_path / "report.pdf")
    assert download.value.suggested_filename.startswith("twinge-report-")
    first = re.sub(r"\s+", "", PdfReader(tmp_path / "report.pdf").pages[0].extract_text())
    for text in shown.locator(".first p, .first h2").all_inner_texts():
        assert re.sub(r"\s+", "", text) in first
    assert "Worsedespitebackingoff" in first
