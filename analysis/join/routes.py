"""Recordings that know neither their sport nor their clock, such as the routes beside an Apple Health export."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.join.same import SAME_SIZE, TREADMILL_SIZE

OTHER_SPORT = "other"
EARLY_S = 60  # a route may begin this long before its workout; later than it as long as the workout goes on
_CLOCK = ["local_date", "local_start_time", "sport", "sub_sport"]


def with_workouts(frame: pd.DataFrame) -> pd.DataFrame:
    """Which workout does a recording without sport belong to? It takes that one's sport and clock.

    The workout is one of another format that was going on when the recording began, about as long and as far. The two
    are then one activity like any other two; a recording that belongs to none stays as it is.
    """
    lost = frame["start_time"].notna() & (frame["sport"] == OTHER_SPORT) & frame["sub_sport"].isna()
    known = frame["start_time"].notna() & frame["moving_time_s"].gt(0) & ~lost
    if not lost.any() or not known.any():
        return frame
    routes = frame[lost].reset_index(names="row").sort_values("start_time")
    workouts = frame[known].assign(earliest=frame["start_time"] - pd.Timedelta(seconds=EARLY_S))
    pairs = pd.merge_asof(
        routes, workouts.sort_values("earliest"), left_on="start_time", right_on="earliest", suffixes=("", "_workout")
    )
    pairs = pairs[_belong(pairs)].set_index("row")
    found = frame.copy()
    for name in _CLOCK:
        found.loc[pairs.index, name] = pairs[f"{name}_workout"]
    return found


def _belong(pairs: pd.DataFrame) -> np.ndarray:
    """Which routes were recorded during the workout beside them, and are so alike that the two become one activity."""
    late = (pairs["start_time"] - pairs["start_time_workout"]).dt.total_seconds()
    lasted = pairs["elapsed_time_s_workout"].fillna(pairs["moving_time_s_workout"])
    size, time = _apart(pairs, "distance_m"), _apart(pairs, "moving_time_s")
    alike = (size <= SAME_SIZE) | ((time <= SAME_SIZE) & ~(size > TREADMILL_SIZE))
    two_formats = pairs["source_format"] != pairs["source_format_workout"]
    return (two_formats & (late < lasted) & alike).to_numpy()


def _apart(pairs: pd.DataFrame, name: str) -> pd.Series:
    """The difference as a share of the larger."""
    ours, theirs = pairs[name], pairs[f"{name}_workout"]
    return (ours - theirs).abs() / np.fmax(ours, theirs)
