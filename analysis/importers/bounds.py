"""Numbers that cannot be, and rows beyond any log, are left out, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.errors import Issue
from analysis.importers.base import Content
from analysis.importers.delimited import Sheet
from analysis.tables import Columns, Table, conform
from analysis.wording import count

MAX_ROWS = 50_000  # of a table of one's own: ten a day for thirteen years; read in a few seconds


def within_bounds(given: pd.DataFrame | Columns, table: Table) -> tuple[pd.DataFrame, dict[str, int]]:
    """The columns with impossible numbers made missing, in the form of `table`, and how many of what."""
    kept, left_out = dict(given.items()), {}
    for column in table.columns:
        if column.kind != "number" or column.name not in kept or column.required:
            continue
        values = np.asarray(kept[column.name], "float64")
        impossible = np.isinf(values)
        if column.low is not None:
            impossible |= values < column.low
        if column.high is not None:
            impossible |= values > column.high
        if impossible.any():
            values = np.where(impossible, np.nan, values)
            left_out[column.meaning.rstrip(".").split(",")[0]] = int(impossible.sum())
        kept[column.name] = values
    return conform(kept, table), left_out


def impossible_issues(impossible: Mapping[str, int], where: str, name: str) -> Iterable[Issue]:
    """What to say of values that `within_bounds` left out."""
    for what, times in impossible.items():
        values = "1 value is" if times == 1 else f"{times:,} values are"
        yield Issue(name, f"{what}{where}: {values} impossible.", "Left out; the rest was read.")


def repeated_issues(repeated: int, name: str) -> Iterable[Issue]:
    """What to say of activities that stand in a list again."""
    if repeated:
        found = f"{count(repeated, 'activity')} more than once in the file."
        yield Issue(name, found, "Each was taken once. There is nothing to do.")


def of_first_rows(read: Callable[[Sheet], Content], sheet: Sheet, name: str) -> Content:
    """What `read` makes of the first rows of a table; where there are more of them, with the sentence that says so."""
    content = read(Sheet(sheet.header, sheet.rows[:MAX_ROWS]))
    if len(sheet.rows) <= MAX_ROWS:
        return content
    found = f"The table has {len(sheet.rows):,} rows; the first {MAX_ROWS:,} were read."
    issue = Issue(name, found, "Put the rows below those into a file of their own and import it too.")
    return replace(content, issues=(issue, *content.issues), is_partial=True)


def positive(value: float) -> float:
    """The value, or missing where it is 0 and 0 cannot be measured."""
    return value if value != 0 else np.nan
