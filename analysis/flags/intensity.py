"""Fast running: more of it than usual, and any of it while backing off."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.backoff import in_view
from analysis.episode import Episode
from analysis.flags.in_pain import finding, span_in_view, while_in_pain
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    BACKOFF_FAST,
    CONTRAST_FAST,
    EFFORT_UNKNOWN,
    EPISODE_DAYS,
    EPISODE_LOGS,
    EPISODE_SCORE,
    FAST_PACE,
    FAST_USUAL,
    PAIN_KNOWN_DAYS,
    SPEED_BREAK_DAYS,
    SPEED_RAMP_M,
    SPEED_RAMP_SHARE,
    SPEED_WEEKS,
)
from analysis.wording import BRING_OR_REST, count, day, distance, known_training, percent, sentence

WEEK = 7
_WAY_OUT = "Import the recordings of your runs, or say on the page Intensity and form what kind of session each was."


@rule(
    id="speed_work_ramp",
    book_id="F3",
    title="More fast running than usual",
    question="Did you run clearly more at a fast pace in the last 7 days than in the four weeks before, or again after"
    " four weeks without?",
    needs="The last 35 days known, with the effort of most of their distance.",
    severity="info",
    validity="weak",
    unit="m",
    thresholds=(
        SPEED_RAMP_M, SPEED_RAMP_SHARE, SPEED_WEEKS, SPEED_BREAK_DAYS, CONTRAST_FAST, FAST_PACE, FAST_USUAL,
        EFFORT_UNKNOWN,
    ),
    evidence="A new stimulus, nothing more. In a trial that raised either the pace or the distance of runners, injuries"
    " did not differ (Run Clever, Ramskov et al. 2018, BMJ Open Sport Exerc Med 4:e000333: difference in risk −14.0 %,"
    " 95 % interval −36.9 to 8.9).",
    not_shown="It does not show that speed work is risky: a trial of faster against longer training found no clear"
    " difference.",
    hint="No need to act on this alone. Let one dial at a time go up: keep the distance while the pace rises.",
)  # fmt: skip
def speed_work_ramp(inputs: Inputs) -> list[Finding]:
    """Did you run clearly more at a fast pace in the last 7 days than in the four weeks before, or after a break?"""
    span = WEEK * (SPEED_WEEKS.whole + 1)
    days = inputs.days.tail(span)
    start = inputs.today - pd.Timedelta(days=WEEK - 1)
    missing = _unknown_effort(days, span)
    if missing:
        return [Finding("not_enough_data", missing, period_start=start, period_end=inputs.today)]
    fast, run = (np.nansum(days[name].to_numpy(float).reshape(-1, WEEK), axis=1) for name in ("fast_m", "distance_m"))
    before, limit = float(np.median(fast[:-1])), _ramp_limit(run[:-1])
    more = float(fast[-1]) - before
    units = inputs.settings.units
    numbers = (
        f"{distance(fast[-1], units)} fast in the last 7 days, {distance(before, units)} in a usual week of the four"
    )
    session = _first_session(days, span)
    status, text = "clear", f"You ran {numbers} before."
    if more > limit:
        status, text = "raised", f"You ran {numbers} before: {distance(more, units)} more."
    elif session is not None:
        status = "raised"
        text = f"Your run on {day(session)} was the first with a fast part after four weeks without. {text}"
    return [
        Finding(status, text, period_start=start, period_end=inputs.today, observed=more, threshold=limit, n=len(days))
    ]


def _ramp_limit(weekly_m: np.ndarray) -> float:
    return max(SPEED_RAMP_M.value, SPEED_RAMP_SHARE.value * float(np.median(weekly_m)))


def _unknown_effort(days: pd.DataFrame, span: int) -> str | None:
    """What is missing to judge the fast running of these days, as a sentence; None where nothing is."""
    known = int(days["distance_m"].notna().sum())
    if known < span:
        return f"{known_training(known, span)} {BRING_OR_REST}"
    run, told = days["distance_m"].sum(), days[["easy_m", "moderate_m", "fast_m"]].sum().sum()
    if run - told > EFFORT_UNKNOWN.value * run:
        unknown = percent(1 - told / run)
        return f"How hard you ran is not known for {unknown} of the distance of the last {span} days. {_WAY_OUT}"
    return None


def _first_session(days: pd.DataFrame, span: int) -> pd.Timestamp | None:
    """The first day of the last seven with a fast part, where none of the 28 days before it has one."""
    share = days["fast_m"] / days["distance_m"].where(days["distance_m"] > 0)
    dates = days.loc[share >= CONTRAST_FAST.value, "local_date"]
    recent = dates[dates > days["local_date"].iloc[-1] - pd.Timedelta(days=WEEK)]
    if recent.empty:
        return None
    before = dates[dates < recent.iloc[0]]
    is_new = before.empty or (recent.iloc[0] - before.iloc[-1]).days > SPEED_BREAK_DAYS.value
    return recent.iloc[0] if is_new else None


@rule(
    id="hard_efforts_in_backoff",
    book_id="B3",
    title="Hard efforts while it hurts",
    question="While pain is going on: did you leave out fast running and hard sessions in the last 7 days?",
    needs="Pain logged on at least three days, the latest within two weeks; the last 7 days known, with the effort of"
    " most of their distance.",
    severity="watch",
    validity="weak",
    unit="of the distance",
    thresholds=(
        BACKOFF_FAST, FAST_PACE, FAST_USUAL, EFFORT_UNKNOWN, EPISODE_SCORE, EPISODE_DAYS, EPISODE_LOGS, PAIN_KNOWN_DAYS,
    ),
    evidence="Leaving out speed for a week or two is advice runners are commonly given; no trial of it was found.",
    not_shown="No trial tested leaving out hard efforts while a heel hurts.",
    hint="Keep every run easy until it is calm: no intervals, no tempo, no race, no repeats on a hill.",
    says_to_run=True,
)  # fmt: skip
def hard_efforts_in_backoff(inputs: Inputs) -> list[Finding]:
    """While pain is going on: did you leave out fast running and hard sessions in the last 7 days?"""
    return while_in_pain(inputs, lambda episode: _hard_efforts(episode, inputs))


def _hard_efforts(episode: Episode, inputs: Inputs) -> Finding:
    """What was hard since the pain began, in the last 7 days: a race before it is no part of backing off."""
    week = in_view(inputs.days, episode)
    run, fast = float(week["distance_m"].sum()), float(week["fast_m"].sum())
    hard, where = int(week["hard_sessions"].sum()), span_in_view(inputs, episode)
    share = fast / run if run > 0 else 0.0
    judged = {"start": week["local_date"].iloc[0], "threshold": BACKOFF_FAST.value, "n": len(week)}
    if share > BACKOFF_FAST.value or hard:
        amount = f"{distance(fast, inputs.settings.units)} fast ({percent(share)} of the distance)" if fast > 0 else ""
        held = " and ".join(filter(None, [count(hard, "hard session") if hard else "", amount]))
        text = f"{sentence(where)} you had {held}, while pain is going on."
        return finding(inputs, "raised", text, observed=share, **judged)
    missing = _unknown_effort(week, len(week))
    if missing:
        return finding(inputs, "not_enough_data", missing, **judged)
    if run == 0:
        return finding(inputs, "clear", f"No run {where}.", observed=0.0, **judged)
    text = f"Nothing hard {where}: {percent(share)} of {distance(run, inputs.settings.units)} was fast."
    return finding(inputs, "clear", text, observed=share, **judged)
