"""Spreadsheets as what they hold: every sheet becomes a table in CSV, which the readers of tables then decide on.

Excel's `.xlsx` and `.xlsm` are read; macros are left alone. What cannot be read says what to save it as.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from analysis.errors import UnreadableFile
from analysis.importers.base import Entry

MAX_XML_BYTES = 25_000_000  # unpacked; twenty years of runs with forty columns are about 8 MB
MAX_SHEETS = 200
MAX_ROWS = 1_048_576  # what a sheet can have in Excel; a damaged one may claim any number
MAX_CELLS = 1_000_000  # with the empty ones between; a sheet may claim a cell in its very last column in every row

# What openpyxl says may quote cells, and what stands in cells is nobody's business.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, InvalidFileException, DefusedXmlException, ET.ParseError, zlib.error,
    NotImplementedError, RuntimeError, EOFError, OSError, KeyError, IndexError, ValueError, TypeError, AttributeError,
    OverflowError,
)  # fmt: skip
_DAMAGED = UnreadableFile(
    "The spreadsheet is cut off or damaged.", "Open it in your spreadsheet program, save it again and upload that."
)
_ERRORS = frozenset(("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"))
_FIRST_DAY = datetime(1899, 12, 31)  # noqa: DTZ001 - a cell has no zone. Times from 24 h on come as dates from here
_CHUNK = 1 << 20
_OVERLAP = 10_000  # what is searched for is shorter: a formula has 8,192 signs at most
_FORMULA_WITHOUT_RESULT = re.compile(  # an empty text is a result
    rb'<c\b(?![^>]*t="str")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_MAX_MERGED = 10_000


def sheets(name: str, data: bytes) -> Iterator[Entry]:
    """Which tables does this spreadsheet hold?

    Parameters
    ----------
    name
        What a person calls the spreadsheet; a sheet is called ``name/sheet``.
    data
        The whole file: a zip archive that is some kind of office document.

    Returns
    -------
    Iterator[Entry]
        One entry per visible sheet with anything in it, in the order of the tabs. Its `load` gives the sheet as CSV
        (UTF-8, comma, dates as 2024-03-12, times as 07:30:00) and works while the iterator is where it is. A hidden
        sheet and a spreadsheet that cannot be read are entries whose `load` raises UnreadableFile.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        problem = _problem(archive)
        if problem:
            yield _refused(name, problem)
            return
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        filled = [sheet for sheet in _each_once(book.worksheets) if _has_cells(sheet)]
    except _DAMAGE:
        yield _refused(name, _DAMAGED)
        return
    if not filled:
        yield _refused(name, UnreadableFile("The spreadsheet is empty.", "Check that it is the right file."))
    for sheet in filled:
        yield Entry(f"{name}/{_shown(sheet.title)}", partial(_load, sheet))
    book.close()


def _each_once(tabs: Iterable[object]) -> Iterator[ReadOnlyWorksheet]:
    """The sheets with rows; of tabs that show the same part of the file the first."""
    seen = set()
    for tab in tabs:
        if isinstance(tab, ReadOnlyWorksheet) and tab._worksheet_path not in seen:
            seen.add(tab._worksheet_path)
            yield tab


def _problem(archive: zipfile.ZipFile) -> UnreadableFile | None:
    """Why this cannot be read, before anything of it is unpacked."""
    names = set(archive.namelist())
    if "Index/Document.iwa" in names or "index.apxl" in names:
        return _save_as("Apple Numbers", "In Numbers, choose File, Export To, Excel")
    if "mimetype" in names:
        return _save_as("OpenDocument (.ods)", "In your spreadsheet program, save it as Excel (.xlsx) or as CSV")
    if "xl/workbook.bin" in names:
        return _save_as("Excel Binary (.xlsb)", "In Excel, save it as .xlsx or as CSV")
    if "[Content_Types].xml" not in names:
        return _DAMAGED
    parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > MAX_XML_BYTES:
        return _too_large(f"it unpacks to more than {MAX_XML_BYTES // 1_000_000} MB")
    if sum(part.filename.startswith("xl/worksheets/sheet") for part in parts) > MAX_SHEETS:
        return _too_large(f"it has more than {MAX_SHEETS} sheets")
    return None


def _save_as(kind: str, advice: str) -> UnreadableFile:
    return UnreadableFile(f"This is a spreadsheet in {kind} format, which Twinge cannot read.", f"{advice}.")


def _too_large(why: str) -> UnreadableFile:
    return UnreadableFile(f"The spreadsheet is too large: {why}.", "Save the sheet you need as CSV and upload that.")


def _refused(name: str, problem: UnreadableFile) -> Entry:
    return Entry(name, partial(_raise, problem))


def _raise(problem: UnreadableFile) -> bytes:
    raise problem


def _shown(title: str) -> str:
    return title.replace("/", "-").replace("\\", "-").strip(". ") or "sheet"


# --- one sheet


def _load(sheet: ReadOnlyWorksheet) -> bytes:
    """The sheet as CSV, its line numbers those of the sheet as long as no cell holds several lines."""
    if sheet.sheet_state != "visible":
        raise UnreadableFile("This sheet is hidden.", "Show it in your spreadsheet program if it should be imported.")
    try:
        down = _merged_down(sheet)
        return _csv(_rows(sheet), down)
    except _DAMAGE as error:
        raise _DAMAGED from error


def _has_cells(sheet: ReadOnlyWorksheet) -> bool:
    return any(b"<v>" in chunk or b"<is>" in chunk or b"<v " in chunk or b"<f" in chunk for chunk in _chunks(sheet))


def _merged_down(sheet: ReadOnlyWorksheet) -> dict[int, list[tuple[int, int]]]:
    """Column -> (first, last row) of cells merged over several rows: a date that stands once for all of them.

    Raises
    ------
    UnreadableFile
        Where formulas were never calculated: their cells would look empty.
    """
    merged: dict[int, list[tuple[int, int]]] = {}
    seen: set[bytes] = set()
    for chunk in _chunks(sheet):
        if _FORMULA_WITHOUT_RESULT.search(chunk):
            raise UnreadableFile(
                "This sheet has formulas whose results are not saved in it.",
                "Open it in your spreadsheet program, save it and upload it again.",
            )
        for match in _MERGED.finditer(chunk):
            if match[0] not in seen and len(seen) < _MAX_MERGED and match[2] != match[3]:
                seen.add(match[0])
                column = openpyxl.utils.column_index_from_string(match[1].decode())
                merged.setdefault(column - 1, []).append((int(match[2]), int(match[3])))
    return merged


def _chunks(sheet: ReadOnlyWorksheet) -> Iterator[bytes]:
    """The XML of the sheet in pieces that overlap a little, so that nothing short is cut in two."""
    with sheet._get_source() as source:
        tail = b""
        while piece := source.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # a sheet may claim any size; without it each row ends with its last cell
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if number > MAX_ROWS or cells > MAX_CELLS:
            raise _too_large("it has too many cells")
        yield [_text(value) for value in row]


def _csv(rows: Iterator[list[str]], merged: dict[int, list[tuple[int, int]]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    above: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        for column, spans in merged.items():
            if any(first < number <= last for first, last in spans):
                row += [""] * (column + 1 - len(row))
                row[column] = row[column] or above.get(column, "")
            above[column] = row[column] if column < len(row) else ""
        while row and not row[-1]:
            row.pop()
        writer.writerow(row)
    text = written.getvalue()
    return text.encode() if text.strip() else b""


def _text(value: object) -> str:
    """A cell as it would be typed so that nobody can take it for anything else."""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    return "" if value is None or value in _ERRORS else str(value)


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S")


def _moment(value: datetime) -> str:
    if value.year < 1901:  # a duration of a day or more that is formatted as a time of day
        return _duration(value - _FIRST_DAY)
    has_clock = value.time() != time()
    return f"{value.date().isoformat()} {_clock(_rounded(value))}" if has_clock else value.date().isoformat()


def _rounded(value: datetime) -> time:
    """Excel keeps times as parts of a day, a hair off the second that was typed."""
    near = value + timedelta(milliseconds=500)
    return near.time() if near.date() == value.date() else value.time()


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _decimal(value: float) -> str:
    """15 digits, as Excel shows. `1.234` gets a digit more, because elsewhere it may be a thousand."""
    text = f"{value:.15g}"
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable], ...] = (
    (bool, lambda value: str(value).upper()),
    (datetime, _moment),
    (date, date.isoformat),
    (time, _clock),
    (timedelta, _duration),
    (float, _decimal),
)
