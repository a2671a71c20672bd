"""Every colour of Twinge, once: the same colour means the same thing on every page, in both themes.

Load is cool, pain is warm; surfaces, grades and pairs of shoes have sets of their own that stay apart for colour-blind
eyes; one accent marks what can be tapped. `streamlit_config.toml` repeats what Streamlit itself needs; a test holds the
two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme.

    Parameters
    ----------
    paper, raised, sunken
        Page, card and well.
    ink, soft_ink
        Text and small text; both hold 4.5:1 on paper, raised and sunken.
    line
        Hairlines and grid.
    accent, on_accent
        What can be tapped, and text on it.
    load, load_soft, usual
        Bars of distance, their quiet form, and the line of the usual week.
    unknown
        Anything that is not known: hatching, gaps.
    pain
        Scores 0 to 10 in equal perceptual steps, further from the paper with each, whatever cones an eye has.
    moments
        Line colour of each pain moment.
    surfaces
        Bar colour of each surface.
    intensities
        Bar colour of each effort: the harder, the further from the paper.
    grades
        Bar colour of each grade: one hue downhill, one uphill, stronger where it is steep.
    pairs
        Bar colours of pairs of shoes, in the order of their names.
    states
        The status light; a shape and a word stand beside each.
    """

    paper: str
    raised: str
    sunken: str
    ink: str
    soft_ink: str
    line: str
    accent: str
    on_accent: str
    load: str
    load_soft: str
    usual: str
    unknown: str
    pain: tuple[str, ...]
    moments: Mapping[str, str]
    surfaces: Mapping[str, str]
    intensities: Mapping[str, str]
    grades: Mapping[str, str]
    pairs: tuple[str, ...]
    states: Mapping[str, str]

    def score(self, score: float) -> str:
        """Colour of a pain score."""
        return self.pain[max(0, min(10, round(score)))]


LIGHT = Palette(
    paper="#FBF8F2",
    raised="#FFFFFF",
    sunken="#F2EDE3",
    ink="#1B2529",
    soft_ink="#4B575C",
    line="#DED6C7",
    accent="#3D4C8F",
    on_accent="#FFFFFF",
    load="#3F7F88",
    load_soft="#CFE0E1",
    usual="#1F4F58",
    unknown="#8A8F8C",
    pain=(
        "#EADBBD", "#E7C797", "#E4B270", "#DE9D49", "#D48641", "#C87039", "#BC5932", "#AA462C", "#963528", "#822324",
        "#6E0F1F",
    ),
    moments={
        "first_steps": "#96182A", "rest": "#7A4A1E", "before": "#B0770C", "during": "#DB6A1F", "after": "#B24A5E",
        "night": "#5A2236", "day": "#A8431F", "worst": "#96182A",
    },
    surfaces={
        "concrete": "#242838", "asphalt": "#3F62B0", "gravel": "#6E2C74", "trail": "#3D6424", "track": "#A9557F",
        "treadmill": "#3C8FD0", "grass": "#8A8A1E", "unknown": "#78959A",
    },
    intensities={"easy": "#9CC9C6", "moderate": "#3F7F88", "fast": "#123F4A", "unknown": "#78959A"},
    grades={
        "steep_downhill": "#4A2579", "downhill": "#9C7FC4", "level": "#C9CFC2", "uphill": "#7FAF7C",
        "steep_uphill": "#1F6138", "unknown": "#78959A",
    },
    pairs=("#460A5A", "#469646", "#966EAA", "#0A6E1E", "#BE96FA", "#32BE96", "#823282", "#0A461E"),
    states={
        "steady": "#33615B", "watch": "#875006", "act": "#A94E3C", "see_someone": "#8A1226", "cannot_tell": "#5F6B70",
    },
)  # fmt: skip

DARK = Palette(
    paper="#14191C",
    raised="#1C2327",
    sunken="#0F1416",
    ink="#EDE9E0",
    soft_ink="#B4BCBE",
    line="#333D42",
    accent="#A9B6F5",
    on_accent="#14191C",
    load="#6FB0B8",
    load_soft="#27444A",
    usual="#BFE0E3",
    unknown="#7D8688",
    pain=(
        "#5A482C", "#6B5028", "#7E5826", "#916027", "#A4682D", "#B67138", "#C87A47", "#D88559", "#E7906D", "#F49D83",
        "#FFAB9A",
    ),
    moments={
        "first_steps": "#FF8C86", "rest": "#C99A63", "before": "#E8BE5A", "during": "#F09A4E", "after": "#E38AA6",
        "night": "#C07A98", "day": "#E8805A", "worst": "#FF8C86",
    },
    surfaces={
        "concrete": "#4768AC", "asphalt": "#C3D6EC", "gravel": "#9C72BF", "trail": "#4E9A5E", "track": "#D98FB0",
        "treadmill": "#6AA9E8", "grass": "#B2BC4A", "unknown": "#5F7A80",
    },
    intensities={"easy": "#225F6A", "moderate": "#6FB0B8", "fast": "#D2F2F0", "unknown": "#5F7A80"},
    grades={
        "steep_downhill": "#D9C2FF", "downhill": "#8C6BC0", "level": "#4E5A5A", "uphill": "#5E9A66",
        "steep_uphill": "#B4EBB4", "unknown": "#5F7A80",
    },
    pairs=("#E696E6", "#96BE82", "#824682", "#D2E66E", "#BE6EAA", "#5AFAE6", "#326E0A", "#6E961E"),
    states={
        "steady": "#6DC3B4", "watch": "#E3B44F", "act": "#F28058", "see_someone": "#FD9092", "cannot_tell": "#88A9B6",
    },
)  # fmt: skip


def of(theme: str | None) -> Palette:
    """The palette of Streamlit's theme name; light where it is not known."""
    return DARK if theme == "dark" else LIGHT


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it: 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(color: str) -> str:
    """Black or white, whichever reads better on `color`."""
    return max("#000000", "#FFFFFF", key=lambda ink: contrast(ink, color))


def faded(color: str, alpha: float) -> str:
    """`color` with transparency, as Plotly and CSS read it."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
