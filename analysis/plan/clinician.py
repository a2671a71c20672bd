"""Steps for flags that a clinician should see."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.wording import STOP_RUNNING

# Most urgent first.
ORDER = (
    "urgent_sign",
    "cannot_hop_or_bear_weight",
    "began_with_fall_or_pop",
    "limping",
    "worsening_despite_backoff",
    "heel_squeeze",
    "swelling_or_bruising",
    "night_or_rest_pain",
    "numbness_or_tingling",
    "history_with_pain",
)
NO_RUNNING = ("urgent_sign", "cannot_hop_or_bear_weight", "began_with_fall_or_pop", "limping")
URGENT = ("urgent_sign", "cannot_hop_or_bear_weight", "began_with_fall_or_pop")
LOOK_AGAIN_DAYS = {True: 1, False: 7}  # by urgency


def must_not_run(raised: pd.DataFrame) -> bool:
    """Does a raised flag say to stop running?"""
    grave = raised[raised["severity"] == "clinician"]
    return bool((grave["flag_id"].isin(NO_RUNNING) | grave["hint"].str.startswith(STOP_RUNNING)).any())


def clinician_steps(raised: pd.DataFrame, today: pd.Timestamp) -> list[dict[str, Any]]:
    """One step for each raised flag a clinician should see, most urgent first."""
    seen = raised[raised["severity"] == "clinician"]
    rank = seen["flag_id"].map({flag_id: place for place, flag_id in enumerate(ORDER)}).fillna(len(ORDER))
    return [_step(flag, today) for _, flag in seen.loc[rank.sort_values(kind="stable").index].iterrows()]


def _step(flag: pd.Series, today: pd.Timestamp) -> dict[str, Any]:
    urgent = flag["flag_id"] in URGENT
    return {
        "what": flag["hint"],
        "target": "today or tomorrow" if urgent else "soon",
        "why": flag["sentence"],
        "until": today + pd.Timedelta(days=LOOK_AGAIN_DAYS[urgent]),
        "ends_when": "A clinician has looked at it and you record that here, or you record that it is gone.",
        "flag_id": flag["flag_id"],
    }
