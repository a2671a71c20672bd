"""In which order flags are read: what is raised now first, the gravest on top."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables import SEVERITIES


@dataclass(frozen=True)
class Standing:
    """FLAGS in four parts, each sorted by severity and then the newest first."""

    raised: pd.DataFrame
    silent: pd.DataFrame
    clear: pd.DataFrame
    past: pd.DataFrame


def by_standing(flags: pd.DataFrame) -> Standing:
    """Raised now, without enough data, clear, and raised in the past."""
    rank = flags["severity"].map(SEVERITIES.index)
    ranked = flags.assign(rank=rank).sort_values(["rank", "period_end"], ascending=False, kind="stable")
    current, status = ranked["is_current"], ranked["status"]
    return Standing(
        raised=ranked[current & status.eq("raised")],
        silent=ranked[current & status.eq("not_enough_data")],
        clear=ranked[current & status.eq("clear")],
        past=ranked[~current & status.eq("raised")].sort_values("period_end", ascending=False, kind="stable"),
    )
