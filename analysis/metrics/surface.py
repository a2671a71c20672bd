"""What was run on?"""

from __future__ import annotations

import pandas as pd

from analysis.errors import ContractError
from analysis.metrics.base import History, spread
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


def per_day(history: History) -> pd.DataFrame:
    """How far was run on each surface?

    Returns
    -------
    pandas.DataFrame
        One column per surface in m and `hard_surface_m` (concrete and asphalt). 0 on a rest day, missing where the day
        is unknown. Hard surface is also missing on a day of runs without any known surface.
    """
    surface = history.exposures[history.exposures["dimension"] == "surface"]
    totals = surface.groupby(["local_date", "band"])["distance_m"].sum(min_count=1).unstack(fill_value=0.0)
    totals = totals.reindex(columns=list(SURFACES), fill_value=0.0)
    told = surface.loc[surface["band"] != "unknown", "local_date"]
    totals["hard_surface"] = totals[list(HARD_SURFACES)].sum(axis=1, skipna=False).where(totals.index.isin(told))
    return spread(totals, history, surface["local_date"]).add_suffix("_m")
