"""What was logged: the last days at a glance, and the entries of one of them."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from dashboard.components.log_words import SIGN_CHOICES, WARM_UP_CHOICES, entry_words, place_words
from dashboard.components.words import MOMENT_WORDS

Entry = dict[str, Any]


def last_days(pain: pd.DataFrame, today: pd.Timestamp, n: int = 7) -> list[tuple[pd.Timestamp, float | None]]:
    """Each of the last days with the worst score of its entries; None where no score was logged."""
    worst = pain.groupby("local_date")["score"].max()
    days = [today - pd.Timedelta(days=back) for back in reversed(range(n))]
    return [(day, None if pd.isna(worst.get(day)) else float(worst[day])) for day in days]


def day_name(day: pd.Timestamp, worst: float | None) -> str:
    """'Fri 27 **3**', as a label; a dash where nothing was logged."""
    return f"{day:%a} {day.day} **{'–' if worst is None else f'{worst:g}'}**"


def entries_on(day: pd.Timestamp, entries: pd.DataFrame, pain: pd.DataFrame) -> tuple[list[Entry], list[Entry]]:
    """What was entered by hand that day, and what files say of it."""
    own = entries[entries["local_date"] == day]
    files = pain[(pain["local_date"] == day) & (pain["source"] != "entered")]
    return own.to_dict("records"), files.to_dict("records")


def entry_line(entry: Entry, origin: str = "") -> str:
    """One entry: the score, when and where, and what else was said."""
    score = entry["score"]
    chip, shown = ("tw-chip--none", "–") if pd.isna(score) else (f"tw-p{round(score)}", f"{score:g}")
    return (
        f'<div class="tw-log-entry"><span class="tw-chip {chip}">{shown}</span><div>'
        f"<b>{MOMENT_WORDS[entry['moment']]}</b>, {escape(place_words(entry['site'], entry['side']))}"
        f"{_more(entry, origin)}</div></div>"
    )


def _more(entry: Entry, origin: str) -> str:
    told = {name: value for name, value in entry.items() if value is not None and not pd.isna(value)}
    signs = [SIGN_CHOICES.get(sign, sign) for sign in told.get("signs", "").split(";") if sign not in ("", "none")]
    parts = [
        WARM_UP_CHOICES.get(told.get("warm_up"), ""),
        f"start {told['start_score']:g}" if "start_score" in told else "",
        f"end {told['end_score']:g}" if "end_score" in told else "",
        f"{told['hours_after']:g} h after" if "hours_after" in told else "",
        told.get("quality", "").replace(";", ", "),
        "; ".join(signs) if signs else "no warning signs" if told.get("signs") == "none" else "",
        f"“{told['note']}”" if "note" in told else "",
        origin,
    ]
    said = escape(" · ".join(part for part in parts if part))
    return f"<p>{said}</p>" if said else ""


def clash_words(theirs: Entry | None, mine: Entry | None) -> str:
    """That an entry was changed elsewhere, with both versions."""
    there = "It was deleted there." if theirs is None else f"There: {entry_words(theirs)}."
    here = "Here: delete it." if mine is None else f"Here: {entry_words(mine)}."
    return (
        '<p class="tw-question" role="alert">This entry was changed in another window while you had it open.'
        f'</p><p class="tw-note">{escape(there)} {escape(here)} Nothing was changed yet: which one holds?</p>'
    )
