"""Both feet, to point at: soles and from behind. Each part is a button of its own, for finger and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from dashboard.components.palette import Palette
from dashboard.components.words import PLACE_WORDS

# Shapes of the right foot on a 100 x 190 (sole) and 100 x 150 (from behind) grid; the left foot is its mirror image.
_SOLE = {
    "toes": '<ellipse cx="31" cy="26" rx="13" ry="17"/><ellipse cx="51" cy="21" rx="8" ry="12"/>'
            '<ellipse cx="66" cy="26" rx="7.5" ry="11"/><ellipse cx="79" cy="35" rx="7" ry="10"/>'
            '<ellipse cx="89" cy="48" rx="6.5" ry="9"/>',
    "forefoot": '<path d="M20 56C19 46 30 44 42 44c20 0 44 8 48 24 2 9-3 17-9 22H28C22 82 20 70 20 56Z"/>',
    "arch": '<path d="M29 93h50c-3 10-6 20-6 38H38c0-14-3-26-9-38Z"/>',
    "plantar_heel": '<path d="M37 134h37c4 12 4 22 1 31-3 10-10 17-19 17s-17-7-20-17c-2-9-2-19 1-31Z"/>',
}  # fmt: skip
_BACK = {
    "achilles": '<path d="M38 3h24l2 62H36Z"/>',
    "ankle": '<path d="M33 46C20 40 8 46 8 58s11 18 25 15Z"/><path d="M67 50c13-6 25 0 25 12s-11 18-25 15Z"/>',
    "posterior_heel": '<path d="M36 69h28c3 12 4 26 2 40-2 22-6 35-16 35s-14-13-16-35c-2-14-1-28 2-40Z"/>',
    "heel_side": '<path d="M31 84C16 88 8 102 8 117c0 15 10 24 26 27l3-6c-4-15-7-34-6-54Z"/>'
                 '<path d="M69 84c15 4 23 18 23 33 0 15-10 24-26 27l-3-6c4-15 7-34 6-54Z"/>',
}  # fmt: skip
_VIEWS = (("sole", "Sole", "0 0 100 190", _SOLE), ("back", "From behind", "0 0 100 152", _BACK))
_OUTLINES = {
    "sole": '<path d="M17 60C14 34 16 8 32 8c8 0 12 3 16 3 12-4 20 2 26 11 14 4 23 18 22 34-1 24-16 40-18 68-1 10 3 22'
            ' 1 36-3 17-12 26-23 26s-21-9-24-24c-3-18 2-28-2-46-3-14-11-32-13-56Z"/>',
    "back": '<path d="M34 0h32c0 18 1 30 5 42 14-4 24 4 24 18 0 10-6 18-14 21 9 8 14 22 14 36 0 18-12 31-45 31S5 135 5'
            ' 117c0-14 5-28 14-36C11 78 5 70 5 60c0-16 10-24 24-20 4-10 5-22 5-40Z"/>',
}  # fmt: skip
_SIDES = ("left", "right")


def _part(side: str, site: str, shapes: str) -> str:
    name = f"{side} {PLACE_WORDS[site]}"
    return (
        f'<g class="part" role="button" tabindex="0" aria-pressed="false" aria-label="{name}"'
        f' data-place="{site}:{side}"><title>{name}</title>{shapes}</g>'
    )


def _foot(side: str, view: str, box: str, parts: dict[str, str]) -> str:
    """A foot as the runner sees it: soles are turned up, so that the left one stands on the left."""
    turn = ' transform="matrix(-1 0 0 1 100 0)"' if side == "left" else ""
    inside = "".join(_part(side, site, shapes) for site, shapes in parts.items())
    return (
        f'<figure><svg viewBox="{box}" role="group" aria-label="{side} foot">'
        f'<g{turn}><g class="outline">{_OUTLINES[view]}</g>{inside}</g></svg>'
        f"<figcaption>{side.capitalize()}</figcaption></figure>"
    )


_HTML = "".join(
    f'<section class="{view}"><h3>{title}</h3><div class="feet">'
    + "".join(_foot(side, view, box, parts) for side in _SIDES)
    + "</div></section>"
    for view, title, box, parts in _VIEWS
)
_CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
ON_MAP = (*_SOLE, *_BACK)
_map = st.components.v2.component("twinge_foot_map", html=f'<div class="map">{_HTML}</div>', css=_CSS, js=_JS)


def foot_map(place: tuple[str, str], names: Mapping[str, str], colours: Palette, on_tap: Callable[[], None]) -> None:
    """Show the map with `place` (site, side) marked; a tap puts 'site:side' into the state `foot_map` as `place`.

    A place on both sides marks both feet. `names` are the runner's own words for sites.
    """
    site, side = place
    marked = [f"{site}:{one}" for one in _SIDES if side in (one, "both")]
    look = {name: getattr(colours, name) for name in ("ink", "soft_ink", "paper", "raised", "sunken", "line", "accent")}
    called = {f"{one}:{side}": f"{side} {names.get(one, PLACE_WORDS[one])}" for one in ON_MAP for side in _SIDES}
    data = {"marked": marked, "called": called, "look": {**look, "hurt": colours.pain[7]}}
    _map(key="foot_map", data=data, on_place_change=on_tap)
