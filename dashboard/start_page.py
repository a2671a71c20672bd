"""The HTML that every address of the app begins with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

INDEX = Path(st.__file__).parent / "static" / "index.html"
HEADERS = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
HEAD = f"""<script>{{
{SCRIPT}}}</script>
<meta name="description" content="What is my training doing to my pain, and what should I do next?">
<meta name="robots" content="noindex">
</head>"""
# What Streamlit's page fetches only once it sees that it needs it, for the light and for what stands around it. Asked
# for at once it comes beside the other scripts, and not after the page was drawn without it.
NEEDED = ("Html", "purify.es", "PageLink", "rehype-raw", "hastscript", "web-namespaces")


def start_page() -> str:
    """Streamlit's own page with our title, the address of the server, and what the first light needs in it."""
    page = INDEX.read_text(encoding="utf-8")
    return page.replace("<title>Streamlit</title>", "<title>Twinge</title>").replace("</head>", _ahead() + HEAD, 1)


def _ahead() -> str:
    """Links by which a browser fetches scripts early: their names hold a word that another Streamlit changes."""
    found = [path.name for name in NEEDED for path in INDEX.parent.glob(f"static/js/{name}.*.js")]
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">\n' for name in found)


def routes(urls: Iterable[str]) -> list[Route]:
    """The start page at `/` and at each of the pages' addresses."""
    page = start_page()

    def answer(_: Request) -> HTMLResponse:
        return HTMLResponse(page, headers=HEADERS)

    return [Route(f"/{url}", answer) for url in ("", *urls)]
