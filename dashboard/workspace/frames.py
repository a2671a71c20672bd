"""Frames to database rows and back, with nothing changed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.tables import Kind, Table, conform, empty

Row = dict[str, Any]
AT_ONCE = 500  # values in one statement; SQLite allows 32,766


def batched(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """`values` in pieces of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def to_rows(frame: pd.DataFrame, table: Table) -> list[Row]:
    """The rows of `frame`, missing as None."""
    if frame.empty:
        return []
    columns = {column.name: _to_python(frame[column.name].tolist(), column.kind) for column in table.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _to_python(values: list[Any], kind: Kind) -> list[Any]:
    """Value by value, because most frames are of one activity: ten times as fast there as by column."""
    if kind == "day":
        return [None if _is_missing(value) else value.date() for value in values]
    if kind in ("clock", "instant"):
        return [None if _is_missing(value) else value.to_pydatetime() for value in values]
    return [None if _is_missing(value) else value for value in values]


def _is_missing(value: Any) -> bool:
    return value is pd.NA or value is None or value != value  # NaN and NaT differ from themselves


def to_frame(rows: Iterable[Sequence[Any]], table: Table) -> pd.DataFrame:
    """A frame that keeps the declaration of `table`, from rows in the order of its columns."""
    held = list(rows)
    if not held:
        return empty(table)
    return conform(dict(zip(table.names, map(list, zip(*held, strict=True)), strict=True)), table)
