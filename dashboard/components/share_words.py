"""The words and the markup of share links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from analysis.wording import count, day
from dashboard.components.words import named

# What can be shared -> its name, and what that is.
SCOPE_WORDS = {
    "training": ("Training", "Runs and other activities: day, distance, climb, effort, surface and shoes."),
    "pain": ("Pain", "Scores, where it hurts, warning signs, and what you marked as settled."),
    "routines": ("Routines", "What you do for recovery and strength, and how it felt."),
    "notes": ("Notes", "The words you wrote beside a score."),
    "titles": ("Titles of runs", "They may name places and people."),
    "name": ("Names", "Your name, and what you call shoes and places. Without it, shoes are numbered."),
}  # fmt: skip
LASTS = {1: "1 day", 7: "1 week", 14: "2 weeks", 30: "30 days", 90: "90 days"}
DEAD = (
    "This link does not open anything. It may have expired, or whoever shared it has taken it back. Ask them for a new"
    " one."
)
LEAVE = '<a href="/leave" target="_self">Leave this view</a>'
NEVER = "Never shared: where you ran, your files, your health history, and anything you did not tick."


def scope_list(scopes: Iterable[str]) -> str:
    """What is shared, in the order of SCOPE_WORDS: “Training, pain”."""
    chosen = set(scopes)
    return ", ".join(name for scope, (name, _) in SCOPE_WORDS.items() if scope in chosen).capitalize()


def days_shared(first: date | None, last: date | None) -> str:
    """“from 1 Mar 2026 to 30 Mar 2026”; an end that is open is said as such."""
    begins = f"from {day(first)}" if first else "from the first day"
    return f"{begins} to {day(last) if last else 'the newest day'}"


def share_card(share: Any, is_open: bool) -> str:
    """One link: whose it is for, whether it is open, what it shows, and how often it was used.

    Its instants are in the reader's time zone.
    """
    state = f"Open until {moment(share.expires_at)}" if is_open else f"Ended on {day(share.expires_at)}"
    if share.revoked_at:
        state = f"Taken back on {day(share.revoked_at)}"
    used = "Not opened yet"
    if share.seen_count:
        used = f"Opened {count(share.seen_count, 'time')}, last on {moment(share.last_seen_at)}"
    shape = "open" if is_open else "shut"
    return (
        f'<p class="tw-share-name">{escape(share.label)}</p>'
        f'<p class="tw-share-state tw-share-state--{shape}"><span aria-hidden="true"></span>{state}</p>'
        f'<p class="tw-note">{scope_list(share.scopes)}; {days_shared(share.first_day, share.last_day)}.</p>'
        f'<p class="tw-note">{used}.</p>'
    )


def looked_list(looked: pd.DataFrame) -> str:
    """Who looked at what, newest first, one line for each visitor and day."""
    lines = []
    for (on, who), rows in _by_visit(looked):
        what = ", ".join(dict.fromkeys(escape(page) for page in reversed(rows)))
        lines.append(f"<li><span>{on}</span><span><b>{escape(named(who))}</b> looked at {what}</span></li>")
    return f'<ul class="tw-rows tw-looked">{"".join(lines)}</ul>'


def _by_visit(looked: pd.DataFrame) -> Iterable[tuple[tuple[str, str], list[str]]]:
    visits: dict[tuple[str, str], list[str]] = {}
    for row in looked.itertuples():
        visits.setdefault((day(row.at), row.who), []).append(row.what)
    return visits.items()


def shared_line(share: Any, until: Any) -> str:
    """On every page of a shared view: until when it is open, what it shows, and the way out."""
    return (
        f'<p class="tw-shared" role="note"><b>Shared with you{_by(share)} by link until {moment(until)}.</b>'
        f" {scope_list(share.scopes)}; {days_shared(share.first_day, share.last_day)}. {_missing(share)}"
        f" “You” on these pages is the runner. Nothing here can be changed. {LEAVE}</p>"
    )


def _by(share: Any) -> str:
    return f" by {escape(named(share.athlete))}" if share.athlete else ""


def _missing(share: Any) -> str:
    """Why a page may say that something is not known, or was not logged."""
    if "training" not in share.scopes:
        return " The training is not shared, so it shows as not known."
    return "" if "pain" in share.scopes else " The pain is not shared, so no score shows."


def dead_link() -> str:
    """Instead of every page, once the link that was followed opens nothing."""
    return (
        f'<div class="tw-dead"><h1>Nothing to see</h1><p class="tw-lead">{DEAD}</p><p class="tw-note">{LEAVE}</p></div>'
    )


def not_shared() -> str:
    """Instead of a page that the link does not show."""
    return '<p class="tw-lead">This page is not part of what is shared with you.</p>'


def nothing_shared() -> str:
    """Instead of a page, where nothing was logged on the days that are shared."""
    return '<p class="tw-lead">Nothing was logged on the days that are shared with you.</p>'


def moment(when: Any) -> str:
    """“1 Mar 2026, 14:05 CET”."""
    return f"{day(when)}, {when:%H:%M %Z}"
