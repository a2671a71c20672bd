"""Dates as people write them: the order of day and month is decided once per file, or the runner is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from analysis.errors import UnreadableFile
from analysis.importers.base import Question
from analysis.importers.delimited import BadRow, is_missing, plain


@dataclass(frozen=True)
class When:
    """A local day, and the time of day where the file has it."""

    day: date
    clock: time | None = None


@dataclass(frozen=True)
class Dates:
    """One entry of `whens` per text, None where `problems` says why; `remarks` are on dates that were read.

    `order` is `day_first`, `month_first` or `mixed`, None where no date could be read in two ways; `note` says that it
    was inferred.
    """

    whens: tuple[When | None, ...]
    problems: dict[int, str]
    remarks: dict[int, str]
    note: str = ""
    order: str | None = None

    def at(self, place: int) -> When:
        """The date at `place`, or BadRow with the reason why there is none."""
        when = self.whens[place]
        if when is None:
            raise BadRow(self.problems[place], WRITE_DATES)
        return when


class UndecidedOrder(UnreadableFile):
    """Every date of the file can be read with the day or with the month first; `example` is one of them."""

    def __init__(self, example: str) -> None:
        found = f"The dates can be read in two ways: “{example}” may have the day or the month first."
        super().__init__(found, WRITE_DATES)
        self.example = example


WRITE_DATES = "Write dates as 2024-03-12 (year, month, day) and import the file again."
ORDERS = (("day_first", "The day: day, month, year"), ("month_first", "The month: month, day, year"))
YEARS = range(1970, 2100)  # anything else is a slip of the pen
_MONTH_STEMS = {
    1: "jan gen ene sty", 2: "feb fev lut", 3: "mar maa mrt mrz maerz", 4: "apr avr abr kwi",
    5: "may mai maj mei mag", 6: "jun juin giu cze", 7: "jul juil lug lip", 8: "aug aou ago sie",
    9: "sep set sze wrz", 10: "oct okt out ott paz", 11: "nov lis", 12: "dec dez des dic gru",
}  # fmt: skip
LONGEST_DATE = 100  # with a weekday before it and a clock behind it
_MONTHS = {stem: month for month, stems in _MONTH_STEMS.items() for stem in stems.split()}
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})[.日]?(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})(?!\d)")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[.º])?\s*(?:de\s)?([^\W\d_]{3,})\.?,?\s*(?:de\s)?(\d{4})")
_WORD_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
# 7:31, 07:31:02, 7.31.02 (Danish, Finnish, Italian), each with or without am and pm
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?|\.(\d{2})\.(\d{2})(?!\d))(?:[.,]\d+)?\s*(?:([ap])\.?\s?m)?", re.IGNORECASE
)


def read_dates(texts: Sequence[str], answer: str | None = None) -> Dates:
    """Read a column of dates; whether the day or the month stands first is decided once, from all of them.

    `answer` is what the runner said, `day_first` or `month_first`: it counts where no date of the file proves it wrong.

    Raises
    ------
    UndecidedOrder
        Where every date could be read both ways: such a file is not guessed.
    """
    parsed = [_parts(text[:LONGEST_DATE]) for text in texts]
    open_pairs = [parts for parts in parsed if isinstance(parts, _Open)]
    order, note = _order(open_pairs)
    answer = answer if answer in dict(ORDERS) else None
    if answer and open_pairs and (order is None or note):
        order, note = answer, ""
    if order is None and open_pairs and not any(isinstance(parts, When) for parts in parsed):
        raise UndecidedOrder(next(t for t, parts in zip(texts, parsed, strict=True) if isinstance(parts, _Open)))
    common = _common_order(open_pairs)
    whens: list[When | None] = []
    problems: dict[int, str] = {}
    remarks: dict[int, str] = {}
    for place, (text, parts) in enumerate(zip(texts, parsed, strict=True)):
        when = _settle(parts, order, answer) if isinstance(parts, _Open) else parts
        whens.append(when)
        if when is None:
            problems[place] = _problem(text, parts)
        elif isinstance(parts, _Open) and order == "mixed" and (parts.order or answer) != common:
            remarks[place] = f"Dates in this file stand in two orders; “{text}” was read as {when.day:%Y-%m-%d}."
    is_told = bool(note or answer) or any(parts.order for parts in open_pairs)
    return Dates(tuple(whens), problems, remarks, note, order if is_told else None)


def order_question(shape: str, example: str, guess: str | None = None) -> Question:
    """Ask whether the day or the month stands first in dates like `example`."""
    return Question("date_order", shape, f"Which stands first in dates like “{example}”?", ORDERS, guess)


@dataclass(frozen=True)
class _Open:
    """A date like 03/04/2024, whose order only the other rows can tell."""

    first: int
    second: int
    sign: str
    year: int
    clock: time | None

    @property
    def order(self) -> str | None:
        """The only order in which this date exists, if there is just one."""
        if self.first > 12 >= self.second or (self.sign == "." and self.second <= 12):
            return "day_first"  # no country writes 12.31.2024
        return "month_first" if self.second > 12 >= self.first else None

    def read(self, order: str) -> When | None:
        day, month = (self.first, self.second) if order == "day_first" else (self.second, self.first)
        return _when(self.year, month, day, self.clock)


@lru_cache(maxsize=16_384)
def _parts(text: str) -> When | _Open | None:
    if match := _YEAR_FIRST.match(text):
        year, month, day = map(int, match.groups())
        return _when(year, month, day, _clock(text[match.end() :]))
    if match := _YEAR_LAST.match(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        return _Open(int(match[1]), int(match[3]), match[2], year, _clock(text[match.end() :]))
    if match := _DAY_WORD.search(text):
        return _when(int(match[3]), _month(match[2]), int(match[1]), _clock(text[match.end() :]))
    if match := _WORD_DAY.search(text):
        return _when(int(match[3]), _month(match[1]), int(match[2]), _clock(text[match.end() :]))
    return None


def _month(word: str) -> int:
    letters = plain(word)
    return next((_MONTHS[letters[:n]] for n in (5, 4, 3) if letters[:n] in _MONTHS), 0)


def _clock(text: str) -> time | None:
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour = int(match[1])
    if match[6]:
        hour = hour % 12 + (12 if match[6].lower() == "p" else 0)
    minute, second = int(match[2] or match[4]), int(match[3] or match[5] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _when(year: int, month: int, day: int, clock: time | None) -> When | None:
    if year not in YEARS:
        return None
    try:
        return When(date(year, month, day), clock)
    except ValueError:
        return None


def _order(dates: Sequence[_Open]) -> tuple[str | None, str]:
    """The order of the file and, where it was inferred from the sequence, the sentence that says so."""
    orders = {parts.order for parts in dates} - {None}
    if len(orders) == 2:
        return "mixed", ""
    if orders:
        return orders.pop(), ""
    if all(parts.first == parts.second for parts in dates):
        return "day_first", ""  # 03/03/2024 is the same day either way
    inferred = _order_of_sequence(dates)
    words = {"day_first": "day first", "month_first": "month first"}
    return inferred, f"Dates were read {words[inferred]}: only so do they follow one another." if inferred else ""


def _order_of_sequence(dates: Sequence[_Open]) -> str | None:
    """The one order in which five or more dates are sorted; if both are, the one in which no day is skipped."""
    days = {o: [w.day.toordinal() for d in dates if (w := d.read(o))] for o in ("day_first", "month_first")}
    in_line = [o for o in days if len(set(days[o])) >= 5 and _is_sorted(days[o])]
    if len(in_line) == 2:
        in_line = [o for o in in_line if max(days[o]) - min(days[o]) == len(set(days[o])) - 1]
    return in_line[0] if len(in_line) == 1 else None


def _is_sorted(days: list[int]) -> bool:
    return days in (sorted(days), sorted(days, reverse=True))


def _common_order(dates: Sequence[_Open]) -> str:
    votes = [parts.order for parts in dates]
    return "day_first" if votes.count("day_first") >= votes.count("month_first") else "month_first"


def _settle(parts: _Open, order: str | None, answer: str | None) -> When | None:
    if order == "mixed":
        order = "day_first" if parts.first == parts.second else parts.order or answer
    return parts.read(order) if order else None


def _problem(text: str, parts: When | _Open | None) -> str:
    if is_missing(text):
        return "There is no date in this row."
    text = text[:LONGEST_DATE]
    if isinstance(parts, _Open) and max(parts.first, parts.second) <= 12:
        return f"“{text}” may have the day or the month first."
    return f"“{text}” is not a date."
