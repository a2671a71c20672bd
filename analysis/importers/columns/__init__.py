"""A table that no service wrote: the runner says once what its columns hold, and every table of that shape is read so.

Field                      how
everything                 parsed as the runner confirmed it; Twinge guesses from names and values what to confirm
units, orders, scales      from names; else computed where the data allow one reading only; else asked
surface                    parsed where there is a column for it
positions                  never read
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited, listing, pain_csv
from analysis.importers.base import Content, File, Hints, Question
from analysis.importers.bounds import of_first_rows, repeated_issues
from analysis.importers.columns import guess as columns_guess
from analysis.importers.columns.map import ColumnMap, shape
from analysis.importers.columns.pain import dated_rows, layout_of
from analysis.importers.columns.rows import FORMAT, Rows, unread_remark
from analysis.importers.columns.settle import Ask, settle
from analysis.importers.dates import Dates, When
from analysis.importers.delimited import BadRow, Row, Sheet, has_extra_cells, plain
from analysis.importers.pain.layout import Layout
from analysis.importers.pain.rows import Entry, RowReader
from analysis.importers.pain.scale import TEN
from analysis.importers.sports import unknown_sports
from analysis.wording import count

LABEL = "Table of your own (CSV or spreadsheet)"
SHOWN = 6  # rows shown as understood
TRIED = 2_000  # rows tried while the runner still chooses


def looks_like(file: File) -> bool:
    """Whether it is a table with names over a column of dates and one of numbers. Asked last of all readers."""
    return columns_guess.header_in(delimited.head(file.data)) is not None


def read(file: File, hints: Hints) -> Content:
    """Which activities and pain does the table hold, once the runner has said what its columns are?"""
    return of_first_rows(partial(_read, file.name, hints), _sheet(file), file.name)


def _read(name: str, hints: Hints, sheet: Sheet) -> Content:
    answer = hints.answer(shape(sheet.header), "columns")
    said = ColumnMap.from_json(answer) if answer else None
    if said is None or not said.fits(sheet.header):
        return Content(questions=(_question(columns_guess.guess(sheet), sheet),))
    made, asks = settle(said, sheet)
    if any(ask.answer is None for ask in asks):  # this file leaves open what those before it told
        return Content(questions=(_question(said, sheet),))
    return _Reading(Rows(sheet, made), name).content()


@dataclass(frozen=True)
class ReadRow:
    """One row as it was understood: its line, what was read from it, and what could not be."""

    line: int
    activity: listing.Activity | None = None
    pain: tuple[Entry, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class SportWord:
    """A word of the sport column: as the map keeps it, as it is written, how often, and whether it counts as a run."""

    word: str
    written: str
    times: int
    is_run: bool


@dataclass(frozen=True)
class Understood:
    """A table as one map of its columns reads it.

    Parameters
    ----------
    header, first
        The names, and the cells of the first rows as they stand.
    asks
        What the file does not say for certain; the open ones have no answer.
    sports
        The words of the sport column, most frequent first.
    rows, problems
        The first rows as understood, and the rows of all that were tried which could not be read.
    tried
        How many rows were tried.
    missing
        What keeps the map from being used; empty where nothing does.
    answer
        The map with everything that was computed: what to keep as the answer. None while something is open.
    """

    header: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    asks: tuple[Ask, ...] = ()
    sports: tuple[SportWord, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    problems: tuple[ReadRow, ...] = ()
    tried: int = 0
    missing: str = ""
    answer: str | None = None


def understood(file: File, answer: str) -> Understood:
    """How would the table be read with this answer? Of long tables the first rows are tried.

    Raises
    ------
    UnreadableFile
        Where the file is no table.
    """
    sheet = _sheet(file)
    raw = Understood(sheet.header, tuple(row.cells for row in sheet.rows[:SHOWN]))
    said = ColumnMap.from_json(answer)
    if said is None:
        return replace(raw, missing="Each meaning can be given to one column only.")
    if missing := _missing(said, sheet.header):
        return replace(raw, missing=missing)
    made, asks = settle(said, sheet)
    raw = replace(raw, asks=asks, sports=_sports(made, sheet))
    if any(ask.answer is None for ask in asks):
        return replace(raw, missing="Answer the open questions.")
    tried = Sheet(sheet.header, sheet.rows[:TRIED])
    read_rows = tuple(_Reading(Rows(tried, made), file.name).rows())
    problems = tuple(row for row in read_rows if row.problem)
    return replace(raw, rows=read_rows[:SHOWN], problems=problems, tried=len(tried.rows), answer=made.to_json())


def _sheet(file: File) -> Sheet:
    sheet = columns_guess.find(file.data)
    if sheet is None:
        raise UnreadableFile(
            "This is no table with names over a column of dates.", "Give each column a name, and each row a date."
        )
    return sheet


def _question(made: ColumnMap, sheet: Sheet) -> Question:
    text = "Twinge does not know this table. What do its columns hold?"
    return Question("columns", shape(sheet.header), text, (), made.to_json())


def _missing(made: ColumnMap, header: Sequence[str]) -> str:
    """What a map lacks to read anything."""
    fields = {use.field for use in made.placed(header).values()}
    if "date" not in fields:
        return "Choose the column that holds the date."
    if made.row != "pain" and not fields & {"distance", "duration", "sport"}:
        return "Choose the column that holds the distance, the time or the sport."
    if made.row != "activity" and not fields & {"score", "signs", "sign"}:
        return "Choose a column that holds a pain score or a warning sign."
    return ""


def _sports(made: ColumnMap, sheet: Sheet) -> tuple[SportWord, ...]:
    place = next((place for place, use in made.placed(sheet.header).items() if use.field == "sport"), None)
    words = {} if place is None or made.row == "pain" else columns_guess.sport_words(sheet, place)
    return tuple(SportWord(plain(word), word, times, _is_run(plain(word), made)) for word, times in words.items())


def _is_run(word: str, made: ColumnMap) -> bool:
    said = word in made.runs or word in made.not_runs
    return word in made.runs if said else columns_guess.is_run(word)


@dataclass
class _Reading:
    """The rows of one file under its map, and what is to be said about them."""

    table: Rows
    name: str
    repeated: int = 0

    def rows(self) -> Iterator[ReadRow]:
        """Every row as it was understood; one that stands there twice is read once."""
        seen: set[tuple[str, ...]] = set()
        for place, row in enumerate(self.table.sheet.rows):
            if row.cells in seen and self.table.made.row != "pain":
                self.repeated += 1
                continue
            seen.add(row.cells)
            try:
                yield self._row(row, self.dates.at(place))
            except BadRow as bad:
                yield ReadRow(row.line, problem=f"{bad.found} {bad.advice}")

    @cached_property
    def dates(self) -> Dates:
        return self.table.dates()

    @cached_property
    def layout(self) -> Layout:
        return layout_of(self.table.made, self.table.sheet.header)

    @cached_property
    def dated(self) -> Sheet:
        """The rows that say something about pain."""
        made, sheet = self.table.made, self.table.sheet
        return Sheet(sheet.header, ()) if made.row == "activity" else dated_rows(sheet, made, self.dates.whens)

    @cached_property
    def dated_at(self) -> Mapping[int, Row]:
        return {row.line: row for row in self.dated.rows}

    def _row(self, row: Row, when: When) -> ReadRow:
        if has_extra_cells(row, self.table.sheet.header):
            raise BadRow("It has more values than the header has names.", "Put a text with a comma in quotes.")
        pain, problem = self._pain_of(row, when)
        activity = None
        if self.table.made.row != "pain":
            try:
                activity = self.table.activity(row, when)
            except BadRow as bad:
                problem = f"{bad.found} {bad.advice}"
        return ReadRow(row.line, activity, pain, problem)

    def _pain_of(self, row: Row, when: When) -> tuple[tuple[Entry, ...], str]:
        """The pain of one row, and what of it could not be read."""
        dated = self.dated_at.get(row.line)
        if dated is None:
            return (), ""
        reader = RowReader(dated, self.layout, self.name, self.table.made.scale or TEN)
        pain = tuple(reader.entries(when))
        return pain, " ".join(f"{found} {advice}" for found, advice in reader.told) if reader.left_out else ""

    def content(self) -> Content:
        """Everything the table holds, with one remark for each row and each thing that concerns it as a whole."""
        read_rows = list(self.rows())
        bad = [row for row in read_rows if row.problem]
        if bad and not any(row.activity or row.pain for row in read_rows):
            raise UnreadableFile(
                f"None of its {count(len(read_rows), 'row')} could be read. Row {bad[0].line}: {bad[0].problem}",
                "Correct the table, or import it again and choose what its columns hold.",
            )
        activities = listing.each_once([row.activity for row in read_rows if row.activity], FORMAT, self.name)
        pain = self._pain()
        told = {issue.row for issue in pain.issues}
        left_out = [Issue(self.name, row.problem, _kept(row), row.line) for row in bad if row.line not in told]
        issues = (*left_out, *self._remarks(read_rows), *activities.issues, *pain.issues)
        is_partial = bool(bad) or activities.is_partial or pain.is_partial
        return replace(activities, pain=pain.pain, issues=issues, is_partial=is_partial)

    def _pain(self) -> Content:
        """The pain of all rows, which its own reader numbers and holds against each other."""
        if not self.dated.rows:
            return Content()
        try:
            return pain_csv.read_laid_out(self.name, self.dated, self.layout, self.table.made.scale or TEN)
        except UnreadableFile as bad:  # no score could be read; the activities beside them could
            return Content(issues=(Issue(self.name, bad.found, bad.advice),), is_partial=True)

    def _remarks(self, read_rows: Sequence[ReadRow]) -> Iterator[Issue]:
        if self.table.made.row == "pain":
            return
        blank = [row.line for row in read_rows if not (row.activity or row.pain or row.problem)]
        if blank:
            found = f"{count(len(blank), 'row')} with a date and nothing to read (row {blank[0]} first)."
            yield Issue(self.name, found, "If they were days of rest, write “rest” where the sport or the distance is.")
        for found, advice in unread_remark(self.table.unread):
            yield Issue(self.name, found, advice)
        yield from repeated_issues(self.repeated, self.name)
        yield from unknown_sports(self.name, self.table.unknown_words())


def _kept(row: ReadRow) -> str:
    return "Only its pain was read." if row.pain else "The row was left out."
