"""Did the runner do the same thing again and again: run fast, climb, run between walks?

A watch that pauses by itself at each rest leaves no rest to see: such a session may pass for an even run.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.metrics import climb, speed
from analysis.metrics.bands import Bands
from analysis.metrics.track import Track
from analysis.thresholds import (
    HILL_CLIMB_M,
    HILL_GRADE,
    REPEATS_LEAST,
    RUN_WALK_LEAST,
    RUN_WALK_RUN_LONGEST_S,
    RUN_WALK_RUN_S,
    RUN_WALK_WALK_LONGEST_S,
    RUN_WALK_WALK_S,
    WALKING_M_S,
)

SHORTEST_S = 15.0  # a change of pace that is over sooner is taken for noise
LONGEST_S = 600.0  # a longer bout is a run of its own, with a stop after it
SAME_LENGTH, SAME_SPEED, SAME_CLIMB = 1.25, 1.15, 1.25  # what differs by less is the same thing again
FASTER = 1.25  # bouts are this much faster than what lies between them
NEARLY = 1.05  # who runs this near to the speed of the bouts before and after them runs no bouts
MOST_SHARE = 0.65  # of what is fast, or climbs, between the first and the last; else they are alike by chance


class Stretches(NamedTuple):
    """Parts of recordings in their order: of which, whether fast, how long and how far."""

    of: np.ndarray
    is_fast: np.ndarray
    time_s: np.ndarray
    distance_m: np.ndarray

    @property
    def speed(self) -> np.ndarray:
        return np.divide(self.distance_m, self.time_s, out=np.zeros(len(self.of)), where=self.time_s > 0)


class Climbs(NamedTuple):
    """The rises of recordings: of which, how high, how high their tops stand, how long and how far."""

    of: np.ndarray
    rise_m: np.ndarray
    top_m: np.ndarray
    time_s: np.ndarray
    distance_m: np.ndarray


def bands(track: Track, band: np.ndarray, turns: np.ndarray, height: np.ndarray) -> tuple[Bands, ...]:
    """How often, how long and how far did each recording run fast, climb, or run between walks, again and again?

    Parameters
    ----------
    band
        Band of the speed of each step, as run, see `speed.band`.
    turns
        Places where the height turns, see `climb.turning_points`.

    Returns
    -------
    tuple of Bands
        Dimension repeats, bands `fast`, `hills` and `run_walk`; none where nothing was repeated often enough.
    """
    parts = stretches(track, band)
    rises = climbs(track, turns, height)
    is_bout, is_rise, is_between_walks = fast_bouts(parts), hill_repeats(rises), between_walks(parts)
    return (
        _repeats("fast", parts.of[is_bout], parts.time_s[is_bout], parts.distance_m[is_bout]),
        _repeats("hills", rises.of[is_rise], rises.time_s[is_rise], rises.distance_m[is_rise]),
        _repeats("run_walk", parts.of[is_between_walks], parts.time_s[is_between_walks],
                 parts.distance_m[is_between_walks]),
    )  # fmt: skip


def stretches(track: Track, band: np.ndarray) -> Stretches:
    """Each recording, cut where it changes between its faster and its slower speeds."""
    is_fast = band >= _parting_band(track, band)[track.of]
    cuts = np.flatnonzero((is_fast[1:] != is_fast[:-1]) | (track.of[1:] != track.of[:-1])) + 1
    begins = np.append(0, cuts)
    time_s, distance_m = np.add.reduceat(track.step_s, begins), np.add.reduceat(track.step_m, begins)
    parts = Stretches(track.of[begins], is_fast[begins], time_s, distance_m)
    for kind in (False, True, False):
        flips = (parts.is_fast == kind) & (parts.time_s < SHORTEST_S)
        parts = _joined(parts._replace(is_fast=parts.is_fast ^ flips))
    return parts


def _joined(parts: Stretches) -> Stretches:
    """Neighbours of one kind as one."""
    begins = np.append(0, np.flatnonzero(np.diff(parts.is_fast) | (np.diff(parts.of) != 0)) + 1)
    return Stretches(parts.of[begins], parts.is_fast[begins], np.add.reduceat(parts.time_s, begins),
                     np.add.reduceat(parts.distance_m, begins))  # fmt: skip


def _parting_band(track: Track, band: np.ndarray) -> np.ndarray:
    """The lowest of the faster bands, where a recording is best parted in two: most variance lies between the parts.

    Source: Otsu 1979, IEEE Trans Syst Man Cybern 9:62-66, on the time spent at each speed.
    """
    count, width = len(track.ids), len(speed.LABELS)
    cells = track.of * width + np.maximum(band, 0)
    time_at = np.bincount(cells, track.step_s * (band >= 0), count * width).reshape(count, width)
    below = np.cumsum(time_at, axis=1)
    moment = np.cumsum(time_at * (np.arange(width) + 0.5), axis=1)
    whole, mean = below[:, -1:], moment[:, -1:]
    parts = below * (whole - below)
    between = np.divide((mean * below - moment * whole) ** 2, parts, out=np.zeros_like(parts), where=parts > 0)
    return np.argmax(between, axis=1) + 1


def fast_bouts(parts: Stretches) -> np.ndarray:
    """Which stretches are fast bouts of one kind, at least three of them with something slower between?

    They last as long or reach as far as one another, at one speed; they are clearly faster than what lies between, and
    hardly anything else is as fast: stops at traffic lights come in no such order, and part what is alike.
    """
    fast = np.flatnonzero(parts.is_fast & (parts.time_s >= SHORTEST_S) & (parts.time_s <= LONGEST_S))
    left, right = _pairs(parts.of[fast])
    pace = parts.speed[fast]
    is_alike = _within(pace[left], pace[right], SAME_SPEED) & (
        _within(parts.time_s[fast][left], parts.time_s[fast][right], SAME_LENGTH)
        | _within(parts.distance_m[fast][left], parts.distance_m[fast][right], SAME_LENGTH)
    )
    is_bout = np.zeros(len(parts.of), dtype=bool)
    is_bout[fast[_largest_group(parts.of[fast], left[is_alike], right[is_alike], parts.time_s[fast])]] = True
    return is_bout & _is_session(parts, is_bout)[parts.of]


def _is_session(parts: Stretches, is_bout: np.ndarray) -> np.ndarray:
    """Of which recordings the bouts are enough, clearly faster than the time between, and most of what is fast."""
    count = int(parts.of[-1]) + 1
    inside = _inside(parts.of, is_bout)
    slow = inside & ~parts.is_fast

    def total(values: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        return np.bincount(parts.of[chosen], values[chosen], count)

    bout_s, bout_m = total(parts.time_s, is_bout), total(parts.distance_m, is_bout)
    is_faster = bout_m * total(parts.time_s, slow) >= FASTER * total(parts.distance_m, slow) * bout_s
    as_fast = NEARLY * parts.speed * bout_s[parts.of] >= bout_m[parts.of]
    is_most = bout_s >= MOST_SHARE * total(parts.time_s, parts.is_fast & (inside | as_fast))
    return (np.bincount(parts.of[is_bout], minlength=count) >= REPEATS_LEAST.value) & is_faster & is_most


def between_walks(parts: Stretches) -> np.ndarray:
    """Which stretches are runs of one and a half to two and a half minutes, each before a walk of about a minute?"""
    is_run = parts.is_fast & (parts.time_s >= RUN_WALK_RUN_S.value) & (parts.time_s <= RUN_WALK_RUN_LONGEST_S.value)
    is_walk = ~parts.is_fast & (parts.time_s >= RUN_WALK_WALK_S.value) & (
        parts.time_s <= RUN_WALK_WALK_LONGEST_S.value) & (parts.speed < WALKING_M_S.value)  # fmt: skip
    follows = np.append(is_walk[1:] & (parts.of[1:] == parts.of[:-1]), False)
    chosen = is_run & follows
    often = np.bincount(parts.of[chosen], minlength=int(parts.of[-1]) + 1)
    return chosen & (often >= RUN_WALK_LEAST.value)[parts.of]


def climbs(track: Track, turns: np.ndarray, height: np.ndarray) -> Climbs:
    """The rises of at least 15 m between the turns of the height."""
    known = np.flatnonzero(np.isfinite(height))
    tall = climb.without_small_legs(height, track.of, turns, HILL_CLIMB_M.value) if len(known) else turns
    low, top = tall[:-1], tall[1:]
    rise = height[top] - height[low]
    up = np.flatnonzero((track.of[low] == track.of[top]) & (rise >= HILL_CLIMB_M.value))
    low, top = low[up], top[up]
    return Climbs(track.of[low], rise[up], height[top], track.clock_s[top] - track.clock_s[low],
                  track.path_m[top] - track.path_m[low])  # fmt: skip


def hill_repeats(rises: Climbs) -> np.ndarray:
    """Which rises are of one hill climbed at least three times, as high as one another and to one top?"""
    steep = np.flatnonzero(rises.rise_m >= HILL_GRADE.value / 100 * rises.distance_m)
    of, rise, top = rises.of[steep], rises.rise_m[steep], rises.top_m[steep]
    left, right = _pairs(of)
    is_alike = _within(rise[left], rise[right], SAME_CLIMB)
    is_alike &= np.abs(top[left] - top[right]) <= (SAME_CLIMB - 1) * np.minimum(rise[left], rise[right])
    is_one = np.zeros(len(rises.of), dtype=bool)
    is_one[steep[_largest_group(of, left[is_alike], right[is_alike], rise)]] = True
    count = int(rises.of[-1]) + 1 if len(rises.of) else 0
    between = _inside(rises.of, is_one)
    often = np.bincount(rises.of[is_one], minlength=count)
    climbed, in_all = (np.bincount(rises.of[which], rises.rise_m[which], count) for which in (is_one, between))
    return is_one & ((often >= REPEATS_LEAST.value) & (climbed >= MOST_SHARE * in_all))[rises.of]


def _inside(of: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Which places lie between the first and the last chosen one of their recording, these among them?"""
    place, count = np.arange(len(of)), int(of[-1]) + 1 if len(of) else 0
    first, last = np.full(count, len(of)), np.full(count, -1)
    np.minimum.at(first, of[chosen], place[chosen])
    np.maximum.at(last, of[chosen], place[chosen])
    return (place >= first[of]) & (place <= last[of])


def _repeats(band: str, of: np.ndarray, time_s: np.ndarray, distance_m: np.ndarray) -> Bands:
    often = np.bincount(of)
    those = np.flatnonzero(often)
    values = {"repeats": often[those].astype("float64"), "time_s": np.bincount(of, time_s)[those],
              "distance_m": np.bincount(of, distance_m)[those]}  # fmt: skip
    return Bands("repeats", those, np.full(len(those), band, dtype=object), values)


def _pairs(of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every place beside every place of the same recording, itself among them; `of` is in order."""
    often = np.bincount(of)
    first = np.cumsum(often) - often
    left = np.repeat(np.arange(len(of)), often[of])
    begins = np.cumsum(often[of]) - often[of]
    right = np.arange(len(left)) - np.repeat(begins - first[of], often[of])
    return left, right


def _within(one: np.ndarray, other: np.ndarray, ratio: float) -> np.ndarray:
    return (one <= ratio * other) & (other <= ratio * one)


def _largest_group(of: np.ndarray, left: np.ndarray, right: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Places of those alike to the one of each recording whose like amount to most."""
    weight = np.bincount(left, size[right], len(of))
    order = np.lexsort((-weight, of))
    heads = order[np.diff(of[order], prepend=-1) != 0]
    return right[np.isin(left, heads)]
