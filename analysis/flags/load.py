"""How fast the running grew: one run against the runs before it, one week against the weeks before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.baseline import acute_to_chronic
from analysis.comeback import long_run_before
from analysis.flags.registry import Finding, Inputs, from_day, rule
from analysis.thresholds import (
    ACWR_ACUTE_DAYS,
    ACWR_CHRONIC_DAYS,
    COMPARABLE_WEEK_M,
    RETURN_SHARE,
    SPIKE_LARGE,
    SPIKE_MODERATE,
    SPIKE_SHOWN_DAYS,
    SPIKE_SMALL,
    SPIKE_WINDOW_DAYS,
    WEEKLY_CHANGE,
    Threshold,
)
from analysis.wording import (
    BRING_OR_REST,
    day,
    distance,
    known_training,
    percent_change,
    sentence,
    unknown_training,
)

# From the largest down: threshold, severity, and how the sentence sums it up.
SIZES: tuple[tuple[Threshold, str, str], ...] = (
    (SPIKE_LARGE, "act", "That is a very large jump for one run."),
    (SPIKE_MODERATE, "watch", "That is a large jump for one run."),
    (SPIKE_SMALL, "watch", "That is a jump for one run."),
)

_ACWR_DAYS = ACWR_ACUTE_DAYS.whole + ACWR_CHRONIC_DAYS.whole


@rule(
    id="single_run_spike",
    book_id="L1",
    title="One run much longer than before",
    question="Was a run of the last week much longer than every run of the 30 days before it?",
    needs="The distance of each run, and 30 known days before it.",
    severity="watch",
    validity="moderate",
    unit="x",
    thresholds=(SPIKE_SMALL, SPIKE_MODERATE, SPIKE_LARGE, SPIKE_WINDOW_DAYS, SPIKE_SHOWN_DAYS, RETURN_SHARE),
    evidence="In 5,205 runners over 588,071 runs, a run more than 10 % longer than the longest of the 30 days before"
    " went with more injuries: 1.64 times as many up to 30 % longer (95 % interval 1.31 to 2.05), 1.52 up to double"
    " (1.16 to 2.00), 2.28 beyond (1.50 to 3.48). An association in a large group, not the risk of one person.",
    not_shown="It saw many runners, not you, and not heels alone. Other things may have come with the long run. A"
    " small step had about the same link as a middle one.",
    hint="Keep the next runs no longer than your longest run before this one, and watch how it feels the next morning.",
    says_to_run=True,
)
def single_run_spike(inputs: Inputs) -> list[Finding]:
    """Was a run of the last week much longer than every run of the 30 days before it?"""
    told = inputs.runs[["local_date", "distance_m", "longest_30_days_m", "spike_ratio"]]
    runs = told[told["spike_ratio"].notna()]
    worst = runs.loc[runs.groupby("local_date")["spike_ratio"].idxmax()]
    raised = worst[worst["spike_ratio"] > SPIKE_SMALL.value]
    shown = raised["local_date"] > inputs.today - pd.Timedelta(days=SPIKE_SHOWN_DAYS.value)
    current = raised.loc[raised.index[shown]].nlargest(1, "spike_ratio")
    past = raised[~raised.index.isin(current.index) & (raised["local_date"] < inputs.today)]
    findings = [_spike(run, inputs, is_current=False) for run in past.itertuples()]
    findings += [_spike(run, inputs, is_current=True) for run in current.itertuples()]
    return findings if len(current) else [*findings, _no_spike(inputs, worst)]


def _spike(run: Any, inputs: Inputs, *, is_current: bool) -> Finding:
    units = inputs.settings.units
    threshold, severity, size = next(row for row in SIZES if run.spike_ratio > row[0].value)
    longer = percent_change(run.spike_ratio).lstrip("+")
    text = (
        f"Your run of {distance(run.distance_m, units)} on {day(run.local_date)} was {longer} longer than your longest"
        f" run of the 30 days before it ({distance(run.longest_30_days_m, units)}). {size}"
    )
    return Finding(
        "raised",
        text,
        period_start=run.local_date,
        period_end=inputs.today if is_current else run.local_date,
        is_current=is_current,
        observed=run.spike_ratio,
        threshold=threshold.value,
        n=1,
        severity=severity,
    )


def _no_spike(inputs: Inputs, worst: pd.DataFrame) -> Finding:
    """The current finding where no run of the last week is known to be a spike."""
    start = inputs.today - pd.Timedelta(days=SPIKE_SHOWN_DAYS.value - 1)
    status, text = _why_no_spike(inputs, start)
    compared = worst.loc[worst["local_date"] >= start, "spike_ratio"]
    return Finding(
        status,
        text,
        period_start=start,
        period_end=inputs.today,
        observed=float(compared.max()) if len(compared) else None,
        threshold=SPIKE_SMALL.value if status != "raised" else None,
        n=len(compared),
    )


def _why_no_spike(inputs: Inputs, start: pd.Timestamp) -> tuple[str, str]:
    known = inputs.days.loc[inputs.days["distance_m"].notna(), "local_date"]
    recent = from_day(inputs.runs, start)
    unjudged = recent[recent["spike_ratio"].isna()]
    if len(unjudged):
        return _unjudged(unjudged.iloc[0], known, inputs)
    unknown = SPIKE_SHOWN_DAYS.whole - int((known >= start).sum())
    if unknown:
        return "not_enough_data", f"{sentence(unknown_training(unknown, SPIKE_SHOWN_DAYS.whole))}. {BRING_OR_REST}"
    if len(recent):
        closest = percent_change(float(recent["spike_ratio"].max()))
        return "clear", (
            "No run of the last 7 days was more than 10 % longer than the longest of the 30 days before it"
            f" (the closest: {closest})."
        )
    window = inputs.today - pd.Timedelta(days=SPIKE_WINDOW_DAYS.value)
    in_window = int((known > window).sum())
    if in_window < SPIKE_WINDOW_DAYS.value:
        return "not_enough_data", _short_history(in_window, "the last 30 days")
    if not (inputs.runs["local_date"] > window).any():
        return "not_enough_data", f"{BREAK} {_cautious_start(inputs, start)}"
    return "clear", "No run in the last 7 days."


def _unjudged(run: pd.Series, known: pd.Series, inputs: Inputs) -> tuple[str, str]:
    """Why a run cannot be held against the runs before it; after a break, whether it was a cautious start."""
    when = run["local_date"]
    if pd.isna(run["distance_m"]):
        return (
            "not_enough_data",
            f"Your run on {day(when)} has no distance, so it cannot be compared. Enter its distance.",
        )
    window = pd.Timedelta(days=SPIKE_WINDOW_DAYS.value)
    before = int(((known >= when - window) & (known < when)).sum())
    if before < SPIKE_WINDOW_DAYS.value:
        return "not_enough_data", _short_history(before, f"the 30 days before your run on {day(when)}")
    start = _cautious_start(inputs, when)
    if run["distance_m"] > RETURN_SHARE.value * long_run_before(inputs.weeks, when):
        ran = distance(run["distance_m"], inputs.settings.units)
        return "raised", f"Your run of {ran} on {day(when)} came after 30 days or more without one. {start}"
    return "not_enough_data", f"{BREAK} {start}"


def _short_history(known: int, span: str) -> str:
    return (
        f"Only {known} of {span} are known, and a run is held against all of them. Import older runs, or enter the days"
        " you rested."
    )


BREAK = "You are coming back from 30 days or more without a run, so there is no run to compare with."


def _cautious_start(inputs: Inputs, start: pd.Timestamp) -> str:
    usual, units = long_run_before(inputs.weeks, start), inputs.settings.units
    if np.isnan(usual):
        return "Start short."
    return (
        f"Start with at most {distance(RETURN_SHARE.value * usual, units)}, half of the long run that was usual"
        f" before ({distance(usual, units)})."
    )


@rule(
    id="weekly_change",
    book_id="L2",
    title="This week against the last",
    question="Did you run much more in the last 7 days than in the 7 days before?",
    needs="The distance of each of the last 14 days, rest days confirmed or inside the recorded span.",
    severity="info",
    validity="weak",
    unit="x",
    thresholds=(WEEKLY_CHANGE, COMPARABLE_WEEK_M),
    evidence="Shown, never alarming by itself. In 5,205 runners the change from week to week had no relation to injury."
    " In novice runners an increase above 30 % had a hazard ratio of 1.59 (95 % interval 0.96 to 2.66: it may be"
    " nothing). A programme built on the 10 % rule did not protect (20.8 % against 20.3 % injured, 532 runners).",
    not_shown="The ten per cent rule did not protect runners in a trial (Buist et al. 2008). A large cohort found"
    " no link with the change of a week.",
    hint="No need to act on this alone. If anything hurts, let the next week be a little lighter.",
)
def weekly_change(inputs: Inputs) -> list[Finding]:
    """Did you run much more in the last 7 days than in the 7 days before?"""
    distances = inputs.days.set_index("local_date")["distance_m"]
    status, text, change = _compare_weeks(distances, inputs)
    return [
        Finding(
            status,
            text,
            period_start=inputs.today - pd.Timedelta(days=6),
            period_end=inputs.today,
            observed=change,
            threshold=WEEKLY_CHANGE.value,
            n=int(distances.tail(14).notna().sum()),
        )
    ]


def _compare_weeks(distances: pd.Series, inputs: Inputs) -> tuple[str, str, float | None]:
    known = int(distances.tail(14).notna().sum())
    if known < 14:
        return "not_enough_data", f"{known_training(known, 14)} {BRING_OR_REST}", None
    this_week, before = float(np.sum(distances.iloc[-7:])), float(np.sum(distances.iloc[-14:-7]))
    units = inputs.settings.units
    numbers = f"{distance(this_week, units)} in the last 7 days, {distance(before, units)} in the 7 days before"
    if before < COMPARABLE_WEEK_M.value:
        return "not_enough_data", f"You ran {numbers}: too little before to compare with.", None
    change = this_week / before
    status = "raised" if change > WEEKLY_CHANGE.value else "clear"
    return status, f"You ran {numbers} ({percent_change(change)}).", change


@rule(
    id="acute_to_chronic",
    book_id="L3",
    title="Acute to chronic ratio",
    question="How do the last 7 days compare with the three weeks before them?",
    needs="The distance of each of the last 28 days; and that you asked for it, on the page Training and pain.",
    severity="info",
    validity="none",
    unit="x",
    thresholds=(ACWR_ACUTE_DAYS, ACWR_CHRONIC_DAYS),
    evidence="There is no limit to hold it against, so it is never raised. Dividing by random numbers told injuries as"
    " well (odds ratios 1.16 to 2.07 against 2.45), and its power to tell them was close to chance: 0.574, where 0.5 is"
    " chance (Impellizzeri et al. 2020, Int J Sports Physiol Perform 15:907; 2021, Sports Med 51:581). In 5,205 runners"
    " a higher ratio went with fewer injuries (Frandsen et al. 2025, Br J Sports Med 59:1203-1210).",
    not_shown="There is no sweet spot and no limit. The ratio does not foretell injury better than chance numbers do.",
    hint="Nothing follows from this number alone. Look at single long runs instead.",
)
def acute_to_chronic_ratio(inputs: Inputs) -> list[Finding]:
    """How do the last 7 days compare with the three weeks before them? Nothing is said where nobody asked."""
    if not inputs.settings.shows_acwr:
        return []
    distances = inputs.days["distance_m"]
    ratio, known = float(acute_to_chronic(distances).iloc[-1]), int(distances.tail(_ACWR_DAYS).notna().sum())
    status, text = (
        "clear",
        "The last 7 days hold {:.2f} times the weekly mean of the 21 days before. No limit is known.",
    )
    if known < _ACWR_DAYS:
        status, text = "not_enough_data", known_training(known, _ACWR_DAYS)
    elif np.isnan(ratio):
        status, text = "not_enough_data", "You did not run in the 21 days before the last 7, so there is no ratio."
    start = inputs.today - pd.Timedelta(days=_ACWR_DAYS - 1)
    observed = None if np.isnan(ratio) else ratio
    return [Finding(status, text.format(ratio), start, inputs.today, observed=observed, n=known)]
