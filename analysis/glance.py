"""How do things stand, why, and what next? All that a first screen shows, small enough to be kept and sent.

A glance is made of an analysis by `of` and nothing else; packed and unpacked it is the same glance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import plain
from analysis.flags.status import WORDS, overall
from analysis.tables import DAYS, PLAN, WEEKS, Table, conform

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

MOST_DAYS, MOST_WEEKS, MOST_STEPS = 28, 8, 3


def _part(table: Table, names: Sequence[str]) -> Table:
    return replace(table, columns=tuple(table[name] for name in names))


# Name of the field -> the columns of it that are shown.
TABLES = {
    "days": _part(DAYS, ("local_date", "coverage", "distance_m", "worst_score", "is_logged")),
    "weeks": _part(WEEKS, ("week_start", "is_complete", "known_days", "distance_m", "usual_m", "worst_mean")),
    "plan": _part(PLAN, ("step", "what", "target", "why", "until", "ends_when", "flag_id")),
}


@dataclass(frozen=True)
class Glance:
    """The light and what stands under it.

    Parameters
    ----------
    state
        How things stand, a word of `flags.status.WORDS`.
    reason, flag_id
        Why there is a warning, with its numbers, and the flag that says so; empty where there is none.
    first_day, as_of
        The days there is something to see of: the first, and the last, which is the evening it is seen from.
    has_runs, has_pain
        Whether there is any run, and any pain score.
    days_since_log
        Since pain was logged last; 0 where it was on the last day, None where it never was.
    days, weeks, plan
        The last four weeks of DAYS, eight of WEEKS, and the most urgent steps of PLAN, the columns of `TABLES`.
    """

    state: str
    reason: str
    flag_id: str
    first_day: pd.Timestamp
    as_of: pd.Timestamp
    has_runs: bool
    has_pain: bool
    days_since_log: int | None
    days: pd.DataFrame
    weeks: pd.DataFrame
    plan: pd.DataFrame

    @property
    def word(self) -> str:
        """The one word at the top."""
        return WORDS[self.state]


def of(found: Analysis) -> Glance:
    """What of an analysis is seen at a glance. It has at least one day."""
    status, days = overall(found.flags), found.days
    logged = days.loc[days["is_logged"].fillna(False).astype(bool), "local_date"]
    seen = {
        "days": days.tail(MOST_DAYS),
        "weeks": found.weeks.tail(MOST_WEEKS),
        "plan": found.plan.head(MOST_STEPS),
    }
    return Glance(
        state=status.state,
        reason="" if status.flag is None else status.flag["sentence"],
        flag_id="" if status.flag is None else status.flag["flag_id"],
        first_day=days["local_date"].iloc[0],
        as_of=found.as_of,
        has_runs=not found.runs.empty,
        has_pain=not found.pain.empty,
        days_since_log=None if logged.empty else (days["local_date"].iloc[-1] - logged.iloc[-1]).days,
        **{name: conform(frame.reset_index(drop=True), TABLES[name]) for name, frame in seen.items()},
    )


def pack(glance: Glance) -> dict[str, Any]:
    """The glance as JSON knows it."""
    tables = {
        name: {column.name: plain.values(getattr(glance, name)[column.name], column.kind) for column in table.columns}
        for name, table in TABLES.items()
    }
    days = {name: f"{getattr(glance, name):%Y-%m-%d}" for name in ("first_day", "as_of")}
    return {**vars(glance), **days, **tables}


def unpack(packed: Mapping[str, Any]) -> Glance:
    """The glance that was packed."""
    tables = {name: conform(pd.DataFrame(packed[name]), table) for name, table in TABLES.items()}
    days = {name: pd.Timestamp(packed[name]) for name in ("first_day", "as_of")}
    return Glance(**{**packed, **days, **tables})
