"""What the first byte of every address says."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import start_page
from dashboard.app import PAGES


def test_the_page_knows_its_server_its_name_and_that_it_is_not_for_search_engines() -> None:
    page = start_page.start_page()
    assert page.count("window.__streamlit = { BACKEND_BASE_URL") == 1
    assert "<title>Twinge</title>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.index("window.__streamlit") < page.index("</head>")


def test_every_page_of_the_app_has_its_address() -> None:
    assert {route.path for route in start_page.routes(PAGES)} == {"/", *(f"/{url}" for url in PAGES)}


def test_every_address_asks_not_to_be_indexed_or_told_on() -> None:
    headers = TestClient(Starlette(routes=start_page.routes(PAGES))).get("/flags").headers
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"
