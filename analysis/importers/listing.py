"""Lists of activities, one row each: what every such list needs on its way to ACTIVITIES, whoever wrote it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints, Question, Topic, shape_of
from analysis.importers.bounds import impossible_issues, repeated_issues, within_bounds
from analysis.importers.dates import WRITE_DATES, UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet, is_missing, plain
from analysis.importers.recording import ONE_FOOT_BELOW
from analysis.importers.sports import ON_FOOT, surface_of
from analysis.tables import ACTIVITIES, of_rows
from analysis.wording import METRES, count

Activity = dict[str, object]
_Said = TypeVar("_Said", Issue, Question)

# Unit in a header -> how much of metres or metres a second it is.
UNITS: Mapping[str, float] = {
    **METRES, "m": 1.0, "ft": 0.3048, "yd": 0.9144, "km/h": 1 / 3.6, "mph": 0.44704, "mi/h": 0.44704
}  # fmt: skip
_SPEED_IN = re.compile(r"\b(km|mi)\b")
_WITH_UNIT = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")


class Table:
    """A list with its cells by field, and what the runner said of what it leaves open.

    A unit in the header (`Distance (mi)`) holds for the whole column; of columns that name one field, the first with
    a value counts.
    """

    def __init__(self, sheet: Sheet, fields: Mapping[str, str], hints: Hints) -> None:
        self.rows = sheet.rows
        self.header = sheet.header
        self.shape = shape_of(sheet.header)
        self._hints = hints
        self._columns: dict[str, list[int]] = {}
        self._factors: dict[int, float] = {}
        for place, name in enumerate(sheet.header):
            bare, unit = split_unit(name)
            if field := fields.get(plain(bare)):
                self._columns.setdefault(field, []).append(place)
                self._factors[place] = UNITS.get(unit, 1.0)
        self._decimals = {place: self._decimal_sign(place) for place in self._factors}
        widths = Counter(len(row.cells) for row in sheet.rows)
        self._width = max(len(sheet.header), *(width for width, _ in widths.most_common(1)), 0)

    def _decimal_sign(self, place: int) -> str:
        return delimited.decimal_sign(row.cells[place] for row in self.rows if place < len(row.cells))

    def has(self, field: str) -> bool:
        return field in self._columns

    def text(self, row: Row, field: str) -> str:
        return next((row.cells[place] for place in self._filled(row, field)), "")

    def number(self, row: Row, field: str) -> float:
        """The number in a cell, in SI where the header has a unit of length or speed; NaN where there is none."""
        for place in self._filled(row, field):
            value = delimited.number(row.cells[place], self._decimals[place])
            return np.nan if value is None else value * self._factors[place]
        return np.nan

    def positive(self, row: Row, field: str) -> float:
        """The number in a cell where 0 cannot be measured."""
        return self.number(row, field) or np.nan

    def is_shifted(self, row: Row) -> bool:
        """Whether a comma in a value moved the values behind it: then nobody knows which belongs where."""
        return len(row.cells) > self._width or delimited.has_extra_cells(row, self.header)

    @cached_property
    def unit_said(self) -> str | None:
        """km or mi, where the cells of `speed` name one of them: `0:28 km/h`, `5:30 min/mi`."""
        said = {unit for row in self.rows for unit in _SPEED_IN.findall(self.text(row, "speed"))}
        return said.pop() if len(said) == 1 else None

    def answer(self, topic: Topic) -> str | None:
        return self._hints.answer(self.shape, topic)

    def _filled(self, row: Row, field: str) -> Iterable[int]:
        places = self._columns.get(field, ())
        return (place for place in places if place < len(row.cells) and not is_missing(row.cells[place]))


@dataclass(frozen=True)
class Listing:
    """What is special about the list of one service.

    Parameters
    ----------
    fields
        Name of a column as `plain` writes it, without its unit -> what it holds; `date` and `type` are known here.
    needs
        Fields without which a table is not this list.
    activities
        What one row holds: mostly one activity, none where the row is a plan or a day off. Raises BadRow.
    about
        What to say, and what to ask, of the list as a whole.
    dates
        The column of dates as `read_dates` can read it, where the service writes them in a way of its own.
    """

    format: str
    service: str
    fields: Mapping[str, str]
    needs: frozenset[str]
    activities: Callable[[Table, Row, When], Iterable[Activity]]
    about: Callable[[Table, str], Iterable[Issue | Question]] = lambda table, name: ()
    dates: Callable[[Sequence[str]], Sequence[str]] = lambda texts: texts

    def is_header(self, cells: Sequence[str]) -> bool:
        return self.needs <= {self.fields.get(plain(split_unit(cell)[0])) for cell in cells}

    def looks_like(self, file: File) -> bool:
        return delimited.has_header(file.data, self.is_header)

    @property
    def export_again(self) -> str:
        return f"Correct it in {self.service} and export it again."


def split_unit(name: str) -> tuple[str, str]:
    """`Distance (mi)` as its name and its unit; no unit where the brackets hold something else or are not there."""
    match = _WITH_UNIT.fullmatch(name.strip())
    return (match[1], match[2].strip().lower()) if match else (name, "")


def activity(identity: str, when: When, kind: tuple[str, str], **values: object) -> Activity:
    """One row of ACTIVITIES before its bounds are checked; what is not in `values` is not known."""
    sport, sub_sport = kind
    surface, surface_source = surface_of(sport, sub_sport)
    if sport in ON_FOOT and values.get("distance_m") == 0:
        values["distance_m"] = np.nan  # nobody runs 0 m: there it says that nothing measured it
    return {
        "activity_id": identity,
        "local_date": pd.Timestamp(when.day),
        "local_start_time": datetime.combine(when.day, when.clock) if when.clock else pd.NaT,
        "sport": sport,
        "sub_sport": sub_sport or None,
        "surface": surface,
        "surface_source": surface_source,
        **values,
    }


def identity(source_format: str, *words: object) -> str:
    """A name for an activity, made from what is the same in every export of it."""
    text = " ".join(str(word) for word in words)
    return f"{source_format}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:16]}"


def both_feet(cadence: float) -> float:
    """Steps a minute of a run; many services count one foot."""
    return (2 * cadence if cadence < ONE_FOOT_BELOW else cadence) or np.nan


def unit_question(shape: str) -> Question:
    """Ask whether the distances of lists of one shape are kilometres or miles."""
    text = "Are the distances in this list kilometres or miles?"
    return Question("distance_unit", shape, text, (("km", "Kilometres"), ("mi", "Miles")), "km")


def read(listing: Listing, file: File, hints: Hints) -> Content:
    """Which activities does the list hold?"""
    sheet = delimited.read_sheet(file.data, listing.is_header)
    if sheet is None:
        raise UnreadableFile(f"This is not {listing.service}'s list of activities.", listing.export_again)
    table = Table(sheet, listing.fields, hints)
    try:
        texts = listing.dates([table.text(row, "date") for row in table.rows])
        dates = read_dates(texts, table.answer("date_order"))
    except UndecidedOrder as undecided:
        question = order_question(table.shape, undecided.example)
        return Content(issues=(Issue(file.name, undecided.found, undecided.advice),), questions=(question,))
    rows: list[Activity] = []
    left_out: list[Issue] = []
    for place, row in enumerate(table.rows):
        try:
            rows += _activities(listing, table, row, dates.at(place))
        except BadRow as bad:
            left_out.append(Issue(file.name, bad.found, f"The row was left out. {bad.advice}", row.line))
    if left_out and not rows:
        found = f"None of its {count(len(table.rows), 'row')} could be read. Row {left_out[0].row}: {left_out[0].found}"
        raise UnreadableFile(found, listing.export_again)
    kept = each_once(rows, listing.format, file.name)
    said = list(listing.about(table, file.name))
    noted = (Issue(file.name, dates.note, f"If that is wrong: {WRITE_DATES[0].lower()}{WRITE_DATES[1:]}"),)
    return replace(
        kept,
        issues=(*left_out, *(noted if dates.note else ()), *_only(Issue, said), *kept.issues),
        is_partial=bool(left_out) or kept.is_partial,
        questions=tuple(_only(Question, said)),
    )


def _activities(listing: Listing, table: Table, row: Row, when: When) -> list[Activity]:
    if table.is_shifted(row):
        raise BadRow("It has more values than the header has names.", listing.export_again)
    return list(listing.activities(table, row, when))


def each_once(rows: Sequence[Activity], source_format: str, name: str) -> Content:
    """The rows within the bounds of ACTIVITIES, each activity once."""
    if not rows:
        return Content()
    once: dict[object, Activity] = {}
    for row in rows:
        once.setdefault(row["activity_id"], row | {"source_format": source_format, "source_file": name})
    frame, impossible = within_bounds(of_rows(list(once.values()), ACTIVITIES), ACTIVITIES)
    issues = (*impossible_issues(impossible, "", name), *repeated_issues(len(rows) - len(once), name))
    return Content(frame, issues=issues, is_partial=bool(impossible))


def _only(kind: type[_Said], said: Iterable[Issue | Question]) -> Iterable[_Said]:
    return (item for item in said if isinstance(item, kind))
