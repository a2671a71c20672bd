"""What became of each uploaded file, in a runner's words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from analysis.wording import count
from dashboard.components.shapes import shape

WORDS = {
    "imported": ("steady", "Imported"),
    "partly_imported": ("watch", "Partly"),
    "already_there": ("steady", "Already there"),
    "nothing_in_it": ("cannot_tell", "Nothing in it"),
    "asks": ("cannot_tell", "Asks you"),
    "refused": ("act", "Refused"),
}
_BEFORE = {"imported": "Read", "partly_imported": "Read in part"}  # as long as it is not kept
MOST_SHOWN = 20


def file_notes(files: pd.DataFrame) -> str:
    """What became of the files, where there is something to say: many alike are one line."""
    told = files[(files["sentences"] != "") & (files["status"] != "already_there")]
    if told.empty:
        return ""
    order = ["refused", "partly_imported", "nothing_in_it", "asks", "imported"]
    groups = told.groupby(["status", "sentences"], sort=False)["file"].agg(list)
    ranked = sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    lines = "".join(_line(status, sentences, names) for (status, sentences), names in ranked[:MOST_SHOWN])
    rest = len(ranked) - MOST_SHOWN
    more = f'<li class="tw-file"><span></span><span>… and {count(rest, "more file")}.</span></li>' if rest > 0 else ""
    return f'<div class="tw-card"><ul class="tw-files">{lines}{more}</ul></div>'


def _line(status: str, sentences: str, names: list[str]) -> str:
    state, word = WORDS[status][0], _BEFORE.get(status, WORDS[status][1])
    called = names[0] if len(names) == 1 else f"{len(names):,} files: {_some(names)}"
    said = sentences.split("\n")
    more = [f"… and {count(len(said) - 5, 'more note')}."] if len(said) > 5 else []
    return (
        f'<li class="tw-file"><span class="tw-file-state tw-{state}">{shape(state, 16)}{word}</span>'
        f'<span class="tw-file-name">{escape(called)}</span>'
        f'<span class="tw-file-what">{escape(" ".join([*said[:5], *more]))}</span></li>'
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def summary(statuses: Iterable[str]) -> str:
    """'12 files: 9 read, 2 already there, 1 refused.'"""
    statuses = list(statuses)
    said = {status: _BEFORE.get(status, word).lower() for status, (_, word) in WORDS.items()}
    counted = [f"{n:,} {word}" for status, word in said.items() if (n := statuses.count(status))]
    return f"{count(len(statuses), 'file')}: {', '.join(counted)}."
