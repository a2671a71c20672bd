"""What lies behind an association: the scores beside the load as it may be felt on their day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.association.effects import HEAVY, LIGHT
from analysis.association.exposures import EXPOSURES, Exposure, kept, loads, remembered
from analysis.association.logs import evening_before
from analysis.thresholds import ASSOCIATION_WINDOW_DAYS

JUDGED = ("more_pain", "no_clear_association", "not_enough_data")  # in the order they are told


def aligned(days: pd.DataFrame, exposure: str, moment: str, *, lag_days: int, half_life_days: float) -> pd.DataFrame:
    """How do the scores lie beside the load of the days before, day by day?

    Parameters
    ----------
    days
        DAYS; those that associations are looked for in count.
    exposure
        A column of DAYS that associations are looked for in.
    lag_days, half_life_days
        As in ASSOCIATIONS.

    Returns
    -------
    pandas.DataFrame
        One row per day from the first score to the last: `local_date`, `score` (NaN where not logged) and `load`: the
        mean of the load up to `lag_days` before, half forgotten in `half_life_days`, in the unit of the column; NaN
        where too little is known.
    """
    days = days.tail(ASSOCIATION_WINDOW_DAYS.whole)
    score = days[f"{moment}_score"].to_numpy(dtype=float)
    load = evening_before(_memory(days, _exposure(exposure), half_life_days), np.arange(len(days)), lag_days)[:, 0]
    frame = pd.DataFrame({"local_date": days["local_date"].to_numpy(), "score": score, "load": load})
    logged = np.flatnonzero(np.isfinite(score))
    return frame.iloc[logged[0] : logged[-1] + 1].reset_index(drop=True) if len(logged) else frame.head(0)


def ranked(days: pd.DataFrame, associations: pd.DataFrame) -> pd.DataFrame:
    """Which associations are to be told first, and how much more pain goes with heavy days than with light ones?

    Parameters
    ----------
    days
        DAYS.
    associations
        ASSOCIATIONS made from them.

    Returns
    -------
    pandas.DataFrame
        ASSOCIATIONS, what was found first, then the strongest of the rest, then what lacks the fewest days; with
        `light` and `heavy` (10th and 90th percentile of the remembered load on the logged days, in the unit of the
        column) and the `difference` of pain between them in points, with its 95 % interval `low` to `high`: one scale
        for all exposures. These are NaN where nothing could be estimated.
    """
    sizes = [_difference(days, row) for row in associations.itertuples()]
    wide = associations.assign(**{name: [size[name] for size in sizes] for name in SIZES})
    order = wide["verdict"].map(JUDGED.index)
    return (
        wide.assign(order=order)
        .sort_values(["order", "p_adjusted", "more_days", "n"], ascending=[True, True, True, False], kind="stable")
        .drop(columns="order")
    )


SIZES = ("light", "heavy", "difference", "low", "high")


def _difference(days: pd.DataFrame, row: Any) -> dict[str, float]:
    if pd.isna(row.estimate):
        return dict.fromkeys(SIZES, np.nan)
    half_life = float(row.half_life_days)
    both = aligned(days, row.exposure, row.moment, lag_days=int(row.lag_days), half_life_days=half_life).dropna()
    light, heavy = both["load"].quantile([LIGHT, HEAVY])
    steps = (heavy - light) / (1 - kept(half_life)) / row.step
    points = (light, heavy, *(float(value) * steps for value in (row.estimate, row.ci_low, row.ci_high)))
    return dict(zip(SIZES, points, strict=True))


def _exposure(column: str) -> Exposure:
    return next(exposure for exposure in EXPOSURES if exposure.column == column)


def _memory(days: pd.DataFrame, exposure: Exposure, half_life_days: float) -> np.ndarray:
    return remembered(loads(days, (exposure,)), half_life_days)
