"""Every page comes with our cut of Streamlit's fonts, and no icon is missing from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import fonts, start_page

DASHBOARD, STATIC = Path(fonts.HERE).parent, Path(st.__file__).parent / "static" / "static"
ICON = re.compile(r":material/([a-z0-9_]+):")
NEVER_DRAWN = {"star_filled"}  # a word of Streamlit's that its own font has no drawing for


@pytest.fixture(scope="module")
def server() -> TestClient:
    return TestClient(Starlette(routes=fonts.routes()))


def test_the_start_page_asks_for_our_style_sheet_and_our_font_only(server: TestClient) -> None:
    page = start_page.start_page()
    assert "static/media" not in page and "static/css" not in page
    asked = re.findall(r'"(/fonts/[^"]+)"', page)
    assert [address.partition("?")[0] for address in asked] == ["/fonts/sans.woff2", "/fonts/sheet.css"]
    assert all(server.get(address).status_code == 200 for address in asked)


def test_the_style_sheet_is_streamlits_with_our_icons_in_it_and_our_letters_after_its_own(server: TestClient) -> None:
    sheet = server.get("/fonts/sheet.css").text
    assert sheet.count("font-family:Material Symbols Rounded") == 1 and "MaterialSymbols" not in sheet
    for family in ("Source Sans", "Source Serif"):
        assert sheet.index(f"font-family:{family};") < sheet.index(f'font-family: "{family}"')
    addresses = re.findall(r"url\((?!data:)([^)]+)\)", sheet)
    ours = [address for address in addresses if address.startswith("/fonts/")]
    theirs = [address for address in addresses if address not in ours]
    assert len(ours) == 3 and all(server.get(address).headers["content-type"] == "font/woff2" for address in ours)
    assert theirs and all((STATIC / address.removeprefix("/static/")).exists() for address in theirs)


def test_a_browser_keeps_a_font_for_good_and_another_file_has_another_address(server: TestClient) -> None:
    assert "immutable" in server.get("/fonts/serif.woff2").headers["cache-control"]
    assert fonts.address("serif.woff2", b"one") != fonts.address("serif.woff2", b"other")


def test_every_icon_of_our_pages_and_of_streamlits_parts_is_in_the_font() -> None:
    """Red after a new icon or a new Streamlit: run dashboard/fonts/make.py."""
    files = (*DASHBOARD.rglob("*.py"), *(STATIC / "js").glob("*.js"))
    shown = {name for file in files for name in ICON.findall(file.read_text(encoding="utf-8"))}
    drawn = set((fonts.HERE / "symbols.txt").read_text(encoding="utf-8").split())
    assert {"explore", "keyboard_arrow_down"} <= shown
    assert shown - drawn - NEVER_DRAWN == set()
