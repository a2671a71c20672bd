"""Garmin Connect's list of activities as CSV (`Activities.csv`), in any language and as spreadsheets damage it."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints, Question, shape_of
from analysis.importers.dates import WRITE_DATES, Dates, UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow, Row, is_missing, plain
from analysis.importers.garmin_words import FIELD_OF, SPORT_OF
from analysis.importers.listing import unit_question
from analysis.importers.sports import FASTEST_RUN_M_S, ON_FOOT, surface_of
from analysis.tables import ACTIVITIES, RUN_SPORT, conform
from analysis.wording import METRES, count

FORMAT = "garmin_csv"
LABEL = "Garmin Connect activity list (CSV)"

PAGE = 20  # Garmin Connect loads its list in steps of this many and exports only what is loaded
METRES_PER_FOOT = 0.3048
PACE_TOLERANCE = 0.08  # measured: 985 to 1004 m in lists in km, 1606 to 1612 m in lists in miles
STEPS_TOLERANCE = 0.03  # steps taken while the timer is paused spoil this one: up to 1515 m seen in a list in km
SLOWEST_PACE_S = 7200.0  # slower than 2 h per km or mile is no pace but a damaged cell
SWIM_METRES_FROM = 20.0  # swims are written in metres, old ones in km: no swim is shorter than this or longer


@dataclass(frozen=True)
class _Line:
    """One row of the file: its cells by field, and what kind of activity it is."""

    row: int
    cells: Mapping[str, str]
    sport: str
    sub_sport: str
    is_ragged: bool

    def text(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True)
class _Convention:
    """What the file leaves unsaid, decided once from its data."""

    decimal: str
    units: str  # km or mi
    units_known: bool  # by the data
    units_said: bool  # by the runner

    @property
    def metres_per_height(self) -> float:
        return METRES_PER_FOOT if self.units == "mi" else 1.0


def looks_like(file: File) -> bool:
    """Whether the file is a list of activities as Garmin Connect writes it, in a language we know."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """Read every activity of the list; the clock is local and without zone, so no time zone is needed."""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        raise UnreadableFile("This is not a Garmin Connect activity list.", "Export it again from Garmin Connect.")
    columns = _fields(sheet.header)
    if "date" not in columns:
        raise UnreadableFile(
            "The activities have no date: there is no date column.", "Export the list again with all its columns."
        )
    lines = [_line(row, columns, sheet.header) for row in sheet.rows]
    shape = shape_of(sheet.header)
    reading = _Reading(file.name, shape, _convention(lines, hints.answer(shape, "distance_unit")))
    try:
        dates = read_dates([line.text("date") for line in lines], hints.answer(shape, "date_order"))
    except UndecidedOrder as undecided:
        question = order_question(shape, undecided.example)
        return Content(issues=(Issue(file.name, undecided.found, undecided.advice),), questions=(question,))
    reading.add_all(lines, dates)
    return reading.content(lines)


def _is_header(cells: Sequence[str]) -> bool:
    names = [plain(cell) for cell in cells]
    fields = {FIELD_OF[name] for name in names if name in FIELD_OF}
    says_garmin = any(FIELD_OF.get(name) == "type" and name != "type" for name in names)
    enough = 3 if says_garmin else 6
    return "type" in fields and len(fields & {"date", "distance", "time"}) >= 2 and len(fields) >= enough


def _fields(header: Sequence[str]) -> dict[str, list[int]]:
    """For each field the columns that may hold it."""
    columns: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        if field := FIELD_OF.get(plain(name)):
            columns.setdefault(field, []).append(place)
    return columns


def _line(row: Row, columns: Mapping[str, list[int]], header: Sequence[str]) -> _Line:
    cells = {field: _first(row.cells[p] for p in places if p < len(row.cells)) for field, places in columns.items()}
    sport, sub_sport = SPORT_OF.get(plain(cells.get("type", "")), ("other", ""))
    return _Line(row.line, cells, sport, sub_sport, delimited.has_extra_cells(row, header))


def _first(texts: Iterable[str]) -> str:
    """The first cell that holds something: a column named twice is often filled once, with 0 in the other."""
    filled = [text for text in texts if not is_missing(text)]
    if len(filled) == 1:
        return filled[0]
    return next((text for text in filled if delimited.number(text) != 0), filled[0] if filled else "")


# --- what the file does not say


def _convention(lines: Sequence[_Line], answer: str | None) -> _Convention:
    """What the data tell; where they do not tell the unit, the runner's answer does."""
    decimal = delimited.decimal_sign(line.text("distance") for line in lines)
    runs = [line for line in lines if line.sport == RUN_SPORT]
    units = _nearest_unit((_metres_by_pace(run, decimal) for run in runs), PACE_TOLERANCE)
    units = units or _nearest_unit((_metres_by_steps(run, decimal) for run in runs), STEPS_TOLERANCE)
    said = answer if answer in METRES and units is None else None
    return _Convention(decimal, units or said or "km", units is not None, said is not None)


def _metres_by_pace(run: _Line, decimal: str) -> float | None:
    """Metres in one km or mile of this run: stride is always in metres, pace per unit of distance."""
    pace = _pace_s(run.text("pace"))
    stride, cadence = (delimited.number(run.text(field), decimal) for field in ("stride", "cadence"))
    return stride * cadence * pace / 60 if pace and stride and cadence else None


def _metres_by_steps(run: _Line, decimal: str) -> float | None:
    """The same from the number of steps, for lists without cadence."""
    stride, steps, units = (delimited.number(run.text(field), decimal) for field in ("stride", "steps", "distance"))
    return stride * steps / units if stride and steps and units else None


def _nearest_unit(metres: Iterable[float | None], tolerance: float) -> str | None:
    """The unit that has about as many metres as the typical run says, if there is one."""
    known = [m for m in metres if m is not None]
    typical = median(known) if known else 0.0
    return next((unit for unit, m in METRES.items() if abs(typical / m - 1) <= tolerance), None)


def _pace_s(text: str) -> float | None:
    """Seconds per unit of `5:21`; spreadsheets make `5:21:00` or `521` of it. A speed (`14.1`) is none."""
    if re.fullmatch(r"[1-9]\d?[0-5]\d", text):
        return float(text[:-2]) * 60 + float(text[-2:])
    pace = delimited.duration_s(text)
    if pace is not None and pace > SLOWEST_PACE_S:
        pace /= 60
    return pace


# --- one row


def _when(when: When | None) -> datetime | None:
    return datetime.combine(when.day, when.clock) if when and when.clock else None


def _distance_m(line: _Line, convention: _Convention) -> float | None:
    text = line.text("distance")
    if is_missing(text):
        return None
    value = delimited.number(text, convention.decimal)
    if value is None:
        raise BadRow(f"The distance “{text}” is not a number.", "Correct it, or export the list again.")
    metres = value * METRES[convention.units]
    if line.sport == "swimming" and value >= SWIM_METRES_FROM:
        metres = value
    limit = ACTIVITIES["distance_m"].high
    if value < 0 or (limit is not None and metres > limit):
        raise BadRow(
            f"A distance of {text} is not possible.", "Correct it in Garmin Connect and export the list again."
        )
    return metres or None  # 0.00 stands for “not measured”


def _moving_s(line: _Line, convention: _Convention) -> float | None:
    """Timer time; where a spreadsheet took minutes for hours (`30:48:00`), distance and pace tell."""
    time = delimited.duration_s(line.text("time"))
    pace = _pace_s(line.text("pace"))
    units = delimited.number(line.text("distance"), convention.decimal)
    if not time or not units or units < 0 or line.sport not in ON_FOOT:
        return time or None
    if not pace:
        return time / 60 if units >= 1 and time / units > SLOWEST_PACE_S else time
    return min((time, time / 60), key=lambda t: abs(math.log(t / (units * pace))))


def _positive(line: _Line, field: str, convention: _Convention) -> float | None:
    """A number that cannot be 0, within what its column may hold."""
    value = delimited.number(line.text(field), convention.decimal)
    column = ACTIVITIES[
        {"heart_rate": "avg_heart_rate_bpm", "cadence": "avg_cadence_spm", "stride": "avg_stride_m"}[field]
    ]
    if not value or column.low is None or column.high is None:
        return None
    return value if column.low <= value <= column.high else None


def _height_m(line: _Line, field: str, convention: _Convention) -> float | None:
    value = delimited.number(line.text(field), convention.decimal)
    limit = ACTIVITIES[f"{field}_m"].high
    if value is None or value < 0:
        return None
    metres = value * convention.metres_per_height
    return None if limit is not None and metres > limit else metres


def _activity(line: _Line, when: When, convention: _Convention) -> dict[str, object]:
    """One row of ACTIVITIES."""
    distance, moving = _distance_m(line, convention), _moving_s(line, convention)
    if line.sport == RUN_SPORT and distance and moving and distance / moving > FASTEST_RUN_M_S:
        found = f"{line.text('distance')} in {line.text('time')} is faster than anyone can run."
        raise BadRow(found, "Correct it in Garmin Connect and export the list again.")
    on_foot = line.sport in ON_FOOT
    surface, surface_source = surface_of(line.sport, line.sub_sport)
    return {
        "activity_id": _identity(line, when, moving),
        "local_date": when.day,
        "local_start_time": _when(when),
        "sport": line.sport,
        "sub_sport": line.sub_sport or None,
        "distance_m": distance,
        "moving_time_s": moving,
        "elapsed_time_s": _elapsed_s(line, moving),
        "ascent_m": _height_m(line, "ascent", convention),
        "descent_m": _height_m(line, "descent", convention),
        "avg_heart_rate_bpm": _positive(line, "heart_rate", convention),
        "avg_cadence_spm": _positive(line, "cadence", convention) if on_foot else None,
        "avg_stride_m": _positive(line, "stride", convention) if on_foot else None,
        "surface": surface,
        "surface_source": surface_source,
        "title": line.text("title") or None,
        "source_format": FORMAT,
    }


def _elapsed_s(line: _Line, moving: float | None) -> float | None:
    """Time from start to end; `00:00:00` and what a spreadsheet made smaller or far larger than the timer is none."""
    elapsed = delimited.duration_s(line.text("elapsed"))
    if not elapsed or (moving is not None and elapsed < moving - 1):
        return None
    repaired = moving is not None and delimited.duration_s(line.text("time")) != moving
    return None if repaired else elapsed


def _identity(line: _Line, when: When, moving: float | None) -> str:
    """Start, sport and duration: the same in every export. Without a time of day the distance has to help."""
    parts = [when.day.isoformat(), when.clock.isoformat() if when.clock else line.text("distance")]
    parts += [line.sport, "" if moving is None else str(round(moving))]
    return "garmin-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


# --- the whole file


class _Reading:
    """The activities of one file and what is to be said about them."""

    def __init__(self, name: str, shape: str, convention: _Convention) -> None:
        self.name = name
        self.shape = shape
        self.convention = convention
        self.questions: list[Question] = []
        self.activities: dict[str, dict[str, object]] = {}
        self.issues: list[Issue] = []
        self.repeated: list[int] = []
        self.is_partial = False

    def say(self, found: str, advice: str, row: int | None = None) -> None:
        self.issues.append(Issue(self.name, found, advice, row))

    def add_all(self, lines: Sequence[_Line], dates: Dates) -> None:
        if dates.note:
            self.say(dates.note, f"If that is wrong: {WRITE_DATES[0].lower()}{WRITE_DATES[1:]}")
            self.questions.append(order_question(self.shape, lines[0].text("date"), dates.order))
        for place, line in enumerate(lines):
            if place in dates.remarks:
                self.say(dates.remarks[place], WRITE_DATES, line.row)
            try:
                self.add(line, dates.at(place))
            except BadRow as bad:
                self.is_partial = True
                self.say(bad.found, f"The row was left out. {bad.advice}", line.row)

    def add(self, line: _Line, when: When) -> None:
        if line.is_ragged:
            raise BadRow("It has more values than the header has names.", "Export the list again, or quote the values.")
        activity = _activity(line, when, self.convention) | {"source_file": self.name}
        if activity["activity_id"] in self.activities:
            self.repeated.append(line.row)
        self.activities.setdefault(str(activity["activity_id"]), activity)

    def content(self, lines: Sequence[_Line]) -> Content:
        """The table, with one remark for each thing that concerns the file as a whole."""
        if lines and not self.activities:
            raise UnreadableFile(
                f"None of its {count(len(lines), 'row')} could be read. Row {lines[0].row}: {self.issues[0].found}",
                self.issues[0].advice,
            )
        for found, advice in self._remarks(lines):
            self.say(found, advice)
        if _is_unit_open(lines, self.convention):
            self.questions.append(unit_question(self.shape))
        frame = pd.DataFrame(list(self.activities.values()), columns=ACTIVITIES.names)
        return Content(
            conform(frame, ACTIVITIES), issues=tuple(self.issues), is_partial=self.is_partial,
            questions=tuple(self.questions),
        )  # fmt: skip

    def _remarks(self, lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
        yield from _about_length(lines)
        yield from _about_units(lines, self.convention)
        yield from _about_types(lines)
        no_distance = [line.row for line in lines if line.sport == RUN_SPORT and _is_zero(line.text("distance"))]
        if no_distance:
            yield (
                f"{count(len(no_distance), 'run')} without a distance (row {no_distance[0]} first).",
                "They count as days with a run. Enter the distance in Garmin Connect if you know it.",
            )
        if self.repeated:
            yield (
                f"{count(len(self.repeated), 'activity')} more than once in the file (row {self.repeated[0]} first).",
                "Each was taken once. There is nothing to do.",
            )


def _is_zero(text: str) -> bool:
    return is_missing(text) or delimited.number(text) == 0


def _about_length(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    if not lines:
        yield "It has a header but no activity.", "Scroll down in the activity list of Garmin Connect, then export it."
    elif len(lines) % PAGE == 0:
        yield (
            f"It holds exactly {len(lines)} activities. Garmin Connect exports only what the page has loaded,"
            f" {PAGE} at a time, so older ones may be missing.",
            "Scroll to the end of the activity list and export it again if that is so.",
        )


def _is_unit_open(lines: Sequence[_Line], convention: _Convention) -> bool:
    """Whether neither the data nor the runner say if distances are kilometres or miles."""
    told = convention.units_known or convention.units_said
    return not told and any(not _is_zero(line.text("distance")) for line in lines if line.sport != "swimming")


def _about_units(lines: Sequence[_Line], convention: _Convention) -> Iterator[tuple[str, str]]:
    if convention.units_known and convention.units == "mi":
        yield (
            "Distances were read as miles and climbs as feet: stride, cadence and pace fit only miles.",
            "If that is wrong, switch Garmin Connect to kilometres and export the list again.",
        )
    elif _is_unit_open(lines, convention):
        yield (
            "The file does not say whether distances are kilometres or miles. They were read as kilometres.",
            "If they are miles, say so where you import it. The columns for stride length and run cadence would tell.",
        )


def _about_types(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    unknown = Counter(line.text("type") for line in lines if plain(line.text("type")) not in SPORT_OF)
    if unknown:
        names = ", ".join(f"“{name or 'empty'}” ({n})" for name, n in unknown.most_common())
        yield (
            f"Twinge does not know these types of activity: {names}.",
            "They count as other training. If one is a run, change its type in Garmin Connect and export again.",
        )
