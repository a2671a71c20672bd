"""The routine: each item with its dose, how to do it, when not to, and what was done of it this week."""

from __future__ import annotations

from typing import Any

from analysis.wording import sentence
from dashboard.components.words import prose

FELT_WORDS = {"better": "Better", "same": "Same", "worse": "Worse", "worse_next_day": "Worse next day"}
KIND_WORDS = {"recovery": "Recovery", "strength": "Strength"}


def item_card(done: Any) -> str:
    """An item in words, and what was done of it."""
    item = done.item
    stop = f"<p><b>Stop at:</b> {prose(item.stop)}</p>" if item.stop else ""
    return (
        f'<div class="tw-item"><h3>{sentence(item.name)}</h3><p class="tw-item-dose">{prose(item.dose)}</p>'
        f"{week(done)}"
        f'<details class="tw-more"><summary>How, when not, and why</summary><p>{prose(item.how)}</p>{stop}'
        f"<p>{prose(item.evidence)}</p></details></div>"
    )


def week(done: Any) -> str:
    """A dot per day of the last seven, today on the right."""
    n, aim = sum(done.days), done.item.aim
    dots = "".join(f'<i class="tw-did{"" if did else "-not"}"></i>' for did in done.days)
    return f'<p class="tw-item-week"><span aria-hidden="true">{dots}</span> {n} of the last 7 days, aim for {aim}</p>'


def trials(answers: Any) -> str:
    """What the pain did since each item was begun, with what confounds it and the line that keeps it honest."""
    if not answers.trials:
        return (
            '<p class="tw-note">Three to four days after you begin something, this shows what the pain did since:'
            " against the week before, never against the day you began.</p>"
        )
    items = "".join(f"<li>{prose(words)}</li>" for _, words in answers.trials)
    more = "".join(f'<p class="tw-note tw-gap">{prose(words)}</p>' for words in answers.confounds)
    return f'<ul class="tw-facts">{items}</ul>{more}<p class="tw-note tw-gap"><b>{prose(answers.honesty)}</b></p>'
