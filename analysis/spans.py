"""The stretches of a log that an eye looks for: pain that went on, and running that was cut because of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.baseline import usual_weeks
from analysis.comeback import Spell, spells_of
from analysis.episode import first_cut, week_totals
from analysis.thresholds import BACKOFF_KEPT, COMPARABLE_WEEK_M, EPISODE_SCORE


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`. `kind` is `pain` (it went on) or `backoff` (the running was cut while it did)."""

    kind: str
    first: pd.Timestamp
    last: pd.Timestamp


def spans(days: pd.DataFrame) -> list[Span]:
    """Every such stretch in DAYS, the earliest first. A stretch of pain ends with its last painful day."""
    spells = spells_of(days)
    if not spells:
        return []
    dates = days["local_date"]
    painful = np.flatnonzero(days["worst_score"].to_numpy(dtype=float) >= EPISODE_SCORE.value)
    usual = usual_weeks(days.set_index("local_date")["distance_m"])["usual_m"].to_numpy()
    totals = week_totals(days)
    found = []
    for spell in spells:
        last = painful[painful <= spell.last][-1]
        found.append(Span("pain", dates.iloc[spell.first], dates.iloc[last]))
        cuts = _cuts(totals, float(usual[spell.first]), spell)
        found += [Span("backoff", dates.iloc[first], dates.iloc[end]) for first, end in cuts]
    return found


def _cuts(totals: np.ndarray, usual: float, spell: Spell) -> list[tuple[int, int]]:
    """First and last day of each cut within a spell: 7-day totals in a row that keep the back-off."""
    if not usual >= COMPARABLE_WEEK_M.value:
        return []
    here = np.arange(spell.first, spell.last + 1)
    kept = here[totals[here] <= BACKOFF_KEPT.value * usual]
    if not len(kept):
        return []
    runs = np.split(kept, np.flatnonzero(np.diff(kept) > 1) + 1)
    return [(first_cut(totals, int(run[0]), spell.first), int(run[-1])) for run in runs]
