"""The one place where markup meets Streamlit."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.palette import DARK, LIGHT, Palette, faded, of, text_on

_LOOK = "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("look.css", "plan.css"))


def show(markup: str) -> None:
    """Put markup on the page. Whatever a user wrote must have gone through `escape` before."""
    st.markdown(markup, unsafe_allow_html=True)


def dress(visit: str) -> None:
    """Bring the look: colours of both themes as custom properties, then the rules; and the word for this visit."""
    st.html(f'<i hidden data-visit="{visit}"></i>{_style()}')


def ask_again() -> None:
    """A button nobody sees: dashboard/start_page.js presses it as soon as a broken connection is whole again.

    Streamlit by itself leaves most pages as they were, though the visit may be over; a tap on Save would do nothing.
    """
    st.button("Ask again", key="ask_again")


@cache
def _style() -> str:
    return f"<style>{colour_properties()}\n{_LOOK}</style>"


def to_top() -> None:
    """Scroll up: what was tapped may stand far below what is to be seen now."""
    st.html(
        "<script>document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)</script>", unsafe_allow_javascript=True
    )


def palette() -> Palette:
    """Colours of the theme the reader sees."""
    return of(st.context.theme.type)


def head(title: str, lead: str) -> None:
    """Title of a page and what it answers."""
    st.title(title, anchor=False)
    show(f'<p class="tw-lead">{escape(lead)}</p>')


def section(title: str, note: str = "", learn: str = "") -> None:
    """A part of a page, with a sentence where it needs one; `learn` is the way to the rule it rests on, as markup."""
    said = f'<p class="tw-note">{escape(note)} {learn}</p>' if note else ""
    show(f'<h2 class="tw-section">{escape(title)}</h2>{said}')


def folded(line: str, key: str) -> DeltaGenerator | None:
    """A part of a page behind one line; None while it is folded, so that nothing of it is made."""
    name = f"fold_{key}"
    st.session_state[name] = st.session_state.get(name, False)  # else another line, as tomorrow's, would fold it again
    box = st.expander(line, on_change="rerun", key=name)
    return box if box.open else None


def no_data() -> None:
    """On a page that has nothing to show yet: where to begin."""
    show('<p class="tw-note">There is nothing to show yet. Upload your files, or open a made-up runner.</p>')
    with st.container(horizontal=True):
        if st.button("Upload your files", type="primary"):
            st.switch_page("app_pages/data.py")
        if st.button("See a demo"):
            st.switch_page("app_pages/overview.py")


def colour_properties() -> str:
    """`:root{--ink:light-dark(…)}` for every colour, so that markup needs no knowledge of the theme."""
    light, dark = _named(LIGHT), _named(DARK)
    declared = "".join(f"--{name.replace('_', '-')}:light-dark({light[name]},{dark[name]});" for name in light)
    chips = "".join(f".tw-p{n}{{background:var(--pain-{n});color:var(--on-pain-{n})}}" for n in range(11))
    chips += "".join(_scored(n) for n in range(11))
    return f':root{{--serif:"Source Serif",Georgia,serif;{declared}}}\n{chips}'


def _scored(n: int) -> str:
    """The colour of a score on its button of a scale, and on the day it was logged."""
    button, fill = f'[class*="st-key-scale_"] [role="radio"]:nth-of-type({n + 1})', f"var(--pain-{n})"
    return (
        f".stApp {button}{{border-bottom-color:{fill}}}"
        f'.stApp {button}[aria-checked="true"]{{background:{fill};color:var(--on-pain-{n});border-color:var(--ink)}}'
        f'.stApp .st-key-log_days [class*="_p{n}_"] strong{{background:{fill};color:var(--on-pain-{n})}}'
    )


def _named(colours: Palette) -> dict[str, str]:
    return {
        **{field.name: getattr(colours, field.name) for field in fields(colours) if field.type == "str"},
        **colours.states,
        "usual_band": faded(colours.usual, 0.14),
        **{f"pain_{n}": colour for n, colour in enumerate(colours.pain)},
        **{f"on_pain_{n}": text_on(colour) for n, colour in enumerate(colours.pain)},
        **{f"moment_{moment}": colour for moment, colour in colours.moments.items()},
        **{f"surface_{surface}": colour for surface, colour in colours.surfaces.items()},
        **{f"intensity_{intensity}": colour for intensity, colour in colours.intensities.items()},
        **{f"grade_{grade}": colour for grade, colour in colours.grades.items()},
        **{f"pair_{n}": colour for n, colour in enumerate(colours.pairs)},
    }
