"""The step for a runner without pain: how long the next run may be without being a jump."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.settings import Settings
from analysis.thresholds import SPIKE_SMALL, SPIKE_WINDOW_DAYS
from analysis.wording import day, distance

LOOK_AGAIN_DAYS = 7
ENDS = "Pain comes on: log it, and the plan changes."
WHY = "In a large group of runners, runs more than 10 % longer than that went with more injuries."


def carry_on_step(raised: pd.DataFrame, days: pd.DataFrame, settings: Settings) -> list[dict[str, Any]]:
    """Carry on; the next run up to a tenth longer than the longest of 30 days. None where those are not known."""
    today = days["local_date"].iloc[-1]
    spike = raised.loc[raised["flag_id"] == "single_run_spike", "period_start"]
    # After a jump the run that jumped is no measure: the longest before it is.
    last = spike.iloc[0] - pd.Timedelta(days=1) if len(spike) else today
    longest = longest_of_window(days, last)
    if not longest > 0:
        return []
    bound = distance(SPIKE_SMALL.value * longest, settings.units)
    span = "the last 30 days" if last == today else f"the 30 days up to {day(last)}"
    return [
        {
            "what": "Come back to your usual runs." if len(spike) else "Carry on as you are.",
            "target": f"next run up to {bound}",
            "why": f"Your longest run of {span} is {distance(longest, settings.units)}. {WHY}",
            "until": today + pd.Timedelta(days=LOOK_AGAIN_DAYS),
            "ends_when": ENDS,
            "flag_id": "single_run_spike",
        }
    ]


def longest_of_window(days: pd.DataFrame, last: pd.Timestamp) -> float:
    """Longest run of the 30 days up to `last`; NaN where one of them is unknown."""
    first = last - pd.Timedelta(days=SPIKE_WINDOW_DAYS.value - 1)
    runs = days.loc[days["local_date"].between(first, last), "longest_run_m"]
    is_known = len(runs) == SPIKE_WINDOW_DAYS.value and runs.notna().all()
    return float(runs.max()) if is_known else float("nan")
