"""Coming back one dial at a time: distance, long run, run days, speed, hills, shoes; and in which order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.comeback import (
    ASCENT,
    DESCENT,
    DIAL_WEEKS_DAYS,
    FAST,
    Dial,
    Recovery,
    Turn,
    is_quiet_week,
    long_run_before,
    new_pair,
    raced,
    turned,
    turns_of,
)
from analysis.flags.recovery import of_last_week, returning
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    DIAL_DAYS,
    DIAL_DISTANCE_M,
    DIAL_FAST_M,
    DIAL_HILL_M,
    DIAL_SHARE,
    DIALS_AT_ONCE,
    STAGE_LONG_SHARE,
    STAGE_PICKUPS,
    USUAL_WEEKS,
)
from analysis.wording import count, distance

GUIDE = "Advice runners are commonly given; no trial of one dial at a time was found."


@rule(
    id="one_dial_at_a_time",
    book_id="E1",
    title="One dial at a time",
    question="While coming back: was more than one thing raised in the last 7 days?",
    needs="21 known days of running. Fast running, climb, descent and shoes are judged where they are known.",
    severity="info",
    validity="weak",
    unit="dials raised",
    thresholds=(DIALS_AT_ONCE, DIAL_SHARE, DIAL_DISTANCE_M, DIAL_FAST_M, DIAL_HILL_M, DIAL_DAYS),
    evidence=GUIDE,
    not_shown="No trial compared changing one thing with changing several.",
    hint="Of what you raised in the last 7 days, keep one thing. Put the rest back for a week.",
    says_to_run=True,
)
def one_dial_at_a_time(inputs: Inputs) -> list[Finding]:
    """While coming back: was more than one thing raised in the last 7 days?"""
    found = returning(inputs)
    if isinstance(found, Finding):
        return [found]
    if inputs.days["distance_m"].tail(DIAL_WEEKS_DAYS).notna().sum() < DIAL_WEEKS_DAYS:
        text = "The last 21 days are not all known. Import the missing runs, or enter the days you rested."
        return [of_last_week(inputs, "not_enough_data", text, threshold=DIALS_AT_ONCE.value)]
    if raced(inputs.runs, inputs.today):
        text = "There was a race in the last 7 days; such a week is not counted."
        return [of_last_week(inputs, "clear", text, threshold=DIALS_AT_ONCE.value)]
    turns = turns_of(inputs.days)
    raised = _named(turns, inputs)
    n = len(raised)
    text = f"Raised in the last 7 days: {', '.join(raised)}." if n else "Nothing was raised in the last 7 days."
    status = "raised" if n > DIALS_AT_ONCE.value else "clear"
    known = sum(turn.is_known for turn in turns)
    return [of_last_week(inputs, status, text + _unjudged(turns), observed=n, threshold=DIALS_AT_ONCE.value, n=known)]


def _named(turns: Sequence[Turn], inputs: Inputs) -> list[str]:
    """Each raised dial in words."""
    units = inputs.settings.units
    words = [
        f"{turn.dial.name} ({turn.dial.words(turn.before, units)} to {turn.dial.words(turn.now, units)})"
        for turn in turned(turns)
    ]
    return words + (["a new pair of shoes"] if new_pair(inputs.told.shoes, inputs.today) else [])


def _unjudged(turns: Sequence[Turn]) -> str:
    names = [turn.dial.name for turn in turns if not turn.is_known]
    return f" Not known, so not judged: {', '.join(names)}." if names else ""


@rule(
    id="order_of_return",
    book_id="E2",
    title="Long run first, speed and hills later",
    question="While coming back: did speed or hills return before the long run did, or before a week of quiet runs?",
    needs="The usual long run before the pain, and distance, speed or hills of the last 21 days.",
    severity="info",
    validity="weak",
    unit="of the usual long run",
    thresholds=(STAGE_LONG_SHARE, STAGE_PICKUPS, DIAL_FAST_M, DIAL_HILL_M, USUAL_WEEKS),
    evidence=GUIDE,
    not_shown="No trial compared this order with another one.",
    hint="First the long run over three weeks or more; then a few pickups of 15 to 20 seconds in one easy run a week;"
    " then hills or longer hard parts, one of them first. A week of green runs before each step.",
    says_to_run=True,
)
def order_of_return(inputs: Inputs) -> list[Finding]:
    """While coming back: did speed or hills return before the long run did, or before a week of quiet runs?"""
    found = returning(inputs)
    if isinstance(found, Finding):
        return [found]
    usual = long_run_before(inputs.weeks, found.began)
    longest = float(inputs.days["longest_run_m"].tail(14).max())
    turns = (
        {turn.dial: turn for turn in turns_of(inputs.days, (FAST, DESCENT, ASCENT))}
        if len(inputs.days) >= DIAL_WEEKS_DAYS
        else {}
    )
    known = [turn for turn in turns.values() if turn.is_known]
    if np.isnan(usual) or np.isnan(longest) or not known:
        text = "The long run before the pain, or the speed and hills since, are not known."
        return [of_last_week(inputs, "not_enough_data", text, threshold=STAGE_LONG_SHARE.value)]
    share = longest / usual
    early = _early(inputs, found, {turn.dial for turn in known if turn.is_turned}, share)
    units = inputs.settings.units
    back = (
        f"Your longest run of 14 days is {distance(longest, units)}; it was {distance(usual, units)} before the pain."
    )
    text = f"{early} {back}" if early else f"Nothing came out of order. {back}"
    text += _unjudged(list(turns.values()))
    status = "raised" if early else "clear"
    return [of_last_week(inputs, status, text, observed=share, threshold=STAGE_LONG_SHARE.value, n=len(known))]


def _early(inputs: Inputs, found: Recovery, raised: set[Dial], share: float) -> str:
    """What came too early; empty where nothing did."""
    is_hilly = bool(raised & {DESCENT, ASCENT})
    came = " and ".join([*(["speed"] if FAST in raised else []), *(["hills"] if is_hilly else [])])
    if not came:
        return ""
    if share < STAGE_LONG_SHARE.value:
        return f"More {came} before the long run is back."
    if is_quiet_week(inputs.runs, inputs.today) is False:
        return f"More {came} in a week with an amber or red run."
    after = inputs.days[inputs.days["local_date"] >= found.since]
    fast_days = int((after["fast_m"] > 0).sum())
    if is_hilly and after["fast_m"].notna().any() and fast_days < STAGE_PICKUPS.value:
        return f"More hills after {count(fast_days, 'day')} with short fast parts; {STAGE_PICKUPS.whole} come first."
    return ""
