"""Coming back to running: when to begin, what to do about a flare, what to keep, and how long it may take."""

from __future__ import annotations

import pandas as pd

from analysis.care import is_strength
from analysis.comeback import LEAST_BASE_LOGS, Recovery, base_scores, entry_conditions, flares, recovery
from analysis.flags.recovery import no_recovery, of_last_week, returning
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    FLARE_BASE_LOGS,
    FLARE_CLINICIAN,
    FLARE_CUT_DAYS,
    FLARE_CUT_LEAST,
    FLARE_CUT_MOST,
    FLARE_HOLD,
    FLARE_LOGS,
    FLARE_RISE,
    FLARE_SHOWN_DAYS,
    HABIT_RECOVERY,
    HABIT_SILENT_DAYS,
    HABIT_STRENGTH,
    MEANINGFUL_WEEK,
    RECOVERY_LONGEST,
    RECOVERY_MEDIAN,
    RECOVERY_SHORTEST,
    RETURN_DAYS,
    RETURN_DURING,
    RETURN_FIRST_STEPS,
    RETURN_QUIET_DAYS,
)
from analysis.wording import count, day

GUIDE = "Advice runners are commonly given; no trial of the numbers was found."


@rule(
    id="ready_to_return",
    book_id="E0",
    title="Ready to begin coming back",
    question="After pain: are runs and mornings quiet for a week, with no warning sign open?",
    needs="Pain during your runs and on the first steps of the last 7 days, and of the 7 before.",
    severity="info",
    validity="weak",
    unit="of 4 conditions",
    thresholds=(RETURN_DURING, RETURN_QUIET_DAYS, RETURN_FIRST_STEPS, MEANINGFUL_WEEK, RETURN_DAYS),
    evidence=GUIDE,
    not_shown="The numbers are taken over from Achilles care and common advice. They are not tested for heels.",
    hint="Begin with one dial: make the long run a little longer, and leave the rest. Feeling fine is not yet full"
    " tolerance.",
    reads_raised=True,
)
def ready_to_return(inputs: Inputs) -> list[Finding]:
    """After pain: are runs and mornings quiet for a week, with no warning sign open?"""
    if recovery(inputs.days) is None:
        return [no_recovery(inputs)]
    held = entry_conditions(inputs.days, inputs.runs, inputs.today, has_sign=bool(inputs.raised))
    met = [words for words, holds in held.items() if holds is True]
    unmet = [words for words, holds in held.items() if holds is False]
    unknown = [words for words, holds in held.items() if holds is None]
    numbers = {"observed": len(met), "threshold": len(held), "n": len(met) + len(unmet)}
    if unmet:
        return [of_last_week(inputs, "clear", f"Not yet. This does not hold: {'; '.join(unmet)}.", **numbers)]
    if unknown:
        return [of_last_week(inputs, "not_enough_data", f"Not logged enough to tell: {'; '.join(unknown)}.", **numbers)]
    return [of_last_week(inputs, "raised", f"All four hold: {'; '.join(met)}.", **numbers)]


@rule(
    id="flare_while_returning",
    book_id="E4",
    title="A flare while coming back",
    question="While coming back: were two of three scores in a row 2 points above your usual of late, or a run red?",
    needs="At least eight pain scores since about three weeks.",
    severity="act",
    validity="weak",
    unit="flares",
    thresholds=(
        FLARE_RISE,
        FLARE_LOGS,
        FLARE_BASE_LOGS,
        FLARE_SHOWN_DAYS,
        FLARE_CUT_LEAST,
        FLARE_CUT_MOST,
        FLARE_CUT_DAYS,
        FLARE_HOLD,
        FLARE_CLINICIAN,
        RETURN_DAYS,
    ),
    evidence=GUIDE,
    not_shown="How far to step back, and for how long, is not tested.",
    hint="Go back one step now: cut what you raised last by a third to a half for 3 to 5 days, then try again.",
)
def flare_while_returning(inputs: Inputs) -> list[Finding]:
    """While coming back: were two of three scores in a row 2 points above your usual of late, or a run red?"""
    shown = inputs.today - pd.Timedelta(days=FLARE_SHOWN_DAYS.value)
    # A flare is pain that goes on again, so whether this is a return is asked as of the week before too.
    earlier = recovery(inputs.days[inputs.days["local_date"] <= shown])
    found = returning(inputs)
    if earlier is not None and earlier.is_returning and inputs.pain_state != "unknown":
        found = earlier
    if isinstance(found, Finding):
        return [found]
    seen, n = flares(inputs.days, inputs.runs, found.since), len(base_scores(inputs.days))
    if seen.empty or seen.iloc[-1] <= shown:
        if n < LEAST_BASE_LOGS + 3:
            return [of_last_week(inputs, "not_enough_data", f"Only {count(n, 'score')} logged so far.")]
        return [of_last_week(inputs, "clear", _no_flare(seen), observed=len(seen), threshold=1)]
    return [_flare(inputs, seen)]


def _no_flare(seen: pd.Series) -> str:
    if seen.empty:
        return "No flare since you began to come back."
    return f"No flare in the last 7 days. The latest of {count(len(seen), 'flare')} was on {day(seen.iloc[-1])}."


def _flare(inputs: Inputs, seen: pd.Series) -> Finding:
    n, hint = len(seen), None
    if n >= FLARE_CLINICIAN.value:
        hint = "Go back one step now. After three flares it is worth an appointment with a clinician."
    elif n >= FLARE_HOLD.value:
        hint = "Go back one step now, and hold it for 14 days before you try again."
    text = f"Pain flared, last on {day(seen.iloc[-1])}: flare {n} since you began to come back."
    return of_last_week(inputs, "raised", text, observed=n, threshold=1, n=n, hint=hint)


@rule(
    id="habits_kept",
    book_id="E3",
    title="Keeping what helped",
    question="In the eight weeks after pain: is strength and recovery work still in your log?",
    needs="Strength and recovery work in your log, at least once.",
    severity="info",
    validity="weak",
    unit="days without",
    thresholds=(HABIT_STRENGTH, HABIT_RECOVERY, HABIT_SILENT_DAYS, RETURN_DAYS),
    evidence=f"{GUIDE} Foot strength work took 4 to 8 months to show fewer injuries (Taddei et al. 2020, Am J Sports"
    " Med: 118 runners).",
    not_shown="The trials tested other programmes than yours, and none of them twice a week for eight weeks.",
    hint="Take it up again: strength twice a week, stretching or rolling three times, for eight weeks.",
)
def habits_kept(inputs: Inputs) -> list[Finding]:
    """In the eight weeks after pain: is strength and recovery work still in your log?"""
    found = returning(inputs)
    if isinstance(found, Finding):
        return [found]
    care = inputs.told.care[inputs.told.care["local_date"] <= inputs.today]
    if care.empty:
        return [of_last_week(inputs, "not_enough_data", "Your log holds no strength or recovery work.")]
    silent = (inputs.today - care["local_date"].max()).days
    week = care[care["local_date"] > inputs.today - pd.Timedelta(days=7)]
    kinds = is_strength(week)
    strength, other = (week.loc[held, "local_date"].nunique() for held in (kinds, ~kinds))
    text = (
        f"In the last 7 days: strength work on {count(strength, 'day')} (the aim is {HABIT_STRENGTH.whole}), recovery"
        f" on {count(other, 'day')} (the aim is {HABIT_RECOVERY.whole}). {count(silent, 'day')} since the last."
    )
    status = "raised" if silent >= HABIT_SILENT_DAYS.value else "clear"
    return [of_last_week(inputs, status, text, observed=silent, threshold=HABIT_SILENT_DAYS.value, n=len(week))]


@rule(
    id="no_fixed_date",
    book_id="E5",
    title="How long it may take",
    question="How long has it been, and how long did it take others?",
    needs="Pain that is going on, or went in the last eight weeks.",
    severity="info",
    validity="weak",
    unit="days since it began",
    thresholds=(RECOVERY_MEDIAN, RECOVERY_SHORTEST, RECOVERY_LONGEST, RETURN_DAYS),
    evidence="New runners with an injury of any kind took a median of 71 days to recover, from 9 to 617 (Nielsen et al."
    " 2014, PLoS One 9:e99877). Heel pain alone may differ.",
    not_shown="It counts new runners with any injury, not heel pain alone. It says nothing of your date.",
    hint="Take the range, not a date. What the next morning says decides each step.",
)
def no_fixed_date(inputs: Inputs) -> list[Finding]:
    """How long has it been, and how long did it take others?"""
    found = recovery(inputs.days)
    if found is None:
        return [no_recovery(inputs, threshold=RECOVERY_MEDIAN.value)]
    return [_band(inputs, found)]


def _band(inputs: Inputs, found: Recovery) -> Finding:
    until = inputs.today if pd.isna(found.ended) else found.ended
    episode = inputs.episode  # other rules begin after the last calm days, and look no further back than 120
    named = episode.onset if episode and not episode.is_older else found.began
    is_same = named - found.began < pd.Timedelta(days=7)
    onset, between = (named, "") if is_same else (found.began, ", with the calm days between")
    lasted = (until - onset).days + 1
    told = f"It began on {day(onset)}; today is day {lasted}{between}"
    if pd.notna(found.ended):
        told = f"It went on for {count(lasted, 'day')}, from {day(onset)} to {day(found.ended)}"
    text = (
        f"{told}. Of new runners with an injury half needed {RECOVERY_MEDIAN.whole} days or more, the quickest"
        f" {RECOVERY_SHORTEST.whole}, the slowest {RECOVERY_LONGEST.whole}: nobody can give you a date."
    )
    return Finding("raised", text, onset, inputs.today, observed=lasted, threshold=RECOVERY_MEDIAN.value, n=1)
