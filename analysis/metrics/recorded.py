"""What do the samples of a run say that its summary does not? RECORDS -> EXPOSURES, once per recording."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.metrics import climb, form, grade, heart_rate, repeats, slope, speed
from analysis.metrics.bands import table
from analysis.metrics.track import lay
from analysis.tables import EXPOSURES, RUN_SPORT, empty


def of_recordings(activities: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """How much of each recorded run fell in which band of grade, speed, heart rate and form, how far did it climb, and
    what did it repeat?

    What is computed here needs nothing but the one recording, so that it is done once, when the run is imported, and
    its samples need never be read again.

    Parameters
    ----------
    activities
        ACTIVITIES. Only runs are looked at.
    records
        RECORDS of any of them, in any order.

    Returns
    -------
    pandas.DataFrame
        EXPOSURES: distances in m, times in s. No row where the recording lacks what it takes: without altitude all
        distance is of unknown grade, and speeds are those run. Indoors everything is level and nothing is climbed.
    """
    ids = activities["activity_id"].to_numpy(object)
    track = lay(records, among=ids[activities["sport"].to_numpy(object) == RUN_SPORT])
    if not len(track.ids):
        return empty(EXPOSURES)
    indoors = np.isin(track.ids, ids[grade.is_indoors(activities)])[track.of]
    track = replace(track, altitude_m=np.where(indoors, 0.0, track.altitude_m))
    height = climb.smoothed_m(track)
    steep = slope.of_steps(track, height)
    cost = slope.cost_ratio(steep)
    fast = speed.of_steps(track)
    band = speed.band(fast)
    turns = climb.turning_points(track, height)
    parts = (
        grade.bands(track, steep),
        climb.bands(track, height, turns),
        speed.bands(track, fast * cost),
        *speed.best(track, cost),
        heart_rate.bands(track),
        form.bands(track, band, steep),
        *repeats.bands(track, band, turns, height),
    )
    return table(track, parts)
