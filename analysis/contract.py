"""How a table is declared, and `check()` that holds frames to the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import ContractError

Kind = Literal["text", "number", "count", "truth", "day", "instant", "clock"]
Weekly = Literal["sum", "max", "mean"]

DTYPES: Mapping[Kind, str] = {
    "text": "str",
    "number": "float64",
    "count": "Int64",
    "truth": "bool",
    "day": "datetime64[us]",  # midnight of a local calendar day
    "instant": "datetime64[us, UTC]",
    "clock": "datetime64[us]",  # local wall clock, no zone
}
_EXACT = {kind: pd.Series(dtype=dtype).dtype for kind, dtype in DTYPES.items()}


@dataclass(frozen=True)
class Column:
    """One column: what it means and which values it may hold.

    Parameters
    ----------
    kind
        Decides the dtype, see `DTYPES`.
    low, high
        Inclusive bounds for numbers and counts.
    values
        The only texts allowed; empty allows any.
    weekly
        How the days of a week combine into the column of the same name in WEEKS; None stays out of it.
    precision
        Decimals worth showing, in the unit a person reads.
    validity
        How far science trusts the number as a statement about injury (`VALIDITIES`); "measured" claims nothing.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    label: str = ""
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    required: bool = False
    weekly: Weekly | None = None
    precision: int = 0
    validity: str = "measured"

    @property
    def title(self) -> str:
        return self.label or self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Table:
    """One table: its grain, key and columns."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @cached_property
    def without_rows(self) -> pd.DataFrame:
        """Made once, because every file that is read needs one; `empty` hands out copies."""
        return pd.DataFrame({c.name: pd.Series(dtype=DTYPES[c.kind]) for c in self.columns})


def empty(table: Table) -> pd.DataFrame:
    """A frame of `table` with no rows."""
    return table.without_rows.copy()


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Order and type the columns of `frame` as declared, adding absent optional ones as missing.

    Undeclared columns are dropped. Values are never changed beyond their dtype. The result is checked.
    """
    absent = [c.name for c in table.columns if c.required and c.name not in frame]
    if absent:
        raise ContractError(f"{table.name}: required column missing: {', '.join(absent)}")
    columns = {}
    for column in table.columns:
        if column.name in frame:
            columns[column.name] = _typed(frame[column.name], column, table)
        else:
            columns[column.name] = pd.Series(dtype=DTYPES[column.kind]).reindex(frame.index)
    return check(pd.DataFrame(columns, index=frame.index).reset_index(drop=True), table)


def _typed(values: pd.Series, column: Column, table: Table) -> pd.Series:
    if values.dtype == _EXACT[column.kind]:
        return values
    if column.kind in ("day", "clock", "instant"):
        typed = pd.to_datetime(values, errors="coerce", utc=column.kind == "instant", format="ISO8601")
    elif column.kind in ("number", "count"):
        typed = pd.to_numeric(values, errors="coerce")
    else:
        return values.astype(DTYPES[column.kind])
    lost = values.notna() & typed.isna()
    if lost.any():
        _reject(values[lost], int(lost.sum()), table, column.name, f"not a {column.kind}")
    return typed.astype(DTYPES[column.kind])


def check(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` unchanged if it keeps the declaration of `table`.

    Raises
    ------
    ContractError
        Naming table, column, how many values break the rule, and the first few of them.
    """
    if list(frame.columns) != table.names:
        undeclared = [name for name in frame.columns if name not in table.names] or "none"
        absent = [name for name in table.names if name not in frame.columns] or "none"
        differ = f"undeclared: {undeclared}, missing: {absent}, or out of order"
        raise ContractError(f"{table.name}: columns differ from the declaration ({differ})")
    for column in table.columns:
        _check_column(frame[column.name], column, table)
    return check_key(frame, table)


def check_key(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` unchanged if no key of `table` stands in it twice."""
    if not table.key or len(frame) < 2:
        return frame
    repeated = frame.duplicated(list(table.key), keep=False)
    if repeated.any():
        keys = frame.loc[repeated, list(table.key)].itertuples(index=False, name=None)
        _reject(keys, int(repeated.sum()), table, "+".join(table.key), "key stands more than once")
    return frame


def _check_column(values: pd.Series, column: Column, table: Table) -> None:
    if values.dtype != _EXACT[column.kind]:
        raise ContractError(f"{table.name}.{column.name}: dtype {values.dtype}, declared {DTYPES[column.kind]}")
    for bad, rule in _broken(values, column):
        if bad.any():
            _reject(values[bad], int(bad.sum()), table, column.name, rule)


def _broken(values: pd.Series, column: Column) -> Iterator[tuple[np.ndarray, str]]:
    """Pairs of (which values break the rule, the rule in words) for one column."""
    if column.required:
        yield values.isna().to_numpy(), "value is missing"
    if column.values:
        strange = set(values.dropna().unique()) - set(column.values)
        if strange:
            yield values.isin(strange).to_numpy(), f"not one of {', '.join(column.values)}"
    if column.kind in ("number", "count"):
        numbers = values.to_numpy("float64", na_value=np.nan)
        yield np.isinf(numbers), "infinite"
        if column.low is not None:
            yield numbers < column.low, f"below {column.low:g} {column.unit}".rstrip()
        if column.high is not None:
            yield numbers > column.high, f"above {column.high:g} {column.unit}".rstrip()
    if column.kind == "day":
        days = values.to_numpy()
        yield ~np.isnat(days) & (days != days.astype("datetime64[D]")), "not a whole day"


def _reject(bad: Iterable[object], count: int, table: Table, column: str, rule: str) -> None:
    first = ", ".join(repr(value) for _, value in zip(range(3), bad, strict=False))
    raise ContractError(f"{table.name}.{column}: {count} bad value{'s' if count != 1 else ''} ({rule}), first: {first}")
