"""How much was climbed and dropped, from altitudes that shake?"""

from __future__ import annotations

import numpy as np

from analysis.metrics.bands import Bands
from analysis.metrics.track import DECIMALS, Track, ends

# Chosen on recordings whose devices total the climb themselves; docs/methods.md says how well they do.
SMOOTHING_S = 15.0  # altitude is the mean over this long
LEAST_LEG_M = 2.0  # a rise or drop of less than this is taken for noise
STEADY_TURNS_PER_HOUR = 60.0  # an altitude that turns less often was smoothed by its device
SETTLING_S, SETTLING_M_S = 15.0, 2.5  # as an altimeter starts it may jump: faster than this is no climbing


def settled_m(track: Track) -> np.ndarray:
    """Altitude without the jumps with which an altimeter starts, as height over some level of its recording."""
    rise = np.where(np.diff(track.of, prepend=-1) != 0, 0.0, np.diff(track.altitude_m, prepend=0.0))
    since = track.clock_s - track.clock_s[track.first][track.of]
    is_jump = (since <= SETTLING_S) & (np.abs(rise) > SETTLING_M_S * np.maximum(track.step_s, 1.0))
    if not is_jump.any():
        return track.altitude_m
    jumps = np.cumsum(np.where(is_jump, rise, 0.0))
    return track.altitude_m - (jumps - jumps[track.first][track.of])


def smoothed_m(track: Track) -> np.ndarray:
    """Height, averaged over 15 seconds where the altitude shakes; NaN where the altitude is missing.

    The ends of a recording keep their height: near them the window is as wide as it can be on both sides.
    """
    height = settled_m(track)
    known = np.flatnonzero(np.isfinite(height))
    if not len(known):
        return height
    clock, of, level = track.clock_s[known], track.of[known], height[known]
    shaky = np.flatnonzero(~_is_steady(clock, of, level))
    smooth = np.full(len(height), np.nan)
    smooth[known] = level
    if len(shaky):
        smooth[known[shaky]] = _mean_around(clock[shaky], of[shaky], level[shaky])
    return smooth


def turning_points(track: Track, height: np.ndarray) -> np.ndarray:
    """Places where the height of a recording turns, its ends among them; legs of less than 2 m are no turns."""
    known = np.flatnonzero(np.isfinite(height))
    if not len(known):
        return known
    of, level = track.of[known], height[known]
    return known[without_small_legs(level, of, _turns(level, of), LEAST_LEG_M)]


def totals_m(track: Track, height: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ascent and descent of each recording: the legs of at least 2 m between the turns of its height.

    Returns
    -------
    tuple of numpy.ndarray
        Ascent and descent in m, one value per recording; NaN where no altitude is known.
    """
    return _climbed(track, height, turning_points(track, height))


def bands(track: Track, height: np.ndarray, turns: np.ndarray) -> Bands:
    """How far did each recording climb and drop in all, between the turns of its height?"""
    ascent, descent = _climbed(track, height, turns)
    known = np.flatnonzero(np.isfinite(ascent))
    values = {"ascent_m": ascent[known], "descent_m": descent[known]}
    return Bands("elevation", known, np.full(len(known), "whole", dtype=object), values)


def _climbed(track: Track, height: np.ndarray, turns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ascent and descent in m, one value per recording; NaN where no altitude is known."""
    count = len(track.ids)
    whose = track.of[turns][1:]
    legs = np.where(whose == track.of[turns][:-1], np.diff(height[turns]), 0.0)
    has_altitude = np.bincount(track.of[np.isfinite(height)], minlength=count) > 1
    up, down = (np.bincount(whose, np.maximum(sign * legs, 0.0), count) for sign in (1, -1))
    return np.where(has_altitude, up, np.nan), np.where(has_altitude, down, np.nan)


def _is_steady(clock: np.ndarray, of: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Which samples are of a recording that turns so rarely that its device must have smoothed it?"""
    turns = np.bincount(of[_turns(level, of)], minlength=of[-1] + 1)
    begin, end = ends(clock, of)
    return turns[of] < STEADY_TURNS_PER_HOUR * (end - begin) / 3600


def _mean_around(clock: np.ndarray, of: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Mean of the height, drawn straight between samples, over a window of time around each sample."""
    begin, end = ends(clock, of)
    half = np.minimum(SMOOTHING_S / 2, np.minimum(clock - begin, end - clock))
    area = np.concatenate([[0.0], np.cumsum((level[1:] + level[:-1]) / 2 * np.diff(clock))])
    is_wide = half > 0
    width = np.where(is_wide, 2 * half, 1.0)
    mean = (np.interp(clock + half, clock, area) - np.interp(clock - half, clock, area)) / width
    return np.where(is_wide, np.round(mean, DECIMALS - 3), level)


def _turns(level: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Places where the height turns; the ends of each recording are among them."""
    moves = (np.diff(level) != 0) | (of[1:] != of[:-1])
    kept = np.concatenate([[0], np.flatnonzero(moves) + 1])
    rises = np.diff(level[kept]) > 0
    crosses = of[kept][1:] != of[kept][:-1]
    inner = (rises[1:] != rises[:-1]) | crosses[1:] | crosses[:-1]
    return kept[np.concatenate([[True], inner, [True]])] if len(kept) > 1 else kept


def without_small_legs(level: np.ndarray, of: np.ndarray, turns: np.ndarray, least_m: float) -> np.ndarray:
    """The turns left when legs of less than `least_m` are taken out, the smallest of their neighbours first.

    A small leg inside a recording joins the legs around it to one; at its beginning or end it is cut off.
    """
    while True:
        crosses = of[turns][1:] != of[turns][:-1]
        height = np.where(crosses, np.inf, np.abs(np.diff(level[turns])))
        before, after = np.append(np.inf, height[:-1]), np.append(height[1:], np.inf)
        small = np.flatnonzero((height < least_m) & (height <= before) & (height < after))
        if not len(small):
            return turns
        # At the beginning or end of a recording only the outer turn goes.
        is_start, is_end = np.isinf(before[small]), np.isinf(after[small])
        gone = np.concatenate([small[~is_end | is_start], small[~is_start] + 1])
        turns = np.delete(turns, gone)
