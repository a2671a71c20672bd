"""Pain that was entered by hand: kept entry by entry beside what files hold, and seen together with it.

An entry may stand in place of one of a file: its identity then says which. Where it says nothing itself, it only takes
that one away. What a file says is found again by its words, so that both hold when the file is imported again.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2s

import pandas as pd

from analysis.tables import PAIN, Column, Table, conform

OF_FILE = "file:"  # how the identity of an entry begins that stands in place of one of a file
GROUP = [name for name in PAIN.key if name != "entry"]
# A file that was exported from here holds the same words; which run they belong to is found again each time.
_SAID = ["score", "warm_up", "start_score", "end_score", "hours_after", "quality", "signs", "note"]

ENTRIES = Table("ENTRIES", "one pain entry made by hand", ("entry_id",), (
    Column("entry_id", "text", "Identity: it stays when the entry is edited.", required=True),
    *(column for column in PAIN.columns if column.name not in ("entry", "source")),
))  # fmt: skip


def with_entries(pain: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """PAIN of files with the rows of ENTRIES, each in place of what it stands for.

    What a file and an entry say alike is there once, as the entry.
    """
    if entries.empty:
        return pain
    pain = _left_standing(pain, entries)
    own = entries[~says_nothing(entries)].assign(entry=1, source="entered")[PAIN.names]
    both = pd.concat([pain, conform(own, replace(PAIN, key=()))], ignore_index=True)
    again = both.groupby([*GROUP, *_SAID, both["source"] == "entered"], dropna=False).cumcount()
    once = both[~both.assign(again=again).duplicated([*GROUP, *_SAID, "again"], keep="last")]
    return renumbered(once.reset_index(drop=True))


def _left_standing(pain: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """What no entry stands in place of."""
    given = entries.loc[entries["entry_id"].str.startswith(OF_FILE), "entry_id"]
    if given.empty:
        return pain
    days = pd.to_datetime(given.str.split(":").str[1], errors="coerce")
    there = pain[pain["local_date"].isin(days)]  # one look at a handful of days, not at all of them
    taken = there.index[file_ids(there).isin(given)]
    return pain.drop(index=taken).reset_index(drop=True)


def file_ids(pain: pd.DataFrame) -> pd.Series:
    """The identity of each entry of a file: its day, a word for all it says, and its number among those alike.

    All that the files say of a day has to be there.
    """
    said = pain[[*GROUP, *_SAID]]
    texts = ["\x1f".join(map(_text, row)) for row in said.itertuples(index=False)]
    words = pd.Series([blake2s(text.encode(), digest_size=8).hexdigest() for text in texts], pain.index, dtype="str")
    days = pain["local_date"].dt.strftime("%Y-%m-%d").astype("str")
    return OF_FILE + days + ":" + words + ":" + words.groupby(words).cumcount().astype("str")


def _text(value: object) -> str:
    if pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def says_nothing(entries: pd.DataFrame) -> pd.Series:
    """Which entries only take away what a file says."""
    return entries["entry_id"].str.startswith(OF_FILE) & entries["score"].isna() & entries["signs"].isna()


def renumbered(pain: pd.DataFrame) -> pd.DataFrame:
    """PAIN whose entries of one day, moment, site and side are counted anew where two have the same number."""
    again = pain.duplicated([*GROUP, "entry"])
    if not again.any():
        return pain
    clashes = pain.assign(clash=again).groupby(GROUP)["clash"].transform("any")
    counted = (pain.groupby(GROUP).cumcount() + 1).astype("Int64")
    return pain.assign(entry=counted.where(clashes, pain["entry"]))
