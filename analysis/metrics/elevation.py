"""How much was climbed and dropped?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.base import History

DAY_COLUMNS = ("ascent_m", "descent_m")


def per_day(history: History) -> pd.DataFrame:
    """How much did the runs of each day climb and drop, as their devices total it?

    Returns
    -------
    pandas.DataFrame
        `ascent_m`, `descent_m` in m. 0 on a rest day, missing where the day is unknown or none of its runs records it.
    """
    runs = history.recordings
    totals = {name: history.total(runs[name], runs["local_date"]) for name in DAY_COLUMNS}
    return pd.DataFrame(totals, index=history.calendar)
