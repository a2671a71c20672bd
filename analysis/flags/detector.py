"""Day by day: is pain getting worse although the running was really cut?

Every value of a day uses that day and the days before it, nothing later.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from analysis.baseline import usual_weeks
from analysis.episode import onset_positions, trailing
from analysis.flags.state_space import follow
from analysis.thresholds import (
    COMPARABLE_WEEK_M,
    WORSENING_CUT,
    WORSENING_CUT_BLOCK,
    WORSENING_CUT_DAYS,
    WORSENING_CUT_LEAD,
    WORSENING_CUT_LONGEST,
    WORSENING_DAYS,
    WORSENING_FREEZE_DAYS,
    WORSENING_LEVEL,
    WORSENING_LOGS,
    WORSENING_PERSIST,
    WORSENING_PERSIST_DAYS,
    WORSENING_PROBABILITY,
    WORSENING_RISE,
    WORSENING_STILL_RISING,
)

SHORTEST, LONGEST = WORSENING_CUT_DAYS.whole, WORSENING_CUT_LONGEST.whole
LEAST_HISTORY = 28  # days before which no usual week exists


def worsening_days(daily_distance_m: pd.Series, daily_score: pd.Series) -> pd.Series:
    """On which days was pain worsening although the running was backed off?

    Parameters
    ----------
    daily_distance_m
        Distance per day in m on a gapless daily index; 0 is rest, NaN unknown. No cut is inferred across unknown days.
    daily_score
        Pain of one site at one moment on the same index, 0-10, NaN where not logged.

    Returns
    -------
    pandas.Series
        True on days the flag is up. The value of a day does not change when later days are added.
        Source: the balanced preset of docs/methods.md.
    """
    return evidence(daily_distance_m, daily_score)["is_worsening"]


def evidence(
    daily_distance_m: pd.Series, daily_score: pd.Series, *, unknown_is_rest: bool = False, full_from: int | None = None
) -> pd.DataFrame:
    """What speaks for and against worsening despite back-off, day by day?

    Parameters
    ----------
    unknown_is_rest
        Ask "what if the runner rested on the unknown days": they count as 0 m since the cut. The usual week is still
        taken from known days only.
    full_from
        Position from which every day is filled, to be looked at.

    Returns
    -------
    pandas.DataFrame
        On the same index: `level` (mean score of 7 days), `cut_start` (position of the first day of the cut, -1 where
        there is none), `share` (weekly distance since the cut over the usual week), `usual_m`, `n` (scores since the
        cut), `rise` (points since the cut), `rise_probability` (that it is at least `WORSENING_RISE`),
        `rising_probability` (that it still rises), `is_worsening`. The columns of the cut are filled for the last day
        and for days with raised, rising pain; NaN elsewhere.
    """
    scores = daily_score.to_numpy(dtype=float)
    level, gate = _high_and_higher(scores)
    here = np.arange(len(scores))
    rows = np.flatnonzero(gate | (here == len(scores) - 1) | (full_from is not None and here >= full_from))
    usual = usual_weeks(daily_distance_m)["usual_m"].to_numpy()
    distance = (daily_distance_m.fillna(0.0) if unknown_is_rest else daily_distance_m).to_numpy(dtype=float)
    cuts = find_cuts(distance, usual, onset_positions(scores), rows)
    found = cuts.join(_rise(scores, rows, cuts["cut_start"].to_numpy()))
    table = found.reindex(np.arange(len(scores))).set_axis(daily_score.index)
    table["cut_start"] = table["cut_start"].fillna(-1).astype(int)
    table["level"] = level
    table["is_worsening"] = _persistent(gate & _meets(table).to_numpy())
    return table


def _high_and_higher(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 7-day mean, and whether it is at the level that matters and above the 7 days before."""
    sums, counts = trailing(scores, 7)
    with np.errstate(invalid="ignore", divide="ignore"):
        level = np.where(counts > 0, sums / counts, np.nan)
    before = np.concatenate([np.full(7, np.nan), level])[: len(level)]
    with np.errstate(invalid="ignore"):
        return level, (level >= WORSENING_LEVEL.value) & (level > before)


def find_cuts(distance: np.ndarray, usual: np.ndarray, onset: np.ndarray, rows: np.ndarray) -> pd.DataFrame:
    """Since when has the running been cut, as seen on each of `rows`?

    A cut lasts 14 to 56 days up to the day, begins at most two days before the pain did, holds a fifth less than the
    usual week on average, and 15 % less in its first 7 days and in every 7 days counted back from the end. Of several
    first days the one with the deepest and longest cut counts: (1 - share) x square root of length.

    Returns
    -------
    pandas.DataFrame
        Index `rows`: `cut_start` (-1 where there is none), `share`, `usual_m`.
    """
    length = np.arange(LONGEST, SHORTEST - 1, -1)
    start = rows[:, None] - length + 1
    valid = (start >= LEAST_HISTORY) & (start >= (onset[rows] - WORSENING_CUT_LEAD.whole)[:, None])
    start = np.maximum(start, 0)
    base = usual[frozen_at(start, onset[rows][:, None])]
    limit = (1 - WORSENING_CUT_BLOCK.value) * base
    with np.errstate(invalid="ignore", divide="ignore"):  # a usual week of nothing is no usual week
        share = _total(distance, start, length) * 7 / length / base
        valid &= (base >= COMPARABLE_WEEK_M.value) & (share <= 1 - WORSENING_CUT.value)
        valid &= _total(distance, start, 7) <= limit
        for back in range(0, LONGEST, 7):
            last_block = _total(distance, np.maximum(rows - back - 6, 0), 7)[:, None]
            valid &= (length < back + 7) | (last_block <= limit)
    depth = np.where(valid, (1 - share) * np.sqrt(length), -1.0)
    best = depth.argmax(axis=1)
    here = np.arange(len(rows))
    chosen = (here, best)
    found = depth[chosen] > 0
    table = {
        "cut_start": np.where(found, start[chosen], -1),
        "share": np.where(found, share[chosen], np.nan),
        "usual_m": np.where(found, base[chosen], np.nan),
    }
    return pd.DataFrame(table, index=rows)


def frozen_at(start: np.ndarray, onset: np.ndarray) -> np.ndarray:
    """Where to take the usual week: before the pain began, so that it does not follow the cut down."""
    onset = np.minimum(onset, start)
    near = (start - onset <= WORSENING_FREEZE_DAYS.value) & (onset >= LEAST_HISTORY)
    return np.where(near, onset, start)


def _total(distance: np.ndarray, start: np.ndarray, length: np.ndarray | int) -> np.ndarray:
    """Distance of `length` days from each start; NaN where one of them is unknown."""
    known = np.isfinite(distance)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, distance, 0.0))])
    gaps = np.concatenate([[0], np.cumsum(~known)])
    end = np.minimum(start + length, len(distance))
    return np.where(gaps[end] == gaps[start], sums[end] - sums[start], np.nan)


def _rise(scores: np.ndarray, rows: np.ndarray, cut_start: np.ndarray) -> pd.DataFrame:
    """How far pain has risen between the cut and each of `rows`, by the model of daily pain."""
    columns = ["n", "rise", "rise_probability", "rising_probability"]
    cut = cut_start >= 0
    since = cut_start[cut].astype(int)
    starts, which = np.unique(since, return_inverse=True)
    if len(starts) == 0:
        return pd.DataFrame(np.nan, index=rows, columns=columns)
    elapsed = rows[cut] - since
    course = follow(scores, starts, int(elapsed.max()) + 1)
    logged = np.concatenate([[0], np.cumsum(np.isfinite(scores))])
    at = (which, elapsed)
    table = {
        "n": (logged[rows[cut] + 1] - logged[since]).astype(float),
        "rise": course.rise[at],
        "rise_probability": ndtr((course.rise[at] - WORSENING_RISE.value) / course.rise_sd[at]),
        "rising_probability": ndtr(course.slope[at] / course.slope_sd[at]),
    }
    return pd.DataFrame(table, index=rows[cut], columns=columns).reindex(rows)


def _meets(table: pd.DataFrame) -> pd.Series:
    """Whether each day by itself meets the conditions on the cut and the rise; missing meets none."""
    elapsed = np.arange(len(table)) - table["cut_start"] + 1
    return (
        (table["cut_start"] >= 0)
        & (elapsed >= WORSENING_DAYS.value)
        & (table["n"] >= WORSENING_LOGS.value)
        & (table["rise_probability"] >= WORSENING_PROBABILITY.value)
        & (table["rising_probability"] >= WORSENING_STILL_RISING.value)
    )


def _persistent(meets: np.ndarray) -> np.ndarray:
    sums, _ = trailing(meets.astype(float), WORSENING_PERSIST_DAYS.whole)
    return meets & (sums >= WORSENING_PERSIST.value)
