"""Hand-made DAYS for associations: loads and scores as plain lists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.signal import lfilter


def days(distance_m: Sequence[float], scores: Sequence[float], moment: str = "day", **columns: object) -> pd.DataFrame:
    """DAYS of a runner who ran and logged these; NaN is not known or not logged."""
    distance = np.asarray(distance_m, dtype=float)
    frame = {
        "local_date": pd.date_range("2024-01-01", periods=len(distance)),
        "coverage": np.where(np.isnan(distance), "unknown", np.where(distance > 0, "recorded", "assumed_rest")),
        "distance_m": distance,
        "longest_run_m": distance,
        f"{moment}_score": np.asarray(scores, dtype=float),
    }
    return pd.DataFrame(frame | columns)


def answering(n_days: int = 120, seed: int = 1, delay: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Metres on every other day or so, and a score 0.1 points up a km `delay` days later, half of that the next day."""
    rng = np.random.default_rng(seed)
    metres = np.where(rng.random(n_days) < 0.5, rng.uniform(4000, 20_000, n_days), 0.0)
    felt = lfilter([1], [1, -0.5], np.concatenate([np.zeros(delay), metres[: n_days - delay]]))
    return metres, np.clip(np.rint(2 + 0.1 * felt / 1000 + rng.normal(0, 0.5, n_days)), 0, 10)
