"""What is usual, easy and fast for this athlete, as seen on the day of each run?

Everyone's fast is someone's easy: efforts are told from the athlete's own runs of the 90 days up to the run, and from
nothing later. Speeds are those on the level that cost as much, where the recording tells the hills.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.base import of_dimension
from analysis.metrics.grade import is_indoors
from analysis.tables import HEART_RATE_BAND_BPM, SPEED_BAND_M_S
from analysis.thresholds import (
    EASY_HEART,
    EASY_SPEED,
    EFFORT_BEST,
    EFFORT_DAYS,
    EFFORT_LONG_S,
    EFFORT_RUNS,
    FAST_HEART,
    FAST_PACE,
    FAST_USUAL,
    HEART_HELD_S,
    STEADY_CLIMB,
    STEADY_EXERTION,
    WALKING_M_S,
)

UNEVEN = ("intervals", "hills", "run_walk")  # sessions whose mean speed says nothing of their parts


def measured(runs: pd.DataFrame, exposures: pd.DataFrame) -> pd.DataFrame:
    """How fast was each running activity, how fast its best 20 minutes, how high its heart rate?

    Without a recording the mean speed of a run that was even as far as its summary tells stands for both, for the best
    20 minutes only where it was that long.

    Returns
    -------
    pandas.DataFrame
        By `activity_id`: `local_date`; `speed_m_s`, walking left out, and `held_m_s`; `heart_bpm` and `highest_bpm`,
        the highest held for a minute; `is_recorded`, whether the speed is of a recording. NaN where missing.
    """
    by_id = runs.set_index("activity_id")
    mean = steady_speed(runs).set_axis(by_id.index)
    at_speed = _mean_in_bands(exposures, "speed", (WALKING_M_S.value, SPEED_BAND_M_S)).reindex(by_id.index)
    best = of_dimension(exposures, "best", "activity_id", "band", "distance_m")
    best = best[best["band"] == str(EFFORT_LONG_S.whole)]
    held = (best.set_index("activity_id")["distance_m"] / EFFORT_LONG_S.value).reindex(by_id.index)
    is_long = by_id["moving_time_s"] >= EFFORT_LONG_S.value
    return pd.DataFrame({
        "local_date": by_id["local_date"],
        "speed_m_s": at_speed.fillna(mean),
        "held_m_s": held.fillna(mean.where(is_long)),
        "heart_bpm": _mean_in_bands(exposures, "heart_rate", (0.0, HEART_RATE_BAND_BPM)).reindex(by_id.index),
        "highest_bpm": _highest_heart(exposures).reindex(by_id.index),
        "is_recorded": at_speed.notna(),
    })  # fmt: skip


def steady_speed(runs: pd.DataFrame) -> pd.Series:
    """Mean speed of each run in m/s; NaN where its summary says that it was uneven, hilly or hard.

    An even run and one of fast and slow parts may have the same summary. What can be told is left out: sessions called
    intervals, hills or run-walk, runs that felt hard, and runs with more than 15 m of ascent per km.
    """
    seconds, metres = runs["moving_time_s"], runs["distance_m"]
    uneven = runs["session_type"].isin(UNEVEN) | (runs["perceived_exertion"] >= STEADY_EXERTION.value)
    hilly = (runs["ascent_m"] > STEADY_CLIMB.value * metres) & ~is_indoors(runs)
    return (metres / seconds.where(seconds > 0)).mask(uneven | hilly)


def edges(ran: pd.DataFrame) -> pd.DataFrame:
    """From which speed and heart rate on was running fast for this athlete, and below which easy, at each run?

    Fast is what comes within 5 % of the pace of the best 20 minutes (nine of ten runs of 90 days have slower ones), and
    is at least 15 % faster than the athlete's median run: who never ran hard in 90 days has shown no best. Easy is
    below nine tenths of that. Heart rates likewise from the highest of 90 days.

    Parameters
    ----------
    ran
        See `measured`.

    Returns
    -------
    pandas.DataFrame
        On the index of `ran`: `easy_m_s`, `fast_m_s`, `easy_bpm`, `fast_bpm`; NaN with fewer than five such runs in 90
        days.
    """
    days = EFFORT_DAYS.whole
    best = over_days(ran, "held_m_s", days, EFFORT_BEST.value) / FAST_PACE.value
    fast = np.maximum(best.fillna(0.0), FAST_USUAL.value * over_days(ran, "speed_m_s", days, 0.5))
    highest = over_days(ran, "highest_bpm", days, 1.0)
    columns = {
        "easy_m_s": EASY_SPEED.value * fast,
        "fast_m_s": fast,
        "easy_bpm": EASY_HEART.value * highest,
        "fast_bpm": FAST_HEART.value * highest,
    }
    return pd.DataFrame(columns, index=ran.index)


def over_days(ran: pd.DataFrame, column: str, days: int, quantile: float) -> pd.Series:
    """Quantile of a column over the runs of so many days up to each run's day; NaN with fewer than five of them."""
    dates = ran["local_date"].to_numpy()
    order = np.argsort(dates, kind="stable")
    ordered = pd.Series(ran[column].to_numpy()[order], index=dates[order])
    seen = ordered.rolling(f"{days}D", min_periods=EFFORT_RUNS.whole).quantile(quantile).to_numpy()
    # The last run of a day has seen all of the day.
    last = np.searchsorted(dates[order], dates, side="right") - 1
    return pd.Series(seen[last], index=ran.index)


def middle(bands: pd.Series, width: float) -> np.ndarray:
    """The middle of each band, from the names of lower edges."""
    codes, names = pd.factorize(bands)
    return (np.array([float(name) for name in names]) + width / 2)[codes]


def _mean_in_bands(exposures: pd.DataFrame, dimension: str, lowest_and_width: tuple[float, float]) -> pd.Series:
    """Mean over the time in the bands of a dimension, those below the lowest left out, by activity."""
    lowest, width = lowest_and_width
    rows = of_dimension(exposures, dimension, "activity_id", "band", "time_s")
    value = middle(rows["band"], width)
    rows, value = rows[value >= lowest], value[value >= lowest]
    times = pd.DataFrame({"at_value": rows["time_s"] * value, "in_all": rows["time_s"]})
    totals = times.groupby(rows["activity_id"]).sum()
    return totals["at_value"] / totals["in_all"]


def _highest_heart(exposures: pd.DataFrame) -> pd.Series:
    rows = of_dimension(exposures, "heart_rate", "activity_id", "band", "time_s")
    rows = rows[rows["time_s"] >= HEART_HELD_S.value]
    value = pd.Series(middle(rows["band"], HEART_RATE_BAND_BPM), index=rows.index)
    return value.groupby(rows["activity_id"]).max()
