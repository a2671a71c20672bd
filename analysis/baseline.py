"""What is usual for this athlete: the baseline that flags, weeks and plans are held against."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.thresholds import ACWR_ACUTE_DAYS, ACWR_CHRONIC_DAYS, USUAL_KEEP, USUAL_MIN_DAYS, USUAL_WEEKS


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
    result = _quantiles(_usual_blocks(daily), [0.5, 0.25, 0.75])
    return pd.DataFrame(result, index=daily.index, columns=["usual_m", "usual_low_m", "usual_high_m"])


def usual_of(daily: pd.Series, weekly: pd.Series) -> pd.Series:
    """What else is usual in the weeks that make the usual week?

    Parameters
    ----------
    daily
        As in `usual_weeks`.
    weekly
        On the same index: something of the 7 days that end on each day, such as the days with a run.

    Returns
    -------
    pandas.Series
        Median of `weekly` over the 7-day blocks that `usual_weeks` keeps before each day; missing where it says
        nothing.
    """
    values = np.where(np.isnan(_usual_blocks(daily)), np.nan, _before(weekly))
    return pd.Series(_quantiles(values, [0.5])[:, 0], index=daily.index)


def acute_to_chronic(daily: pd.Series) -> pd.Series:
    """How do the last 7 days compare with the weekly mean of the 21 days before them?

    Uncoupled: the 7 days are no part of what they are held against.

    Returns
    -------
    pandas.Series
        The ratio on the index of `daily`; missing where one of the 28 days is unknown or the 21 have no distance.
        Source: Lolli et al. 2019, Br J Sports Med 53:921, on why the coupled form misleads. It foretells no injury
        (Impellizzeri et al. 2020, Int J Sports Physiol Perform 15:907).
    """
    acute = daily.rolling(ACWR_ACUTE_DAYS.whole).sum()
    chronic = daily.shift(ACWR_ACUTE_DAYS.whole).rolling(ACWR_CHRONIC_DAYS.whole).sum()
    weekly = chronic * (ACWR_ACUTE_DAYS.value / ACWR_CHRONIC_DAYS.value)
    return acute / weekly.where(weekly > 0)


def _usual_blocks(daily: pd.Series) -> np.ndarray:
    """The up to eight 7-day totals before each day, one a column; NaN where left out, everywhere if too few."""
    blocks = _before(daily.rolling(7, min_periods=7).sum())
    enough = np.isfinite(blocks).sum(axis=1, keepdims=True) >= USUAL_MIN_DAYS.whole // 7
    blocks = np.where(enough, blocks, np.nan)
    return np.where(blocks < USUAL_KEEP.value * _quantiles(blocks, [0.75]), np.nan, blocks)


def _before(weekly: pd.Series) -> np.ndarray:
    """Figures of 7 days that end on the day before each day, on the day a week earlier, and so on; one a column."""
    reach = 1 + 7 * USUAL_WEEKS.whole
    values = np.concatenate([np.full(reach, np.nan), weekly.to_numpy("float64")])
    starts = [reach - 1 - 7 * k for k in range(USUAL_WEEKS.whole)]
    return np.column_stack([values[start : start + len(weekly)] for start in starts])


def _quantiles(rows: np.ndarray, wanted: list[float]) -> np.ndarray:
    """Quantiles of the known values of each row, linear between neighbours; missing where it knows none.

    `numpy.nanquantile` says the same, one row at a time: ten years took it half a second.
    """
    ordered = np.sort(rows, axis=1)  # NaN last
    last = np.maximum(np.isfinite(rows).sum(axis=1, keepdims=True) - 1, 0)
    place = last * np.array(wanted)
    low = np.floor(place).astype(int)
    at_low = np.take_along_axis(ordered, low, axis=1)
    at_high = np.take_along_axis(ordered, np.ceil(place).astype(int), axis=1)
    return at_low + (at_high - at_low) * (place - low)
