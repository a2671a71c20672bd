"""The HTML that every address of the app begins with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard import fonts

INDEX = Path(st.__file__).parent / "static" / "index.html"
HEADERS = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
HEAD = f"""<script>{{
{SCRIPT}}}</script>
<meta name="description" content="What is my training doing to my pain, and what should I do next?">
<meta name="robots" content="noindex">
</head>"""


def start_page() -> str:
    """Streamlit's own page with our title, our fonts and our script in it."""
    page = fonts.in_place(INDEX.read_text(encoding="utf-8"))
    return page.replace("<title>Streamlit</title>", "<title>Twinge</title>").replace("</head>", HEAD, 1)


def routes(urls: Iterable[str]) -> list[Route]:
    """The start page at `/` and at each of the pages' addresses."""
    page = start_page()

    def answer(_: Request) -> HTMLResponse:
        return HTMLResponse(page, headers=HEADERS)

    return [Route(f"/{url}", answer) for url in ("", *urls)]
