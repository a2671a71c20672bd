"""The first visit: what Twinge does in one glance, and a way to see it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.components.page import show

ACROSS = 3  # cards side by side
# Weekly bars that fall while the pain line climbs: the picture Twinge exists for.
_HEIGHTS = (62, 70, 66, 78, 84, 80, 52, 48, 44, 46)
_PAINS = (150, 152, 147, 140, 128, 120, 108, 92, 74, 52)


def _picture() -> str:
    bars = "".join(
        f'<rect x="{14 + 40 * n}" y="{270 - height}" width="30" height="{height}" rx="4"'
        f' fill="var(--{"load" if n < 6 else "load-soft"})" stroke="var(--load)" stroke-width="1.5"/>'
        for n, height in enumerate(_HEIGHTS)
    )
    points = [(29 + 40 * n, y) for n, y in enumerate(_PAINS)]
    line = " ".join(f"{x},{y}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="7" fill="var(--pain-{score})" stroke="var(--raised)" stroke-width="2"/>'
        for (x, y), score in zip(points, (1, 1, 1, 2, 3, 4, 5, 6, 7, 9), strict=True)
    )
    return (
        '<svg viewBox="0 0 424 290" role="img" aria-label="Weekly distance falls while the pain line goes on rising">'
        '<rect x="1" y="1" width="422" height="288" rx="16" fill="var(--raised)" stroke="var(--line)"/>'
        '<rect x="14" y="186" width="390" height="30" fill="var(--usual)" opacity=".12"/>'
        '<g fill="var(--soft-ink)" font-size="15" font-family="Source Sans, sans-serif">'
        '<text x="14" y="34">Pain</text><text x="14" y="176">Running, week by week</text></g>'
        f'{bars}<line x1="8" x2="416" y1="270" y2="270" stroke="var(--soft-ink)" stroke-width="2"/>'
        f'<polyline points="{line}" fill="none" stroke="var(--moment-day)" stroke-width="3"/>{dots}'
        '<g transform="translate(368 14) scale(.62)" class="tw-see_someone"><g class="tw-shape-body">'
        '<path d="M15.7 3.5h16.6L44.5 15.7v16.6L32.3 44.5H15.7L3.5 32.3V15.7Z"/></g>'
        '<g class="tw-shape-glyph"><path d="M24 14v20M14 24h20"/></g></g></svg>'
    )


def hero() -> str:
    """The question Twinge answers, and its picture."""
    return (
        '<section class="tw-hero"><div><h1>What is my training doing to my pain?</h1>'
        '<p class="tw-lead">Twinge joins your watch’s runs with your pain log. It shows each week’s load beside the'
        " pain, tells how things stand, and says when it is time to see someone.</p></div>"
        f"<div>{_picture()}</div></section>"
    )


def demo_cards(demos: Sequence, on_open: Callable[[str], None]) -> None:
    """A card per demo athlete, one tap to open it."""
    for start in range(0, len(demos), ACROSS):
        for column, demo in zip(st.columns(ACROSS), demos[start : start + ACROSS], strict=False):
            card = column.container(
                border=True, key=f"demo_card_{demo.key}", height="stretch", vertical_alignment="distribute"
            )
            with card:
                show(demo_story(demo.name, demo.story))
                st.button(
                    f"Open {demo.name}", key=f"demo_{demo.key}", on_click=on_open, args=(demo.key,), width="stretch"
                )


def demo_story(name: str, story: str) -> str:
    """A demo athlete in words."""
    return f'<p class="tw-demo-name">{escape(name)}</p><p class="tw-demo-story">{escape(story)}</p>'


def demo_line(name: str) -> str:
    """Whose data the page shows while a demo is open."""
    return f'<div class="tw-demo"><b>Demo: {escape(name)}.</b> Made-up data. Yours are kept apart.</div>'
