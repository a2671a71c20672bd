"""A pain log as CSV: one entry per row (the form Twinge exports), or one day per row with a column per moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace

import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints
from analysis.importers.dates import WRITE_DATES, When, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet
from analysis.importers.pain_layout import Layout, cell, is_header, layout
from analysis.importers.pain_rows import Entry, RowReader
from analysis.tables import PAIN, conform
from analysis.wording import count, day

FORMAT = "pain_csv"
LABEL = "Pain log (CSV)"

OTHER_SCALE_SHARE = 0.2  # from this share of scores above 10 on, the file uses another scale
OTHER_SCALE_MIN = 3


def looks_like(file: File) -> bool:
    """Whether the file has a date column and columns that only a pain log has."""
    return delimited.has_header(file.data, is_header)


def read(file: File, hints: Hints) -> Content:
    """Read every score and warning sign; a day is the day the runner wrote, so no time zone is needed."""
    sheet = delimited.read_sheet(file.data, is_header)
    if sheet is None:
        raise UnreadableFile(
            "This is not a pain log.", "A pain log has a column “date” and a column “score”, or “morning”, “during”, …"
        )
    columns = layout(sheet)
    _refuse_other_scale(sheet, columns)
    reading = _Reading(file.name, sheet, columns)
    reading.add_all()
    return reading.content()


def _refuse_other_scale(sheet: Sheet, columns: Layout) -> None:
    """A log from 0 to 100 would otherwise lose its high scores and keep its low ones as if they were high."""
    texts = [cell(row, column.place) for column in columns.scores for row in sheet.rows]
    values = [value for text in texts if (value := delimited.number(text)) is not None]
    above = [value for value in values if 10 < value <= 100]
    if len(above) >= OTHER_SCALE_MIN and len(above) >= OTHER_SCALE_SHARE * len(values):
        raise UnreadableFile(
            f"Scores go up to {max(above):g}: this is not a scale from 0 to 10.",
            "Bring the scores to 0–10 (divide a 0–100 scale by 10) and import the file again.",
        )


@dataclass
class _Reading:
    """The entries of one file and what is to be said about them."""

    name: str
    sheet: Sheet
    layout: Layout
    entries: list[Entry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    heel_rows: list[int] = field(default_factory=list)
    is_partial: bool = False

    def say(self, found: str, advice: str, row: int | None = None) -> None:
        self.issues.append(Issue(self.name, found, advice, row))

    def add_all(self) -> None:
        rows = self.sheet.rows
        dates = read_dates([cell(row, self.layout.fields["date"]) for row in rows])
        if dates.note:
            self.say(dates.note, f"If that is wrong: {WRITE_DATES[0].lower()}{WRITE_DATES[1:]}")
        for place, row in enumerate(rows):
            if place in dates.remarks:
                self.say(dates.remarks[place], WRITE_DATES, row.line)
            try:
                if delimited.has_extra_cells(row, self.sheet.header):
                    raise BadRow("It has more values than the header has names.", "Put a text with a comma in quotes.")
                self.add(RowReader(row, self.layout, self.name), dates.at(place), row)
            except BadRow as bad:
                self.is_partial = True
                self.say(bad.found, f"The row was left out. {bad.advice}", row.line)

    def add(self, reader: RowReader, when: When, row: Row) -> None:
        self.entries += reader.entries(when)
        for found, advice in reader.told:
            self.say(found, advice, row.line)
        self.is_partial = self.is_partial or reader.left_out
        if reader.says_heel:
            self.heel_rows.append(row.line)

    def content(self) -> Content:
        if self.is_partial and not self.entries:
            first = next(issue for issue in self.issues if issue.row is not None)
            raise UnreadableFile(f"No entry could be read. Row {first.row}: {first.found}", first.advice)
        for found, advice in self._remarks():
            self.say(found, advice)
        kept = self.numbered()
        frame = pd.DataFrame([asdict(entry) for entry in kept], columns=PAIN.names)
        return Content(pain=conform(frame, PAIN), issues=tuple(self.issues), is_partial=self.is_partial)

    def numbered(self) -> list[Entry]:
        """The entries in the order of the file, each once, counted where several stand at one place."""
        groups: dict[object, list[Entry]] = {}
        for entry in self.entries:
            group = groups.setdefault(entry.key, [])
            if not any(entry.repeats(other) for other in group):
                group[:] = [other for other in group if not other.repeats(entry)] + [entry]
        for group in groups.values():
            if len({entry.entry for entry in group} - {None}) < len(group):
                self.say_conflict(group)
                group[:] = [replace(entry, entry=n) for n, entry in enumerate(group, 1)]
        return sorted((entry for group in groups.values() for entry in group), key=lambda entry: entry.row)

    def say_conflict(self, group: Sequence[Entry]) -> None:
        """Two scores for one moment are told, unless they were given at different times of the day."""
        if len(group) == 1 or len({entry.clock for entry in group} - {None}) == len(group):
            return
        rows = " and ".join(str(entry.row) for entry in group)
        scores = " and ".join("no score" if entry.score is None else f"{entry.score:g}" for entry in group)
        where = f"{day(pd.Timestamp(group[0].local_date))}, {group[0].moment.replace('_', ' ')}"
        self.say(f"Rows {rows} are both for {where}: {scores}. All were kept.", "Delete the one that is wrong.")

    def _remarks(self) -> Iterator[tuple[str, str]]:
        if not self.entries:
            yield "It has a header but no entry.", "Log a score first, then import the file again."
        if self.heel_rows:
            yield (
                f"“Heel” was read as the underside of the heel ({count(len(self.heel_rows), 'row')}).",
                "Write “posterior heel” for the back of the heel, and “plantar heel” for the underside.",
            )
        if self.layout.unread:
            names = ", ".join(f"“{name}”" for name in self.layout.unread)
            yield (
                f"Columns that were not read: {names}.",
                "If one holds pain, name it for example “morning” or “knee pain”.",
            )
