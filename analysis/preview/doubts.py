"""Why does an activity need a look before it is kept?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.join import lookalikes
from analysis.preview.words import files_of, rows_of, run_of
from analysis.settings import Units
from analysis.tables import RUN_SPORT
from analysis.thresholds import RECORD_RUN_M_S
from analysis.wording import METRES


def doubts(once: pd.DataFrame, today: pd.Timestamp, units: Units) -> dict[str, str]:
    """Activity -> what is wrong with it by itself."""
    speed = once["distance_m"] / once["moving_time_s"].where(once["moving_time_s"] > 0)
    is_run = once["sport"] == RUN_SPORT
    found = {}
    for name in once.loc[is_run & once["distance_m"].isna(), "activity_id"]:
        found[name] = "A run without a distance."
    too_fast = is_run & (speed > RECORD_RUN_M_S.value)
    for name, metres_a_second in zip(once.loc[too_fast, "activity_id"], speed[too_fast], strict=True):
        found[name] = f"{_pace(metres_a_second, units)} is faster than the world record."
    for name in once.loc[once["local_date"] > today, "activity_id"]:
        found[name] = "This day has not come yet."
    return found


def alike(once: pd.DataFrame, sources: pd.DataFrame, merged: Mapping[str, str], units: Units) -> dict[str, set[str]]:
    """Activity -> sentences on the others that may be the same."""
    pairs = lookalikes(sources, merged)
    row = {row["activity_id"]: row for row in rows_of(once[once["activity_id"].isin(pairs.to_numpy().ravel())])}
    found: dict[str, set[str]] = {}
    for one, other in pairs.itertuples(index=False, name=None):
        for name, twin in ((one, other), (other, one)):
            if name in row and twin in row:
                said = f"It may be the activity of {run_of(row[twin], units)} in {files_of([row[twin]])}."
                found.setdefault(name, set()).add(said)
    return found


def _pace(metres_a_second: float, units: Units) -> str:
    """'2:05 min/km'."""
    seconds = round(METRES[units] / metres_a_second)
    return f"{seconds // 60}:{seconds % 60:02d} min/{units}"
