"""How long were other sports?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.base import History
from analysis.tables import REST_SPORT, RUN_SPORT

DAY_COLUMNS = ("cross_training_s",)

NO_TRAINING = (RUN_SPORT, REST_SPORT, "transition")  # a transition is the pause between the sports of one race


def per_day(history: History) -> pd.DataFrame:
    """How long was each day's training in other sports?

    Returns
    -------
    pandas.DataFrame
        `cross_training_s` in s. 0 on a known day without, missing where the day is unknown or no such activity has a
        time.
    """
    other = history.activities[~history.activities["sport"].isin(NO_TRAINING)]
    total = history.total(other["moving_time_s"], other["local_date"])
    return pd.DataFrame({"cross_training_s": total}, index=history.calendar)
