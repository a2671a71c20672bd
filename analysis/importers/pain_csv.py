"""A pain log as a table: one entry per row (the form Twinge exports), one day per row with a column per moment, or the
answers to a form.

Field                  how
day                    parsed; of a form the question on the date comes before the time it was filled in
score                  parsed; a scale that is not 0–10 is asked for, unless the file names it
moment, site, side     parsed: from the row, from the name of the column, or from both
signs, quality, note   parsed; what has no place of its own is kept in the note
of a run               parsed: warm-up, scores at its start and end, hours after it
activity               parsed, from Twinge's own export
name, e-mail           never read
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from analysis import plain
from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints, Question, shape_of
from analysis.importers.bounds import of_first_rows
from analysis.importers.dates import ORDERS, WRITE_DATES, Dates, UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet, is_missing
from analysis.importers.pain import scale as pain_scale
from analysis.importers.pain.layout import Layout, cell, is_header, layout
from analysis.importers.pain.rows import CLOCK, Entry, RowReader
from analysis.importers.pain.scale import TEN, Decision, Said
from analysis.tables import PAIN, conform
from analysis.wording import count, day

FORMAT = "pain_csv"
LABEL = "Pain log (CSV)"

MANY_AT_ONE_PLACE = 50  # entries of one day and place that are held against each other; more is no diary
TOLD_AT_ONCE = 8  # rows that a sentence lists


def looks_like(file: File) -> bool:
    """Whether the file has a date column and columns that only a pain log has, and is no table of a Twinge export."""
    return not plain.is_csv(file.data) and delimited.has_header(file.data, is_header)


def read(file: File, hints: Hints) -> Content:
    """Read every score and warning sign; a day is the day the runner wrote, so no time zone is needed."""
    sheet = delimited.read_sheet(file.data, is_header)
    if sheet is None:
        raise UnreadableFile(
            "This is not a pain log.", "A pain log has a column “date” and a column “score”, or “morning”, “during”, …"
        )
    return read_sheet(file.name, sheet, hints)


def read_sheet(name: str, sheet: Sheet, hints: Hints, scale: Decision | None = None) -> Content:
    """Read a table whose columns are those of a pain log; `scale` is what its reader knows of the scores already.

    What neither the file nor the runner says is asked; nothing is read before it is answered.
    """
    return of_first_rows(partial(_read, name, hints, scale), sheet, name)


def _read(name: str, hints: Hints, scale: Decision | None, sheet: Sheet) -> Content:
    shape, columns = shape_of(sheet.header), layout(sheet)
    scale = scale or _scale(sheet, columns, shape, hints.answer(shape, "score_scale"))
    questions = [scale.question] if scale.question else []
    try:
        dates = _dates(sheet, columns, hints.answer(shape, "date_order"))
    except UndecidedOrder as undecided:
        return Content(questions=(order_question(shape, undecided.example), *questions))
    if scale.scale is None:
        return Content(questions=tuple(questions))
    if dates.note and dates.order:
        questions.append(order_question(shape, dates.example, dates.order))
    reading = _Reading(name, sheet, columns, scale.scale)
    reading.add_all(dates)
    return reading.content(tuple(questions))


def read_laid_out(name: str, sheet: Sheet, columns: Layout, scale: str) -> Content:
    """Read a table of which the runner said what its columns hold; its dates leave nothing open."""
    reading = _Reading(name, sheet, columns, scale)
    reading.add_all(_dates(sheet, columns, None))
    return reading.content(())


# --- what holds for the whole file


def _scale(sheet: Sheet, columns: Layout, shape: str, answer: str | None) -> Decision:
    cells = [said for text in columns.cells(sheet.rows) if (said := _said(text))]
    decision = pain_scale.decide(cells, [column.scale for column in columns.scores], shape, answer)
    is_own = {"moment", "warm_up"} <= columns.fields.keys()  # Twinge's own form, which is 0-10
    return Decision(TEN) if is_own and decision.scale == TEN else decision


def _said(text: str) -> Said | None:
    """What a cell says, None also where it says nothing that could be a score: its row will be told."""
    try:
        return pain_scale.said(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class _Days:
    """The day of each row: of its date, else of the moment its form was filled in."""

    first: Dates
    second: Dates | None
    example: str

    @property
    def order(self) -> str | None:
        return self.first.order

    @property
    def note(self) -> str:
        return self.first.note

    def at(self, place: int) -> When:
        """The day of a row, with the time of day where the form was filled in on that day."""
        filled_in = self.second.whens[place] if self.second else None
        when = self.first.whens[place] or filled_in or self.first.at(place)
        if filled_in and filled_in.day == when.day and when.clock is None:
            return filled_in
        return when


def _dates(sheet: Sheet, columns: Layout, answer: str | None) -> _Days:
    """The days of all rows. Date and timestamp of a form are written in one order, and one of them may tell it."""
    names = [name for name in ("date", "timestamp") if name in columns.fields]
    texts = [[_when_text(row, columns, name) for row in sheet.rows] for name in names]
    example = next((text for text in texts[0] if not is_missing(text)), "")
    if len(texts) == 1:
        return _Days(read_dates(texts[0], answer), None, example)
    for column in reversed(texts):
        with suppress(UndecidedOrder):
            answer = read_dates(column, answer).order or answer
    filled_in = read_dates(texts[1], answer)
    return _Days(read_dates(texts[0], answer or _order_before(texts[0], filled_in)), filled_in, example)


def _order_before(texts: Sequence[str], filled_in: Dates) -> str | None:
    """The one order in which no day comes after the form about it was filled in."""
    possible = []
    for order, _ in ORDERS:
        pairs = zip(read_dates(texts, order).whens, filled_in.whens, strict=True)
        if all(when.day <= then.day for when, then in pairs if when and then):
            possible.append(order)
    return possible[0] if len(possible) == 1 else None


def _when_text(row: Row, columns: Layout, name: str) -> str:
    """The date as it stands, with the time of day that another column gives."""
    text, clock = columns.text(row, name), columns.text(row, "clock") or columns.text(row, "moment")
    return text if is_missing(text) or name == "timestamp" or not CLOCK.match(clock) else f"{text} {clock}"


@dataclass
class _Reading:
    """The entries of one file and what is to be said about them."""

    name: str
    sheet: Sheet
    layout: Layout
    scale: str
    entries: list[Entry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    heel_rows: list[int] = field(default_factory=list)
    is_partial: bool = False

    def say(self, found: str, advice: str, row: int | None = None) -> None:
        self.issues.append(Issue(self.name, found, advice, row))

    def add_all(self, dates: _Days) -> None:
        if dates.note:
            self.say(dates.note, f"If that is wrong: {WRITE_DATES[0].lower()}{WRITE_DATES[1:]}")
        told: Counter[tuple[str, str]] = Counter()
        writes_zero = self.zero_columns()
        for place, row in enumerate(self.sheet.rows):
            if place in dates.first.remarks:
                self.say(dates.first.remarks[place], WRITE_DATES, row.line)
            try:
                if delimited.has_extra_cells(row, self.sheet.header):
                    raise BadRow("It has more values than the header has names.", "Put a text with a comma in quotes.")
                self.add(RowReader(row, self.layout, self.name, self.scale, writes_zero), dates.at(place), told)
            except BadRow as bad:
                self.is_partial = True
                self.say(bad.found, f"The row was left out. {bad.advice}", row.line)
        self.issues = [_with_more(issue, told[issue.found, issue.advice] - 1) for issue in self.issues]

    def add(self, reader: RowReader, when: When, told: Counter[tuple[str, str]]) -> None:
        self.entries += reader.entries(when)
        for found, advice in reader.told:
            if not told[found, advice]:
                self.say(found, advice, reader.row.line)
            told[found, advice] += 1
        self.is_partial = self.is_partial or reader.left_out
        if reader.says_heel:
            self.heel_rows.append(reader.row.line)

    def zero_columns(self) -> frozenset[int]:
        """The columns of scores in which somebody wrote 0 as a number."""
        places = [column.place for column in self.layout.scores]
        return frozenset(p for p in places for row in self.sheet.rows if delimited.number(cell(row, p)) == 0)

    def content(self, questions: tuple[Question, ...]) -> Content:
        if self.is_partial and not self.entries:
            first = next(issue for issue in self.issues if issue.row is not None)
            raise UnreadableFile(f"No entry could be read. Row {first.row}: {first.found}", first.advice)
        for found, advice in self._remarks():
            self.say(found, advice)
        kept = self.numbered()
        frame = pd.DataFrame(kept, columns=Entry._fields).reindex(columns=PAIN.names)
        return Content(
            pain=conform(frame, PAIN), issues=tuple(self.issues), is_partial=self.is_partial, questions=questions
        )

    def numbered(self) -> list[Entry]:
        """The entries in the order of the file, each once, counted where several stand at one place."""
        groups: dict[object, list[Entry]] = {}
        seen: set[Entry] = set()
        for entry in self.entries:
            group, said = groups.setdefault(entry.key, []), entry.said
            near = group[-MANY_AT_ONE_PLACE:]
            if said not in seen and not any(entry.repeats(other) for other in near):
                group[-len(near) :] = [other for other in near if not other.repeats(entry)] + [entry]
            seen.add(said)
        for group in groups.values():
            if len({entry.entry for entry in group} - {None}) < len(group):
                for situation in dict.fromkeys(entry.situation for entry in group):
                    self.say_conflict([entry for entry in group if entry.situation == situation])
                group[:] = [entry._replace(entry=n) for n, entry in enumerate(group, 1)]
        return sorted((entry for group in groups.values() for entry in group), key=lambda entry: entry.row)

    def say_conflict(self, group: Sequence[Entry]) -> None:
        """Two scores for one moment are told, unless they were given at different times of the day."""
        if len(group) == 1 or len({entry.clock for entry in group} - {None}) == len(group):
            return
        rows = list(dict.fromkeys(str(entry.row) for entry in group))
        scores = _listed(["no score" if entry.score is None else f"{entry.score:g}" for entry in group])
        where = f"{day(pd.Timestamp(group[0].local_date))}, {group[0].moment.replace('_', ' ')}"
        both = "both" if len(rows) == 2 else "all"
        who = f"Row {rows[0]} has several entries" if len(rows) == 1 else f"Rows {_listed(rows)} are {both}"
        self.say(f"{who} for {where}: {scores}. All were kept.", "Delete the one that is wrong.")

    def _remarks(self) -> Iterator[tuple[str, str]]:
        if not self.entries:
            yield "It has a header but no entry.", "Log a score first, then import the file again."
        if self.scale != TEN:
            yield (
                f"The scores were brought to 0–10. The scale of the log: {pain_scale.scale_text(self.scale)}.",
                "If that is another scale, answer the question on it again.",
            )
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


def _listed(texts: Sequence[str]) -> str:
    """`3 and 5`, and how many more where there are too many to read."""
    more = len(texts) - TOLD_AT_ONCE
    return " and ".join([*texts[:TOLD_AT_ONCE], *([f"{more} more"] if more > 0 else [])])


def _with_more(issue: Issue, more: int) -> Issue:
    return replace(issue, found=f"{issue.found} So in {count(more, 'more row')}.") if more > 0 else issue
