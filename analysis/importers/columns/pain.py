"""The pain in a table under the map of its columns, laid out as the reader of pain logs takes it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.importers.columns.map import PAIN_FIELDS, ColumnMap
from analysis.importers.dates import When
from analysis.importers.delimited import Row, Sheet, is_missing
from analysis.importers.pain.layout import Layout, ScoreColumn, cell

_OF_THE_ROW = ("moment", "site", "side", "signs", "warm_up", "note")


def layout_of(made: ColumnMap, header: Sequence[str]) -> Layout:
    """Which column holds what, in the words of pain logs. What the map says of a score wins over the row."""
    placed = made.placed(header)
    fields = {use.field: place for place, use in placed.items() if use.field in ("date", *_OF_THE_ROW)}
    scores = tuple(
        ScoreColumn(place, use.name, use.moment or None, use.site or None, use.side or None)
        for place, use in placed.items()
        if use.field == "score"
    )
    signs = tuple((use.sign, place, use.name) for place, use in placed.items() if use.field == "sign")
    return Layout(fields, scores, signs, ())


def dated_rows(sheet: Sheet, made: ColumnMap, whens: Sequence[When | None]) -> Sheet:
    """The rows with a date that say something about pain, each date as nobody can misread it."""
    placed = made.placed(sheet.header)
    date = next(place for place, use in placed.items() if use.field == "date")
    telling = [place for place, use in placed.items() if use.field in PAIN_FIELDS]
    if made.row == "both":  # the note of a run without pain is no pain entry
        telling = [place for place in telling if placed[place].field in ("score", "sign", "signs", "warm_up")]
    rows = [
        _with(row, date, f"{when.day} {when.clock or ''}".strip())
        for row, when in zip(sheet.rows, whens, strict=True)
        if when is not None and any(not is_missing(cell(row, place)) for place in telling)
    ]
    return Sheet(sheet.header, tuple(rows))


def _with(row: Row, place: int, text: str) -> Row:
    return Row(row.line, (*row.cells[:place], text, *row.cells[place + 1 :]))
