"""The colours of the page, as on the screens (a test holds them equal); they differ in lightness, for grey print."""

from __future__ import annotations

INK = {
    "ink": "#1B2529",
    "soft_ink": "#4B575C",
    "line": "#DED6C7",
    "sunken": "#F2EDE3",
    "load": "#3F7F88",
    "load_soft": "#CFE0E1",
    "usual": "#1F4F58",
    "unknown": "#8A8F8C",
    "pain": "#96182A",
    "see_someone": "#8A1226",
}
FONTS = "Libertinus Serif, Georgia, Times New Roman, serif"  # the first is in the PDF compiler, the rest in browsers
