"""The fonts of every page: those of Streamlit, cut to what is shown by `make.py`, which is a tenth of their bytes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).parent
CSS = Path(st.__file__).parent / "static" / "static" / "css"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}
HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}
OURS = re.compile(r"/fonts/(\w+\.woff2)")
THEIR_SYMBOLS = re.compile(r"\.\./media/MaterialSymbols-Rounded[^)]+")
THEIR_SHEET, THEIR_SANS = (re.compile(rf'\./static/{there}[^"]+') for there in (r"css/index\.", "media/SourceSans"))


def in_place(page: str) -> str:
    """Streamlit's start page, asking for our fonts instead of Streamlit's."""
    page = THEIR_SANS.sub(address("sans.woff2", font("sans.woff2")), page)
    return THEIR_SHEET.sub(address("sheet.css", sheet()), page)


def address(name: str, content: bytes) -> str:
    """Where a file is served. It changes with the content, so that a browser may keep it for good."""
    return f"/fonts/{name}?{hashlib.sha256(content).hexdigest()[:8]}"


@cache
def sheet() -> bytes:
    """Streamlit's style sheet with our fonts in it.

    Its page fetches every font of icons that is declared, so ours stands in the place of Streamlit's. Of the fonts of
    text a browser fetches only the last one that has the letter.
    """
    theirs = next(CSS.glob("index.*.css")).read_text(encoding="utf-8")
    symbols = address("symbols.woff2", font("symbols.woff2"))
    theirs = THEIR_SYMBOLS.sub(symbols, theirs).replace("../media/", "/static/media/")
    faces = (HERE / "faces.css").read_text(encoding="utf-8")
    return f"{theirs}\n{OURS.sub(lambda found: address(found[1], font(found[1])), faces)}".encode()


@cache
def font(name: str) -> bytes:
    return (HERE / name).read_bytes()


def routes() -> list[Route]:
    """The fonts and the style sheet at their addresses."""
    fonts = {file.name: font(file.name) for file in sorted(HERE.glob("*.woff2"))}
    return [_route(name, content) for name, content in {**fonts, "sheet.css": sheet()}.items()]


def _route(name: str, content: bytes) -> Route:
    def answer(_: Request) -> Response:
        return Response(content, media_type=TYPES[Path(name).suffix], headers=HEADERS)

    return Route(f"/fonts/{name}", answer)
