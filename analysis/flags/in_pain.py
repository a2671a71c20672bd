"""What the rules of backing off share: they speak only while pain is going on, of the days since it began."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.backoff import WEEK
from analysis.episode import PAIN_UNKNOWN, Episode
from analysis.flags.registry import Finding, Inputs
from analysis.wording import BRING_OR_REST, day, unknown_training

NOTHING_TO_CUT = "No pain is going on: fewer than 3 of your last 7 logged days had any. There is nothing to cut."


def while_in_pain(inputs: Inputs, judged: Callable[[Episode], Finding]) -> list[Finding]:
    """What a rule finds in the episode that is going on; that there is none, or that nobody can tell."""
    episode = inputs.episode
    if episode is not None:
        return [judged(episode)]
    if inputs.pain_state == "quiet":
        return [finding(inputs, "clear", NOTHING_TO_CUT)]
    return [finding(inputs, "not_enough_data", PAIN_UNKNOWN)]


def finding(inputs: Inputs, status: str, text: str, *, start: pd.Timestamp | None = None, **more: object) -> Finding:
    """A finding up to today, from `start` or of the last seven days."""
    first = inputs.today - WEEK if start is None else start
    return Finding(status, text, period_start=first, period_end=inputs.today, **more)  # type: ignore[arg-type]


def span_in_view(inputs: Inputs, episode: Episode) -> str:
    """'in the last 7 days', 'since 4 Mar 2024'."""
    return "in the last 7 days" if episode.onset <= inputs.today - WEEK else f"since {day(episode.onset)}"


def since(episode: Episode) -> str:
    """'Pain has been going on since 4 Mar 2024', '… for more than 120 days'."""
    return f"Pain has been going on {episode.since}"


def not_usual(episode: Episode, what: str) -> str:
    """What to say where something usual is not known."""
    return (
        f"{since(episode)}, but your usual {what} before that is not known. Import at least four weeks of runs from"
        " before it."
    )


def not_known(episode: Episode, unknown_days: int) -> str:
    """What to say where days of the last week are not known."""
    return f"{since(episode)}, and {unknown_training(unknown_days, 7)}. {BRING_OR_REST}"
