"""How much was run uphill, downhill and on the level?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.bands import Bands, in_bands
from analysis.metrics.base import History
from analysis.metrics.track import Track
from analysis.tables import GRADES
from analysis.thresholds import LEVEL_GRADE, STEEP_GRADE

DAY_COLUMNS = (*(f"{grade}_m" for grade in GRADES if grade != "unknown"), "grade_unknown_m")

# A treadmill moves no one up or down, and what its watch says of altitude is the weather.
INDOORS = ("treadmill", "indoor_running", "indoor", "virtual_activity", "virtual")


def is_indoors(runs: pd.DataFrame) -> np.ndarray:
    """Which runs stayed at one height: on a treadmill, in a hall, in a virtual world?"""
    sub_sport, surface = (runs[name].to_numpy(object) for name in ("sub_sport", "surface"))
    return np.isin(sub_sport, INDOORS) | (surface == "treadmill")


def bands(track: Track, grade: np.ndarray) -> Bands:
    """How far and how long was each recording run at each grade?

    Parameters
    ----------
    grade
        Grade of each step, 0.05 for 5 %; NaN where unknown.
    """
    steep, level = STEEP_GRADE.value / 100, LEVEL_GRADE.value / 100
    # The smallest number above: what falls by exactly 5 % is steep, what falls by exactly 2 % is no longer level.
    edges = np.array([np.nextafter(-steep, 1), np.nextafter(-level, 1), level, steep])
    band = np.where(np.isnan(grade), len(edges) + 1, np.searchsorted(edges, grade, "right"))
    return in_bands(track, "grade", GRADES, np.where(track.has_path, band, -1))


def exposures(runs: pd.DataFrame) -> pd.DataFrame:
    """At which grade was each run, as far as that is known without its recording?

    Returns
    -------
    pandas.DataFrame
        EXPOSURES of dimension grade: one row per running activity, band `level` indoors and `unknown` elsewhere.
    """
    indoors = is_indoors(runs)
    columns = {
        "activity_id": runs["activity_id"],
        "dimension": pd.Series("grade", index=runs.index, dtype="str"),
        "band": np.where(indoors, "level", "unknown"),
        "distance_m": runs["distance_m"],
        "time_s": runs["moving_time_s"],
        "source": np.where(indoors, "file", "unknown"),
    }
    return pd.DataFrame(columns)


def per_day(history: History) -> pd.DataFrame:
    """How far was run at each grade?

    Returns
    -------
    pandas.DataFrame
        One column per grade in m. 0 on a rest day, missing where the day is unknown; where no run of the day has a
        known grade, only the distance of unknown grade is told.
    """
    rows = history.exposures[history.exposures["dimension"] == "grade"]
    dates, metres, bands_of = rows["local_date"], rows["distance_m"], rows["band"].to_numpy(dtype=object)
    totals = [history.total(metres[bands_of == grade], dates[bands_of == grade]) for grade in GRADES]
    untold = history.has(dates) & ~history.has(dates[bands_of != "unknown"])
    known = [np.where(untold, np.nan, total) for total in totals[:-1]]
    return pd.DataFrame(dict(zip(DAY_COLUMNS, [*known, totals[-1]], strict=True)), index=history.calendar)
