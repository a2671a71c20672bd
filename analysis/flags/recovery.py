"""Is the runner coming back from pain? Told by the log alone: no stage is set by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.episode import PAIN_UNKNOWN
from analysis.flags.registry import Finding, Inputs
from analysis.thresholds import (
    EPISODE_DAYS,
    EPISODE_LOGS,
    EPISODE_SCORE,
    PAIN_KNOWN_DAYS,
    RETURN_DAYS,
    RETURN_FIRST_STEPS,
)

NOTHING_TO_COME_BACK_FROM = "No pain went on in the last eight weeks, so there is nothing to come back from."
STILL_HURTS = "Pain is going on. Back off first: this is for coming back."


@dataclass(frozen=True)
class Recovery:
    """The latest spell of pain of the last eight weeks.

    Parameters
    ----------
    onset
        First day of the spell.
    ended
        First logged day on which it no longer went on; NaT while it does.
    is_returning
        Whether it has ended, or is mild enough (7 logs averaging 2 or less) to begin coming back.
    """

    onset: pd.Timestamp
    ended: pd.Timestamp
    is_returning: bool

    @property
    def since(self) -> pd.Timestamp:
        """From when coming back is counted."""
        return self.onset if pd.isna(self.ended) else self.ended


def recovery(days: pd.DataFrame) -> Recovery | None:
    """From which pain is the runner coming back at the end of `days`? None where none went on in eight weeks."""
    scores = days["worst_score"].to_numpy(dtype=float)
    logged = np.flatnonzero(np.isfinite(scores))
    if not len(logged):
        return None
    hurt = pd.Series(scores[logged] >= EPISODE_SCORE.value)
    in_spell = (hurt.rolling(EPISODE_LOGS.whole, min_periods=1).sum() >= EPISODE_DAYS.value).to_numpy()
    spells = np.flatnonzero(in_spell)
    if not len(spells) or logged[spells[-1]] <= len(scores) - 1 - RETURN_DAYS.value:
        return None
    last = spells[-1]
    dates, first = days["local_date"], _began(scores, logged, spells)
    if last == len(logged) - 1:
        is_mild = scores[logged[-EPISODE_LOGS.whole :]].mean() <= RETURN_FIRST_STEPS.value
        return Recovery(dates.iloc[first], pd.NaT, bool(is_mild))
    return Recovery(dates.iloc[first], dates.iloc[logged[last + 1]], True)


def _began(scores: np.ndarray, logged: np.ndarray, spells: np.ndarray) -> int:
    """Position of the first painful day of the latest spell; what is calm for less than two weeks belongs to it."""
    apart = np.flatnonzero(np.diff(logged[spells]) > PAIN_KNOWN_DAYS.value)
    first = spells[apart[-1] + 1] if len(apart) else spells[0]
    painful = np.flatnonzero(scores >= EPISODE_SCORE.value)
    return int(painful[painful >= logged[max(first - EPISODE_LOGS.whole + 1, 0)]][0])


def returning(inputs: Inputs) -> Recovery | Finding:
    """From which pain the runner is coming back today; the finding to give where there is none."""
    if inputs.pain_state == "unknown":
        return of_last_week(inputs, "not_enough_data", PAIN_UNKNOWN)
    found = recovery(inputs.days)
    if found is None:
        return of_last_week(inputs, "clear", NOTHING_TO_COME_BACK_FROM)
    return found if found.is_returning else of_last_week(inputs, "clear", STILL_HURTS)


def of_last_week(inputs: Inputs, status: str, text: str, **more: object) -> Finding:
    """A finding about the last seven days."""
    return Finding(status, text, inputs.today - pd.Timedelta(days=6), inputs.today, **more)  # type: ignore[arg-type]
