"""The words of the tables as a clinician reads them."""

from __future__ import annotations

import re

import pandas as pd

MISSING = "–"
SEVERITY_WORDS = {"clinician": "See someone", "act": "Act", "watch": "Watch", "info": "For information"}
MOMENT_WORDS = {
    "first_steps": "First steps",
    "rest": "At rest",
    "before": "Before runs",
    "during": "During runs",
    "after": "After runs",
    "night": "At night",
    "day": "Any time",
}


def site_word(site: str) -> str:
    """'Plantar heel' for `plantar_heel`: the name of the site in the words of the trade."""
    return "Site not told" if site == "unknown" else site.replace("_", " ").capitalize()


def number(value: float) -> str:
    """'3' for 3.0, '3.5' for 3.5; a dash where missing."""
    return MISSING if pd.isna(value) else f"{value:g}"


def kept_together(text: str) -> str:
    """The text with no line ending between a number and its unit."""
    return re.sub(r"(?<=\d) (?=%|km\b|mi\b)", "\u00a0", text)
