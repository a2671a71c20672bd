"""Which sites a rule speaks of, and what they are called."""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import Inputs
from analysis.settings import settled_key
from analysis.wording import pain_at


def recent_sites(inputs: Inputs) -> list[str]:
    """Sites with an entry in the last 120 days, in the order of the alphabet."""
    return list(inputs.lately_at)


def site_pain(entries: pd.DataFrame) -> str:
    """'left heel pain' where all entries name that side, else 'heel pain'."""
    sides = entries["side"].unique()
    return pain_at(entries["site"].iloc[0], sides[0] if len(sides) == 1 else "unknown")


def settled_on(inputs: Inputs, flag_id: str, site: str = "all") -> pd.Timestamp:
    """The day the runner recorded that the matter of this flag is settled at this site, as known today; NaT if not."""
    said = inputs.settings.resolved
    days = [pd.Timestamp(said[key]) for key in (flag_id, settled_key(flag_id, site)) if key in said]
    return max((day for day in days if day <= inputs.today), default=pd.NaT)
