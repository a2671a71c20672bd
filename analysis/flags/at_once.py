"""The warning signs: when are they asked for, and what do they say the moment they are logged?"""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import RULES, Inputs, judge_some
from analysis.settings import Settings
from analysis.tables import ACTIVITIES, DAYS, EXPOSURES, RUNS, WEEKS, conform, empty
from analysis.thresholds import SIGN_CHECK_DAYS, SIGN_CHECK_SCORE
from analysis.told import Told

ANSWER_AT_ONCE = (
    "urgent_sign", "cannot_hop_or_bear_weight", "began_with_fall_or_pop", "limping", "swelling_or_bruising",
    "numbness_or_tingling", "night_or_rest_pain",
)  # fmt: skip


def answers(pain: pd.DataFrame, today: pd.Timestamp, settings: Settings) -> pd.DataFrame:
    """What do the rules about warning signs say, from the pain log alone? The gravest first.

    A page that takes an entry has no time for the whole analysis; these rules need none of it.

    Parameters
    ----------
    pain
        PAIN up to `today`, a single entry included.

    Returns
    -------
    DataFrame
        Rows of FLAGS that are raised today.
    """
    day = conform(pd.DataFrame([{"local_date": today, "coverage": "unknown", "is_logged": True}]), DAYS)
    nothing = [empty(table) for table in (ACTIVITIES, RUNS, WEEKS, EXPOSURES)]
    activities, runs, weeks, exposures = nothing
    known = pain[pain["local_date"] <= today]
    inputs = Inputs(activities, runs, day, weeks, known, exposures, Told(), settings, today)
    flags = judge_some(inputs, [RULES[name] for name in ANSWER_AT_ONCE])
    return flags[flags["is_current"] & (flags["status"] == "raised")].reset_index(drop=True)


def check_is_due(pain: pd.DataFrame, site: str, day: pd.Timestamp, score: float | None) -> bool:
    """Whether to ask for warning signs: much pain, or a week since the last answer about this site.

    0 is a score like any other; without one nothing is asked.
    """
    if score is None:
        return False
    asked = pain.loc[pain["signs"].notna() & (pain["site"] == site) & (pain["local_date"] <= day), "local_date"]
    is_old = asked.empty or (day - asked.max()).days >= SIGN_CHECK_DAYS.value
    return score >= SIGN_CHECK_SCORE.value or is_old
