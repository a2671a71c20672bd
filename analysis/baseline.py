"""What is usual for this athlete: the baseline that flags, weeks and plans are held against."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.thresholds import USUAL_KEEP, USUAL_MIN_DAYS, USUAL_WEEKS


def usual_weeks(daily: pd.Series) -> pd.DataFrame:
    """How much is the usual week before each day?

    Of up to eight 7-day totals that end the day before, those under half of their upper quartile are dropped (illness,
    travel, lost files); the rest gives the median and the quartiles. 7-day blocks with an unknown day are left out.

    Parameters
    ----------
    daily
        Distance per day in m on a gapless daily index; 0 is rest, NaN unknown.

    Returns
    -------
    pandas.DataFrame
        On the same index: `usual_m`, `usual_low_m`, `usual_high_m`, NaN where fewer than four such blocks are known
        or fewer than 28 days lie before.
        Source: measured against the plain median of four weeks on simulated athletes, see docs/methods.md.
    """
    weeks, least = int(USUAL_WEEKS.value), int(USUAL_MIN_DAYS.value) // 7
    totals = daily.rolling(7, min_periods=7).sum()
    blocks = np.column_stack([totals.shift(1 + 7 * k).to_numpy() for k in range(weeks)])
    known = np.isfinite(blocks).sum(axis=1) >= least
    result = np.full((len(daily), 3), np.nan)
    if known.any():
        block = blocks[known]
        upper = _quantiles(block, [0.75])
        block = np.where(block < USUAL_KEEP.value * upper, np.nan, block)
        result[known] = _quantiles(block, [0.5, 0.25, 0.75])
    return pd.DataFrame(result, index=daily.index, columns=["usual_m", "usual_low_m", "usual_high_m"])


def _quantiles(rows: np.ndarray, wanted: list[float]) -> np.ndarray:
    """Quantiles of the known values of each row, linear between neighbours; each row knows at least one.

    `numpy.nanquantile` says the same, one row at a time: ten years took it half a second.
    """
    ordered = np.sort(rows, axis=1)  # NaN last
    place = (np.isfinite(rows).sum(axis=1, keepdims=True) - 1) * np.array(wanted)
    low = np.floor(place).astype(int)
    at_low = np.take_along_axis(ordered, low, axis=1)
    at_high = np.take_along_axis(ordered, np.ceil(place).astype(int), axis=1)
    return at_low + (at_high - at_low) * (place - low)
