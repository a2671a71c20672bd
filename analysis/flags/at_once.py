"""The warning signs: when are they asked for, and what do they say the moment they are logged?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from analysis.flags.registry import RULES, Inputs, judge_some
from analysis.settings import Settings
from analysis.tables import ACTIVITIES, DAYS, EXPOSURES, HEEL_SITES, RUNS, WEEKS, conform, empty
from analysis.thresholds import SIGN_CHECK_DAYS, SIGN_CHECK_SCORE, SITE_SHOWN_DAYS, WALKING_HURTS
from analysis.told import Told

ANSWER_AT_ONCE = (
    "urgent_sign", "cannot_hop_or_bear_weight", "began_with_fall_or_pop", "limping", "swelling_or_bruising",
    "numbness_or_tingling", "night_or_rest_pain", "heel_squeeze",
)  # fmt: skip
HOP_SITES = (*HEEL_SITES, "shin")  # where a hop tells something about bone; groin and hip are for a clinician at once
# Nobody for whom one of these is up is sent to hop: they say not to run, or speak of bone already.
NO_HOPPING = (
    "urgent_sign", "cannot_hop_or_bear_weight", "began_with_fall_or_pop", "limping", "heel_squeeze",
)  # fmt: skip
_WALKING_HURTS = ("limp", "rest_pain", "cannot_bear_weight")  # ticked today, they contradict “walking is free of pain”


@dataclass(frozen=True)
class Hop:
    """What is known before a hop: where and how much it hurts now, and what was answered.

    Parameters
    ----------
    signs
        Warning signs of this entry; missing where nobody has answered yet.
    walks_freely
        Whether walking is free of pain now; None where nobody was asked.
    tested_on
        The day of the last hop test.
    """

    site: str
    score: float | None
    signs: str | None
    walks_freely: bool | None = None
    tested_on: date | None = None


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


def hop_step(
    hop: Hop, pain: pd.DataFrame, today: pd.Timestamp, settings: Settings
) -> Literal["nothing", "ask_walking", "offer"]:
    """May the hop test be offered? It is once only, after the warning signs, and to whoever walks without pain.

    Parameters
    ----------
    pain
        PAIN up to `today`, this entry included.
    """
    if hop.site not in HOP_SITES or pd.isna(hop.signs) or hop.walks_freely is False:
        return "nothing"
    if (hop.score is not None and hop.score >= WALKING_HURTS.value) or _was_tested(hop, pain, today):
        return "nothing"
    of_today = pain.loc[pain["local_date"] == today, "signs"]
    if _has(of_today, *_WALKING_HURTS) or answers(pain, today, settings)["flag_id"].isin(NO_HOPPING).any():
        return "nothing"
    return "offer" if hop.walks_freely else "ask_walking"


def _was_tested(hop: Hop, pain: pd.DataFrame, today: pd.Timestamp) -> bool:
    """Whether a hop was tried in the last 120 days, as far as anybody said."""
    since = today - pd.Timedelta(days=SITE_SHOWN_DAYS.value)
    lately = hop.tested_on is not None and pd.Timestamp(hop.tested_on) > since
    return lately or _has(pain.loc[pain["local_date"] > since, "signs"], "cannot_hop")


def _has(signs: pd.Series, *which: str) -> bool:
    return bool(signs.dropna().str.split(";").explode().isin(which).any())
