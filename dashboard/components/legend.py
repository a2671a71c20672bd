"""What the colours and marks of a chart mean, as text beside it: readable on a phone and by a screen reader."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.tables import GRADES, INTENSITIES, SEVERITIES, SURFACES, WEEKS
from dashboard.components.shapes import DASH_LENGTHS, FINE_WEEKS, MARKER_PATHS, STATE_OF_SEVERITY, shape
from dashboard.components.words import GRADE_WORDS, INTENSITY_WORDS, MOMENT_WORDS, STATE_WORDS, SURFACE_WORDS


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


def training_keys(
    weeks: pd.DataFrame, days: pd.DataFrame, flags: pd.DataFrame, moments: tuple[str, ...]
) -> list[tuple[str, str]]:
    """The keys of the chart of pain over load: only what these weeks hold."""
    since = weeks["week_start"].min()
    raised = flags[flags["status"].eq("raised") & flags["severity"].ne("info") & flags["period_end"].ge(since)]
    is_rolled = days.loc[days["local_date"] >= since + pd.Timedelta(days=6), "rolling_7_m"].notna().any()
    lines = [
        ("band", "Usual week and its range", weeks["usual_m"].notna().any()),
        ("rolling", "Any seven days in a row", len(weeks) <= FINE_WEEKS and is_rolled),
    ]
    return [
        *moment_keys(moments),
        *surface_keys(weeks),
        *_there(lines),
        *week_keys(weeks),
        *((f"state:{state}", f"Flag: {word.lower()}") for state, word in _raised_states(raised)),
    ]


def moment_keys(moments: tuple[str, ...]) -> list[tuple[str, str]]:
    """The lines of pain."""
    return [(f"moment:{moment}", MOMENT_WORDS[moment]) for moment in moments]


def surface_keys(weeks: pd.DataFrame) -> list[tuple[str, str]]:
    """The surfaces that any of these weeks has."""
    return [(f"surface:{name}", SURFACE_WORDS[name]) for name in SURFACES if (weeks[f"{name}_m"] > 0).any()]


def grade_keys(weeks: pd.DataFrame) -> list[tuple[str, str]]:
    """The grades that any of these weeks has."""
    columns = {name: "grade_unknown_m" if name == "unknown" else f"{name}_m" for name in GRADES}
    return [(f"grade:{name}", GRADE_WORDS[name]) for name in GRADES if (weeks[columns[name]] > 0).any()]


def effort_keys(weeks: pd.DataFrame) -> list[tuple[str, str]]:
    """The efforts that any of these weeks has."""
    columns = {name: "effort_unknown_m" if name == "unknown" else f"{name}_m" for name in INTENSITIES}
    return [(f"intensity:{name}", INTENSITY_WORDS[name]) for name in INTENSITIES if (weeks[columns[name]] > 0).any()]


def climb_keys() -> list[tuple[str, str]]:
    """Metres down and up."""
    return [("grade:steep_downhill", WEEKS["descent_m"].title), ("grade:steep_uphill", WEEKS["ascent_m"].title)]


def week_keys(weeks: pd.DataFrame) -> list[tuple[str, str]]:
    """How weeks look that are not whole or not known."""
    return _there([
        ("hatched", "Unfinished week", (~weeks["is_complete"]).any()),
        ("dotted", "Part of the week not known", (weeks["is_complete"] & weeks["known_days"].between(1, 6)).any()),
        ("unknown", "Training not known", weeks["known_days"].eq(0).any()),
    ])  # fmt: skip


def _there(keys: list[tuple[str, str, bool]]) -> list[tuple[str, str]]:
    return [(mark, words) for mark, words, there in keys if there]


def _raised_states(raised: pd.DataFrame) -> list[tuple[str, str]]:
    return [
        (STATE_OF_SEVERITY[s], STATE_WORDS[STATE_OF_SEVERITY[s]]) for s in SEVERITIES if (raised["severity"] == s).any()
    ]
