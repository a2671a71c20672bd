"""The wordmark: a bar chart that winces. It reads in both themes because an SVG knows the scheme it stands in."""

from __future__ import annotations

from dashboard.components.palette import DARK, LIGHT

_BARS = (
    '<rect x="2" y="15" width="5" height="11" rx="1.5"/><rect x="9" y="11" width="5" height="15" rx="1.5"/>'
    '<rect x="16" y="18" width="5" height="8" rx="1.5"/><rect x="23" y="21" width="5" height="5" rx="1.5"/>'
)
_LINE = (
    '<path d="M4.5 9.5 11.5 6 18.5 8 25.5 3" fill="none" stroke-width="2.6" stroke-linecap="round"'
    ' stroke-linejoin="round"/>'
)
_STYLE = (
    "<style>rect{{fill:{0.load}}}path{{stroke:{2}}}text{{fill:{0.ink}}}"
    "@media (prefers-color-scheme:dark){{rect{{fill:{1.load}}}path{{stroke:{3}}}text{{fill:{1.ink}}}}}</style>"
).format(LIGHT, DARK, LIGHT.states["act"], DARK.states["act"])

_SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
MARK = f'{_SVG} width="64" height="64" viewBox="0 0 30 28">{_STYLE}{_BARS}{_LINE}</svg>'
# An image has no web fonts: the length keeps whatever serif there is from being cut off.
LOGO = (
    f'{_SVG} width="126" height="32" viewBox="0 0 126 32" role="img" aria-label="Twinge">'
    f'{_STYLE}<g transform="translate(0 2)">{_BARS}{_LINE}</g><text x="38" y="25" font-size="25" font-weight="600"'
    f' font-family="Georgia, serif" textLength="82" lengthAdjust="spacingAndGlyphs">Twinge</text></svg>'
)
