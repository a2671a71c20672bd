"""What was run on?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import ContractError
from analysis.metrics.base import History
from analysis.tables import EXPOSURES, HARD_SURFACES, SURFACES, conform

DAY_COLUMNS = (*(f"{surface}_m" for surface in SURFACES), "hard_surface_m")


def exposures(runs: pd.DataFrame) -> pd.DataFrame:
    """How far and how long was each run on each surface, as its file or the runner says?

    Returns
    -------
    pandas.DataFrame
        EXPOSURES of dimension surface: one row per running activity, band `unknown` where nobody says.
    """
    columns = {
        "activity_id": runs["activity_id"],
        "dimension": pd.Series("surface", index=runs.index, dtype="str"),
        "band": runs["surface"],
        "distance_m": runs["distance_m"],
        "time_s": runs["moving_time_s"],
        "source": runs["surface_source"],
    }
    return pd.DataFrame(columns)


def completed(given: pd.DataFrame) -> pd.DataFrame:
    """Exposures known from elsewhere, held to EXPOSURES; the source is `entered` where none is given.

    Raises
    ------
    ContractError
        A column is missing, a value is impossible, or a surface has a name Twinge does not know.
    """
    source = given["source"].fillna("entered") if "source" in given else "entered"
    frame = conform(given.assign(source=source), EXPOSURES)
    strange = frame.loc[(frame["dimension"] == "surface") & ~frame["band"].isin(SURFACES), "band"]
    if len(strange):
        raise ContractError(f"EXPOSURES.band: no surface: {', '.join(strange[:3])}; use one of {', '.join(SURFACES)}")
    return frame


def shares(exposures: pd.DataFrame, activities: pd.DataFrame, since: pd.Timestamp) -> pd.DataFrame:
    """How much of the distance run since a day was on which surface, and who says so?

    Parameters
    ----------
    exposures
        EXPOSURES.
    activities
        ACTIVITIES, for the days of the runs.

    Returns
    -------
    pandas.DataFrame
        `band`, `source`, `distance_m` in m, `share` of the distance of all of them, the largest first. Runs without a
        distance are left out; no row where there is none.
    """
    dates = activities.set_index("activity_id")["local_date"]
    rows = exposures[(exposures["dimension"] == "surface") & (exposures["distance_m"] > 0)]
    rows = rows[rows["activity_id"].map(dates) >= since]
    totals = rows.groupby(["band", "source"], as_index=False, observed=True)["distance_m"].sum()
    totals = totals.assign(share=totals["distance_m"] / totals["distance_m"].sum())
    return totals.sort_values("distance_m", ascending=False, kind="stable", ignore_index=True)


def per_day(history: History) -> pd.DataFrame:
    """How far was run on each surface?

    Returns
    -------
    pandas.DataFrame
        One column per surface in m and `hard_surface_m` (concrete and asphalt). 0 on a rest day, missing where the day
        is unknown. Hard surface is also missing on a day of runs without any known surface.
    """
    surface = history.exposures[history.exposures["dimension"] == "surface"]
    dates, metres, bands = surface["local_date"], surface["distance_m"], surface["band"].to_numpy(dtype=object)
    totals = {f"{band}_m": history.total(metres[bands == band], dates[bands == band]) for band in SURFACES}
    untold = history.has(dates) & ~history.has(dates[bands != "unknown"])
    hard = np.sum([totals[f"{band}_m"] for band in HARD_SURFACES], axis=0)
    return pd.DataFrame(totals | {"hard_surface_m": np.where(untold, np.nan, hard)}, index=history.calendar)
