"""What the rules of a page say today, one under the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.settings import Units
from dashboard.components.flag_card import flag_card, quiet_flag


def rules_here(flags: pd.DataFrame, flag_ids: Sequence[str], rules: Mapping[str, Any], units: Units) -> str:
    """Warnings in full, the rest in a line with its evidence behind a tap, in the order of `flag_ids`."""
    current = flags[flags["is_current"]]
    said = [flag for flag_id in flag_ids for flag in current[current["flag_id"] == flag_id].itertuples()]
    return "".join(
        (flag_card if flag.status == "raised" and flag.severity != "info" else quiet_flag)(
            flag, rules[flag.flag_id], units
        )
        for flag in said
    )
