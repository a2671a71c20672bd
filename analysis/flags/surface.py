"""How much of the running was on hard ground, and did that jump?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.flags.jump import DAYS, Jump, jump, missing_days
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import HARD_JUMP, HARD_LEAST_M, SURFACE_KNOWN
from analysis.wording import distance, percent


@rule(
    id="hard_surface_jump",
    book_id="X1",
    title="More on hard ground",
    question="Did you run much more on concrete and asphalt in the last 7 days than in the four weeks before?",
    needs="The surface of at least 80 % of the distance of the last 35 days, all of them known.",
    severity="info",
    validity="weak",
    unit="x",
    thresholds=(HARD_JUMP, HARD_LEAST_M, SURFACE_KNOWN),
    evidence="Concrete is not harder on the heel than asphalt: measured inside the shoes of 47 runners the two were the"
    " same, grass pressed 9 to 17 % less on the rear foot, and worn rubber was like concrete (Tessutti et al. 2012,"
    " J Sports Sci 30:1545). Another study found no difference between surfaces at all (Fu et al. 2015, J Sport Health"
    " Sci). A change to harder ground is named among what comes before stress fractures of the heel bone (Tu and"
    " Bytomski 2011, Am Fam Physician 84:909).",
    not_shown="Concrete is not shown to be harder on heels than asphalt: in shoes the two load the heel alike"
    " (Tessutti et al. 2012). Some studies found no gap between surfaces at all.",
    hint="If something hurts, run some of it on grass or a trail, and let the change be gradual.",
)
def hard_surface_jump(inputs: Inputs) -> list[Finding]:
    """Did you run much more on concrete and asphalt in the last 7 days than in the four weeks before?"""
    days = inputs.days
    found = jump(inputs, days["hard_surface_m"], days["distance_m"] - days["unknown_m"].fillna(0), HARD_LEAST_M.value)
    missing = missing_days(found) or _unknown_surface(found)
    start = inputs.today - pd.Timedelta(days=6)
    if missing:
        return [Finding("not_enough_data", missing, start, inputs.today)]
    status = "raised" if found.ratio > HARD_JUMP.value else "clear"
    severity = "watch" if inputs.pain_state == "episode" else None
    return [
        Finding(status, _sentence(found, inputs), start, inputs.today, observed=found.ratio, threshold=HARD_JUMP.value,
                n=DAYS, severity=severity)
    ]  # fmt: skip


def _unknown_surface(found: Jump) -> str | None:
    if np.isnan(found.known_share) or found.known_share >= SURFACE_KNOWN.value:
        return None
    share = percent(1 - found.known_share)
    return f"Of your distance of the last {DAYS} days, {share} has no surface. Set it on the page Surfaces and hills."


def _sentence(found: Jump, inputs: Inputs) -> str:
    units, week_m = inputs.settings.units, float(inputs.days["distance_m"].tail(7).sum())
    share = f" ({percent(found.week / week_m)} of them)" if week_m > 0 else ""
    return (
        f"On concrete or asphalt: {distance(found.week, units)} of the last 7 days{share}, and"
        f" {distance(found.before, units)} a week in the four weeks before."
    )
