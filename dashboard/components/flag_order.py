"""In which order flags are read: what is raised now first, the gravest on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.tables import SEVERITIES

# By the letter of the rule book.
THEMES = {
    "G": "Warning signs", "S": "Pain", "P": "The light of each run", "B": "Backing off", "L": "More than before",
    "X": "Surfaces and hills", "F": "Speed and form", "H": "Shoes", "RT": "Recovery and strength", "E": "Coming back",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """FLAGS in four parts, each sorted by severity and then the newest first.

    `raised` holds what warns, `told` what is raised for information only, `quiet` the clear and the silent.
    """

    raised: pd.DataFrame
    told: pd.DataFrame
    quiet: pd.DataFrame
    past: pd.DataFrame


@dataclass(frozen=True)
class Theme:
    """The quiet flags of one theme; those that say the same sentence stand together."""

    name: str
    n_clear: int
    n_silent: int
    said: list[pd.DataFrame]


def by_standing(flags: pd.DataFrame) -> Standing:
    """Raised now, told now, clear or without enough data, and raised in the past."""
    rank = flags["severity"].map(SEVERITIES.index)
    ranked = flags.assign(rank=rank).sort_values(["rank", "period_end"], ascending=False, kind="stable")
    current, status = ranked["is_current"], ranked["status"]
    is_up, is_info = current & status.eq("raised"), ranked["severity"].eq("info")
    return Standing(
        raised=ranked[is_up & ~is_info],
        told=ranked[is_up & is_info],
        quiet=ranked[current & status.ne("raised")],
        past=ranked[~current & status.eq("raised")].sort_values("period_end", ascending=False, kind="stable"),
    )


def by_theme(quiet: pd.DataFrame) -> list[Theme]:
    """The quiet flags by theme, in the order of `THEMES`; a theme without any is left out."""
    letter = quiet["rule"].str[0]
    parts = [(name, quiet[letter.isin(list(letters))]) for letters, name in THEMES.items()]
    return [_theme(name, part) for name, part in parts if len(part)]


def _theme(name: str, part: pd.DataFrame) -> Theme:
    is_clear = part["status"] == "clear"
    said = [alike for _, alike in part.groupby(["status", "sentence"], sort=False)]
    return Theme(name, int(is_clear.sum()), int((~is_clear).sum()), said)


def rules_by_theme(rules: Mapping[str, Any], asked: str = "") -> dict[str, list[Any]]:
    """Rules whose words hold every word of `asked`, by theme; a theme without any is left out."""
    words = asked.casefold().split()
    found: dict[str, list[Any]] = {}
    for letters, name in THEMES.items():
        for rule in rules.values():
            text = " ".join((name, rule.id, rule.book_id, rule.title, rule.question, rule.hint, rule.evidence,
                             rule.not_shown, rule.needs)).casefold()  # fmt: skip
            if rule.book_id[0] in letters and all(word in text for word in words):
                found.setdefault(name, []).append(rule)
    return found
