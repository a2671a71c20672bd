"""What may be said of each exposure, in a runner's words. Together is not because: no sentence gives a cause."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.association.effects import Effect
from analysis.association.exposures import Exposure
from analysis.association.logs import Log
from analysis.settings import Units
from analysis.thresholds import ASSOCIATION_LOGS, ASSOCIATION_LOW_POWER, ASSOCIATION_SPAN_DAYS, MEANINGFUL_DAY
from analysis.wording import count, sentence

PAIN = {
    "first_steps": "first-step pain",
    "rest": "pain at rest",
    "before": "pain before a run",
    "during": "pain during a run",
    "after": "pain after a run",
    "night": "pain at night",
    "day": "pain",
}
SAME_DAY = "the same day"
LATER = {"first_steps": "the next morning", "night": "the next night"}
NEXT_DAY = "the next day"
FADES = {1.0: "mostly gone a day later", 3.0: "half gone after 3 days", 7.0: "half gone after a week"}
FOREVER_DAYS = 730
NOT_WHY = "The log shows that they go together, not why."


def found(log: Log, exposure: Exposure, effect: Effect, units: Units, alike: Sequence[Exposure]) -> str:
    """That more of the exposure went with more pain."""
    text = (
        f"In your log, {PAIN[log.moment]} tended to be higher after more {exposure.name}:"
        f" {_per_step(log.moment, exposure, effect, units)}, from {count(log.n, 'logged day')}. {NOT_WHY}"
    )
    if alike:
        text += f" {sentence(names((exposure, *alike)))} rise and fall together: your log can hardly tell them apart."
    if log.n < ASSOCIATION_LOW_POWER.value:
        text += " The log is short, so the true difference is likely smaller."
    return text


def _per_step(moment: str, exposure: Exposure, effect: Effect, units: Units) -> str:
    step = exposure.steps[units]
    low, estimate, high = (points(value * step.size) for value in (effect.low, effect.estimate, effect.high))
    interval = f"(95 % interval {low} to {high})"
    when = SAME_DAY if effect.lag_days == 0 else LATER.get(moment, NEXT_DAY)
    return f"{estimate} points {when} for each extra {step.words} {interval}, {FADES[effect.half_life_days]}"


def not_found(log: Log, exposure: Exposure, effect: Effect, units: Units, more_days: float) -> str:
    """That the log shows no clear link, and how much that means."""
    step = exposure.steps[units]
    text = (
        f"No clear link between {exposure.name} and {PAIN[log.moment]} in {count(log.n, 'logged day')}: between"
        f" {points(effect.low * step.size)} and {points(effect.high * step.size)} points for each extra {step.words}."
    )
    if effect.high < 0:
        text += " Less pain after more running can also mean that you ran less when it hurt."
    if not more_days <= 0:
        text += f" Low power: a missing link means little yet. {_how_long(more_days)}"
    return text


def too_short(log: Log, exposure: Exposure, more_days: float) -> str:
    """That the log is too short to be judged, and how long it would have to be."""
    least = log.missing_days
    text = (
        f"Not enough data yet: {count(log.n, 'day')} with {PAIN[log.moment]} and {exposure.name} known. At least"
        f" {ASSOCIATION_LOGS.whole} days are needed, within {ASSOCIATION_SPAN_DAYS.whole} days or more: log"
        f" {count(least, 'more day')}."
    )
    return text if more_days <= least else f"{text} {_how_long(more_days)}"


def _how_long(more_days: float) -> str:
    if math.isnan(more_days):
        return "How much more is needed shows once four weeks of training are known."
    what = f"a difference of {MEANINGFUL_DAY.whole} points between your light and heavy days"
    if not math.isfinite(more_days) or more_days > FOREVER_DAYS:
        return f"Your training varies too little to show {what} within two years."
    return f"{count(int(more_days), 'more logged day')} would show {what} in 8 of 10 such logs."


def never_changed(log: Log) -> str:
    """That the score was always the same."""
    days = count(log.n, "day")
    return f"Not enough data: your {PAIN[log.moment]} was the same on all {days}, so nothing can go with it."


def never_varied(log: Log, exposure: Exposure) -> str:
    """That the exposure was always the same, or known on too few days."""
    if exposure in log.exposures:
        return f"Not enough data: {exposure.name} hardly changed in {count(log.n, 'logged day')}."
    known = log.known_days[exposure.column]
    return (
        f"Not enough data: {exposure.name} is known for {known} of your {count(log.logged_days, 'day')} with"
        f" {PAIN[log.moment]}. Days that are not known are left out, not counted as 0."
    )


def names(exposures: Sequence[Exposure]) -> str:
    """'descent', 'descent and fast running'."""
    *others, last = [exposure.name for exposure in exposures]
    return f"{', '.join(others)} and {last}" if others else last


def points(value: float) -> str:
    """'+0.4', '−1.2', '+0.03', '0.0': one decimal, or two where one would hide the number."""
    precision = 1 if abs(value) >= 0.095 else 2
    rounded = round(value, precision)
    return f"{rounded:+.{precision}f}".replace("-", "−") if rounded != 0 else "0.0"
