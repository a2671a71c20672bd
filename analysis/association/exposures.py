"""What of the training may go with pain, and how a day's load is remembered on the days after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.settings import Units

HALF_LIVES = (1.0, 3.0, 7.0)  # days after which half of a load is forgotten
LEAST_KNOWN = 0.5  # of the weight of the days remembered
FORGOTTEN = 1e-6  # of the most that was remembered: what 20 half-lives leave is nothing, and rounding besides
SPIKE_CAP = 2.0  # beyond three times the longest run a spike is no worse
# Days between load and score: a score that is given before the day's run answers to the day before at the earliest.
LAGS: Mapping[str, tuple[int, ...]] = {
    "first_steps": (1,),
    "rest": (0, 1),
    "before": (1,),
    "during": (0, 1),
    "after": (0, 1),
    "night": (1,),
    "day": (0, 1),
}


@dataclass(frozen=True)
class Step:
    """An extra load in the words of a runner: 'km run', and how much that is in the unit of the column."""

    words: str
    size: float


@dataclass(frozen=True)
class Exposure:
    """A column of DAYS that may go with pain.

    Parameters
    ----------
    column
        Its name; a column DAYS does not have is no candidate.
    name
        'descent', as in "after more descent".
    steps
        By unit of distance, the extra load an effect is told for. The estimate of the table is for the first.
    prepare
        Load per day from the column and the distance; the column itself where not given.
    """

    column: str
    name: str
    steps: Mapping[Units, Step]
    prepare: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda values, distance: values


def _excess(ratio: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """How far the run went beyond the longest of the 30 days before; 0 on a rest day, whose ratio is missing."""
    return np.where(distance == 0, 0.0, np.clip(ratio - 1, 0, SPIKE_CAP))


def _metres(words: str) -> dict[Units, Step]:
    return {"km": Step(f"km {words}", 1000.0), "mi": Step(f"mile {words}", 1609.344)}


EXPOSURES = (
    Exposure("distance_m", "running", _metres("run")),
    Exposure("descent_m", "descent", {"km": Step("100 m of descent", 100.0), "mi": Step("100 ft of descent", 30.48)}),
    Exposure("hard_surface_m", "running on hard surface", _metres("on hard surface")),
    Exposure("fast_m", "fast running", _metres("run fast")),
    Exposure(
        "spike_ratio",
        "runs longer than the longest of the 30 days before",
        {units: Step("10 % beyond the longest run of the 30 days before", 0.1) for units in ("km", "mi")},
        _excess,
    ),
    Exposure("shoe_distance_m", "running in the newest pair", _metres("in the newest pair")),
)


def candidates(days: pd.DataFrame) -> tuple[Exposure, ...]:
    """Exposures of which `days` has the column."""
    return tuple(exposure for exposure in EXPOSURES if exposure.column in days)


def loads(days: pd.DataFrame, exposures: tuple[Exposure, ...]) -> np.ndarray:
    """Load of each day (row) by exposure (column); NaN where not known."""
    distance = days["distance_m"].to_numpy(dtype=float)
    prepared = [e.prepare(days[e.column].to_numpy(dtype=float), distance) for e in exposures]
    return np.where((days["coverage"] == "unknown").to_numpy()[:, None], np.nan, np.column_stack(prepared))


def kept(half_life: float) -> float:
    """Share of a load that is remembered one day later."""
    return float(2 ** (-1 / half_life))


def remembered(load: np.ndarray, half_life: float) -> np.ndarray:
    """What is remembered of the load on the evening of each day?

    Parameters
    ----------
    load
        One row per day, one column per exposure; NaN where not known.

    Returns
    -------
    numpy.ndarray
        Mean of the load up to each day in which a day counts half of what the day `half_life` later counts; 0 once it
        is forgotten. Days not known are left out of it; NaN where they hold more than half of the weight.
    """
    known = np.isfinite(load)
    weight, total = _mean_so_far(known.astype(float), half_life), _mean_so_far(np.where(known, load, 0.0), half_life)
    total = np.where(total < FORGOTTEN * np.maximum.accumulate(total, axis=0), 0.0, total)
    return np.where(weight >= LEAST_KNOWN - 1e-9, total / np.where(known.any(axis=0) & (weight > 0), weight, 1), np.nan)


def _mean_so_far(values: np.ndarray, half_life: float) -> np.ndarray:
    """Exponentially weighted mean of each column up to each row, with nothing before the first."""
    from_nothing = pd.DataFrame(np.vstack([np.zeros(values.shape[1]), values]))
    return from_nothing.ewm(halflife=half_life, adjust=False).mean().to_numpy()[1:]
