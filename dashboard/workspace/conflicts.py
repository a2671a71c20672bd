"""Two windows edit the same entry: the second is told what is there now, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.workspace.home import Conflict


def check(seen: pd.DataFrame, now: pd.DataFrame, edited: pd.DataFrame, key: Sequence[str]) -> None:
    """Hold what the editor saw against what is there, of the things that `edited` names by the columns of `key`.

    Raises
    ------
    Conflict
        Someone changed, added or removed one of them since.
    """
    names = edited[list(key)].drop_duplicates()
    before, after = (frame.merge(names, on=list(key)) for frame in (seen, now))
    if not before.equals(after):
        raise Conflict(after)
