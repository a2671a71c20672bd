"""The targets of a back-off beside what was done so far, the room of the days ahead, and the days of its review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.backoff import (
    Review,
    in_view,
    is_run_day,
    knows_usual,
    left_out_s,
    replacing,
    review,
    run_days_limit,
    usual_long_run,
    usual_run_days,
)
from analysis.episode import Episode
from analysis.thresholds import (
    BACKOFF_FAST,
    BACKOFF_FIRST_REVIEW_DAYS,
    BACKOFF_KEPT,
    BACKOFF_REVIEW_DAYS,
    BACKOFF_TARGET,
    LONG_RUN_TARGET,
    REPLACED_SHARE,
    REVIEW_LAST_DAYS,
)

REVIEW_DAYS = (BACKOFF_FIRST_REVIEW_DAYS, BACKOFF_REVIEW_DAYS, REVIEW_LAST_DAYS)
DAYS_AHEAD = 7


@dataclass(frozen=True)
class Target:
    """One thing that is asked while it hurts, and what was done of it in the last seven days.

    Parameters
    ----------
    kind
        `distance`, `run_days`, `long_run`, `fast` (the distance at fast effort) or `replaced` (time in other sports).
    done, asked, usual
        In `unit`; missing where not known. `asked` is a limit, of `replaced` an aim; `usual` is from before the pain.
    state
        `kept`, `not_kept` or `not_known`, as the rule of `flag_id` says.
    sentence
        What that rule says.
    """

    kind: str
    unit: str
    done: float
    asked: float
    usual: float
    flag_id: str
    state: str
    sentence: str

    @property
    def is_aim(self) -> bool:
        """Whether more is better."""
        return self.kind == "replaced"


@dataclass(frozen=True)
class ReviewDay:
    """A day on which the back-off is looked at: its number, its date, and what follows from it."""

    number: int
    local_date: pd.Timestamp
    asks: str


@dataclass(frozen=True)
class Backoff:
    """What backing off asks today.

    Parameters
    ----------
    allowed_m
        Distance allowed in any seven days; missing where the usual week is not known.
    room_m
        For each of the seven days to come: how much of it may be run that day, if nothing is run before it. Missing
        where days of the last week are not known.
    review
        How it stands; None where the running was not cut yet.
    """

    episode: Episode
    share: float
    allowed_m: float
    targets: tuple[Target, ...]
    room_m: tuple[float, ...]
    review: Review | None
    review_days: tuple[ReviewDay, ...]


def backoff(episode: Episode, days: pd.DataFrame, flags: pd.DataFrame, share: float) -> Backoff:
    """What is asked of the runner while this pain goes on, and how much of it is kept?

    Parameters
    ----------
    flags
        FLAGS of the day.
    share
        How much of the usual week may be run.
    """
    allowed = share * episode.usual_m if knows_usual(episode) else np.nan
    current = flags[flags["is_current"]].drop_duplicates("flag_id").set_index("flag_id")
    targets = tuple(made(episode, days, allowed, current) for made in _TARGETS)
    return Backoff(
        episode,
        share,
        allowed,
        targets,
        tuple(_room(days, allowed, ahead) for ahead in range(1, DAYS_AHEAD + 1)),
        review(days, episode),
        _review_days(episode.backed_off_since),
    )


def _room(days: pd.DataFrame, allowed: float, ahead: int) -> float:
    """Of the seven days that end so many days ahead, the last ones are still empty."""
    counted = days["distance_m"].to_numpy("float64")[len(days) - DAYS_AHEAD + ahead :]
    return float(max(allowed - counted.sum(), 0.0)) if np.isfinite(counted).all() else np.nan


def review_day(begun: pd.Timestamp, number: float) -> pd.Timestamp:
    """The date of day `number`; the first day is day 1."""
    return begun + pd.Timedelta(days=number - 1)


def _review_days(begun: pd.Timestamp) -> tuple[ReviewDay, ...]:
    if pd.isna(begun):
        return ()
    asks = (
        "Is the mean of 7 days clearly lower? Then go on like this to day 14. If not, look again then.",
        "Clearly lower: begin the way back. No change: 7 more days, at half of the usual week.",
        "Still no change: worth an appointment with a clinician.",
    )
    return tuple(
        ReviewDay(limit.whole, review_day(begun, limit.whole), words)
        for limit, words in zip(REVIEW_DAYS, asks, strict=True)
    )


def _target(kind: str, unit: str, flag_id: str, numbers: tuple[float, float, float], current: pd.DataFrame) -> Target:
    flag = current.loc[flag_id]
    state = {"clear": "kept", "raised": "not_kept"}.get(flag["status"], "not_known")
    return Target(kind, unit, *numbers, flag_id, state, flag["sentence"])


def _distance(episode: Episode, days: pd.DataFrame, allowed: float, current: pd.DataFrame) -> Target:
    numbers = (episode.last_7_days_m, allowed, episode.usual_m)
    made = _target("distance", "m", "backoff_compliance", numbers, current)
    if np.isnan(allowed) or np.isnan(made.done):
        return made
    # The rule knows two thirds only, and raises less than the advice asks for, which breaks no limit.
    within = BACKOFF_KEPT.value * episode.usual_m if allowed >= BACKOFF_TARGET.value * episode.usual_m else allowed
    return replace(made, state="kept" if made.done <= within else "not_kept")


def _run_days(episode: Episode, days: pd.DataFrame, allowed: float, current: pd.DataFrame) -> Target:
    ran = is_run_day(in_view(days, episode))
    done = float(ran.sum()) if ran.notna().all() else np.nan
    numbers = (done, run_days_limit(days, episode), usual_run_days(days, episode))
    return _target("run_days", "days", "backoff_run_days", numbers, current)


def _long_run(episode: Episode, days: pd.DataFrame, allowed: float, current: pd.DataFrame) -> Target:
    longest, usual = in_view(days, episode)["longest_run_m"], usual_long_run(days, episode)
    done = float(longest.max()) if longest.notna().all() else np.nan
    return _target("long_run", "m", "backoff_long_run", (done, LONG_RUN_TARGET.value * usual, usual), current)


def _fast(episode: Episode, days: pd.DataFrame, allowed: float, current: pd.DataFrame) -> Target:
    week = in_view(days, episode)
    run, fast = week["distance_m"], week["fast_m"]
    done = float(fast.sum()) if fast[run > 0].notna().all() and run.notna().all() else np.nan
    numbers = (done, BACKOFF_FAST.value * float(run.sum()), np.nan)
    return _target("fast", "m", "hard_efforts_in_backoff", numbers, current)


def _replaced(episode: Episode, days: pd.DataFrame, allowed: float, current: pd.DataFrame) -> Target:
    usual, now = left_out_s(days, episode)
    did = replacing(days)
    done = float(did.loc[~did["is_sore"], "replacing_s"].sum())
    numbers = (done, REPLACED_SHARE.value * max(usual - now, 0.0), np.nan)
    return _target("replaced", "s", "cross_training_replaces", numbers, current)


_TARGETS: tuple[Callable[[Episode, pd.DataFrame, float, pd.DataFrame], Target], ...] = (
    _distance, _run_days, _long_run, _fast, _replaced,
)  # fmt: skip
