"""How did the runner step at the same speed on level ground, and how evenly on both feet?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.metrics import speed, yardstick
from analysis.metrics.bands import Bands, in_bands
from analysis.metrics.base import History, among, of_dimension
from analysis.metrics.grade import is_indoors
from analysis.metrics.track import Track
from analysis.tables import SPEED_BAND_M_S
from analysis.thresholds import (
    CADENCE_NOTICE,
    FORM_BEFORE_DAYS,
    FORM_GRADE,
    FORM_LEAST_S,
    FORM_SPEED,
    FORM_USUAL_DAYS,
    FORM_WINDOW_DAYS,
    STRIDE_LONGER,
)

_EDGE = 1e-9  # a speed that is 5 % apart may come out as 5.0000001 %
DAY_COLUMNS = ("matched_cadence_spm", "matched_stride_m", "ground_contact_left_pct")


def bands(track: Track, band: np.ndarray, grade: np.ndarray) -> Bands:
    """How far, how long and at which mean cadence was each recording at each speed on level ground?

    The mean length of a step follows: distance over cadence times minutes. Only time with a cadence counts, and only
    ground known to be no steeper than 1 %.

    Parameters
    ----------
    band
        Band of the speed of each step, as run, see `speed.band`.
    """
    is_level = np.abs(grade) <= FORM_GRADE.value / 100
    number = np.where(is_level & (track.cadence_spm > 0), band, -1)
    return in_bands(track, "form", speed.LABELS, number, cadence_spm=track.cadence_spm)


def per_day(history: History) -> pd.DataFrame:
    """How did the runner step at the usual speed on each day, and which share of the ground had the left foot?

    The usual speed is the median of the runs of the year up to that day; what was run within 5 % of it counts,
    on level ground and outdoors, since a treadmill tells its speed in its own way. Walking is slower and so left out.
    Where there is no recording an even run on the level counts with its mean cadence. Importers count both feet.

    Returns
    -------
    pandas.DataFrame
        `matched_cadence_spm`, `matched_stride_m` in m, missing on days with less than five minutes of such running;
        `ground_contact_left_pct`, mean of the day's runs by time. All missing on days without a run.
    """
    runs = history.recordings
    ran = yardstick.measured(runs, history.exposures)
    usual = yardstick.over_days(ran, "speed_m_s", FORM_USUAL_DAYS.whole, 0.5)
    outdoors = runs.loc[~is_indoors(runs), "activity_id"]
    steps = pd.concat([_recorded(history.exposures), _even(runs, ran)], ignore_index=True)
    steps = steps[among(steps["activity_id"], outdoors)]
    speed_of_day = usual.reindex(steps["activity_id"]).to_numpy()
    apart = np.abs(steps["speed_m_s"] / speed_of_day - 1)
    matched = steps[apart <= FORM_SPEED.value + _EDGE]
    dates = ran["local_date"].reindex(matched["activity_id"]).set_axis(matched.index)
    cadence = _mean_of_day(history, matched["cadence_spm"], matched["time_s"], dates)
    long_enough = history.total(matched["time_s"], dates) >= FORM_LEAST_S.value
    cadence = np.where(long_enough, cadence, np.nan)
    usual_of_day = usual.groupby(ran["local_date"]).last().reindex(history.calendar).to_numpy()
    left = _mean_of_day(history, runs["ground_contact_left_pct"], runs["moving_time_s"], runs["local_date"])
    columns = (cadence, 60 * usual_of_day / cadence, left)
    return pd.DataFrame(dict(zip(DAY_COLUMNS, columns, strict=True)), index=history.calendar)


def _recorded(exposures: pd.DataFrame) -> pd.DataFrame:
    """Speed, cadence and time of each band of the recordings."""
    rows = of_dimension(exposures, "form", "activity_id", "band", "cadence_spm", "time_s")
    rows = rows[rows["cadence_spm"].notna()]
    middle = yardstick.middle(rows["band"], SPEED_BAND_M_S)
    return rows[["activity_id", "cadence_spm", "time_s"]].assign(speed_m_s=middle)


def _even(runs: pd.DataFrame, ran: pd.DataFrame) -> pd.DataFrame:
    """The same of the runs without a recording, as one band each."""
    rows = runs.loc[~ran["is_recorded"].to_numpy() & runs["avg_cadence_spm"].notna().to_numpy()]
    speed_m_s = ran["speed_m_s"].reindex(rows["activity_id"]).to_numpy()
    columns = {"activity_id": rows["activity_id"], "cadence_spm": rows["avg_cadence_spm"]}
    return pd.DataFrame(columns | {"time_s": rows["moving_time_s"], "speed_m_s": speed_m_s})


def _mean_of_day(history: History, values: pd.Series, seconds: pd.Series, dates: pd.Series) -> np.ndarray:
    """Mean of each day by time; NaN on days without a value."""
    weight = seconds.where(values.notna() & (seconds > 0)).astype("float64")
    total, time_s = history.total(values * weight, dates), history.total(weight, dates)
    return np.divide(total, time_s, out=np.full(len(total), np.nan), where=time_s > 0)


class Span(NamedTuple):
    """Some days and the median of a column on them; NaN where none has a value."""

    first: pd.Timestamp
    last: pd.Timestamp
    median: float


class Judged(NamedTuple):
    """What the rules hold against each other: the last 14 days, the 28 before, and the change they let pass.

    `low` is minus infinity where a change downward raises nothing.
    """

    column: str
    now: Span
    before: Span
    low: float
    high: float


def judged(days: pd.DataFrame) -> tuple[Judged, ...]:
    """Which medians of cadence and stride do the rules hold against each other, and what do they let pass?

    Empty where `days` holds no more than the last 14.
    """
    now = days.tail(FORM_WINDOW_DAYS.whole)
    before = days.iloc[: -FORM_WINDOW_DAYS.whole].tail(FORM_BEFORE_DAYS.whole)
    if before.empty:
        return ()
    limits = {"matched_cadence_spm": (-CADENCE_NOTICE.value, CADENCE_NOTICE.value),
              "matched_stride_m": (-np.inf, STRIDE_LONGER.value)}  # fmt: skip
    return tuple(Judged(column, _span(now, column), _span(before, column), *limit) for column, limit in limits.items())


def _span(days: pd.DataFrame, column: str) -> Span:
    median = float(days[column].median()) if days[column].notna().any() else np.nan
    return Span(days["local_date"].iloc[0], days["local_date"].iloc[-1], median)
