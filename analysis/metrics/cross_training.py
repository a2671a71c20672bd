"""How long were other sports, and how much of them can stand for running that was left out?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.base import History
from analysis.tables import REST_SPORT, RUN_SPORT
from analysis.thresholds import REPLACING_BOUT_S

DAY_COLUMNS = ("cross_training_s", "replacing_s")

NO_TRAINING = (RUN_SPORT, REST_SPORT, "transition")  # a transition is the pause between the sports of one race
# Sports that hardly load the heel, in FIT's words. Rowing and stair climbing press on the forefoot and calf.
SPARING = ("cycling", "swimming", "elliptical", "deep_water_running")


def per_day(history: History) -> pd.DataFrame:
    """How long was each day's training in other sports?

    Returns
    -------
    pandas.DataFrame
        `cross_training_s` in s, and `replacing_s` of it: bouts of 20 minutes or more in sports that spare the foot. 0
        on a known day without, missing where the day is unknown or no such activity has a time.
    """
    other = history.activities[~history.activities["sport"].isin(NO_TRAINING)]
    is_sparing = other["sport"].isin(SPARING) | other["sub_sport"].isin(SPARING)
    replacing = other[is_sparing & ~(other["moving_time_s"] < REPLACING_BOUT_S.value)]
    totals = [history.total(of["moving_time_s"], of["local_date"]) for of in (other, replacing)]
    return pd.DataFrame(dict(zip(DAY_COLUMNS, totals, strict=True)), index=history.calendar)
