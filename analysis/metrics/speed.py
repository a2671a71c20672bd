"""How fast was each part of a run, hills allowed for?"""

from __future__ import annotations

import numpy as np

from analysis.metrics.bands import Bands, in_bands
from analysis.metrics.track import DECIMALS, FASTEST_M_S, Track, difference
from analysis.tables import SPEED_BAND_M_S

WINDOW_S = 10.0  # the speed of a step is the mean over this long
BEST_S = (300, 1200)  # 20 minutes stand for what a runner can hold for long, 5 for what is hard
_EDGE = 1e-6  # 3.0 m/s that comes out as 2.9999999 is 3.0
LABELS = tuple(f"{band * SPEED_BAND_M_S:.1f}" for band in range(round(FASTEST_M_S / SPEED_BAND_M_S) + 1))


def of_steps(track: Track) -> np.ndarray:
    """How fast was each step? Mean speed in m/s over ten seconds around it; NaN where no distance is known."""
    speed = difference(track.clock_s, track.of, track.path_m, (track.middle_s, WINDOW_S))
    return np.where(track.has_path, speed, np.nan)


def band(speed: np.ndarray) -> np.ndarray:
    """Number of the band of each speed; -1 where there is none, or one that no runner has."""
    number = np.floor(speed / SPEED_BAND_M_S + _EDGE)
    return np.where(number < len(LABELS), number, -1).astype("int64")


def bands(track: Track, level_speed: np.ndarray) -> Bands:
    """How far and how long was each recording at each speed?

    Parameters
    ----------
    level_speed
        Speed of each step on the level that costs as much, in m/s.
    """
    return in_bands(track, "speed", LABELS, band(level_speed))


def best(track: Track, cost: np.ndarray) -> tuple[Bands, ...]:
    """How far did each recording get in its best 5 and 20 minutes? Hills are counted as the level that costs as much.

    The time is that of the timer: a pause inside is left out. No row for a recording that is shorter.
    """
    far = np.cumsum(track.step_m * cost)
    return tuple(_most(track, far, seconds) for seconds in BEST_S)


def _most(track: Track, far: np.ndarray, seconds: float) -> Bands:
    since = track.clock_s - seconds
    begin = track.clock_s[track.first]
    gained = np.where(since >= begin[track.of], far - np.interp(since, track.clock_s, far), 0.0)
    most = np.round(np.maximum.reduceat(gained, track.first), DECIMALS - 3)
    of = np.flatnonzero(most)
    values = {"distance_m": most[of], "time_s": np.full(len(of), float(seconds))}
    return Bands("best", of, np.full(len(of), str(seconds), dtype=object), values)
