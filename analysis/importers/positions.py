"""Positions of a recording, and the geometry of the sphere they lie on. They do not leave the importer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

EARTH_RADIUS_M = 6_371_008.8  # mean radius (IUGG)
LONGEST_GAP_M = 1_000.0  # nobody knows the way between two positions farther apart than this


class Track(NamedTuple):
    """Where a recording went, in degrees; NaN where there is no position. `time` in seconds from any moment on."""

    latitude: np.ndarray
    longitude: np.ndarray
    time: np.ndarray

    def placed(self) -> Track:
        """The samples with a position that can be."""
        return Track(*(values[on_earth(self.latitude, self.longitude)] for values in self))


def on_earth(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Which positions can be; 0, 0 is what a device writes that has none."""
    return (np.abs(latitude) <= 90) & (np.abs(longitude) <= 180) & ((latitude != 0) | (longitude != 0))


def steps_m(latitude: np.ndarray, longitude: np.ndarray, step: int = 1) -> np.ndarray:
    """How far is it from each position to the next, or to the one so many steps on?

    Great-circle distance (haversine, mean radius of the Earth).
    """
    lat, lon = np.radians(latitude), np.radians(longitude)
    north, east = lat[step:] - lat[:-step], lon[step:] - lon[:-step]
    half = np.sin(north / 2) ** 2 + np.cos(lat[:-step]) * np.cos(lat[step:]) * np.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))


def on_sphere(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """The positions as points (x, y, z) on a ball of radius 1: there is no edge at 180 degrees, and no pole."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def every_few_metres(track: Track, step_m: float) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """How far along each sample is, and positions `step_m` apart, however often the device wrote one.

    The positions (latitude, longitude) begin with the track; what lies in a gap is left out.
    """
    steps = steps_m(track.latitude, track.longitude)
    steps = np.where(steps > LONGEST_GAP_M, 0.0, steps)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.arange(0.0, along[-1] + step_m / 2, step_m)
    x, y, z = (np.interp(at, along, axis) for axis in on_sphere(track.latitude, track.longitude).T)
    return along, (np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x)))
