"""A sudden change of step: cadence either way, and longer strides, at the same speed on level ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    CADENCE_NOTICE,
    CADENCE_SUDDEN,
    FORM_BEFORE_DAYS,
    FORM_BEFORE_RUNS,
    FORM_GRADE,
    FORM_LEAST_S,
    FORM_SPEED,
    FORM_USUAL_DAYS,
    FORM_WINDOW_DAYS,
    FORM_WINDOW_RUNS,
    MEANINGFUL_WEEK,
    STRIDE_LONGER,
    Threshold,
)
from analysis.wording import percent_change

_MATCHED = (FORM_SPEED, FORM_GRADE, FORM_LEAST_S, FORM_USUAL_DAYS, FORM_WINDOW_DAYS, FORM_BEFORE_DAYS,
            FORM_WINDOW_RUNS, FORM_BEFORE_RUNS)  # fmt: skip
_NEEDS = (
    "Cadence of at least three days with five minutes near the usual speed on level ground in the last 14 days, and of"
    " five in the 28 days before."
)


@dataclass(frozen=True)
class Change:
    """The median of the last 14 days against that of the 28 days before; NaN where too few days tell either."""

    now: float
    before: float
    days_now: int
    days_before: int

    @property
    def ratio(self) -> float:
        return self.now / self.before


def _change(values: pd.Series) -> Change:
    recent = values.tail(FORM_WINDOW_DAYS.whole)
    older = values.iloc[: -FORM_WINDOW_DAYS.whole].tail(FORM_BEFORE_DAYS.whole)
    counts = int(recent.notna().sum()), int(older.notna().sum())
    is_known = counts[0] >= FORM_WINDOW_RUNS.value and counts[1] >= FORM_BEFORE_RUNS.value
    now, before = (float(part.median()) if is_known else np.nan for part in (recent, older))
    return Change(now, before, *counts)


@rule(
    id="cadence_jump",
    book_id="F1",
    title="Sudden change of cadence",
    question="Did your steps a minute, at the same speed on level ground, change by more than 5 % within two weeks?",
    needs=_NEEDS,
    severity="info",
    validity="weak",
    unit="x",
    thresholds=(CADENCE_NOTICE, CADENCE_SUDDEN, *_MATCHED),
    evidence="In 45 runners in a laboratory, 5 and 10 % more steps a minute took load from knee and hip, 10 % fewer"
    " added load at every joint (Heiderscheit et al. 2011, Med Sci Sports Exerc 43:296). No cadence is right for"
    " everyone; a sudden change either way is what the body is not used to.",
    not_shown="It does not show that a high or a low cadence is better, and no number such as 180 is right for all.",
    hint="If you changed it on purpose, change it in smaller steps. If not, look at shoes, fatigue and pain.",
)
def cadence_jump(inputs: Inputs) -> list[Finding]:
    """Did your steps a minute, at the same speed on level ground, change by more than 5 % within two weeks?"""
    change = _change(inputs.days["matched_cadence_spm"])
    if np.isnan(change.now):
        return [_too_little(inputs, change, CADENCE_NOTICE)]
    moved = abs(change.now - change.before)
    numbers = f"{change.now:.0f} steps a minute in the last 14 days, {change.before:.0f} in the 28 days before"
    is_sudden = moved > CADENCE_SUDDEN.value * change.before
    limit = (CADENCE_SUDDEN if is_sudden else CADENCE_NOTICE).value * (1 if change.now >= change.before else -1)
    if moved <= CADENCE_NOTICE.value * change.before:
        return [_finding(inputs, "clear", f"At your usual speed: {numbers}.", (change, limit))]
    word = "jumped" if is_sudden else "changed"
    text = f"Your cadence {word} by {percent_change(change.ratio)} at your usual speed: {numbers}."
    return [_finding(inputs, "raised", text, (change, limit), severity="watch" if is_sudden else None)]


@rule(
    id="longer_strides",
    book_id="F2",
    title="Longer strides",
    question="Did your steps, at the same speed on level ground, get more than 5 % longer within two weeks?",
    needs=_NEEDS,
    severity="info",
    validity="weak",
    unit="x",
    thresholds=(STRIDE_LONGER, MEANINGFUL_WEEK, *_MATCHED),
    evidence="In 45 runners in a laboratory, longer steps at the same speed raised the load of every joint"
    " (Heiderscheit et al. 2011, Med Sci Sports Exerc 43:296). Nobody has shown that this hurts heels.",
    not_shown="It does not show that longer strides hurt heels. They change where the load goes.",
    hint="Shorter, quicker steps at the same speed would take it back. Let it go slowly.",
)
def longer_strides(inputs: Inputs) -> list[Finding]:
    """Did your steps, at the same speed on level ground, get more than 5 % longer within two weeks?"""
    change = _change(inputs.days["matched_stride_m"])
    if np.isnan(change.now):
        return [_too_little(inputs, change, STRIDE_LONGER)]
    numbers = f"{change.now:.2f} m a step in the last 14 days, {change.before:.2f} m in the 28 days before"
    judged = change, STRIDE_LONGER.value
    if change.now <= (1 + STRIDE_LONGER.value) * change.before:
        return [_finding(inputs, "clear", f"At your usual speed: {numbers}.", judged)]
    longer = percent_change(change.ratio).lstrip("+")
    text = f"Your steps are {longer} longer at your usual speed: {numbers}."
    rise = _pain_rise(inputs.days)
    if rise >= MEANINGFUL_WEEK.value:
        text = f"{text} Over the same time the pain rose by {rise:.1f} points."
        return [_finding(inputs, "raised", text, judged, severity="watch")]
    return [_finding(inputs, "raised", text, judged)]


def _pain_rise(days: pd.DataFrame) -> float:
    """Mean of the worst scores of the last 14 days minus that of the 28 days before; NaN where either has none."""
    scores = days["worst_score"]
    before = scores.iloc[: -FORM_WINDOW_DAYS.whole].tail(FORM_BEFORE_DAYS.whole)
    return float(scores.tail(FORM_WINDOW_DAYS.whole).mean() - before.mean())


def _too_little(inputs: Inputs, change: Change, limit: Threshold) -> Finding:
    text = (
        f"Cadence near your usual speed on level ground is known for {change.days_now} of the last 14 days and"
        f" {change.days_before} of the 28 before; this needs {FORM_WINDOW_RUNS.whole} and {FORM_BEFORE_RUNS.whole}."
    )
    return _finding(inputs, "not_enough_data", text, (change, limit.value))


def _finding(
    inputs: Inputs, status: str, text: str, judged: tuple[Change, float], *, severity: str | None = None
) -> Finding:
    """What is said of a change that was held against a limit."""
    change, limit = judged
    return Finding(
        status,
        text,
        period_start=inputs.today - pd.Timedelta(days=FORM_WINDOW_DAYS.whole - 1),
        period_end=inputs.today,
        observed=None if np.isnan(change.now) else change.ratio,
        threshold=1 + limit,
        n=change.days_now,
        severity=severity,
    )
