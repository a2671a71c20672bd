"""What a runner reads while logging pain: what the numbers mean, places, moments, signs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.components.learn_link import learn_link
from dashboard.components.words import MOMENT_WORDS, PLACE_WORDS

# A score in words of what it lets a runner do, so that a 3 today is a 3 next month.
SCORE_WORDS = {
    0: "No pain",
    1: "Barely there, only when you look for it",
    2: "There, and easy to ignore",
    3: "Noticeable, but you forget it while running",
    4: "You think of it while running",
    5: "Hard to ignore, you run more carefully",
    6: "It changes how you run",
    7: "You would stop running",
    8: "Walking hurts",
    9: "You can hardly put weight on it",
    10: "The worst pain you can imagine",
}
SIGN_CHOICES = {
    "none": "None of these",
    "limp": "I limp or run differently",
    "swelling": "It is swollen",
    "bruising": "It is bruised",
    "warmth": "It is warm to the touch",
    "numbness": "It is numb",
    "tingling": "It tingles",
    "night_wake": "It woke me up",
    "rest_pain": "It hurts at rest",
    "heel_squeeze": "Squeezing the heel hurts",
    "cannot_bear_weight": "I cannot put my full weight on it",
    "cannot_hop": "Hopping on it hurts, or I cannot",
    "fall": "It began with a fall",
    "pop": "It began with a pop",
    "fever": "I have a fever or feel ill",
    "calf_swelling": "My calf is swollen",
    "breathless": "I am short of breath",
    "foot_wound": "There is a wound on the foot",
}
QUALITY_WORDS = {"sharp": "Sharp", "ache": "Aching", "throb": "Throbbing", "burning": "Burning", "numb": "Numb"}
WARM_UP_CHOICES = {"eased": "It eased", "same": "It stayed the same", "worse": "It got worse"}


SCORE_ANCHORS = (
    '<p class="tw-note">0 no pain · 3 you forget it while running · 5 hard to ignore · 7 you would stop · 10 the worst'
    "</p>"
)
CHECK_WORDS = (
    '<p class="tw-question">Any of these?</p><p class="tw-note">Asked at a score of 4 or more, and once a week. Tick'
    " all that hold, or none.</p>"
)
SQUEEZE_WORDS = (
    '<p class="tw-note tw-below">A check you can do now: press the heel between thumb and fingers, from both sides,'
    " once. " + learn_link("heel_squeeze", "the squeeze") + "</p>"
)
HOP_CHOICES = {"hurts": "It hurts, or I cannot", "fine": "It does not hurt"}
HOP_WORDS = (
    '<p class="tw-note"><b>One more check, if you like:</b> hold on to something and hop once, lightly, on that foot.'
    " Once only, and not at all if you would rather not. " + learn_link("cannot_hop_or_bear_weight", "the hop") + "</p>"
)
HOP_DONE = '<p class="tw-note" role="status">Noted. Do not hop again to test it.</p>'


def score_words(score: float) -> str:
    """What a score means, as markup."""
    return f'<p class="tw-score-words" role="status"><b>{score:g}</b>{SCORE_WORDS[int(score)]}</p>'


def place_words(site: str, side: str, names: Mapping[str, str] | None = None) -> str:
    """'left heel, underneath'; 'both Achilles tendons' is said as 'Achilles tendon, both sides'.

    `names` holds the runner's own words for sites.
    """
    place = (names or {}).get(site) or PLACE_WORDS[site]
    if side == "both":
        return f"{place}, both sides"
    return place if side == "unknown" or site == "unknown" else f"{side} {place}"


def entry_words(entry: dict, names: Mapping[str, str] | None = None) -> str:
    """'3 of 10, first steps, left heel' for one entry."""
    score = entry.get("score")
    said = "no score" if score is None or pd.isna(score) else f"{score:g} of 10"
    return f"{said}, {MOMENT_WORDS[entry['moment']].lower()}, {place_words(entry['site'], entry['side'], names)}"
