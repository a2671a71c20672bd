"""Pain that was entered by hand: kept entry by entry beside what files hold, and seen together with it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.tables import PAIN, Column, Table, conform

GROUP = [name for name in PAIN.key if name != "entry"]
# A file that was exported from here holds the same words; which run they belong to is found again each time.
_SAID = ["score", "warm_up", "start_score", "end_score", "hours_after", "quality", "signs", "note"]

ENTRIES = Table("ENTRIES", "one pain entry made by hand", ("entry_id",), (
    Column("entry_id", "text", "Identity: it stays when the entry is edited.", required=True),
    *(column for column in PAIN.columns if column.name not in ("entry", "source")),
))  # fmt: skip


def with_entries(pain: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """PAIN of files with the rows of ENTRIES. What a file and an entry say alike is there once, as the entry."""
    if entries.empty:
        return pain
    own = entries.assign(entry=1, source="entered")[PAIN.names]
    both = pd.concat([pain, conform(own, replace(PAIN, key=()))], ignore_index=True)
    again = both.groupby([*GROUP, *_SAID, both["source"] == "entered"], dropna=False).cumcount()
    once = both[~both.assign(again=again).duplicated([*GROUP, *_SAID, "again"], keep="last")]
    return renumbered(once.reset_index(drop=True))


def renumbered(pain: pd.DataFrame) -> pd.DataFrame:
    """PAIN whose entries of one day, moment, site and side are counted anew where two have the same number."""
    clashes = pain.assign(clash=pain.duplicated([*GROUP, "entry"])).groupby(GROUP)["clash"].transform("any")
    counted = (pain.groupby(GROUP).cumcount() + 1).astype("Int64")
    return pain.assign(entry=counted.where(clashes, pain["entry"]))
