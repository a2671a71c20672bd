"""Which pain belongs to which run and day?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import pandas as pd

from analysis.tables import PAIN, RUN_SPORT


def numbered(pain: pd.DataFrame) -> pd.DataFrame:
    """Number the entries of one day, moment, site and side, in the order given."""
    pain = pain.sort_values("entry", kind="stable")
    key = [name for name in PAIN.key if name != "entry"]
    return pain.assign(entry=(pain.groupby(key).cumcount() + 1).astype("Int64"))


def tied(pain: pd.DataFrame, activities: pd.DataFrame, became: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Tie entries around a run to the run: before to the day's first, during and after to its last."""
    given = reduce(renamed, became, pain["activity_id"])
    if given.notna().any():
        given = given.where(pd.Index(activities["activity_id"]).get_indexer(given) >= 0)
    runs = activities[activities["sport"] == RUN_SPORT].set_index("local_date")["activity_id"]
    first = pain["local_date"].map(runs[~runs.index.duplicated()]).astype("str")
    last = pain["local_date"].map(runs[~runs.index.duplicated(keep="last")]).astype("str")
    later = pain["moment"].isin(["during", "after"]) | pain["warm_up"].notna()
    return pain.assign(activity_id=given.fillna(first.where(pain["moment"] == "before", last.where(later))))


def renamed(ids: pd.Series, merged: Mapping[str, str]) -> pd.Series:
    """The ids, with those of merged activities replaced by the ones kept."""
    return ids.map(pd.Series(merged, dtype="str")).astype("str").fillna(ids) if merged else ids
