"""Recordings as a watch would write them, from what the runner did."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.metrics.track import Track, lay
from analysis.tables import ACTIVITIES, RECORDS, conform

Profile = Callable[[np.ndarray], np.ndarray]


def recorded(seconds: np.ndarray | int, activity_id: str = "a", **columns: object) -> pd.DataFrame:
    """RECORDS of a run at 3 m/s. `seconds` are the times of the samples, or how many there are, one a second."""
    clock = np.arange(float(seconds)) if isinstance(seconds, int) else np.asarray(seconds, dtype=float)
    about = {"activity_id": activity_id, "elapsed_s": clock, "distance_m": 3 * clock}
    return conform(pd.DataFrame(about | columns), RECORDS)


def over(height: Profile, times: np.ndarray | None = None, activity_id: str = "a") -> pd.DataFrame:
    """RECORDS of an hour at 3 m/s, its altitude a function of the distance."""
    clock = np.arange(3601.0) if times is None else times
    return recorded(clock, activity_id, altitude_m=height(3 * clock))


def hill(distance: np.ndarray) -> np.ndarray:
    """From 200 m up to 250 m in the first 5.4 km, down again in the next."""
    return 200 + 50 * (1 - np.abs(distance - 5400) / 5400)


def laid(*records: pd.DataFrame) -> Track:
    frame = pd.concat(records, ignore_index=True)
    return lay(frame, among=frame["activity_id"].unique().to_numpy(object))


def run(activity_id: str = "a", **columns: object) -> pd.DataFrame:
    """ACTIVITIES with one run."""
    about = {"activity_id": activity_id, "local_date": "2024-03-04", "sport": "running", "source_format": "fit"}
    return conform(pd.DataFrame([about | {"surface": "unknown", "surface_source": "unknown"} | columns]), ACTIVITIES)
