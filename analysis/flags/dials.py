"""Coming back one dial at a time: distance, long run, run days, speed, hills, shoes; and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.flags.recovery import Recovery, of_last_week, returning
from analysis.flags.registry import Finding, Inputs, rule
from analysis.settings import Units
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
    Threshold,
)
from analysis.wording import count, distance

GUIDE = "Advice runners are commonly given; no trial of one dial at a time was found."


@dataclass(frozen=True)
class Dial:
    """One thing that can be raised: in which column of DAYS it stands, how a week of it counts, the least step."""

    name: str
    column: str
    how: str
    step: Threshold
    unit: str

    def of_week(self, days: pd.DataFrame) -> float:
        """Its amount in these seven days; missing where one of them is."""
        values = days[self.column].to_numpy("float64", na_value=np.nan)
        if self.how == "days":
            return float(np.where(np.isnan(values), np.nan, values > 0).sum())
        return float(values.max() if self.how == "max" else values.sum())

    def words(self, amount: float, units: Units) -> str:
        if self.unit == "days":
            return f"{amount:.0f}"
        if self.unit == "m":
            return f"{amount:.0f} m"
        return distance(amount, units)


LONG_RUN = Dial("long run", "longest_run_m", "max", DIAL_DISTANCE_M, "km")
WEEK = Dial("week", "distance_m", "sum", DIAL_DISTANCE_M, "km")
FAST = Dial("fast running", "fast_m", "sum", DIAL_FAST_M, "km")
DESCENT = Dial("descent", "descent_m", "sum", DIAL_HILL_M, "m")
ASCENT = Dial("climb", "ascent_m", "sum", DIAL_HILL_M, "m")
RUN_DAYS = Dial("run days", "n_runs", "days", DIAL_DAYS, "days")
DIALS = (LONG_RUN, WEEK, RUN_DAYS, FAST, DESCENT, ASCENT)


@dataclass(frozen=True)
class Turn:
    """A dial in the last seven days against the two weeks before; `before` and `now` missing where not known."""

    dial: Dial
    before: float
    now: float

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.before) and np.isfinite(self.now))

    @property
    def is_turned(self) -> bool:
        """More than a tenth and more than the least step above; from nothing, any amount is a turn."""
        if self.before == 0:
            return self.now > 0
        return self.now - self.before > max(DIAL_SHARE.value * self.before, self.dial.step.value)


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
    hint="Keep one of them, and put the others back to where they were for a week.",
    says_to_run=True,
)
def one_dial_at_a_time(inputs: Inputs) -> list[Finding]:
    """While coming back: was more than one thing raised in the last 7 days?"""
    found = returning(inputs)
    if isinstance(found, Finding):
        return [found]
    if inputs.days["distance_m"].tail(21).notna().sum() < 21:
        text = "The last 21 days are not all known. Import the missing runs, or enter the days you rested."
        return [of_last_week(inputs, "not_enough_data", text, threshold=DIALS_AT_ONCE.value)]
    if _raced(inputs):
        text = "There was a race in the last 7 days; such a week is not counted."
        return [of_last_week(inputs, "clear", text, threshold=DIALS_AT_ONCE.value)]
    turns = _turns(inputs.days)
    raised = _named(turns, inputs)
    n = len(raised)
    text = f"Raised in the last 7 days: {', '.join(raised)}." if n else "Nothing was raised in the last 7 days."
    status = "raised" if n > DIALS_AT_ONCE.value else "clear"
    known = sum(turn.is_known for turn in turns)
    return [of_last_week(inputs, status, text + _unjudged(turns), observed=n, threshold=DIALS_AT_ONCE.value, n=known)]


def _raced(inputs: Inputs) -> bool:
    since = inputs.today - pd.Timedelta(days=7)
    return bool((inputs.runs.loc[inputs.runs["local_date"] > since, "session_type"] == "race").any())


def _turns(days: pd.DataFrame, dials: Sequence[Dial] = DIALS) -> list[Turn]:
    """Each dial against the median of the two weeks before."""
    turns = []
    for dial in dials:
        two_ago, ago, now = (dial.of_week(days.iloc[len(days) - back : len(days) - back + 7]) for back in (21, 14, 7))
        turns.append(Turn(dial, (two_ago + ago) / 2, now))
    return turns


def _named(turns: Sequence[Turn], inputs: Inputs) -> list[str]:
    """Each raised dial in words. A week that grew only by its long run, and climb beside descent, count as one."""
    units = inputs.settings.units
    raised = {turn.dial: turn for turn in turns if turn.is_known and turn.is_turned}
    if LONG_RUN in raised and WEEK in raised:
        grown = raised[LONG_RUN].now - raised[LONG_RUN].before
        rest = Turn(WEEK, raised[WEEK].before, raised[WEEK].now - grown)
        if not rest.is_turned:
            del raised[WEEK]
    if DESCENT in raised:
        raised.pop(ASCENT, None)
    words = [
        f"{dial.name} ({dial.words(turn.before, units)} to {dial.words(turn.now, units)})"
        for dial, turn in raised.items()
    ]
    return words + (["a new pair of shoes"] if _new_pair(inputs) else [])


def _new_pair(inputs: Inputs) -> bool:
    since = inputs.today - pd.Timedelta(days=7)
    first = inputs.told.shoes["first_use"]
    return bool(((first > since) & (first <= inputs.today)).any())


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
    hint="First the long run over three weeks or more; then a few pickups of 15 to 20 seconds in one easy run a week;"
    " then hills or longer hard parts, one of them first. A week of green runs before each step.",
    says_to_run=True,
)
def order_of_return(inputs: Inputs) -> list[Finding]:
    """While coming back: did speed or hills return before the long run did, or before a week of quiet runs?"""
    found = returning(inputs)
    if isinstance(found, Finding):
        return [found]
    usual = _usual_long_run(inputs, found)
    longest = float(inputs.days["longest_run_m"].tail(14).max())
    turns = {turn.dial: turn for turn in _turns(inputs.days, (FAST, DESCENT, ASCENT))} if len(inputs.days) >= 21 else {}
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


def _usual_long_run(inputs: Inputs, found: Recovery) -> float:
    """Median of the longest run of each of up to eight weeks before the pain; missing where there is none."""
    before = inputs.weeks[inputs.weeks["week_start"] <= found.onset - pd.Timedelta(days=7)]
    longest = before.loc[before["longest_run_m"] > 0, "longest_run_m"].tail(USUAL_WEEKS.whole)
    return float(longest.median())


def _early(inputs: Inputs, found: Recovery, raised: set[Dial], share: float) -> str:
    """What came too early; empty where nothing did."""
    is_hilly = bool(raised & {DESCENT, ASCENT})
    came = " and ".join([*(["speed"] if FAST in raised else []), *(["hills"] if is_hilly else [])])
    if not came:
        return ""
    if share < STAGE_LONG_SHARE.value:
        return f"More {came} before the long run is back."
    since = inputs.today - pd.Timedelta(days=7)
    if inputs.runs.loc[inputs.runs["local_date"] > since, "light"].isin(("amber", "red")).any():
        return f"More {came} in a week with an amber or red run."
    after = inputs.days[inputs.days["local_date"] >= found.since]
    fast_days = int((after["fast_m"] > 0).sum())
    if is_hilly and after["fast_m"].notna().any() and fast_days < STAGE_PICKUPS.value:
        return f"More hills after {count(fast_days, 'day')} with short fast parts; {STAGE_PICKUPS.whole} come first."
    return ""
