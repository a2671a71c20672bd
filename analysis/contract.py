"""How a table is declared, and `check()` that holds frames to the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from analysis.errors import ContractError

Kind = Literal["text", "number", "count", "truth", "day", "instant", "clock"]
Weekly = Literal["sum", "max", "mean"]
Values: TypeAlias = Any  # the values of one column: a list, an array of numpy or pandas, a Series
Columns: TypeAlias = "Mapping[str, Values]"

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
    return table.without_rows.copy(deep=False)  # pandas copies on write


def conform(frame: pd.DataFrame | Columns, table: Table) -> pd.DataFrame:
    """Order and type the columns of `frame` as declared, adding absent optional ones as missing.

    Undeclared columns are dropped. Values are never changed beyond their dtype. The result is checked. Columns by
    name, all of one length, are as good as a frame and cheaper.
    """
    absent = [c.name for c in table.columns if c.required and c.name not in frame]
    if absent:
        raise ContractError(f"{table.name}: required column missing: {', '.join(absent)}")
    rows = len(frame) if isinstance(frame, pd.DataFrame) else len(next(iter(frame.values()), ()))
    columns = {}
    for column in table.columns:
        typed = _typed(frame[column.name], column, table) if column.name in frame else _missing(column.kind, rows)
        columns[column.name] = typed
        _check_column(typed, column, table)
    return check_key(pd.DataFrame(columns), table)


def of_rows(rows: Sequence[Mapping[str, object]], table: Table) -> Columns:
    """Rows as columns of `table` for `conform`, cheaply; what a row lacks is missing.

    Numbers, texts and timestamps come as such; what is written as text (a date) is left for `conform` to read.
    """
    columns: dict[str, Values] = {c.name: [row.get(c.name) for row in rows] for c in table.columns}
    texts = [column.name for column in table.columns if column.kind == "text"]
    together = pd.array([value for name in texts for value in columns[name]], dtype=_EXACT["text"])
    for place, name in enumerate(texts):
        columns[name] = together[place * len(rows) : (place + 1) * len(rows)]
    return columns


def same_text(text: str, rows: int) -> Values:
    """A column that says the same in every row."""
    return pd.array([text], dtype=_EXACT["text"]).take(np.zeros(rows, int))


def sound(given: Columns, table: Table) -> tuple[pd.DataFrame, dict[int, str]]:
    """The rows that keep `table`, and of each other row, by its place, what is wrong with it."""
    typed = {column.name: _typed(given[column.name], column, table) for column in table.columns}
    wrong: dict[int, str] = {}
    for column in table.columns:
        for bad, rule in _broken(typed[column.name], column):
            wrong = {int(place): f"{column.title}: {rule}" for place in np.flatnonzero(bad)} | wrong
    frame = pd.DataFrame(typed)
    again = np.flatnonzero(frame.duplicated(list(table.key)))
    wrong = {int(place): "It stands in the table already" for place in again} | wrong
    return conform(frame.drop(index=list(wrong)).reset_index(drop=True), table), wrong


def _typed(values: Values, column: Column, table: Table) -> Values:
    """The values as an array of the declared dtype."""
    if isinstance(values, list):
        typed = _typed_list(values, column.kind)
        if typed is not None:
            return typed
    elif values.dtype == _EXACT[column.kind]:
        return _array(values)
    return _array(_parsed(pd.Series(values), column, table))


def _array(values: Values) -> Values:
    """The array behind a Series: numpy's where it is one, else that of pandas."""
    if not isinstance(values, pd.Series):
        return values
    return values.to_numpy() if isinstance(values.dtype, np.dtype) else values.array


def _typed_list(values: list[object], kind: Kind) -> Values | None:
    """The list as an array where every value is of its kind already, or missing; else None."""
    known = [value for value in values if value is not None and value is not pd.NaT]
    if kind == "number" and all(isinstance(value, int | float) for value in known):
        return np.array(values, "float64")
    if kind == "instant" and all(isinstance(value, pd.Timestamp) and value.tzinfo for value in known):
        return pd.array(values, dtype=_EXACT[kind])
    if kind in ("day", "clock") and all(_is_date(value, kind) for value in known):
        return np.array([None if value is pd.NaT else value for value in values], "datetime64[us]")
    if kind == "text" and all(isinstance(value, str) for value in known):
        return pd.array(values, dtype=_EXACT[kind])
    return None


def _is_date(value: object, kind: Kind) -> bool:
    """Without a zone; of a day the time of day may be left out."""
    return not value.tzinfo if isinstance(value, datetime) else kind == "day" and isinstance(value, date)


def _parsed(values: pd.Series, column: Column, table: Table) -> pd.Series:
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


def _missing(kind: Kind, rows: int) -> Values:
    return np.full(rows, np.nan) if kind == "number" else _one_missing(kind).take(np.zeros(rows, int))


@cache
def _one_missing(kind: Kind) -> Values:
    return _array(pd.Series(dtype=_EXACT[kind]).reindex([0]))


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
        _check_column(_array(frame[column.name]), column, table)
    return check_key(frame, table)


def check_key(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` unchanged if no key of `table` stands in it twice."""
    if not table.key or len(frame) < 2 or _rises(frame, table):
        return frame
    repeated = frame.duplicated(list(table.key), keep=False)
    if repeated.any():
        keys = frame.loc[repeated, list(table.key)].itertuples(index=False, name=None)
        _reject(keys, int(repeated.sum()), table, "+".join(table.key), "key stands more than once")
    return frame


def _rises(frame: pd.DataFrame, table: Table) -> bool:
    """Whether a number of the key rises from row to row, as time does in a recording: then no key stands twice."""
    numbers = (frame[name].to_numpy() for name in table.key if table[name].kind == "number")
    return any(bool((values[1:] > values[:-1]).all()) for values in numbers)


def _check_column(values: Values, column: Column, table: Table) -> None:
    if values.dtype != _EXACT[column.kind]:
        raise ContractError(f"{table.name}.{column.name}: dtype {values.dtype}, declared {DTYPES[column.kind]}")
    for bad, rule in _broken(values, column):
        if bad.any():
            _reject(pd.Series(values)[bad], int(bad.sum()), table, column.name, rule)


def _broken(values: Values, column: Column) -> Iterator[tuple[np.ndarray, str]]:
    """Pairs of (which values break the rule, the rule in words) for one column."""
    if column.required:
        yield np.asarray(pd.isna(values)), "value is missing"
    if column.values:
        strange = [value for value in pd.unique(values) if isinstance(value, str) and value not in column.values]
        if strange:
            yield np.isin(values, strange), f"not one of {', '.join(column.values)}"
    if column.kind in ("number", "count"):
        numbers = values if column.kind == "number" else values.to_numpy("float64", na_value=np.nan)
        yield np.isinf(numbers), "infinite"
        if column.low is not None:
            yield numbers < column.low, f"below {column.low:g} {column.unit}".rstrip()
        if column.high is not None:
            yield numbers > column.high, f"above {column.high:g} {column.unit}".rstrip()
    if column.kind == "day":
        days = np.asarray(values)
        yield ~np.isnat(days) & (days != days.astype("datetime64[D]")), "not a whole day"


def _reject(bad: Iterable[object], count: int, table: Table, column: str, rule: str) -> None:
    first = ", ".join(repr(value) for _, value in zip(range(3), bad, strict=False))
    raise ContractError(f"{table.name}.{column}: {count} bad value{'s' if count != 1 else ''} ({rule}), first: {first}")
