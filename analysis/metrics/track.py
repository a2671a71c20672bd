"""Where was the runner, and how high, at each moment that the timer ran? RECORDS of many recordings as arrays.

Nothing here counts samples: a watch may write one every second, or one whenever something changes. And no recording
notices which others are laid beside it, to the last digit: files are read a few together, as they happen to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

PAUSE_S, STANDING_M_S = 10.0, 0.5  # no sample for longer than this at less than this speed: the watch was paused
FASTEST_M_S = 12.5  # no one has run faster: a step faster than this is a slip of the GPS
LONGEST_BRIDGE_S = 60.0  # a value that is missing for longer is not known in between
DECIMALS = 9  # of slopes and speeds; what is beyond depends on where on the shared axes the recording lies
_GRAINS = 2.0**24  # in a second or metre: sums of whole grains are exact up to 500,000 km, wherever they begin
_APART = 1.0  # recordings lie this far apart on the shared axes, so that no two samples of two recordings meet


@dataclass(frozen=True)
class Track:
    """Recordings laid end to end: one value per sample, in the order of recordings and of time.

    The clock and the path go on from one recording to the next, so that one call looks things up in all of them.
    A step is what lies between a sample and the one before it; the first sample of a recording has a step of 0.

    Parameters
    ----------
    ids
        Activity of each recording.
    of
        Number of the recording each sample belongs to.
    first, last
        Places of the first and the last sample of each recording.
    clock_s
        Time the timer ran: pauses take none.
    path_m
        Distance covered while it ran.
    step_s, step_m
        Steps of both.
    altitude_m, heart_rate_bpm, cadence_spm
        As recorded; NaN where missing.
    """

    ids: np.ndarray
    of: np.ndarray
    first: np.ndarray
    last: np.ndarray
    clock_s: np.ndarray
    path_m: np.ndarray
    step_s: np.ndarray
    step_m: np.ndarray
    altitude_m: np.ndarray
    heart_rate_bpm: np.ndarray
    cadence_spm: np.ndarray

    @cached_property
    def has_path(self) -> np.ndarray:
        """Samples of the recordings that say how far it was."""
        return (self.path_m[self.last] > self.path_m[self.first])[self.of]

    @cached_property
    def middle_s(self) -> np.ndarray:
        """Clock in the middle of each step."""
        return self.clock_s - self.step_s / 2

    @cached_property
    def middle_m(self) -> np.ndarray:
        """Path in the middle of each step."""
        return self.path_m - self.step_m / 2


def lay(records: pd.DataFrame, among: np.ndarray) -> Track:
    """Lay the recordings of RECORDS end to end, those whose id is `among` the given ones.

    Distance that is missing for some samples is taken from those around; where none is recorded, from the speed.
    """
    codes, uniques = pd.factorize(records["activity_id"].array)
    names = uniques.to_numpy(object)
    elapsed = records["elapsed_s"].to_numpy("float64")
    order = _order(codes, elapsed, np.isin(names, among))
    columns = {name: records[name].to_numpy("float64")[order] for name in _READ}
    codes, elapsed = codes[order], _in_grains(elapsed[order])
    is_first = np.diff(codes, prepend=-1) != 0
    first, of = np.flatnonzero(is_first), np.cumsum(is_first) - 1
    seconds = np.where(is_first, 0.0, np.diff(elapsed, prepend=0.0))
    metres = _steps_m(columns, of, elapsed, is_first, seconds)
    is_pause = (seconds > PAUSE_S) & (metres < STANDING_M_S * seconds)
    step_s = np.where(is_pause, 0.0, seconds)
    step_m = np.where(is_pause | (metres > FASTEST_M_S * seconds), 0.0, metres)
    clock_s = np.cumsum(np.where(is_first, _APART, step_s))
    return Track(
        ids=names[codes[first]],
        of=of,
        first=first,
        last=np.append(first[1:], len(of)) - 1,
        clock_s=clock_s,
        path_m=np.cumsum(np.where(is_first, _APART, step_m)),
        step_s=step_s,
        step_m=step_m,
        altitude_m=_after_pauses(_bridged(columns["altitude_m"], of, clock_s, LONGEST_BRIDGE_S), clock_s),
        heart_rate_bpm=columns["heart_rate_bpm"],
        cadence_spm=columns["cadence_spm"],
    )


_READ = ("distance_m", "altitude_m", "speed_m_s", "heart_rate_bpm", "cadence_spm")


def ends(axis: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where on an axis does the recording of each sample begin and end?"""
    first = np.flatnonzero(np.diff(of, prepend=-1))
    last = np.append(first[1:], len(of)) - 1
    length = last - first + 1
    return np.repeat(axis[first], length), np.repeat(axis[last], length)


def difference(axis: np.ndarray, of: np.ndarray, values: np.ndarray, around: tuple[np.ndarray, float]) -> np.ndarray:
    """How much do the values change per unit of the axis, in a window around each place?

    Parameters
    ----------
    around
        The places, one per sample, and the width of the window. It ends where its recording does; NaN where less than
        half of it is left.
    """
    at, width = around
    begin, end = ends(axis, of)
    low, high = np.maximum(at - width / 2, begin), np.minimum(at + width / 2, end)
    change = np.interp(high, axis, values) - np.interp(low, axis, values)
    is_wide = high - low >= width / 2 * (1 - 1e-9)
    return np.where(is_wide, np.round(change / np.where(is_wide, high - low, 1.0), DECIMALS), np.nan)


def _order(codes: np.ndarray, elapsed: np.ndarray, is_wanted: np.ndarray) -> np.ndarray | slice:
    """Places of the wanted samples by recording and time; all of them, where they stand in that order."""
    same = codes[1:] == codes[:-1]
    in_order = (codes[1:] > codes[:-1]) | (same & (elapsed[1:] > elapsed[:-1]))
    if in_order.all():
        return slice(None) if is_wanted.all() else np.flatnonzero(is_wanted[codes])
    order = np.lexsort((elapsed, codes))
    return order[is_wanted[codes[order]]]


def _steps_m(
    columns: dict[str, np.ndarray], of: np.ndarray, elapsed: np.ndarray, is_first: np.ndarray, seconds: np.ndarray
) -> np.ndarray:
    """How far was it from each sample to the next? 0 where nothing says."""
    # Elapsed time begins again in each recording; the axis of the bridge has to go on.
    axis = np.cumsum(np.where(is_first, _APART, seconds))
    distance = _in_grains(_bridged(columns["distance_m"], of, axis, np.inf))
    steps = np.where(is_first, 0.0, np.diff(distance, prepend=0.0))
    has_distance = np.bincount(of, np.isfinite(distance)) > 0
    steps = np.where(has_distance[of], steps, _in_grains(columns["speed_m_s"] * seconds))
    return np.maximum(np.nan_to_num(steps), 0.0)


def _in_grains(values: np.ndarray) -> np.ndarray:
    return np.round(values * _GRAINS) / _GRAINS


def _after_pauses(values: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """The values with those before a pause set to those after it: what moves while the timer stands is no running."""
    is_last = np.diff(clock_s, append=np.inf) > 0
    if is_last.all():
        return values
    return values[np.flatnonzero(is_last)[np.cumsum(is_last) - is_last]]


def _bridged(values: np.ndarray, of: np.ndarray, axis: np.ndarray, longest: float) -> np.ndarray:
    """The values with what is missing between two known ones of one recording drawn straight between them."""
    is_known = np.isfinite(values)
    if is_known.all() or not is_known.any():
        return values
    known, missing = np.flatnonzero(is_known), np.flatnonzero(~is_known)
    after = np.searchsorted(known, missing)
    inner = (after > 0) & (after < len(known))
    missing, low, high = missing[inner], known[after[inner] - 1], known[after[inner]]
    is_between = (of[low] == of[missing]) & (of[high] == of[missing]) & (axis[high] - axis[low] <= longest)
    missing, low, high = missing[is_between], low[is_between], high[is_between]
    length = axis[high] - axis[low]
    share = np.divide(axis[missing] - axis[low], length, out=np.zeros(len(missing)), where=length > 0)
    bridged = values.copy()
    bridged[missing] = values[low] + share * (values[high] - values[low])
    return bridged
