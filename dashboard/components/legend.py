"""What the colours and marks of a chart mean, as text beside it: readable on a phone and by a screen reader."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.tables import SEVERITIES, SURFACES
from dashboard.components.shapes import DASH_LENGTHS, MARKER_PATHS, STATE_OF_SEVERITY, shape
from dashboard.components.words import MOMENT_WORDS, STATE_WORDS, SURFACE_WORDS


def legend(keys: list[tuple[str, str]]) -> str:
    """A list of (mark, words). A mark is `moment:after`, `state:act`, one of the plain kinds, or a colour of a bar:
    `surface:trail`, `intensity:fast`, `grade:uphill`, `pair:0`."""
    items = "".join(f"<li>{_mark(mark)}{escape(words)}</li>" for mark, words in keys)
    return f'<ul class="tw-legend">{items}</ul>'


def _mark(mark: str) -> str:
    kind, _, name = mark.partition(":")
    if kind == "state":
        return f'<span class="tw-{name}">{shape(name, 15)}</span>'
    if kind in ("surface", "intensity", "grade", "pair"):
        return f'<span class="tw-key" style="background:var(--{kind}-{name.replace("_", "-")})"></span>'
    if kind == "moment":
        return _line_key(name)
    return f'<span class="tw-key tw-key--{kind}"></span>'


def _line_key(moment: str) -> str:
    """The line of a moment with its own marker, as the chart draws it."""
    colour = f"var(--moment-{moment.replace('_', '-')})"
    return (
        f'<svg class="tw-key tw-key--moment" viewBox="0 0 30 14" aria-hidden="true">'
        f'<g fill="{colour}" stroke="{colour}"><path d="M1 7h28" stroke-width="2.5"'
        f' stroke-dasharray="{DASH_LENGTHS[moment]}"/>{MARKER_PATHS[moment]}</g></svg>'
    )


def training_keys(weeks: pd.DataFrame, flags: pd.DataFrame, moments: tuple[str, ...]) -> list[tuple[str, str]]:
    """The keys of the chart of pain over load: only what these weeks hold."""
    surfaces = [s for s in SURFACES if (weeks[f"{s}_m"] > 0).any()]
    since = weeks["week_start"].min()
    raised = flags[flags["status"].eq("raised") & flags["severity"].ne("info") & flags["period_end"].ge(since)]
    present = [
        ("band", "Usual week and its range", weeks["usual_m"].notna().any()),
        ("hatched", "Unfinished week", (~weeks["is_complete"]).any()),
        ("dotted", "Part of the week not known", (weeks["is_complete"] & weeks["known_days"].between(1, 6)).any()),
        ("unknown", "Training not known", weeks["known_days"].eq(0).any()),
    ]
    return [
        *((f"moment:{moment}", MOMENT_WORDS[moment]) for moment in moments),
        *((f"surface:{surface}", SURFACE_WORDS[surface]) for surface in surfaces),
        *((mark, words) for mark, words, there in present if there),
        *((f"state:{state}", f"Flag: {word.lower()}") for state, word in _raised_states(raised)),
    ]


def _raised_states(raised: pd.DataFrame) -> list[tuple[str, str]]:
    return [
        (STATE_OF_SEVERITY[s], STATE_WORDS[STATE_OF_SEVERITY[s]]) for s in SEVERITIES if (raised["severity"] == s).any()
    ]
