"""Was the running really cut while pain is going on: how far, on how many days, and the long run?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.backoff import in_view, is_run_day, run_days_limit, usual_long_run
from analysis.episode import Episode
from analysis.flags.in_pain import (
    finding,
    not_known,
    not_usual,
    since,
    span_in_view,
    while_in_pain,
)
from analysis.flags.registry import Finding, Inputs, rule
from analysis.tables import NO_SIGNS
from analysis.thresholds import (
    BACKOFF_FIRST_REVIEW_DAYS,
    BACKOFF_KEPT,
    BACKOFF_PARTIAL,
    BACKOFF_REVIEW_DAYS,
    BACKOFF_TARGET,
    BACKOFF_TOO_FAR,
    COMPARABLE_WEEK_M,
    EPISODE_CALM,
    EPISODE_DAYS,
    EPISODE_LOGS,
    EPISODE_SCORE,
    IGNORING,
    LONG_RUN_KEPT,
    LONG_RUN_TARGET,
    PAIN_KNOWN_DAYS,
    RUN_DAYS_FEWER,
    RUN_DAYS_KEPT,
    RUN_DAYS_MOST,
    STOPPED_DAYS,
)
from analysis.wording import count, distance


@rule(
    id="backoff_compliance",
    book_id="B1",
    title="Backing off while it hurts",
    question="While pain is going on: were the last 7 days really about a third below your usual week?",
    needs="Pain logged on at least three days, the latest within two weeks; four known weeks of running before the pain"
    " began; the last 7 days known.",
    severity="act",
    validity="weak",
    unit="of the usual week",
    thresholds=(
        BACKOFF_TARGET,
        BACKOFF_KEPT,
        BACKOFF_PARTIAL,
        BACKOFF_TOO_FAR,
        BACKOFF_FIRST_REVIEW_DAYS,
        BACKOFF_REVIEW_DAYS,
        COMPARABLE_WEEK_M,
        EPISODE_SCORE,
        EPISODE_DAYS,
        EPISODE_LOGS,
        EPISODE_CALM,
        PAIN_KNOWN_DAYS,
    ),
    evidence="A third less for one or two weeks is advice runners are commonly given; no trial of that size of cut was"
    " found. Managing the load is part of the core care for heel pain in a guide built on trials and experts (Morrissey"
    " et al. 2021, Br J Sports Med 55:1106).",
    not_shown="The size of the cut and the one to two weeks are common sense, not trial results. A larger or"
    " smaller cut may do as well.",
    hint="Aim for two thirds of your usual week for one to two weeks, without hard efforts, and log how it answers.",
    says_to_run=True,
)
def backoff_compliance(inputs: Inputs) -> list[Finding]:
    """While pain is going on: were the last 7 days really about a third below your usual week?"""
    return while_in_pain(inputs, lambda episode: _distance(episode, inputs))


def _distance(episode: Episode, inputs: Inputs) -> Finding:
    missing = _missing(episode, inputs)
    if missing:
        return finding(inputs, "not_enough_data", missing, start=episode.onset)
    return _judged(episode, inputs)


def _missing(episode: Episode, inputs: Inputs) -> str | None:
    """What is missing to judge a back-off, as a sentence; None where nothing is."""
    if np.isnan(episode.usual_m):
        return not_usual(episode, "week")
    if episode.usual_m < COMPARABLE_WEEK_M.value:
        usual, least = (distance(m, inputs.settings.units) for m in (episode.usual_m, COMPARABLE_WEEK_M.value))
        return f"{since(episode)}. Your usual week before that was {usual}; below {least} a share of it says nothing."
    if np.isnan(episode.last_7_days_m):
        return not_known(episode, _unknown(inputs.days["distance_m"].tail(7)))
    return None


def _unknown(values: pd.Series) -> int:
    return int(values.isna().sum())


def _judged(episode: Episode, inputs: Inputs) -> Finding:
    share = episode.share
    numbers = _numbers(episode, inputs)
    target = distance(BACKOFF_TARGET.value * episode.usual_m, inputs.settings.units)
    severity, hint = None, None
    if share < BACKOFF_TOO_FAR.value:
        status, severity, limit = "raised", "info", BACKOFF_TOO_FAR
        text = f"Cut further than this advice asks: {numbers}."
        hint = (
            f"A full stop is not needed, unless a clinician or a warning sign says so. Up to {target} in 7 days is in"
            " line with the advice."
        )
    elif share <= BACKOFF_KEPT.value:
        status, limit = "clear", BACKOFF_KEPT
        text = f"Backed off: {numbers} ({_progress(episode, inputs.today)})."
    elif share <= BACKOFF_PARTIAL.value:
        status, severity, limit = "raised", "watch", BACKOFF_KEPT
        text = f"Partly backed off: {numbers}. Two thirds would be {target}."
    else:
        status, limit = "raised", BACKOFF_KEPT
        text = f"Not backed off: pain has been going on {episode.since}, and {numbers}. Two thirds would be {target}."
    return finding(
        inputs,
        status,
        text,
        start=episode.onset,
        observed=share,
        threshold=limit.value,
        n=7,
        severity=severity,
        hint=hint,
    )


def _numbers(episode: Episode, inputs: Inputs) -> str:
    units = inputs.settings.units
    less = (1 - episode.share) * 100
    against = f"{less:.0f} % below" if round(less) > 0 else f"{-less:.0f} % above" if round(less) < 0 else "the same as"
    return (
        f"the last 7 days hold {distance(episode.last_7_days_m, units)}, {against} your usual"
        f" {distance(episode.usual_m, units)}"
    )


def _progress(episode: Episode, today: pd.Timestamp) -> str:
    """'day 9 of 7 to 14', 'day 20, 14 were planned'."""
    done = (today - episode.backed_off_since).days + 1
    first, last = BACKOFF_FIRST_REVIEW_DAYS.whole, BACKOFF_REVIEW_DAYS.whole
    return f"day {done} of {first} to {last}" if done <= last else f"day {done}; {first} to {last} were planned"


@rule(
    id="neither_extreme",
    book_id="B0",
    title="Neither as before nor a full stop",
    question="While pain is going on: do the last 7 days hold as much as before, or nothing at all?",
    needs="As for backing off (B1). A full stop is not raised once a warning sign was logged.",
    severity="info",
    validity="none",
    unit="of the usual week",
    thresholds=(IGNORING, STOPPED_DAYS, COMPARABLE_WEEK_M),
    reads_raised=True,
    evidence="Advice runners are commonly given: neither ignore early pain nor stop altogether. No trial compared them"
    " for heels. In 38 people with painful Achilles tendons, going on with watched pain went no worse than six weeks of"
    " rest (Silbernagel et al. 2007, Am J Sports Med 35:897-906).",
    not_shown="No study says how much running is best while a heel hurts.",
    hint="Keep running, but less: about two thirds of your usual week, all of it easy.",
    says_to_run=True,
)
def neither_extreme(inputs: Inputs) -> list[Finding]:
    """While pain is going on: do the last 7 days hold as much as before, or nothing at all?"""
    return while_in_pain(inputs, lambda episode: _extreme(episode, inputs))


def _extreme(episode: Episode, inputs: Inputs) -> Finding:
    missing = _missing(episode, inputs)
    if missing:
        return finding(inputs, "not_enough_data", missing, start=episode.onset)
    numbers = {"observed": episode.share, "threshold": IGNORING.value, "n": 7, "start": episode.onset}
    if episode.share >= IGNORING.value:
        return finding(inputs, "raised", f"As much as before: {_numbers(episode, inputs)}.", **numbers)
    if episode.last_7_days_m > 0:
        return finding(inputs, "clear", f"Neither: {_numbers(episode, inputs)}.", **numbers)
    if inputs.raised or _has_sign(episode, inputs):
        text = "No run for 7 days or more, and a warning sign was logged. What comes next is a clinician's word."
        return finding(inputs, "clear", text, **numbers)
    text = "No run for 7 days or more while pain is going on. A full stop goes further than this advice."
    hint = (
        "A full stop is not needed, unless a clinician or a warning sign says so. Short easy runs are in line with the"
        " advice, as long as the pain settles by the next morning."
    )
    return finding(inputs, "raised", text, **numbers, hint=hint)


def _has_sign(episode: Episode, inputs: Inputs) -> bool:
    asked = inputs.pain.loc[inputs.pain["local_date"] >= episode.onset, "signs"].dropna()
    return bool((asked != NO_SIGNS).any())


@rule(
    id="backoff_run_days",
    book_id="B2",
    title="Fewer days with a run",
    question="While pain is going on: did you run on fewer days than usual?",
    needs="Pain logged on at least three days; four known weeks of running before it began; the last 7 days known.",
    severity="watch",
    validity="none",
    unit="days",
    thresholds=(RUN_DAYS_FEWER, RUN_DAYS_MOST, RUN_DAYS_KEPT),
    evidence="Advice runners are commonly given: from five days to three or four, from six or seven to four or five, a"
    " day between where it can be. No trial of the number of days was found.",
    not_shown="Nobody has tested whether fewer days help more than shorter runs.",
    hint="Leave out one or two of your usual days, and put a day between runs where you can.",
    says_to_run=True,
)
def backoff_run_days(inputs: Inputs) -> list[Finding]:
    """While pain is going on: did you run on fewer days than usual?"""
    return while_in_pain(inputs, lambda episode: _run_days(episode, inputs))


def _run_days(episode: Episode, inputs: Inputs) -> Finding:
    limit, ran = run_days_limit(inputs.days, episode), is_run_day(in_view(inputs.days, episode))
    if np.isnan(limit):
        return finding(inputs, "not_enough_data", not_usual(episode, "number of run days"), start=episode.onset)
    if ran.isna().any():
        return finding(inputs, "not_enough_data", not_known(episode, _unknown(ran)), start=episode.onset)
    n, in_a_row = int(ran.sum()), int((ran * ran.shift()).sum())
    row = f", {in_a_row} of them directly after another" if in_a_row else ""
    where = span_in_view(inputs, episode)
    text = f"You ran on {count(n, 'day')} {where}{row}; at most {limit:.0f} a week is the advice."
    return finding(
        inputs, "raised" if n > limit else "clear", text, start=episode.onset, observed=n, threshold=limit, n=len(ran)
    )


@rule(
    id="backoff_long_run",
    book_id="B4",
    title="Half the long run",
    question="While pain is going on: was the longest run about half of the usual long run?",
    needs="Pain logged on at least three days; four known weeks of running before it began; the last 7 days known.",
    severity="watch",
    validity="none",
    unit="of the usual long run",
    thresholds=(LONG_RUN_TARGET, LONG_RUN_KEPT),
    evidence="Advice runners are commonly given. No trial of halving the long run was found; that one run much longer"
    " than those before it goes with more injuries was seen in 5,205 runners (Frandsen et al. 2025, Br J Sports Med"
    " 59:1203-1210).",
    not_shown="Nobody has tested half against any other share.",
    hint="Make the longest run about half of what it usually is, and split the rest over the week.",
    says_to_run=True,
)
def backoff_long_run(inputs: Inputs) -> list[Finding]:
    """While pain is going on: was the longest run about half of the usual long run?"""
    return while_in_pain(inputs, lambda episode: _long_run(episode, inputs))


def _long_run(episode: Episode, inputs: Inputs) -> Finding:
    usual, longest = usual_long_run(inputs.days, episode), in_view(inputs.days, episode)["longest_run_m"]
    if not usual > 0:
        return finding(inputs, "not_enough_data", not_usual(episode, "long run"), start=episode.onset)
    if longest.isna().any():
        return finding(inputs, "not_enough_data", not_known(episode, _unknown(longest)), start=episode.onset)
    share, units = float(longest.max() / usual), inputs.settings.units
    text = (
        f"Your longest run {span_in_view(inputs, episode)} was {distance(longest.max(), units)},"
        f" {share * 100:.0f} % of the usual {distance(usual, units)}. Half would be"
        f" {distance(LONG_RUN_TARGET.value * usual, units)}."
    )
    status = "raised" if share > LONG_RUN_KEPT.value else "clear"
    return finding(
        inputs, status, text, start=episode.onset, observed=share, threshold=LONG_RUN_KEPT.value, n=len(longest)
    )
