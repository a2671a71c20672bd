"""Delimited text as people really have it: bytes to rows, and the numbers and durations written in them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from charset_normalizer import from_bytes

from analysis.errors import UnreadableFile

HEAD_BYTES = 65_536  # what `looks_like` may read
HEADER_WITHIN = 30  # a header stands in the first rows with anything in them or nowhere
MAX_TEXT_BYTES = 50_000_000  # twenty years of runs with a hundred columns are 10 MB; held in memory as cells
MAX_COLUMNS = 512
REMEMBERED = 200  # the same cells come again and again; longer texts are stories, each another one
LONGEST_NAME = 1000  # of a column; the questions of forms are the longest
LONGEST_NUMBER = 60  # with spaces, and for a time with the days before it
DELIMITERS = (",", ";", "\t")
MISSING = frozenset({"", "-", "--", "—", "--:--", "--:--:--", "na", "n/a", "nan", "nat", "null"})
# Letters that Unicode does not decompose into a letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "´": "'"})
_NO_LETTERS = re.compile(r"[\W_]+")
_ENCODINGS = ["cp1252", "cp1250", "cp1251", "mac_roman", "shift_jis", "gb18030", "euc_kr"]


class BadRow(Exception):
    """A row that cannot be imported: what was found and what to do, as in `Issue`."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(f"{found} {advice}")
        self.found = found
        self.advice = advice


class Row(NamedTuple):
    """One row: the 1-based line an editor shows it on, and its cells without outer spaces."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A header and the rows under it; blank rows, `#` comments and repeated headers are left out."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def plain(text: str) -> str:
    """A header or word as it is compared: lower case, no accents, one space for whatever is no letter or digit."""
    return _plain(text) if len(text) <= REMEMBERED else _plain.__wrapped__(text)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    folded = text.casefold().translate(_LETTERS)
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = unicodedata.normalize("NFC", "".join(s for s in decomposed if not unicodedata.combining(s)))
    return " ".join(_NO_LETTERS.sub(" ", folded).split())


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value. `0` is a value."""
    return text.casefold() in MISSING


# --- bytes to rows


def decode(data: bytes) -> str:
    """The text of a file, whatever it was encoded in, with `\\n` at line ends."""
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile(
            f"This table is larger than {MAX_TEXT_BYTES // 1_000_000} MB.",
            "No list of activities or pain is that long; check what it is, or import it in parts.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data[: len(data) // 2 * 2].decode("utf-16", errors="replace")
    elif b"\x00" in data[:HEAD_BYTES]:
        raise UnreadableFile("This is not a text file.", "Export the data as CSV and import that file.")
    else:
        text = _decode_bytes(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_encoding(head(data)), errors="replace")


@lru_cache(maxsize=4)
def _encoding(sample: bytes) -> str:
    """The likeliest encoding. Short texts fit several equally well: then the one Excel writes in most countries."""
    matches = from_bytes(sample, cp_isolation=_ENCODINGS)
    best = matches.best()
    if best is None:
        raise UnreadableFile("The letters in this file cannot be read.", "Save it as “CSV UTF-8” and import it again.")
    western = any("cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches)
    return "cp1252" if western else best.encoding


def head(data: bytes) -> bytes:
    """The first bytes, cut at a line end, enough to see what a file is."""
    if len(data) <= HEAD_BYTES:
        return data
    cut = max(data.rfind(b"\n", 0, HEAD_BYTES), data.rfind(b"\r", 0, HEAD_BYTES))
    return data[: cut + 1 if cut > 0 else HEAD_BYTES]


def has_header(data: bytes, is_header: Callable[[Sequence[str]], bool]) -> bool:
    """Whether the first bytes of a file hold a row that `is_header` knows."""
    return any(is_header(cells) for cells in _may_be_headers(head(data)))


@lru_cache(maxsize=4)
def _may_be_headers(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The rows among which the header stands, once for each delimiter: every reader asks for those of the same file."""
    try:
        beginning = _beginning(decode(data))
        rows = [row for delimiter in DELIMITERS for row in _rows(beginning, delimiter)]
    except UnreadableFile:
        return ()
    return tuple(row.cells for row in rows if could_be_header(row.cells))


def could_be_header(cells: Sequence[str]) -> bool:
    """Whether there are few enough cells, each short enough, for a row of names."""
    return len(cells) <= MAX_COLUMNS and all(len(cell) <= LONGEST_NAME for cell in cells)


def read_sheet(data: bytes, is_header: Callable[[Sequence[str]], bool]) -> Sheet | None:
    """The table in `data`: its dialect is the delimiter with which `is_header` knows one of the first rows."""
    text = decode(data)
    beginning = _beginning(text)
    for delimiter in DELIMITERS:
        for header in _rows(beginning, delimiter):
            if len(header.cells) <= MAX_COLUMNS and is_header(header.cells):
                below = (row for row in _rows(text, delimiter) if row.line > header.line)
                return Sheet(header.cells, tuple(row for row in below if row.cells != header.cells))
    return None


def first_rows(data: bytes) -> Iterator[list[Row]]:
    """The rows that the first bytes of a file hold, once for each delimiter."""
    text = decode(data)
    for delimiter in DELIMITERS:
        yield list(_rows(text, delimiter))


def _beginning(text: str) -> str:
    """The lines among which the header stands; blank ones, of which there may be any number, are not counted."""
    end, filled = 0, 0
    while filled < HEADER_WITHIN and end < len(text):
        begin, end = end, (text.find("\n", end) + 1) or len(text)
        filled += bool(text[begin:end].strip(" \t,;\n"))
    return text[:end]


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    try:
        rows = list(_parse(text.split("\n"), delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            "A cell in this file never ends.",
            "Look for a quotation mark that is not closed, and export the file again.",
        ) from error
    if rows and _swallowed(rows[-1], text):
        rows = [Row(n, r.cells) for n, line in enumerate(text.split("\n"), 1) for r in _parse([line], delimiter)]
    return (row for row in rows if any(row.cells) and not _is_comment(row.cells[0]))


def _is_comment(first: str) -> bool:
    return first.startswith("#") and len(first) > 1  # `#` alone names a column of row numbers


def _parse(lines: list[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    line = 1
    for cells in reader:
        if cells:  # a file may hold any number of blank lines
            yield Row(line, tuple(map(str.strip, cells)))
        line = reader.line_num + 1


def _swallowed(last: Row, text: str) -> bool:
    """Whether a quotation mark that is never closed ate the end of the file."""
    return text.count('"') % 2 == 1 and "\n" in last.cells[-1]


def has_extra_cells(row: Row, header: Sequence[str]) -> bool:
    """Whether a row has more values than the header has names, so that nobody knows which belongs where."""
    return any(row.cells[len(header) :])


# --- numbers and durations


def decimal_sign(texts: Iterable[str]) -> str:
    """`,` or `.`, decided from all values that leave no doubt (`4,14`); `.` where none does."""
    endings = [match[1] for text in texts if (match := re.search(r"([.,])(?:\d{1,2}|\d{4,})$", text.strip()))]
    return "," if endings.count(",") > endings.count(".") else "."


def number(text: str, decimal: str = ".") -> float | None:
    """The number a cell holds, or None if it holds none.

    Only `1,234` and `1.234` can be read in two ways, as a thousand or as a decimal; `decimal` settles those.
    """
    return _number(text, decimal) if len(text) <= LONGEST_NUMBER else None


@lru_cache(maxsize=8192)
def _number(text: str, decimal: str) -> float | None:
    bare = re.sub(r"[\s'’]", "", text.strip().lstrip("'")).replace("−", "-")
    if re.fullmatch(r"-?\d+([.,]\d*)?", bare):
        doubtful = re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", bare)
        if doubtful and decimal not in bare:
            return float(re.sub(r"[.,]", "", bare))
        return float(bare.replace(",", "."))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d*)?", bare):
        return float(bare.replace(",", ""))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d*)?", bare):
        return float(bare.replace(".", "").replace(",", "."))
    return None


_DURATION = re.compile(r"(?:(\d{1,4}) days? )?(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)")


def duration_s(text: str) -> float | None:
    """Seconds of `H:MM:SS`, `MM:SS` (both with parts of a second) or `0 days 00:30:00`; None for anything else."""
    return _duration_s(text) if len(text) <= LONGEST_NUMBER else None


@lru_cache(maxsize=8192)
def _duration_s(text: str) -> float | None:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return None
    days, hours, minutes = (int(part or 0) for part in match.groups()[:3])
    return ((days * 24 + hours) * 60 + minutes) * 60 + float(match[4].replace(",", "."))
