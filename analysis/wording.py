"""Numbers as a runner reads them, for the sentences of flags and plans."""

from __future__ import annotations

import math

import pandas as pd

from analysis.settings import Units
from analysis.thresholds import EPISODE_LOOK_BACK_DAYS

# How the hint of a flag begins that forbids running: the plan then names no distance.
STOP_RUNNING = "Stop running"
# What to do about days whose training is not known.
BRING_OR_REST = "Import the missing runs, or enter the days you rested."
METRES = {"km": 1000.0, "mi": 1609.344}


def distance(metres: float, units: Units) -> str:
    """'12.4 km', '7.7 mi', '2,017.5 km'; an em dash where missing."""
    return "—" if pd.isna(metres) else f"{metres / METRES[units]:,.1f} {units}"


def whole_distance(metres: float, units: Units) -> str:
    """'483 km', '300 mi': a limit, which is no measurement."""
    return f"{metres / METRES[units]:,.0f} {units}"


def percent_change(ratio: float) -> str:
    """'+32 %' for 1.32, '−35 %' for 0.65, 'under 1 %' where one would round to none; an em dash where missing."""
    if pd.isna(ratio):
        return "—"
    if abs(ratio - 1) < 0.005:
        return "0 %" if math.isclose(ratio, 1) else "under 1 %"
    return f"{(ratio - 1) * 100:+.0f} %".replace("-", "−")


def percent(share: float) -> str:
    """'62 %' for 0.62, 'under 1 %' and 'over 99 %' where rounding would say that there is nothing or nothing else."""
    if 0 < share <= 0.005 and not math.isclose(share, 0, abs_tol=1e-9):
        return "under 1 %"
    if 0.995 <= share < 1 and not math.isclose(share, 1):
        return "over 99 %"
    return f"{share * 100:.0f} %"


def points(value: float) -> str:
    """'+0.4', '−1.2', '0.0': by how much a score moved."""
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded != 0 else "0.0"


def day(when: pd.Timestamp) -> str:
    """'12 Mar 2024'."""
    return f"{when.day} {when:%b %Y}"


def span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """'12 Mar 2024', '4 to 17 Mar 2024', '28 Dec 2023 to 3 Jan 2024'.

    Where rules look no further back, the first day is not the one on which something began, and is not named.
    """
    if (end - start).days == EPISODE_LOOK_BACK_DAYS.whole:
        return f"Last {EPISODE_LOOK_BACK_DAYS.whole} days, to {day(end)}"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def weekday(when: pd.Timestamp) -> str:
    """'Tuesday 12 Mar': a day near by, told so that nobody has to know which day the data end on."""
    return f"{when:%A} {when.day} {when:%b}"


def count(n: int, noun: str) -> str:
    """'1 run', '3 runs', '2 entries', '1,132 files'."""
    if n == 1:
        return f"1 {noun}"
    return f"{n:,} {noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{n:,} {noun}s"


def unknown_training(unknown: int, span: int) -> str:
    """'the training of 3 of the last 7 days is not known', for the middle of a sentence."""
    which = "all" if unknown == span else f"{unknown}"
    return f"the training of {which} of the last {span} days is not known"


def known_training(known: int, span: int) -> str:
    """'Only 6 of the last 7 days are known.'"""
    return f"Only {known} of the last {span} days are known." if known else f"None of the last {span} days is known."


SITE_WORDS = {
    "plantar_heel": "heel",
    "posterior_heel": "back-of-heel",
    "heel_side": "side-of-heel",
    "achilles": "Achilles",
    "lower_back": "lower back",
    "other": "other",
    "unknown": "",
}

SIGN_WORDS = {
    "limp": "limping",
    "swelling": "swelling",
    "bruising": "bruising",
    "warmth": "warmth",
    "numbness": "numbness",
    "tingling": "tingling",
    "fall": "a fall at the start",
    "pop": "a pop at the start",
    "cannot_hop": "not being able to hop without pain",
    "cannot_bear_weight": "not being able to put full weight on it",
    "night_wake": "waking from pain",
    "rest_pain": "pain at rest",
    "heel_squeeze": "pain when the heel is squeezed",
    "fever": "fever or feeling ill",
    "calf_swelling": "a swollen calf",
    "breathless": "being short of breath",
    "foot_wound": "a wound on the foot",
}
HISTORY_WORDS = {
    "under_15": "being under 15",
    "diabetes": "diabetes",
    "cancer": "cancer",
    "steroids": "taking steroids",
    "osteoporosis": "osteoporosis",
    "missed_periods": "missed periods",
    "low_energy": "eating too little for the training",
}


def pain_at(site: str, side: str = "unknown") -> str:
    """'left heel pain', 'back-of-heel pain', 'pain' where the site is not known."""
    words = [side if side in ("left", "right") else "", SITE_WORDS.get(site, site.replace("_", " ")), "pain"]
    return " ".join(word for word in words if word)


def sentence(text: str) -> str:
    """`text` with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]
