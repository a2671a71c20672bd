"""In which order pairs of shoes are shown."""

from __future__ import annotations

import pandas as pd


def worn_last_first(shoes: pd.DataFrame) -> pd.DataFrame:
    """SHOES with those not worn yet on top, then the one worn last."""
    return shoes.sort_values(["last_use", "shoe"], ascending=[False, True], na_position="first")


def worn_names(shoes: pd.DataFrame) -> list[str]:
    """The pairs of SHOES that are not retired, in that order."""
    return worn_last_first(shoes[shoes["retired"].isna()])["shoe"].tolist()


def in_use_first(shoes: pd.DataFrame, today: pd.Timestamp, days: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """SHOES in two: pairs worn in the last `days` days or not yet, and those put away; the one worn last first."""
    ordered = worn_last_first(shoes)
    waiting = ordered["last_use"].isna() | (ordered["last_use"] > today - pd.Timedelta(days=days))
    is_in_use = ordered["retired"].isna() & waiting
    return ordered[is_in_use], ordered[~is_in_use]
