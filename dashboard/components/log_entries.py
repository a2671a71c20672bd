"""What was logged: the last days at a glance, and the entries of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def entries_on(day: pd.Timestamp, *tables: pd.DataFrame) -> list[list[Entry]]:
    """The rows of that day of each table."""
    return [table[table["local_date"] == day].to_dict("records") for table in tables]


def entry_line(entry: Entry, names: Mapping[str, str], origin: str = "", *, is_removed: bool = False) -> str:
    """One entry: the score, when and where, and what else was said. `names` are the runner's own words for sites."""
    score = entry["score"]
    chip, shown = ("tw-chip--none", "–") if pd.isna(score) else (f"tw-p{round(score)}", f"{score:g}")
    removed = " tw-log-entry--removed" if is_removed else ""
    where = escape(place_words(entry["site"], entry["side"], names))
    return (
        f'<div class="tw-log-entry{removed}"><span class="tw-chip {chip}">{shown}</span><div>'
        f"<b>{MOMENT_WORDS[entry['moment']]}</b>, {where}{_more(entry, origin)}</div></div>"
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


def changed_words(entry: Entry, files: Sequence[Entry]) -> str:
    """Of an entry that stands in place of one of a file, what the file says; empty of any other."""
    for said in files:
        if said["entry_id"] == entry["entry_id"]:
            score = "no score" if pd.isna(said["score"]) else f"{said['score']:g}"
            return f"Changed by you, {said['source']} says {score}"
    return ""


def clash_words(theirs: Entry | None, mine: Entry | None, names: Mapping[str, str]) -> str:
    """That an entry was changed elsewhere, with both versions."""
    there = "It was deleted there." if theirs is None else f"There: {entry_words(theirs, names)}."
    here = "Here: delete it." if mine is None else f"Here: {entry_words(mine, names)}."
    return (
        '<p class="tw-question" role="alert">This entry was changed in another window while you had it open.'
        f'</p><p class="tw-note">{escape(there)} {escape(here)} Nothing was changed yet: which one holds?</p>'
    )
