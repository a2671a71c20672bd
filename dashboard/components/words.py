"""The names a runner reads for the words of the tables."""

from __future__ import annotations

import re
import unicodedata
from html import escape

MOMENT_WORDS = {
    "first_steps": "First steps", "rest": "At rest", "before": "Before a run", "during": "During a run",
    "after": "After a run", "night": "At night", "day": "Any time of day", "worst": "Worst of the day",
}  # fmt: skip
PLACE_WORDS = {
    "plantar_heel": "heel, underneath", "posterior_heel": "back of the heel", "heel_side": "side of the heel",
    "arch": "arch", "achilles": "Achilles tendon", "ankle": "ankle", "forefoot": "ball of the foot", "toes": "toes",
    "shin": "shin", "calf": "calf", "knee": "knee", "thigh": "thigh", "hamstring": "hamstring", "groin": "groin",
    "hip": "hip", "lower_back": "lower back", "other": "another place", "unknown": "place not said",
}  # fmt: skip
SITE_TITLES = {site: words[:1].upper() + words[1:] for site, words in PLACE_WORDS.items()}
SURFACE_WORDS = {
    "concrete": "Concrete", "asphalt": "Asphalt", "gravel": "Gravel", "trail": "Trail", "track": "Track",
    "treadmill": "Treadmill", "grass": "Grass", "unknown": "Surface not known",
}  # fmt: skip
SHOE_WORDS = {
    "standard": "standard", "max_cushion": "maximal cushion", "minimalist": "minimalist", "carbon": "carbon plate",
    "trail": "trail", "spikes": "spikes",
}  # fmt: skip
DAY_RULE_WORDS = {"all": "All runs", "weekdays": "Runs on weekdays", "weekend": "Runs on weekends"}
GRADE_WORDS = {
    "steep_downhill": "Steep downhill (5 % or more)", "downhill": "Downhill (2 to 5 %)", "level": "Level",
    "uphill": "Uphill (2 to 5 %)", "steep_uphill": "Steep uphill (5 % or more)", "unknown": "Grade not known",
}  # fmt: skip
INTENSITY_WORDS = {"easy": "Easy", "moderate": "Moderate", "fast": "Fast", "unknown": "Effort not known"}
SESSION_WORDS = {
    "easy": "Easy or even", "long": "Long run", "tempo": "Tempo", "intervals": "Intervals", "hills": "Hill repeats",
    "race": "Race", "run_walk": "Run-walk", "unknown": "Not known",
}  # fmt: skip
SOURCE_WORDS = {
    "file": "the file", "title": "the name of the run", "map": "a map", "route": "your rule", "entered": "you",
    "unknown": "nobody",
}  # fmt: skip
HISTORY_WORDS = {
    "under_15": "Under 15 years old", "diabetes": "Diabetes", "cancer": "Cancer, now or before",
    "steroids": "Steroid tablets or injections", "osteoporosis": "Osteoporosis", "missed_periods": "Missed periods",
    "low_energy": "Eating too little for the training",
}  # fmt: skip
STATE_WORDS = {
    "steady": "For information",
    "watch": "Watch",
    "act": "Act",
    "see_someone": "See someone",
}  # of a raised flag


def label(text: str) -> str:
    """What a runner wrote as the label of a control: Streamlit reads Markdown there, and pictures with it."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>:$~.-])", r"\\\1", text)


def named(name: str) -> str:
    """Somebody's name within a sentence; where it is written from the right, those around it stay in their order."""
    from_the_right = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in name)
    return f"\u2068{name}\u2069" if from_the_right else name


def prose(sentence: str) -> str:
    """A sentence of the analysis as markup: escaped, with the words of the tables in quotes instead of backticks."""
    kept_together = re.sub(r"(?<=\d) (?=%|km|mi\b|×)", "\u00a0", escape(sentence))
    return re.sub(r"`([^`]+)`", r"“\1”", kept_together)
