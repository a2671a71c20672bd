"""Tables as plain CSV and JSON that give back every value as it was: Twinge's own export.

In a CSV the first column, `twinge`, names the table. Missing is an empty cell. A text that a spreadsheet would take for
a formula, or that is empty, or begins with an apostrophe, has an apostrophe before it; reading takes one away. So no
cell is ever executed, and none is changed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from analysis.tables import Kind, Table, empty, of_rows, sound

MARK = "twinge"
_BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for something else
_BEGINS = re.compile(rb'(\xef\xbb\xbf)?"?twinge"?[,;\t]')
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def values(column: pd.Series, kind: Kind) -> list[Any]:
    """The values of a column as JSON knows them; missing is None."""
    ways: Mapping[Kind, Callable[[Any], Any]] = {
        "day": lambda value: f"{value:%Y-%m-%d}",
        "clock": lambda value: value.isoformat(),
        "instant": lambda value: value.tz_convert(UTC).isoformat(),
        "count": int,
    }
    as_plain = ways.get(kind, lambda value: value)
    told = zip(column.tolist(), column.notna().tolist(), strict=True)
    return [as_plain(value) if is_known else None for value, is_known in told]


def as_csv(name: str, frame: pd.DataFrame, table: Table) -> bytes:
    """The rows of `frame`, which keeps `table`, as a CSV that a spreadsheet opens and `rows_of` reads."""
    columns = [[_cell(value) for value in values(frame[column.name], column.kind)] for column in table.columns]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([MARK, *table.names])
    writer.writerows((name, *row) for row in zip(*columns, strict=True))
    return _BOM + out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if not value or value.startswith(_RISKY) else value
    return str(value).lower() if isinstance(value, bool) else repr(value)


def is_csv(data: bytes) -> bool:
    """Whether these bytes begin like such a CSV, as Twinge or a spreadsheet wrote it."""
    return _BEGINS.match(data) is not None


def rows_of(data: bytes) -> tuple[str, list[dict[str, str | None]]]:
    """Name of the table, and its rows with their cells as text; missing is None.

    Raises
    ------
    ValueError
        It is no such CSV.
    """
    text = data.removeprefix(_BOM).decode("utf-8")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ValueError(str(error)) from None
    if header[:1] != [MARK]:
        raise ValueError("the first column does not name the table")
    filled = [row for row in rows if any(row)]
    names = {row[0] for row in filled}
    if len(names) > 1:
        raise ValueError("the rows are of several tables")
    return next(iter(names), ""), [_texts(header[1:], row[1:]) for row in filled]


def _texts(header: Sequence[str], cells: Sequence[str]) -> dict[str, str | None]:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {name: (cell.removeprefix("'") if cell else None) for name, cell in zip(header, padded, strict=False)}


def sound_rows(rows: Sequence[Mapping[str, str | None]], table: Table) -> tuple[pd.DataFrame, dict[int, str]]:
    """The rows of cells that keep `table`, and of each other row, by its place, what is wrong with it."""
    made: dict[int, dict[str, Any]] = {}
    wrong: dict[int, str] = {}
    for place, row in enumerate(rows):
        try:
            made[place] = typed(row, table)
        except ValueError as problem:
            wrong[place] = str(problem)
    if not made:
        return empty(table), wrong
    frame, broken = sound(of_rows(list(made.values()), table), table)
    places = list(made)
    return frame, wrong | {places[place]: what for place, what in broken.items()}


def last_of_each(rows: Sequence[Mapping[str, str | None]], table: Table) -> pd.DataFrame:
    """The rows of cells that keep `table`, of each key the last, in the order of their keys."""
    frame, _ = sound_rows(list(reversed(rows)), table)
    return frame.sort_values(list(table.key), ignore_index=True)


def typed(row: Mapping[str, str | None], table: Table) -> dict[str, Any]:
    """A row of cells with the values that `table` declares.

    Raises
    ------
    ValueError
        A cell is no value of its column; the message names both.
    """
    made: dict[str, Any] = {}
    for column in table.columns:
        cell = row.get(column.name)
        try:
            made[column.name] = None if cell is None else _READ[column.kind](cell)
        except (ValueError, OverflowError):
            raise ValueError(f"“{cell}” is no {column.name} as Twinge writes it") from None
    return made


def _truth(cell: str) -> bool:
    if cell.lower() not in ("true", "false"):
        raise ValueError(cell)
    return cell.lower() == "true"


def _clock(cell: str) -> pd.Timestamp:
    return pd.Timestamp(datetime.fromisoformat(cell).replace(tzinfo=None)).as_unit("us")


def _instant(cell: str) -> pd.Timestamp:
    return pd.Timestamp(datetime.fromisoformat(cell).astimezone(UTC)).as_unit("us")


_READ: Mapping[Kind, Callable[[str], Any]] = {
    "text": str,
    "number": float,
    "count": int,
    "truth": _truth,
    "day": _clock,
    "clock": _clock,
    "instant": _instant,
}
