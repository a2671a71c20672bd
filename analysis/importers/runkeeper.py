"""Runkeeper's list of activities (`cardioActivities.csv`).

Field                      how
distance, climb            parsed; their units stand in the header: km or mi, m or ft
times                      parsed: one duration, pauses left out; the clock is local and without zone
heart rate                 parsed
cadence, exertion, shoe    not in the list
surface                    not in the list
positions                  not in the list; in the GPX files beside it
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints, shape_of
from analysis.importers.bounds import impossible_issues, repeated_issues, within_bounds
from analysis.importers.dates import UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet, is_missing, plain
from analysis.importers.sports import ON_FOOT, OTHER, sport_of, unknown_sports
from analysis.tables import ACTIVITIES, of_rows
from analysis.wording import METRES, count

FORMAT = "runkeeper"
LABEL = "Runkeeper activity list (CSV)"

_METRES = {**METRES, "m": 1.0, "ft": 0.3048}
_WITH_UNIT = re.compile(r"\s*(Distance|Climb)\s*\((km|mi|m|ft)\)\s*", re.IGNORECASE)
_FIELDS = {"date", "type", "duration", "notes", "average heart rate bpm", "route name"}
_EXPORT_AGAIN = "Correct it in Runkeeper and export your data again."


class _Table:
    """The list: its cells by field, and how many metres its units of distance and climb have."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns: dict[str, int] = {}
        self.metres: dict[str, float] = {}
        for place, name in enumerate(sheet.header):
            if match := _WITH_UNIT.fullmatch(name):
                self.columns.setdefault(match[1].lower(), place)
                self.metres.setdefault(match[1].lower(), _METRES[match[2].lower()])
            elif plain(name) in _FIELDS:
                self.columns.setdefault(plain(name), place)
        self.decimal = delimited.decimal_sign(self.text(row, "distance") for row in sheet.rows)

    def text(self, row: Row, field: str) -> str:
        place = self.columns.get(field, len(row.cells))
        return row.cells[place] if place < len(row.cells) else ""

    def number(self, row: Row, field: str) -> float:
        text = self.text(row, field)
        value = None if is_missing(text) else delimited.number(text, self.decimal)
        return np.nan if value is None else value * self.metres.get(field, 1.0)


def looks_like(file: File) -> bool:
    """Whether it is Runkeeper's list: date, type, duration, and a distance with its unit in the header."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """Which activities does the list hold? Its clock is local, so no time zone is needed."""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        raise UnreadableFile("This is not Runkeeper's list of activities.", "Export your data again from Runkeeper.")
    table = _Table(sheet)
    shape = shape_of(sheet.header)
    try:
        dates = read_dates([table.text(row, "date") for row in sheet.rows], hints.answer(shape, "date_order"))
    except UndecidedOrder as undecided:
        question = order_question(shape, undecided.example)
        return Content(issues=(Issue(file.name, undecided.found, undecided.advice),), questions=(question,))
    rows: dict[str, dict[str, object]] = {}
    issues: list[Issue] = []
    for place, row in enumerate(sheet.rows):
        try:
            activity = _activity(table, row, dates.at(place)) | {"source_file": file.name}
            rows.setdefault(str(activity["activity_id"]), activity)
        except BadRow as bad:
            issues.append(Issue(file.name, bad.found, f"The row was left out. {bad.advice}", row.line))
    if not rows:
        return _nothing(sheet, issues)
    left_out = len(issues)
    frame, impossible = within_bounds(of_rows(list(rows.values()), ACTIVITIES), ACTIVITIES)
    issues += impossible_issues(impossible, "", file.name)
    issues += repeated_issues(len(sheet.rows) - left_out - len(rows), file.name)
    issues += unknown_sports(file.name, (table.text(row, "type") for row in sheet.rows))
    return Content(frame, issues=tuple(issues), is_partial=bool(left_out or impossible))


def _nothing(sheet: Sheet, issues: Sequence[Issue]) -> Content:
    if not sheet.rows:
        return Content()
    first = f"Row {issues[0].row}: {issues[0].found}"
    raise UnreadableFile(f"None of its {count(len(sheet.rows), 'row')} could be read. {first}", _EXPORT_AGAIN)


def _is_header(cells: Sequence[str]) -> bool:
    names = {plain(cell) for cell in cells}
    units = [match[1].lower() for cell in cells if (match := _WITH_UNIT.fullmatch(cell))]
    return {"date", "type", "duration"} <= names and "distance" in units


def _activity(table: _Table, row: Row, when: When) -> dict[str, object]:
    """One row of ACTIVITIES, before its bounds are checked."""
    if delimited.has_extra_cells(row, table.sheet.header):
        raise BadRow("It has more values than the header has names.", _EXPORT_AGAIN)
    sport, sub_sport = sport_of(table.text(row, "type")) or OTHER
    distance = table.number(row, "distance")
    duration = delimited.duration_s(table.text(row, "duration"))
    return {
        "activity_id": _identity(table, row, when),
        "local_date": pd.Timestamp(when.day),
        "local_start_time": datetime.combine(when.day, when.clock) if when.clock else pd.NaT,
        "sport": sport,
        "sub_sport": sub_sport or None,
        # Nobody runs 0 m: there it says that nothing measured it.
        "distance_m": np.nan if distance == 0 and sport in ON_FOOT else distance,
        "moving_time_s": duration or np.nan,
        "ascent_m": table.number(row, "climb"),
        "avg_heart_rate_bpm": table.number(row, "average heart rate bpm") or np.nan,
        "surface": "unknown",
        "surface_source": "unknown",
        "title": table.text(row, "route name") or None,
        "source_format": FORMAT,
    }


def _identity(table: _Table, row: Row, when: When) -> str:
    """Start, type and duration: the same in exports with and without Runkeeper's own number of the activity.

    Without a time of day the distance has to help. Two phones on one run begin in the same second.
    """
    clock = when.clock or table.text(row, "distance")
    words = f"{when.day} {clock} {plain(table.text(row, 'type'))} {table.text(row, 'duration')}"
    return f"{FORMAT}-{hashlib.sha256(words.encode(errors='replace')).hexdigest()[:16]}"
