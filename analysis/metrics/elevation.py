"""How much was climbed and dropped?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.base import History
from analysis.metrics.grade import is_indoors
from analysis.thresholds import CLIMB_DRIFT, CLIMB_DRIFT_LEAST_M

DAY_COLUMNS = ("ascent_m", "descent_m")


def per_day(history: History) -> pd.DataFrame:
    """How much did the runs of each day climb and drop?

    As their devices total it, else as worked out from the altitude of the recording, else 0 indoors.

    Returns
    -------
    pandas.DataFrame
        `ascent_m`, `descent_m` in m. 0 on a rest day, missing where the day is unknown or none of its runs has either.
    """
    runs = history.recordings
    worked_out = history.exposures[history.exposures["dimension"] == "elevation"].set_index("activity_id")
    nothing = pd.Series(np.where(is_indoors(runs), 0.0, np.nan), index=runs.index)
    totals = {}
    for name in DAY_COLUMNS:
        own = runs["activity_id"].map(worked_out[name])
        totals[name] = history.total(runs[name].fillna(own).fillna(nothing), runs["local_date"])
    return pd.DataFrame(totals, index=history.calendar)


def drift(days: pd.DataFrame) -> float | None:
    """By how much do the ascent and the descent of these days disagree, where that is more than noise?

    Where runs end where they began both are equal. A barometer that follows the weather, or files that total only one
    of the two, pull them apart.

    Parameters
    ----------
    days
        DAYS.

    Returns
    -------
    float or None
        The difference as a share of the larger, over the days that know both; None where it is a tenth or less, or
        where there is too little climb to tell.
    """
    both = days[days["ascent_m"].notna() & days["descent_m"].notna()]
    up, down = float(both["ascent_m"].sum()), float(both["descent_m"].sum())
    most = max(up, down)
    if most < CLIMB_DRIFT_LEAST_M.value or abs(up - down) <= CLIMB_DRIFT.value * most:
        return None
    return abs(up - down) / most
