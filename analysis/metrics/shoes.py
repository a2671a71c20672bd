"""Which pair of shoes carried the running?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.base import History, among, recordings
from analysis.tables import SHOES, conform
from analysis.thresholds import SHOE_IN_USE_DAYS

DAY_COLUMNS = ("shoe_distance_m",)
_TOLD = ("starting_distance_m", "category", "drop_mm", "retired", "thumb_test", "thumb_test_day")


def exposures(runs: pd.DataFrame) -> pd.DataFrame:
    """How far and how long was each run in which pair?

    Returns
    -------
    pandas.DataFrame
        EXPOSURES of dimension shoe: the band is the name of the pair. No row for a run whose pair is not known.
    """
    named = runs[runs["shoe"].notna()]
    columns = {
        "activity_id": named["activity_id"],
        "dimension": pd.Series("shoe", index=named.index, dtype="str"),
        "band": named["shoe"],
        "distance_m": named["distance_m"],
        "time_s": named["moving_time_s"],
        "source": pd.Series("file", index=named.index, dtype="str"),
    }
    return pd.DataFrame(columns)


def per_day(history: History) -> pd.DataFrame:
    """How far was run in the pair most recently taken into use, beside an older one?

    A pair is in use from its first run known here until `SHOE_IN_USE_DAYS` days without one. Uses nothing after the
    day itself.

    Returns
    -------
    pandas.DataFrame
        `shoe_distance_m` in m: 0 on a rest day and while only one pair is in use; missing where the day is unknown or
        the pair of one of its runs is.
    """
    worn = history.exposures[history.exposures["dimension"] == "shoe"]
    runs = history.recordings
    untold = runs.loc[~among(runs["activity_id"], worn["activity_id"]), "local_date"]
    metres = worn["distance_m"].where(_is_in_newest(worn), 0.0)
    totals = np.where(history.has(untold), np.nan, history.total(metres, worn["local_date"]))
    return pd.DataFrame({"shoe_distance_m": totals}, index=history.calendar)


def _is_in_newest(worn: pd.DataFrame) -> np.ndarray:
    """Rows in the newest of two or more pairs in use; of pairs taken into use on one day the last by name."""
    if worn.empty:
        return np.zeros(0, dtype=bool)
    first = worn.groupby("band", as_index=False)["local_date"].min().sort_values(["local_date", "band"])
    age = pd.Series(range(len(first)), index=first["band"])
    pair = age.reindex(worn["band"]).to_numpy()
    day = (worn["local_date"] - first["local_date"].min()).dt.days.to_numpy()
    ran = np.zeros((day.max() + 2, len(first)), dtype=int)
    np.add.at(ran, (day + 1, pair), 1)
    until = np.cumsum(ran, axis=0)
    in_use = until[day + 1] > until[np.maximum(day + 1 - SHOE_IN_USE_DAYS.whole, 0)]
    newest = in_use.shape[1] - 1 - np.argmax(in_use[:, ::-1], axis=1)
    return (in_use.sum(axis=1) > 1) & (pair == newest)


def counted(activities: pd.DataFrame, told: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """How far has each pair gone, and what is known of it?

    Parameters
    ----------
    activities
        ACTIVITIES, each once, none after `today`.
    told
        SHOES as the runner entered them; what lies after `today` is not used.

    Returns
    -------
    pandas.DataFrame
        SHOES, one row for each pair that a run names or the runner entered, in order of first use. `distance_m` is the
        starting distance and every activity in the pair, walks included; activities without a distance are left out of
        it and counted in `n_unmeasured`. Missing where nothing is known of its distance. `first_use` is the entered
        day, or the first day seen here where that is earlier or none was entered.
    """
    seen = _seen(activities)
    entered = conform(told, SHOES).set_index("shoe")
    entered = entered[~(entered["first_use"] > today)]
    frame = seen.reindex(seen.index.union(entered.index)).join(entered[[*_TOLD, "first_use"]])
    frame["first_use"] = frame[["first_seen", "first_use"]].min(axis=1)
    frame["distance_m"] = frame[["starting_distance_m", "seen_m"]].sum(axis=1, min_count=1)
    counts = ["n_runs", "n_unmeasured"]
    frame[counts] = frame[counts].fillna(0)
    frame["retired"] = frame["retired"].mask(frame["retired"] > today)
    tests = ["thumb_test", "thumb_test_day"]
    frame[tests] = frame[tests].mask(frame["thumb_test_day"] > today)
    return conform(frame.rename_axis("shoe").reset_index().sort_values(["first_use", "shoe"]), SHOES)


def _seen(activities: pd.DataFrame) -> pd.DataFrame:
    """What the activities tell of each pair that a run names."""
    parts = recordings(activities)
    n_runs = parts[parts["shoe"].notna()].groupby("shoe")["run_id"].nunique()
    in_pair = activities[activities["shoe"].isin(n_runs.index)].groupby("shoe")
    return pd.DataFrame(
        {
            "first_seen": in_pair["local_date"].min(),
            "last_use": in_pair["local_date"].max(),
            "seen_m": in_pair["distance_m"].sum(min_count=1),
            "n_runs": n_runs,
            "n_unmeasured": in_pair["distance_m"].agg(lambda metres: metres.isna().sum()),
        }
    )


def weeks_by_pair(activities: pd.DataFrame, exposures: pd.DataFrame, week_start: int = 0) -> pd.DataFrame:
    """How far was run in each pair in each week?

    Returns
    -------
    pandas.DataFrame
        `week_start`, `shoe`, `distance_m` in m; `shoe` is missing for running whose pair is not known. No row where
        nothing was run, or nothing of it has a distance.
    """
    runs = recordings(activities)[["activity_id", "local_date", "distance_m"]]
    worn = exposures.loc[exposures["dimension"] == "shoe", ["activity_id", "band", "distance_m"]]
    in_pair = runs[["activity_id", "local_date"]].merge(worn.rename(columns={"band": "shoe"}), on="activity_id")
    untold = runs[~among(runs["activity_id"], worn["activity_id"])].assign(shoe=pd.Series(dtype="str"))
    every = pd.concat([in_pair, untold], ignore_index=True).dropna(subset="distance_m")
    since = (every["local_date"].dt.day_of_week - week_start) % 7
    week = (every["local_date"] - pd.to_timedelta(since, unit="D")).rename("week_start")
    return every.groupby([week, "shoe"], dropna=False)["distance_m"].sum().reset_index()
