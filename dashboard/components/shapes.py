"""The shapes of the status light: every state has a shape and a glyph of its own, so that colour never stands alone."""

from __future__ import annotations

# On a 48 x 48 grid: the outline, and the strokes drawn on it.
_OUTLINES = {
    "steady": '<circle cx="24" cy="24" r="21"/>',
    "watch": '<path d="M24 4.5 45.5 42a2 2 0 0 1-1.7 3H4.2a2 2 0 0 1-1.7-3Z" transform="translate(0 -1)"/>',
    "act": '<rect x="4.5" y="4.5" width="39" height="39" rx="4"/>',
    "see_someone": '<path d="M15.7 3.5h16.6L44.5 15.7v16.6L32.3 44.5H15.7L3.5 32.3V15.7Z"/>',
    "cannot_tell": '<circle cx="24" cy="24" r="20" fill="none" stroke-width="3" stroke-dasharray="6 5"/>',
}
_GLYPHS = {
    "steady": '<path d="m14.5 24.5 6.5 6.5 12.5-14"/>',
    "watch": '<path d="M24 17v13M24 36.2v.3"/>',
    "act": '<path d="M24 13.5v14M24 34.2v.3"/>',
    "see_someone": '<path d="M24 14v20M14 24h20"/>',
    "cannot_tell": '<path d="M18.5 19.5a5.5 5.5 0 1 1 7.8 5c-1.7.8-2.3 1.8-2.3 3.5M24 34.2v.3"/>',
}
STATE_OF_SEVERITY = {"info": "steady", "watch": "watch", "act": "act", "clinician": "see_someone"}
PLOTLY_SYMBOL = {
    "steady": "circle", "watch": "triangle-up", "act": "square", "see_someone": "octagon",
}  # fmt: skip

FINE_WEEKS = 60  # up to here a chart draws marks of single weeks that can be told apart

# Each pain moment has a dash and a marker of its own: as Plotly names them, and as SVG for the legend (30 x 14).
MOMENT_DASH = {"first_steps": "solid", "rest": "longdash", "before": "dashdot", "during": "dot", "after": "dash",
               "night": "longdashdot", "day": "solid", "worst": "solid"}  # fmt: skip
MOMENT_MARKER = {"first_steps": "circle", "rest": "cross", "before": "triangle-down", "during": "diamond",
                 "after": "square", "night": "star", "day": "circle", "worst": "circle"}  # fmt: skip
_DASH_OF = {
    "solid": "none",
    "dot": "2 3",
    "dash": "6 3",
    "longdash": "9 3",
    "dashdot": "6 3 2 3",
    "longdashdot": "9 3 2 3",
}
_PATH_OF = {
    "circle": '<circle cx="15" cy="7" r="4"/>', "square": '<path d="M11 3h8v8h-8z"/>',
    "diamond": '<path d="m15 2 5 5-5 5-5-5z"/>', "triangle-down": '<path d="M10 3.5h10L15 12z"/>',
    "cross": '<path d="M13.3 2h3.4v3.3h3.3v3.4h-3.3V12h-3.4V8.7H10V5.3h3.3z"/>',
    "star": '<path d="m15 1.5 1.6 3.7 4 .3-3 2.6 1 3.9-3.6-2.1-3.6 2.1 1-3.9-3-2.6 4-.3z"/>',
}  # fmt: skip
DASH_LENGTHS = {moment: _DASH_OF[dash] for moment, dash in MOMENT_DASH.items()}
MARKER_PATHS = {moment: _PATH_OF[marker] for moment, marker in MOMENT_MARKER.items()}


def shape(state: str, size: int) -> str:
    """The state's shape as inline SVG. Decoration: the word stands beside it."""
    return (
        f'<svg class="tw-shape tw-shape--{state}" width="{size}" height="{size}" viewBox="0 0 48 48"'
        f' aria-hidden="true"><g class="tw-shape-body">{_OUTLINES[state]}</g>'
        f'<g class="tw-shape-glyph">{_GLYPHS[state]}</g></svg>'
    )
