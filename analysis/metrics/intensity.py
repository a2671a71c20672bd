"""How much was run easy, moderate and fast?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics import yardstick
from analysis.metrics.base import History, among, of_dimension
from analysis.tables import HEART_RATE_BAND_BPM, INTENSITIES, RUN_SPORT, SPEED_BAND_M_S

_NAMES = tuple("effort_unknown" if name == "unknown" else name for name in INTENSITIES)
DAY_COLUMNS = tuple(f"{name}_{unit}" for unit in ("m", "s") for name in _NAMES)
_UNKNOWN = INTENSITIES.index("unknown")
_SUMMED = ("activity_id", "band", "distance_m", "time_s")


def exposures(runs: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """How far and how long was each run easy, moderate and fast, for this athlete at that time?

    By the speed at each moment; where none was recorded by the heart rate; where there is no recording by the mean
    speed, as long as the summary gives no sign of an uneven run.

    Parameters
    ----------
    runs
        Running activities.
    known
        EXPOSURES of them, dimensions speed, best and heart_rate.

    Returns
    -------
    pandas.DataFrame
        EXPOSURES of dimension intensity. Band `unknown` where nothing tells the effort, or where fewer than five runs
        of 90 days tell what is fast for this athlete.
    """
    ran = yardstick.measured(runs, known)
    edges = yardstick.edges(ran)
    speed, heart = (of_dimension(known, name, *_SUMMED) for name in ("speed", "heart_rate"))
    by_speed = _split(speed, SPEED_BAND_M_S, edges[["easy_m_s", "fast_m_s"]])
    heart = heart[~among(heart["activity_id"], by_speed["activity_id"])]
    by_heart = _apportioned(_split(heart, HEART_RATE_BAND_BPM, edges[["easy_bpm", "fast_bpm"]]), runs)
    told = pd.concat([by_speed, by_heart], ignore_index=True)
    rest = runs[~among(runs["activity_id"], told["activity_id"])]
    whole = _whole(rest, ran.loc[rest["activity_id"], "speed_m_s"], edges.loc[rest["activity_id"]])
    frame = pd.concat([told, whole], ignore_index=True)
    source = np.where(frame["band"] == "unknown", "unknown", "file")
    return frame.assign(dimension="intensity", source=source)


def _split(rows: pd.DataFrame, width: float, edges: pd.DataFrame) -> pd.DataFrame:
    """Bands of speed or heart rate summed to efforts; a band belongs where its middle lies."""
    at = edges.index.get_indexer(rows["activity_id"])
    number = _effort(yardstick.middle(rows["band"], width), edges.to_numpy()[at])
    cells = at * len(INTENSITIES) + number
    filled = np.unique(cells)
    size = len(edges) * len(INTENSITIES)
    columns = {
        "activity_id": edges.index[filled // len(INTENSITIES)],
        "band": np.array(INTENSITIES, dtype=object)[filled % len(INTENSITIES)],
        "distance_m": np.bincount(cells, rows["distance_m"], size)[filled],
        "time_s": np.bincount(cells, rows["time_s"], size)[filled],
    }
    return pd.DataFrame(columns)


def _apportioned(efforts: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """The distance of each run over its efforts as the time is: its samples have no distance."""
    share = efforts["time_s"] / efforts.groupby("activity_id")["time_s"].transform("sum")
    whole = runs.set_index("activity_id")["distance_m"].reindex(efforts["activity_id"])
    return efforts.assign(distance_m=share * whole.to_numpy("float64", na_value=np.nan))


def _whole(runs: pd.DataFrame, speed: pd.Series, edges: pd.DataFrame) -> pd.DataFrame:
    """Each run as one effort, that of its mean speed."""
    number = _effort(speed.to_numpy("float64"), edges[["easy_m_s", "fast_m_s"]].to_numpy())
    columns = {
        "activity_id": runs["activity_id"],
        "band": np.array(INTENSITIES, dtype=object)[number],
        "distance_m": runs["distance_m"],
        "time_s": runs["moving_time_s"],
    }
    return pd.DataFrame(columns)


def _effort(value: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Number of the effort of each value: 0 easy, 1 moderate, 2 fast, 3 unknown."""
    easy, fast = edges.T
    number = (value >= easy).astype("int64") + (value >= fast)
    return np.where(np.isnan(value) | np.isnan(fast), _UNKNOWN, number)


def limits(activities: pd.DataFrame, exposures: pd.DataFrame) -> tuple[float, float]:
    """Below which speed is running easy for this athlete now, and from which on fast? In m/s; NaN while not known."""
    runs = activities[activities["sport"] == RUN_SPORT]
    if runs.empty:
        return np.nan, np.nan
    ran = yardstick.measured(runs, exposures)
    last = yardstick.edges(ran).loc[ran["local_date"].idxmax()]
    return float(last["easy_m_s"]), float(last["fast_m_s"])


def gaps(activities: pd.DataFrame, exposures: pd.DataFrame, since: pd.Timestamp) -> pd.Series:
    """Why is the effort of runs since a day not known, and of how many?

    Returns
    -------
    pandas.Series
        Number of runs by reason: `no_speed` (neither distance and time nor a heart rate), `uneven` (no recording, and a
        summary of an uneven, hilly or hard run), `few_runs` (fewer than five runs of 90 days to compare with).
    """
    runs = activities[activities["sport"] == RUN_SPORT]
    told = exposures[(exposures["dimension"] == "intensity") & (exposures["band"] != "unknown")]
    open_runs = runs[(runs["local_date"] >= since) & ~among(runs["activity_id"], told["activity_id"])]
    ran = yardstick.measured(runs, exposures).loc[open_runs["activity_id"]]
    has_summary = ((open_runs["distance_m"] > 0) & (open_runs["moving_time_s"] > 0)).to_numpy()
    is_slow = ran["speed_m_s"].isna().to_numpy()
    reason = np.select([is_slow & has_summary, is_slow & ran["heart_bpm"].isna()], ["uneven", "no_speed"], "few_runs")
    return pd.Series(reason, dtype="str").value_counts()


def per_day(history: History) -> pd.DataFrame:
    """How far and how long was run at each effort?

    Returns
    -------
    pandas.DataFrame
        Columns in m and s. 0 on a rest day, missing where the day is unknown; where no run of the day has a known
        effort, only what is at an unknown effort is told.
    """
    rows = history.exposures[history.exposures["dimension"] == "intensity"]
    dates, band = rows["local_date"], rows["band"].to_numpy(object)
    untold = history.has(dates) & ~history.has(dates[band != "unknown"])
    totals = {}
    for column, unit in (("distance_m", "m"), ("time_s", "s")):
        for effort, name in zip(INTENSITIES, _NAMES, strict=True):
            total = history.total(rows[column][band == effort], dates[band == effort])
            totals[f"{name}_{unit}"] = total if effort == "unknown" else np.where(untold, np.nan, total)
    return pd.DataFrame(totals, index=history.calendar)
