"""The step for a runner whose pain went: one dial at a time, and back a step after a flare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.plan.carrying_on import LOOK_AGAIN_DAYS, WHY, longest_of_window
from analysis.settings import Settings
from analysis.thresholds import SPIKE_SMALL
from analysis.wording import distance

WATCHED = ("flare_while_returning", "one_dial_at_a_time")  # the gravest first
ENDS = "Eight weeks without pain that goes on. If it flares, go back a step."


def come_back_step(raised: pd.DataFrame, days: pd.DataFrame, settings: Settings) -> dict[str, Any]:
    """What a flare or too many dials at once ask; else the long run first."""
    up = [flag for flag_id in WATCHED for _, flag in raised[raised["flag_id"] == flag_id].iterrows()]
    today, longest = days["local_date"].iloc[-1], longest_of_window(days, days["local_date"].iloc[-1])
    usual = {"until": today + pd.Timedelta(days=LOOK_AGAIN_DAYS), "ends_when": ENDS}
    if up:
        return {**usual, "what": up[0]["hint"], "why": up[0]["sentence"], "flag_id": up[0]["flag_id"]}
    known = longest > 0
    return {
        **usual,
        "what": "Come back one dial at a time: the long run first, a little each week.",
        "target": f"next run up to {distance(SPIKE_SMALL.value * longest, settings.units)}" if known else None,
        "why": f"Your longest run of the last 30 days is {distance(longest, settings.units)}. {WHY}" if known else
        "Feeling fine is not yet full tolerance.",
        "flag_id": "one_dial_at_a_time",
    }  # fmt: skip
