"""Why a run is green, amber or red, or has no light, in words."""

from __future__ import annotations

import pandas as pd

from analysis.settings import Settings
from analysis.thresholds import LIGHT_AMBER_WORST, LIGHT_GREEN_WORST

REASONS = {
    "sharp": "sharp pain",
    "limp": "limping",
    "got_worse": "pain that got worse during the run",
    "high": "pain above {amber}",
    "lingered": "pain that lingered two hours or more",
    "throbbed_on": "throbbing that was still up the next morning",
    "raised": "pain above {green}",
    "ended_higher": "a little more pain at the end than at the start",
    "next_morning": "a next morning 2 points up or more",
    "ached_on": "an ache more than two hours after",
}
MISSING = {
    "during": "the pain during the run",
    "start_and_end": "the pain at its start and end",
    "quality": "how it felt",
    "hours_after": "how long after the run the later pain came",
    "mornings": "the first steps of that morning and of the next",
}


def light_reason(light: object, because: object, settings: Settings) -> str:
    """What made it so; of a run without a light, what was not logged."""
    if light == "green":
        return "little pain, no worse at the end, and a quiet next morning"
    if pd.isna(light):
        return f"not logged: {_listed(MISSING, str(because))}" if pd.notna(because) else "no pain logged around it"
    limits = {"green": settings.own(LIGHT_GREEN_WORST), "amber": settings.own(LIGHT_AMBER_WORST)}
    values = {name: f"{limit.value:g}" for name, limit in limits.items()}
    return _listed({code: words.format_map(values) for code, words in REASONS.items()}, str(because))


def _listed(words: dict[str, str], codes: str) -> str:
    *others, last = [words[code] for code in codes.split(";")]
    return f"{', '.join(others)} and {last}" if others else last
