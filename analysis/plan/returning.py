"""The way back: what has to hold first, the dials, the stages with their gates, and what to do about a flare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.comeback import (
    ASCENT,
    DESCENT,
    DIAL_WEEKS_DAYS,
    Dial,
    Recovery,
    Turn,
    entry_conditions,
    flares,
    is_quiet_week,
    long_run_before,
    raced,
    recovery,
    turned,
    turns_of,
)
from analysis.thresholds import (
    FLARE_CUT_DAYS,
    FLARE_CUT_LEAST,
    FLARE_CUT_MOST,
    FLARE_SHOWN_DAYS,
    STAGE_LONG_SHARE,
    STAGE_PICKUPS,
)

LONG_WINDOW_DAYS = 14
QUIET = "a week without an amber or red run"


@dataclass(frozen=True)
class Stage:
    """A step of the way back. `gate` is what has to hold before the next one: words -> holds, None where not known."""

    title: str
    what: str
    state: str  # `done`, `here` or `later`
    gate: Mapping[str, bool | None]


@dataclass(frozen=True)
class DialBack:
    """What a flare asks: for each dial that was raised last, from how much back to between `low` and `high`."""

    until: pd.Timestamp
    turns: tuple[tuple[Turn, float, float], ...]


@dataclass(frozen=True)
class Return:
    """Where the runner stands on the way back.

    Parameters
    ----------
    conditions
        What has to hold before it begins: words -> holds, None where the log does not say.
    turns
        The dials, last seven days against the two weeks before; empty where it has not begun or too little is known.
        Climb stands for hills only where descent does not.
    raised
        Those of them that count as turned, see `comeback.turned`.
    dial_back
        None where there is no flare.
    """

    found: Recovery
    conditions: Mapping[str, bool | None]
    turns: tuple[Turn, ...]
    raised: tuple[Turn, ...]
    is_race_week: bool
    stages: tuple[Stage, ...]
    dial_back: DialBack | None

    @property
    def has_begun(self) -> bool:
        return self.found.is_returning


@dataclass(frozen=True)
class Seen:
    """The tables the way back is read from, up to the day of the analysis."""

    days: pd.DataFrame
    weeks: pd.DataFrame
    runs: pd.DataFrame
    flags: pd.DataFrame

    @property
    def today(self) -> pd.Timestamp:
        return self.days["local_date"].iloc[-1]

    def is_raised(self, **held: str) -> bool:
        """Whether a flag that holds today and has these values is raised."""
        up = self.flags["is_current"] & self.flags["status"].eq("raised")
        for column, value in held.items():
            up &= self.flags[column].eq(value)
        return bool(up.any())


def way_back(seen: Seen) -> Return | None:
    """Where does the runner stand on the way back? None where no pain went on in eight weeks."""
    found = recovery(seen.days)
    if found is None:
        return None
    conditions = entry_conditions(seen.days, seen.runs, seen.today, has_sign=seen.is_raised(severity="clinician"))
    turns = _turns(seen.days) if found.is_returning else ()
    is_race_week = raced(seen.runs, seen.today)
    raised = () if is_race_week else tuple(turned(turns))
    return Return(
        found,
        conditions,
        tuple(turn for turn in turns if turn.dial != ASCENT or turn in raised or not _knows(turns, DESCENT)),
        raised,
        is_race_week,
        _stages(seen, found),
        _dial_back(seen, raised),
    )


def _turns(days: pd.DataFrame) -> tuple[Turn, ...]:
    known = days["distance_m"].tail(DIAL_WEEKS_DAYS).notna().sum() == DIAL_WEEKS_DAYS
    return tuple(turns_of(days)) if known else ()


def _knows(turns: tuple[Turn, ...], dial: Dial) -> bool:
    return any(turn.is_known for turn in turns if turn.dial == dial)


def _stages(seen: Seen, found: Recovery) -> tuple[Stage, ...]:
    """The order, with where the runner stands by the log alone."""
    usual = long_run_before(seen.weeks, found.began)
    share = float(seen.days["longest_run_m"].tail(LONG_WINDOW_DAYS).max()) / usual
    quiet, pickups = is_quiet_week(seen.runs, seen.today), _pickups(seen.days, found)
    gates: tuple[dict[str, bool | None], ...] = (
        {
            f"a long run of {STAGE_LONG_SHARE.value * 100:.0f} % of your usual one": _reached(
                share, STAGE_LONG_SHARE.value
            ),
            QUIET: quiet,
        },
        {f"{STAGE_PICKUPS.whole} days with pickups": _reached(pickups, STAGE_PICKUPS.value), QUIET: quiet},
        {},
    )
    here = next(n for n, gate in enumerate(gates) if not gate or not _is_open(gate)) if found.is_returning else -1
    return tuple(
        Stage(title, what, "later" if here < 0 or n > here else "here" if n == here else "done", gates[n])
        for n, (title, what) in enumerate(_ORDER)
    )


_ORDER = (
    ("Long run", "Bring the long run back over three weeks or more, and leave the rest as it is."),
    ("Pickups", "Once a week, 4 to 6 pickups of 15 to 20 seconds within an easy run."),
    ("Hills or tempo", "One of the two first. The other once that has been quiet for a week."),
)


def _pickups(days: pd.DataFrame, found: Recovery) -> float:
    """Days with fast running since the way back began; missing where no day says."""
    fast = days.loc[days["local_date"] >= found.since, "fast_m"]
    return float((fast > 0).sum()) if fast.notna().any() else np.nan


def _reached(value: float, least: float) -> bool | None:
    return None if np.isnan(value) else bool(value >= least)


def _is_open(gate: Mapping[str, bool | None]) -> bool:
    """A gate opens with what was to be reached, unless the week was not quiet; lights may be unknown."""
    return all(holds for words, holds in gate.items() if words != QUIET) and gate[QUIET] is not False


def _dial_back(seen: Seen, raised: tuple[Turn, ...]) -> DialBack | None:
    """Pain that never went has no flare to dial back from: then the plan is to back off."""
    ended = _ended(seen)
    if ended is None or not seen.is_raised(flag_id="flare_while_returning"):
        return None
    last = flares(seen.days, seen.runs, ended)
    began = last.iloc[-1] if len(last) else seen.today
    low, high = 1 - FLARE_CUT_MOST.value, 1 - FLARE_CUT_LEAST.value
    turns = tuple((turn, low * turn.now, high * turn.now) for turn in raised)
    return DialBack(began + pd.Timedelta(days=FLARE_CUT_DAYS.value), turns)


def _ended(seen: Seen) -> pd.Timestamp | None:
    """When the pain before went, as seen today or, since a flare is pain again, a week ago."""
    week_ago = seen.today - pd.Timedelta(days=FLARE_SHOWN_DAYS.value)
    for days in (seen.days, seen.days[seen.days["local_date"] <= week_ago]):
        found = recovery(days)
        if found is not None and pd.notna(found.ended):
            return found.ended
    return None
