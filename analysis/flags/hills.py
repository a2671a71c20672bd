"""The same hills again and again, and more climbing than before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.flags.jump import DAYS, Jump, jump, missing_days
from analysis.flags.registry import Finding, Inputs, rule
from analysis.settings import Units
from analysis.tables import RUN_SPORT
from analysis.thresholds import (
    CLIMB_JUMP,
    CLIMB_KNOWN,
    CLIMB_LEAST_M,
    HILLY_RUN,
    SAME_ROUTE_DAYS,
    SAME_ROUTE_LENGTH,
    SAME_ROUTE_RUNS,
)
from analysis.whereabouts import starts_together
from analysis.wording import BRING_OR_REST, METRES, count, percent, sentence, unknown_training


@rule(
    id="same_hilly_route",
    book_id="X2",
    title="The same downhill again and again",
    question="Did you run one hilly route three times or more in two weeks?",
    needs="Descent and distance of the runs of the last 14 days; where they began, kept as words that tell no place.",
    severity="info",
    validity="weak",
    unit="runs",
    thresholds=(SAME_ROUTE_RUNS, SAME_ROUTE_DAYS, HILLY_RUN, SAME_ROUTE_LENGTH),
    evidence="Running down a slope of 9 degrees raised the impact peak by 54 % and the braking by 73 % (Gottschall and"
    " Kram 2005, J Biomech 38:445). At 6 degrees the heel took 32 % more pressure in runners who land on it, and 24 %"
    " less going up (Horiguchi et al. 2025, Front Sports Act Living). The strain of the sole grows uphill all the same"
    " (Sinclair et al. 2014, Hum Mov 15:209): flat is the advice, not uphill. No study counts hilly runs.",
    not_shown="The guide warns of downhill only. The strain of the plantar fascia rises uphill as well (Sinclair et"
    " al. 2014). No study held a hilly route against a flat one in runners with sore heels.",
    hint="Nothing follows from this while nothing hurts. It helps to know which runs those were.",
)
def same_hilly_route(inputs: Inputs) -> list[Finding]:
    """Did you run one hilly route three times or more in two weeks?"""
    start = inputs.today - pd.Timedelta(days=SAME_ROUTE_DAYS.value - 1)
    runs = _runs_since(start, inputs)
    drop = runs["descent_m"] / runs["distance_m"] * 1000
    hilly = runs[drop >= HILLY_RUN.value]
    most = max((_alike(run, hilly) for run in hilly.itertuples()), default=0)
    unknown = SAME_ROUTE_DAYS.whole - int(inputs.days["distance_m"].tail(SAME_ROUTE_DAYS.whole).notna().sum())
    if most < SAME_ROUTE_RUNS.value <= most + unknown:
        text = f"{sentence(unknown_training(unknown, SAME_ROUTE_DAYS.whole))}. {BRING_OR_REST}"
        return [Finding("not_enough_data", text, start, inputs.today)]
    unsure = int(drop.isna().sum()) + int(hilly["place"].isna().sum())
    status = "raised" if most >= SAME_ROUTE_RUNS.value else "clear"
    if most < SAME_ROUTE_RUNS.value <= most + unsure:
        status = "not_enough_data"
    text = _route_sentence(status, most, (drop, inputs.settings.units))
    hurts = status == "raised" and inputs.pain_state == "episode"
    return [
        Finding(status, text, start, inputs.today, observed=most, threshold=SAME_ROUTE_RUNS.value, n=len(runs),
                severity="watch" if hurts else None, hint=FLAT if hurts else None)
    ]  # fmt: skip


FLAT = "Try a flat route for the next runs: neither long ways down nor long ways up."


def _runs_since(start: pd.Timestamp, inputs: Inputs) -> pd.DataFrame:
    """Runs with the descent of their device, else as worked out from the altitude."""
    runs = inputs.activities[inputs.activities["sport"].eq(RUN_SPORT) & inputs.activities["local_date"].ge(start)]
    climbs = inputs.exposures[inputs.exposures["dimension"] == "elevation"].set_index("activity_id")["descent_m"]
    descent = runs["descent_m"].fillna(runs["activity_id"].map(climbs).astype("float64"))
    return runs.assign(descent_m=descent, distance_m=runs["distance_m"].where(runs["distance_m"] > 0))


def _alike(run: Any, hilly: pd.DataFrame) -> int:
    """How many of `hilly` began where `run` did and are as long, itself included?"""
    longer = (hilly["distance_m"] - run.distance_m).abs()
    is_as_long = longer <= SAME_ROUTE_LENGTH.value * run.distance_m
    return int((is_as_long & starts_together(run.place, hilly["place"])).sum())


def _route_sentence(status: str, most: int, of: tuple[pd.Series, Units]) -> str:
    drop, units = of
    hilly = drop[drop >= HILLY_RUN.value]
    span = f"Of the last {SAME_ROUTE_DAYS.whole} days"
    if status == "raised":
        down = _a_unit(hilly, units)
        return f"{span}, {count(most, 'run')} began at one place, were as long, and went down {down}."
    ran = count(len(hilly), "run") if len(hilly) else "no run"
    seen = f"{span}, {ran} went down {_a_unit(pd.Series([HILLY_RUN.value]), units)} or more"
    if status == "clear" and hilly.empty:
        return f"{seen}."
    if status == "clear":
        return f"{seen}; no hilly route was run {SAME_ROUTE_RUNS.whole} times."
    lacking = int(drop.isna().sum())
    if lacking:
        return f"{seen}, and the descent of {count(lacking, 'run')} is not known. Upload the recordings of these runs."
    return f"{seen}, but where they began is not known. Files with positions tell; Twinge keeps no position of them."


def _a_unit(drop: pd.Series, units: Units) -> str:
    """'18 m a km', '16 to 24 m a km', '26 m a mile' for metres a kilometre."""
    low, high = (f"{value * METRES[units] / METRES['km']:.0f}" for value in (drop.min(), drop.max()))
    each = {"km": "km", "mi": "mile"}[units]
    return f"{low} m a {each}" if low == high else f"{low} to {high} m a {each}"


@rule(
    id="climb_jump",
    book_id="X3",
    title="More climbing than before",
    question="Did you climb much more in the last 7 days than in the four weeks before?",
    needs="The ascent of at least 80 % of the distance of the last 35 days, all of them known.",
    severity="info",
    validity="weak",
    unit="x",
    thresholds=(CLIMB_JUMP, CLIMB_LEAST_M, CLIMB_KNOWN),
    evidence="The strain of the sole of the foot rises with the incline, from 0 to 15 degrees (Sinclair et al. 2014,"
    " Hum Mov 15:209), so uphill is no way around. That a jump of climbing goes with injuries has not been studied.",
    not_shown="The strain was worked out in a laboratory. No study shows that more climbing brings more heel pain.",
    hint="If something hurts, choose flat routes: neither long ways down nor long ways up.",
)
def climb_jump(inputs: Inputs) -> list[Finding]:
    """Did you climb much more in the last 7 days than in the four weeks before?"""
    days = inputs.days
    known_m = days["distance_m"].where(days["ascent_m"].notna())
    found = jump(inputs, days["ascent_m"], known_m, CLIMB_LEAST_M.value)
    start = inputs.today - pd.Timedelta(days=6)
    missing = missing_days(found) or _unknown_climb(found)
    if missing:
        return [Finding("not_enough_data", missing, start, inputs.today)]
    text = f"You climbed {found.week:.0f} m in the last 7 days; the four weeks before had {found.before:.0f} m a week."
    status = "raised" if found.ratio > CLIMB_JUMP.value else "clear"
    severity = "watch" if inputs.pain_state == "episode" else None
    return [
        Finding(status, text, start, inputs.today, observed=found.ratio, threshold=CLIMB_JUMP.value, n=DAYS,
                severity=severity)
    ]  # fmt: skip


def _unknown_climb(found: Jump) -> str | None:
    if np.isnan(found.known_share) or found.known_share >= CLIMB_KNOWN.value:
        return None
    share = percent(1 - found.known_share)
    return f"Of your distance of the last {DAYS} days, {share} has no altitude. Upload the recordings of these runs."
