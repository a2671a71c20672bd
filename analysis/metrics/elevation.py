"""How much was climbed and dropped?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.base import History
from analysis.metrics.grade import is_indoors

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
