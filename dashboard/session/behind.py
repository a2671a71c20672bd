"""What lies behind a statement, worked out when somebody asks for it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import association
from dashboard.session.view import current


def patterns() -> pd.DataFrame:
    """The associations in the order they are told, with the difference between light and heavy days."""
    found = current().analysis
    return association.ranked(found.days, found.associations)


def behind_pattern(row: Any) -> pd.DataFrame:
    """The scores beside the load, day by day; `row` is one of `patterns()`."""
    half_life = row.half_life_days if pd.notna(row.half_life_days) else association.USUAL_HALF_LIFE
    return association.aligned(
        current().analysis.days, row.exposure, row.moment, lag_days=int(row.lag_days), half_life_days=float(half_life)
    )
