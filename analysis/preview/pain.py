"""What would the pain entries of files change?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.wording import sentence

KEY = ["local_date", "moment", "site", "side"]
_TOLD = ["score", "warm_up", "signs", "note"]
_LABELS = {"score": "pain", "warm_up": "warm-up"}

Entry = tuple[Any, ...]


def changes(kept: pd.DataFrame, found: pd.DataFrame, today: pd.Timestamp) -> list[dict[str, Any]]:
    """Rows of CHANGES. What files say of a day, moment, site and side replaces what was kept of it."""
    before, after = _entries(kept), _entries(found)
    files = dict(zip(found[KEY].itertuples(index=False, name=None), found["source"], strict=True))
    return [_change(key, before.get(key, []), told, today) | {"source_file": files[key]} for key, told in after.items()]


def _entries(pain: pd.DataFrame) -> dict[Entry, list[Entry]]:
    """What is said of each day, moment, site and side, each entry once."""
    told = pain[_TOLD].astype(object)
    entries: dict[Entry, dict[Entry, None]] = {}
    rows = told.where(told.notna(), None).itertuples(index=False, name=None)
    for key, row in zip(pain[KEY].itertuples(index=False, name=None), rows, strict=True):
        entries.setdefault(key, {})[row] = None
    return {key: list(rows) for key, rows in entries.items()}


def _change(key: Entry, before: list[Entry], after: list[Entry], today: pd.Timestamp) -> dict[str, Any]:
    kind = "new" if not before else "same" if set(before) == set(after) else "changed"
    says = _differences(before, after) if kind == "changed" else _disagreement(after)
    if kind != "same" and key[0] > today:
        kind, says = "doubtful", "This day has not come yet."
    scores = [row[0] for row in after if row[0] is not None]
    return {
        "change": "pain:" + "|".join([f"{key[0]:%Y-%m-%d}", *key[1:]]),
        "kind": kind,
        "about": "pain",
        "is_ticked": kind != "doubtful",
        **dict(zip(KEY, key, strict=True)),
        "score": max(scores, default=None),
        "sentence": says,
    }


def _disagreement(entries: list[Entry]) -> str:
    scores = _scores(entries)
    return f"{len(entries)} entries: {scores}. All are kept." if len(entries) > 1 else ""


def _differences(before: list[Entry], after: list[Entry]) -> str:
    """'Pain 4 → 5.'"""
    if len(before) == len(after) == 1:
        told = [
            f"{_LABELS.get(name, name)} {_shown(old)} → {_shown(new)}"
            for name, old, new in zip(_TOLD, before[0], after[0], strict=True)
            if old != new
        ]
        return f"{sentence('; '.join(told))}."
    return f"Pain {_scores(before)} → {_scores(after)}."


def _scores(entries: Iterable[Entry]) -> str:
    return " and ".join(_shown(entry[0]) for entry in entries)


def _shown(value: Any) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
