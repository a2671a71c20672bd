"""A runner takes the page for a clinician along: what the browser saves is what the page showed."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from analysis.report import Ask, to_html
from tests.browser.conftest import SLOW, Server, at_rest
from tests.browser.test_flow import DEMO, given
from tests.report.clinician import MADE, pain, training
from tests.report.clinician import page as made_page
from tests.report.test_rendering import everything

SHOTS = os.environ.get("TWINGE_SHOTS", "")


def test_the_report_is_saved_as_the_pdf_of_what_is_shown(page: Page, server: Server, tmp_path: Path) -> None:
    given(server, DEMO / "Activities.csv", DEMO / "pain.csv")
    page.goto("/report")
    at_rest(page)
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


def crowded() -> dict[str, object]:
    """Every sign at five sites, eight things tried, five pairs of shoes."""
    tried = [{"local_date": MADE - pd.Timedelta(days=20 + n), "item": f"a rather long thing that was tried, number {n}",
              "dose": "10 min"} for n in range(8)]  # fmt: skip
    runs = training()
    shoes = runs.assign(shoe=[f"Some Long Name Super Max {n % 5}" for n in range(len(runs))])
    return {"entries": everything(), "ask": Ask(MADE, "Mara " * 30), "care": tried, "activities": shoes}


@pytest.mark.parametrize(
    "what", [{"entries": pain()}, {"entries": everything()}, crowded()], ids=["plain", "signs", "all"]
)
def test_the_page_to_be_read_prints_on_one_sheet_whatever_it_says(page: Page, what: dict) -> None:
    page.set_content(to_html(replace(made_page(**what), tables=())))
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(printed) == 1
    assert [round(float(side)) for side in printed[0].mediabox[2:]] in ([595, 842], [596, 842])
    assert "Not a diagnosis." in printed[0].extract_text()
