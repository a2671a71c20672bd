"""Something of the last 7 days against the four weeks before them, where enough of it is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.flags.registry import Inputs
from analysis.wording import BRING_OR_REST, sentence, unknown_training

DAYS = 35


@dataclass(frozen=True)
class Jump:
    """What the last seven days hold, the median of the four weeks before, and how much of the running it knows.

    Parameters
    ----------
    week, before
        In the unit of the load; days of a run that does not say count nothing.
    floor
        The least the week is held against.
    known_share
        Share of the distance of these 35 days whose load is known; missing without any distance.
    unknown_days
        Days of the 35 whose training is not known.
    """

    week: float
    before: float
    floor: float
    known_share: float
    unknown_days: int

    @property
    def ratio(self) -> float:
        return self.week / max(self.before, self.floor)


def jump(inputs: Inputs, load: pd.Series, known_m: pd.Series, floor: float) -> Jump:
    """How does the load of the last 7 days compare with the median of the four weeks before?

    Parameters
    ----------
    load, known_m
        On the rows of DAYS: the load of each day, and the distance of it whose load is known.
    """
    distance = inputs.days["distance_m"].tail(DAYS)
    weeks = load.tail(DAYS).fillna(0).to_numpy()[::-1]
    totals = np.add.reduceat(weeks, np.arange(0, len(weeks), 7)) if len(weeks) else np.zeros(1)
    metres = float(distance.sum())
    return Jump(
        week=float(totals[0]),
        before=float(np.median(totals[1:])) if len(totals) > 1 else np.nan,
        floor=floor,
        known_share=float(known_m.tail(DAYS).sum()) / metres if metres > 0 else np.nan,
        unknown_days=DAYS - int(distance.notna().sum()),
    )


def missing_days(found: Jump) -> str | None:
    """What to say where days are not known; None where all are."""
    if not found.unknown_days:
        return None
    return f"{sentence(unknown_training(found.unknown_days, DAYS))}. {BRING_OR_REST}"
