"""The findings of rules that speak only of a runner who is coming back from pain."""

from __future__ import annotations

import pandas as pd

from analysis.comeback import Recovery, recovery
from analysis.episode import PAIN_UNKNOWN
from analysis.flags.registry import Finding, Inputs

NOTHING_TO_COME_BACK_FROM = "No pain went on in the last eight weeks, so there is nothing to come back from."
STILL_HURTS = "Pain is going on. Back off first: this is for coming back."


def returning(inputs: Inputs) -> Recovery | Finding:
    """From which pain the runner is coming back today; the finding to give where there is none."""
    if inputs.pain_state == "unknown":
        return of_last_week(inputs, "not_enough_data", PAIN_UNKNOWN)
    found = recovery(inputs.days)
    if found is None:
        return no_recovery(inputs)
    return found if found.is_returning else of_last_week(inputs, "clear", STILL_HURTS)


def no_recovery(inputs: Inputs, **more: object) -> Finding:
    """What to say where no pain is known to come back from: that none was, or that nobody can tell."""
    if inputs.pain_state == "unknown":
        return of_last_week(inputs, "not_enough_data", PAIN_UNKNOWN, **more)
    return of_last_week(inputs, "clear", NOTHING_TO_COME_BACK_FROM, **more)


def of_last_week(inputs: Inputs, status: str, text: str, **more: object) -> Finding:
    """A finding about the last seven days."""
    return Finding(status, text, inputs.today - pd.Timedelta(days=6), inputs.today, **more)  # type: ignore[arg-type]
