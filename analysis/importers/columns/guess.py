"""Where a table begins that no service wrote, and what its columns seem to hold: names first, then values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from analysis.errors import UnreadableFile
from analysis.importers import delimited
from analysis.importers.columns import values
from analysis.importers.columns.map import IGNORE, REPEATABLE, ColumnMap, ColumnUse
from analysis.importers.columns.words import FIELD_OF, PAIN, RESTS, WELL, bare_name, is_run_word
from analysis.importers.dates import read_dates
from analysis.importers.delimited import Row, Sheet, is_missing, plain
from analysis.importers.pain import words as pain_words
from analysis.importers.pain.layout import score_column
from analysis.importers.pain.places import SITE_OF
from analysis.importers.sports import sport_of

LOOKED_AT = 200  # rows that decide what a column holds
ENOUGH = 0.5  # share of a column's values that must look like what it is taken for
MOST_WORDS = 40  # different words of a sport column; one with more is free text
LONGEST_NAME = 30  # words of a column's name; a question of a form has a dozen
ACTIVITY_EVIDENCE = {"distance", "duration", "pace", "sport", "cadence", "ascent"}
PAIN_EVIDENCE = {"score", "signs", "sign", "warm_up"}
_WEAK_TIMES = {"time", "zeit", "temps", "tid", "tiempo", "tijd", "ora", "hour"}
_MORNING = {pain_words.NEXT_MORNING: "first_steps"}
Cells: TypeAlias = "list[str]"


def find(data: bytes) -> Sheet | None:
    """The table in a file: the first row of names over rows of which one column is mostly dates, another numbers."""
    header = header_in(delimited.head(data))
    return None if header is None else delimited.read_sheet(data, lambda cells: tuple(cells) == header)


@lru_cache(maxsize=4)
def header_in(beginning: bytes) -> tuple[str, ...] | None:
    """The names with the most columns that any delimiter gives, None where the first bytes of a file hold no table."""
    try:
        found = [names for rows in delimited.first_rows(beginning) if (names := _header_among(rows))]
    except UnreadableFile:
        return None
    return max(found, key=lambda names: sum(map(bool, names)), default=None)


def _header_among(rows: Sequence[Row]) -> tuple[str, ...] | None:
    for place, row in enumerate(rows[: delimited.HEADER_WITHIN]):
        below = rows[place + 1 : place + 1 + LOOKED_AT]
        if _could_be_names(row.cells) and _is_table(Sheet(row.cells, tuple(below))):
            return row.cells
    return None


def _could_be_names(cells: Sequence[str]) -> bool:
    names = [cell for cell in cells if cell]
    if len(names) < 2 or not delimited.could_be_header(cells):
        return False
    return not any(delimited.number(name) is not None or values.seconds(name, "min", ".") is not None for name in names)


def _is_table(sheet: Sheet) -> bool:
    """Whether there is a column of dates and one of something that can be counted or that its name calls pain."""
    columns = [column_of(sheet, place) for place in range(len(sheet.header))]
    dated = [
        place for place, cells in enumerate(columns) if sheet.header[place] and _is_date(sheet.header[place], cells)
    ]
    others = [place for place in range(len(columns)) if place not in dated]
    counted = any(_share(columns[place], _is_measure) >= ENOUGH for place in others)
    return bool(dated) and (counted or any(_is_score(sheet.header[place], columns[place]) for place in others))


def column_of(sheet: Sheet, place: int) -> Cells:
    """The cells of a column that hold something, of as many rows as are looked at."""
    cells = (row.cells[place] for row in sheet.rows[:LOOKED_AT] if place < len(row.cells))
    return [cell for cell in cells if not is_missing(cell)]


# --- what values look like


def _share(cells: Cells, is_it: Callable[[str], bool]) -> float:
    return sum(map(is_it, cells)) / len(cells) if cells else 0.0


def _is_date(name: str, cells: Cells) -> bool:
    counted = FIELD_OF.get(bare_name(name)) == "date"  # 45363 is a date only where the name says so
    texts = [values.date_text(cell) if counted or not cell.isdigit() else cell for cell in cells]
    whens = read_dates(texts, "day_first").whens if texts else ()
    return sum(when is not None for when in whens) >= max(1, ENOUGH * len(texts))


def _is_number(cell: str) -> bool:
    return values.amount(cell, ".") is not None


def _is_measure(cell: str) -> bool:
    """A number with at most six digits before the point, so that no id counts, or a duration."""
    found = values.amount(cell, ".")
    return abs(found[0]) < 1e6 if found else values.seconds(cell, "min", ".") is not None


def _is_clock(cell: str) -> bool:
    return delimited.duration_s(cell) is not None or ":" in cell


def _is_duration(cell: str) -> bool:
    return values.seconds(cell, "min", ".") is not None


def _is_low_number(cell: str) -> bool:
    found = delimited.number(cell.partition("/")[0])
    return found is not None and 0 <= found <= 100


def _is_score(name: str, cells: Cells) -> bool:
    words = plain(name).split()
    if _share(cells, values.is_word_score) >= ENOUGH:
        return True
    if cells and _share(cells, _is_low_number) < ENOUGH:
        return False
    named = bare_name(name)
    return bool(PAIN.intersection(words)) or named in pain_words.SCORE_NAMES or named in pain_words.MOMENT_OF


def _is_sport_word(cell: str) -> bool:
    return sport_of(cell) is not None or is_run_word(cell) or plain(cell) in RESTS


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "distance": _is_number,
    "duration": _is_duration,
    "time": _is_clock,
    "pace": lambda cell: values.pace(cell) is not None,
    "ascent": _is_number,
    "descent": _is_number,
    "heart_rate": _is_number,
    "cadence": _is_number,
    "exertion": _is_number,
}


# --- the guess


def guess(sheet: Sheet) -> ColumnMap:
    """What the columns seem to hold. Units and orders are left to `settle`, which sees what was confirmed."""
    columns = [column_of(sheet, place) for place in range(len(sheet.header))]
    uses: dict[int, ColumnUse] = {}
    taken: set[str] = set()
    for place, use in _candidates(sheet.header, columns):
        if place not in uses and (use.field in REPEATABLE or use.field not in taken):
            uses[place] = use
            taken.add(use.field)
    row = _row(taken)
    uses = {place: _fitting(use, row) for place, use in uses.items()}
    listed = tuple(uses.get(place, ColumnUse(name)) for place, name in enumerate(sheet.header))
    runs, not_runs = _sports(sheet, {use.field: place for place, use in uses.items()}.get("sport"))
    return ColumnMap(row, listed, runs=runs, not_runs=not_runs)


def _row(fields: set[str]) -> str:
    is_pain, is_activity = bool(fields & PAIN_EVIDENCE), bool(fields & ACTIVITY_EVIDENCE)
    return "both" if is_pain and is_activity else "pain" if is_pain else "activity"


def _fitting(use: ColumnUse, row: str) -> ColumnUse:
    """The use where rows are `row`: an activity has no note, but a title."""
    unfit = row == "activity" and use.field in ("note", "moment", "site", "side")
    return replace(use, field=IGNORE) if unfit else use


def _candidates(header: Sequence[str], columns: Sequence[Cells]) -> Iterator[tuple[int, ColumnUse]]:
    """Uses by how sure they are: dates, what names say and values do not deny, what only values say."""
    named = {place: field for place, name in enumerate(header) if (field := _named(name, columns[place]))}
    _tell_times_apart(header, columns, named)
    dates = [place for place, name in enumerate(header) if name and _is_date(name, columns[place])]
    for place in sorted(dates, key=lambda place: named.get(place) != "date"):
        yield place, ColumnUse(header[place], "date")
    for place, name in enumerate(header):
        if place in dates or not columns[place]:
            continue
        if named.get(place) in _CHECKS and not PAIN.intersection(plain(name).split()):
            yield place, ColumnUse(name, named[place])
        elif _is_score(name, columns[place]):
            yield place, score_use(name)
        elif place in named and named[place] != "date":
            yield place, ColumnUse(name, named[place])
    for place, name in enumerate(header):
        if _share(columns[place], _is_sport_word) >= ENOUGH:
            yield place, ColumnUse(name, "sport")


def _named(name: str, cells: Cells) -> str | None:
    """The field a name stands for, where the values agree."""
    bare = bare_name(name)
    words = bare.split()[:LONGEST_NAME]
    parts = [" ".join(words[begin:end]) for end in range(len(words), 0, -1) for begin in range(end)]
    for part in (plain(name), bare, *sorted(parts, key=len, reverse=True)):
        field = FIELD_OF.get(part)
        if field and (field not in _CHECKS or _share(cells, _CHECKS[field]) >= ENOUGH):
            return field
    return None


def _tell_times_apart(header: Sequence[str], columns: Sequence[Cells], named: dict[int, str]) -> None:
    """`Time` beside `Duration` is a time of day; `Tempo` beside a duration is a pace."""
    durations = [place for place, field in named.items() if field == "duration"]
    if len(durations) < 2:
        return
    for place in durations:
        bare = bare_name(header[place])
        if bare == "tempo":
            named[place] = "pace"
        elif bare in _WEAK_TIMES and _share(columns[place], _is_clock) >= ENOUGH:
            named[place] = "time"


def score_use(name: str) -> ColumnUse:
    """A score with the moment, site and side that its name tells: `left heel pain in the morning`."""
    if known := score_column(name):
        moment, site = known.moment or "", SITE_OF.get(known.site or "", "")
        return ColumnUse(name, "score", _MORNING.get(moment, moment), site, known.side or "")
    words = [word for word in bare_name(name).split() if word not in PAIN]
    side = next((pain_words.SIDE_OF[word] for word in words if word in pain_words.SIDE_OF and len(word) > 1), "")
    moment = _first_known(words, pain_words.MOMENT_OF)
    return ColumnUse(name, "score", _MORNING.get(moment, moment), _first_known(words, SITE_OF), side)


def _first_known(words: Sequence[str], known: Mapping[str, str]) -> str:
    """What the longest run of words stands for."""
    longest = max(name.count(" ") + 1 for name in known)  # a header may be thousands of words long
    for length in range(min(len(words), longest), 0, -1):
        for begin in range(len(words) - length + 1):
            if found := known.get(" ".join(words[begin : begin + length])):
                return found
    return ""


def says_well(name: str) -> bool:
    """Whether a high number in this column is good."""
    words = set(plain(name).split())
    return bool(words & WELL) and not words & PAIN


def sport_words(sheet: Sheet, place: int) -> dict[str, int]:
    """The words of a sport column with how often they stand there, as written first, most frequent first."""
    counted: dict[str, tuple[str, int]] = {}
    for row in sheet.rows:
        cell = row.cells[place] if place < len(row.cells) else ""
        if not is_missing(cell):
            written, n = counted.get(plain(cell), (cell, 0))
            counted[plain(cell)] = (written, n + 1)
    ranked = sorted(counted.values(), key=lambda item: -item[1])
    return dict(ranked[:MOST_WORDS])


def _sports(sheet: Sheet, place: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that are runs, and those that are not."""
    words = [] if place is None else list(sport_words(sheet, place))
    runs = [plain(word) for word in words if is_run(word)]
    return tuple(runs), tuple(plain(word) for word in words if plain(word) not in runs)


def is_run(word: str) -> bool:
    """Whether a word of a sport column is likely a run."""
    sport = sport_of(word)
    return sport[0] == "running" if sport else is_run_word(word)
