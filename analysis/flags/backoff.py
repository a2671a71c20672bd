"""Was the running really cut while pain is going on?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.episode import PAIN_UNKNOWN, Episode, current_episode, pain_state
from analysis.flags.registry import Finding, Inputs, rule
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
    PAIN_KNOWN_DAYS,
)
from analysis.wording import count, day, distance


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
    hint="Aim for two thirds of your usual week for one to two weeks, without hard efforts, and log how it answers.",
)
def backoff_compliance(inputs: Inputs) -> list[Finding]:
    """While pain is going on: were the last 7 days really about a third below your usual week?"""
    episode = current_episode(inputs.days)
    if episode is None:
        status, text = _no_episode(inputs.days)
        return [_finding(inputs, status, text, start=inputs.today - pd.Timedelta(days=6))]
    missing = _missing(episode, inputs)
    if missing:
        return [_finding(inputs, "not_enough_data", missing, start=episode.onset)]
    return [_judged(episode, inputs)]


def _finding(inputs: Inputs, status: str, text: str, *, start: pd.Timestamp, **more: object) -> Finding:
    return Finding(status, text, period_start=start, period_end=inputs.today, **more)  # type: ignore[arg-type]


def _no_episode(days: pd.DataFrame) -> tuple[str, str]:
    if pain_state(days) == "quiet":
        return "clear", "No pain is going on: fewer than 3 of your last 7 logged days had any. There is nothing to cut."
    return "not_enough_data", PAIN_UNKNOWN


def _missing(episode: Episode, inputs: Inputs) -> str | None:
    """What is missing to judge a back-off, as a sentence; None where nothing is."""
    since = f"Pain has been going on since {day(episode.onset)}"
    if np.isnan(episode.usual_m):
        return (
            f"{since}, but your usual week before that is not known. Import at least four weeks of runs from before it."
        )
    if episode.usual_m < COMPARABLE_WEEK_M.value:
        usual, least = (distance(m, inputs.settings.units) for m in (episode.usual_m, COMPARABLE_WEEK_M.value))
        return f"{since}. Your usual week before that was {usual}; below {least} a share of it says nothing."
    if np.isnan(episode.last_7_days_m):
        unknown = int(inputs.days["distance_m"].tail(7).isna().sum())
        return (
            f"{since}, and the training of {count(unknown, 'day')} of the last 7 is not known. Import the missing runs,"
            " or enter the days you rested."
        )
    return None


def _judged(episode: Episode, inputs: Inputs) -> Finding:
    share = episode.share
    numbers = _numbers(episode, inputs)
    target = distance(BACKOFF_TARGET.value * episode.usual_m, inputs.settings.units)
    severity, hint = None, None
    if share <= BACKOFF_TOO_FAR.value:
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
        text = (
            f"Not backed off: pain has been going on since {day(episode.onset)}, and {numbers}. Two thirds would be"
            f" {target}."
        )
    return _finding(
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
