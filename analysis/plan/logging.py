"""Steps for what is missing: pain not logged, days without a recording, signs nobody asked about."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.thresholds import PAIN_KNOWN_DAYS, SIGN_ASKED_DAYS, WORSENING_LOGS
from analysis.wording import BRING_OR_REST, count, sentence, unknown_training

LOOK_AGAIN_DAYS = 7
SIGN_RULES = (
    "cannot_hop_or_bear_weight",
    "began_with_fall_or_pop",
    "limping",
    "swelling_or_bruising",
    "numbness_or_tingling",
    "night_or_rest_pain",
    "urgent_sign",
)


def log_steps(flags: pd.DataFrame, days: pd.DataFrame, today: pd.Timestamp) -> list[dict[str, Any]]:
    """What to log or import so that more can be said; nothing where nothing is missing."""
    if days.empty:
        return [_nothing_yet()]
    until = today + pd.Timedelta(days=LOOK_AGAIN_DAYS)
    found = [_pain(days), _training(days), _signs(flags, days)]
    return [{**step, "until": until} for step in found if step is not None]


def _nothing_yet() -> dict[str, Any]:
    return {
        "what": "Import your runs and log today's pain.",
        "target": "one export and one score",
        "why": "There are no data yet.",
        "ends_when": "Twinge has a first run or a first score.",
    }


def _pain(days: pd.DataFrame) -> dict[str, Any] | None:
    logged = int(days["is_logged"].tail(PAIN_KNOWN_DAYS.whole).sum())
    missing = WORSENING_LOGS.whole - logged
    if missing <= 0:
        return None
    return {
        "what": "Log your pain once a day. No pain is 0, and counts.",
        "target": count(missing, "more day"),
        "why": f"{count(logged, 'day')} of the last {PAIN_KNOWN_DAYS.whole} "
        f"{'has' if logged == 1 else 'have'} a score; {WORSENING_LOGS.whole} are needed to say more.",
        "ends_when": f"{WORSENING_LOGS.whole} of the last {PAIN_KNOWN_DAYS.whole} days have a score.",
    }


def _training(days: pd.DataFrame) -> dict[str, Any] | None:
    lately = days.tail(PAIN_KNOWN_DAYS.whole)
    unknown = lately[lately["distance_m"].isna()]
    if unknown.empty:
        return None
    n = len(unknown)
    return {
        "what": BRING_OR_REST,
        "target": count(n, "day"),
        "why": f"{sentence(unknown_training(n, len(lately)))}. Twinge does not take missing runs for rest.",
        "ends_when": "Each of these days has a run or is entered as rest.",
    }


def _signs(flags: pd.DataFrame, days: pd.DataFrame) -> dict[str, Any] | None:
    """Ask for the warning signs where pain was logged lately and they were not answered."""
    open_rules = flags[flags["is_current"] & flags["flag_id"].isin(SIGN_RULES) & (flags["status"] == "not_enough_data")]
    lately = days["worst_score"].tail(SIGN_ASKED_DAYS.whole)
    if open_rules.empty or not (lately > 0).any():
        return None
    return {
        "what": "Answer the warning signs: limping, swelling, numbness, night pain. Tick `none` if you have none.",
        "target": "once, with your next score",
        "why": "Pain was logged in the last two weeks, and your log does not say whether any of them came with it.",
        "ends_when": "One entry has its signs answered.",
    }
