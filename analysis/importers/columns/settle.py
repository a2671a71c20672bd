"""What a confirmed table still leaves open: computed from the data where they tell, asked where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from statistics import median
from typing import Any

from analysis.importers import delimited
from analysis.importers.columns import values
from analysis.importers.columns.guess import says_well
from analysis.importers.columns.map import SETTINGS, ColumnMap
from analysis.importers.columns.words import PAIN, bare_name, unit_in
from analysis.importers.dates import ORDERS, UndecidedOrder, read_dates
from analysis.importers.delimited import Sheet, is_missing, plain
from analysis.importers.pain import scale as pain_scale
from analysis.importers.pain import words as pain_words
from analysis.importers.sports import SPORTS_ASKED

NUMBER_UNITS = ("min", "s", "h", "day")
CLOCK_UNITS = ("m:ss", "h:mm")
# What the typical run of a person lies between: nobody averages 2:50 a km, and beyond 15 min it is a walk.
PACES_S_PER_KM = (170.0, 900.0)
RUNS_M = (500.0, 80_000.0)
RUNS_S = (180.0, 36_000.0)
TRAININGS_S = (600.0, 14_400.0)  # where no distance helps: 10 minutes to 4 hours
PACE_TOLERANCE = 0.05

_DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SURE = re.compile(r"[.,](?:\d{1,2}|\d{4,})$")
_CHOICES = {
    "date_order": ORDERS,
    "distance_unit": (("km", "Kilometres"), ("mi", "Miles"), ("m", "Metres")),
    "duration_unit": (
        ("min", "Minutes"), ("s", "Seconds"), ("h", "Hours"), ("day", "Parts of a day, as spreadsheets keep times"),
        ("m:ss", "Minutes and seconds"), ("h:mm", "Hours and minutes"),
    ),
    "height_unit": (("m", "Metres"), ("ft", "Feet")),
    "sport": SPORTS_ASKED,
}  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """One thing the file does not say. `answer` is what was said or computed, None where only the runner knows."""

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]
    answer: str | None
    why: str = ""


def settle(made: ColumnMap, sheet: Sheet) -> tuple[ColumnMap, tuple[Ask, ...]]:
    """The map with everything the data tell, and what to show or ask; an open `Ask` leaves its setting None.

    What the file says for certain (a unit in a name, a 31st in a date) counts before what the runner said; what is
    only likely counts after.
    """
    table = _Table(made, sheet)
    asks: list[Ask] = []
    for step in (_decimal, _date_order, _units, _height, _scale, _sport):
        for key, told in step(table):
            answer = told.answer if isinstance(told, Ask) else told
            changed: dict[str, Any] = {key: answer}
            table = replace(table, made=replace(table.made, **changed))
            asks += [told] if isinstance(told, Ask) else []
    return table.made, tuple(asks)


Told = tuple[str, "Ask | str | None"]


@dataclass(frozen=True)
class _Table:
    """The table under its map."""

    made: ColumnMap
    sheet: Sheet

    def place(self, field: str) -> int | None:
        return next((place for place, use in self.made.placed(self.sheet.header).items() if use.field == field), None)

    def name(self, field: str) -> str:
        place = self.place(field)
        return "" if place is None else self.sheet.header[place]

    def texts(self, field: str, *, runs_only: bool = False) -> list[str]:
        """The cells of a field, one per row, empty where there is none."""
        place, sport = self.place(field), self.place("sport") if runs_only else None
        rows = [r for r in self.sheet.rows if sport is None or plain(_cell(r.cells, sport)) in self.made.runs]
        return [_cell(row.cells, place) for row in rows]

    def filled(self, field: str) -> list[str]:
        return [text for text in self.texts(field) if not is_missing(text)]

    def scores(self) -> dict[str, list[str]]:
        """Name of each column of scores -> its cells."""
        placed = self.made.placed(self.sheet.header)
        return {
            use.name: [c for row in self.sheet.rows if not is_missing(c := _cell(row.cells, place))]
            for place, use in placed.items()
            if use.field == "score"
        }

    def ask(self, key: str, text: str, computed: str | None, why: str = "") -> Told:
        """A question with what the runner said, else with what was computed."""
        said = getattr(self.made, key)
        return key, Ask(key, text, _CHOICES[key], said or computed, "" if said or not computed else why)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


# --- numbers and dates


def _decimal(table: _Table) -> Iterator[Told]:
    fields = ("distance", "duration", "ascent", "descent", "exertion")
    texts = [text for field in fields for text in table.filled(field)]
    texts += [text for cells in table.scores().values() for text in cells]
    doubtful = next((text for text in texts if _DOUBTFUL.fullmatch(text)), None)
    if doubtful is None or any(_SURE.search(text) for text in texts):
        yield "decimal", delimited.decimal_sign(texts)
        return
    sign = "," if "," in doubtful else "."
    small, large = doubtful.replace(",", "."), re.sub("[.,]", "", doubtful)
    choices = ((sign, f"{small}: a little more than {small.split('.')[0]}"), (".,".replace(sign, ""), f"{large}"))
    yield "decimal", Ask("decimal", f"What is “{doubtful}”?", choices, table.made.decimal)


def _date_order(table: _Table) -> Iterator[Told]:
    texts = [values.date_text(text) for text in table.filled("date")]
    text = f"Which stands first in dates like “{texts[0]}”?" if texts else ""
    try:
        dates = read_dates(texts, table.made.date_order)
        open_one = read_dates(texts)
    except UndecidedOrder as undecided:
        yield table.ask("date_order", f"Which stands first in dates like “{undecided.example}”?", None)
        return
    if open_one.note and dates.order in SETTINGS["date_order"]:
        yield table.ask("date_order", text, dates.order, open_one.note)
    elif dates.order in SETTINGS["date_order"]:
        yield "date_order", dates.order


# --- distances and times


def _units(table: _Table) -> Iterator[Told]:
    """Units of distance and time: from the names, else the only ones in which the runs are runs."""
    distances, durations = _open_distance(table), _open_duration(table)
    pairs = _plausible(table, distances or (_said_distance(table),), durations or (_said_duration(table),))
    by_pace = _distance_of_pace(table, durations)
    if distances:
        left = [by_pace] if by_pace else list(dict.fromkeys(pair[0] for pair in pairs))
        by_time, by_speed = "distance times pace would not give the time.", "nobody could run at these speeds."
        why = f"Read another way, {by_time if by_pace else by_speed}"
        text = f"In which unit is “{table.name('distance')}”?"
        yield table.ask("distance_unit", text, left[0] if len(left) == 1 else None, why)
    elif table.place("distance") is not None:
        yield "distance_unit", _said_distance(table)
    if durations:
        left = list(dict.fromkeys(pair[1] for pair in pairs))
        left = left if len(left) == 1 else _usual_trainings(table, durations)
        why = "Read another way, the times would make no sense."
        text = f"How is “{table.name('duration')}” written, as in “{_doubtful(table)[0]}”?"
        key, ask = table.ask("duration_unit", text, left[0] if len(left) == 1 else None, why)
        yield key, _only_choices(ask, durations)
    elif table.place("duration") is not None:
        yield "duration_unit", _said_duration(table)


def _only_choices(ask: Ask | str | None, answers: Sequence[str]) -> Ask | str | None:
    """The question with the answers that fit the cells; an answer for other cells is none."""
    if not isinstance(ask, Ask):
        return ask
    choices = tuple(choice for choice in ask.choices if choice[0] in answers)
    return replace(ask, choices=choices, answer=ask.answer if ask.answer in answers else None)


def _said_distance(table: _Table) -> str:
    return unit_in(table.name("distance"), "distance") or table.made.distance_unit or "km"


def _said_duration(table: _Table) -> str:
    """The unit a name gives; `Zeit (min)` over 45:30 means minutes and seconds."""
    return unit_in(table.name("duration"), "duration") or table.made.duration_unit or "min"


def _open_distance(table: _Table) -> tuple[str, ...]:
    """The units in question, none where the name or every cell tells."""
    if table.place("distance") is None or unit_in(table.name("distance"), "distance"):
        return ()
    amounts = [found for text in table.filled("distance") if (found := values.amount(text, table.made.decimal or "."))]
    return () if amounts and all(unit for _, unit in amounts) else SETTINGS["distance_unit"]


def _open_duration(table: _Table) -> tuple[str, ...]:
    """The ways in question to read a number or a clock of two parts."""
    if table.place("duration") is None or unit_in(table.name("duration"), "duration"):
        return ()
    texts = table.filled("duration")
    numbers = sum(delimited.number(text) is not None for text in texts)
    clocks = sum(bool(re.fullmatch(r"\d+:\d\d", text)) for text in texts)
    if not numbers and not clocks:
        return ()
    return NUMBER_UNITS if numbers > clocks else CLOCK_UNITS


def _doubtful(table: _Table) -> list[str]:
    """The times that a number or a clock of two parts leaves open."""
    texts = table.filled("duration")
    return [text for text in texts if delimited.number(text) is not None or re.fullmatch(r"\d+:\d\d", text)]


def _usual_trainings(table: _Table, durations: Sequence[str]) -> list[str]:
    """The ways to read the doubtful times in which the typical one is as long as a training."""
    texts, decimal = _doubtful(table), table.made.decimal or "."
    return [
        unit for unit in durations
        if _typical([s for text in texts if (s := values.seconds(text, unit, decimal))], TRAININGS_S)
    ]  # fmt: skip


def _plausible(table: _Table, distances: Sequence[str], durations: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of units in which the typical run has the length, the time and the speed of a run."""
    decimal = table.made.decimal or "."
    rows = list(zip(table.texts("distance", runs_only=True), table.texts("duration", runs_only=True), strict=True))
    found = []
    for metre_unit, second_unit in product(distances, durations):
        metres = [values.metres(text, metre_unit, decimal) or 0.0 for text, _ in rows]
        seconds = [values.seconds(text, second_unit, decimal) or 0.0 for _, text in rows]
        if _is_like_running(metres, seconds):
            found.append((metre_unit, second_unit))
    return found


def _is_like_running(metres: Sequence[float], seconds: Sequence[float]) -> bool:
    both = [(m, s) for m, s in zip(metres, seconds, strict=True) if m > 0 and s > 0]
    if both:
        paces = [s / m * 1000 for m, s in both]
        return _typical(paces, PACES_S_PER_KM) and _typical([m for m, _ in both], RUNS_M) and _typical(
            [s for _, s in both], RUNS_S
        )  # fmt: skip
    timed, gone = [s for s in seconds if s > 0], [m for m in metres if m > 0]
    return _typical(timed, TRAININGS_S) if timed else _typical(gone, RUNS_M)


def _typical(numbers: Sequence[float], bounds: tuple[float, float]) -> bool:
    return bool(numbers) and bounds[0] <= median(numbers) <= bounds[1]


def _distance_of_pace(table: _Table, durations: Sequence[str]) -> str | None:
    """The unit of distance in which distance times pace is the time, where the pace says its own unit."""
    unit_of_name = _pace_unit(table.name("pace"))
    decimal, ways = table.made.decimal or ".", durations or (_said_duration(table),)
    ratios: dict[str, list[float]] = {"km": [], "mi": []}
    rows = zip(table.texts("distance"), table.texts("duration"), table.texts("pace"), strict=True)
    for distance, duration, pace in rows:
        paced, gone = values.pace(pace), values.amount(distance, decimal)
        seconds = [s for way in ways if (s := values.seconds(duration, way, decimal))]
        if paced is None or gone is None or gone[0] <= 0 or not seconds:
            continue
        unit = _pace_unit(f"min/{paced[1]}") or unit_of_name
        if unit:
            per_metre = paced[0] / values.LENGTHS[unit]
            for guess, told in ratios.items():
                expected = gone[0] * values.LENGTHS[guess] * per_metre
                told.append(min(abs(s / expected - 1) for s in seconds) if expected else 1.0)
    fitting = [unit for unit, off in ratios.items() if off and median(off) <= PACE_TOLERANCE]
    return fitting[0] if len(fitting) == 1 else None


def _pace_unit(name: str) -> str | None:
    words = set(plain(name).split())
    return "mi" if words & {"mi", "mile", "miles"} else "km" if words & {"km", "k", "kilometer"} else None


def _height(table: _Table) -> Iterator[Told]:
    name = table.name("ascent") or table.name("descent")
    if not name:
        return
    if unit := unit_in(name, "height"):
        yield "height_unit", unit
        return
    unit = "ft" if table.made.distance_unit == "mi" else "m"
    why = "Climb mostly goes with the unit of distance."
    yield table.ask("height_unit", f"In which unit is “{name}”?", unit, why)


# --- pain and sport


def _scale(table: _Table) -> Iterator[Told]:
    """The scale and the end of it that hurts: of all that hold the scores, the one that names and numbers tell."""
    scores = table.scores()
    cells = [said for texts in scores.values() for text in texts if (said := _said(text))]
    numbers = [cell.number for cell in cells if cell.number is not None and cell.top is None]
    has_words = any(cell.word in pain_scale.WORD_SCORES for cell in cells)
    stated = {pain_scale.stated(name) for name in scores}
    if not scores:
        return
    if (numbers or not has_words) and len(stated) == 1 and None not in stated and all(map(_says_pain, scores)):
        yield "scale", table.made.scale or stated.pop()
        return
    fitting = [pain_scale.WORDS] if has_words else []
    fitting += [name for name in pain_scale.SCALES if numbers and _holds(name, numbers)]
    computed, why = _likely_scale(list(scores), numbers, fitting)
    answer = next((name for name in (table.made.scale, computed) if name in (*fitting, pain_scale.TEN)), None)
    top = pain_scale.SCALES[pain_scale.TEN].top
    is_low = not any(number > top for number in numbers)
    names = [n for n in fitting if n == answer or n not in _HUNDREDS or not is_low]
    choices = tuple((name, pain_scale.scale_text(name)) for name in names or [pain_scale.TEN])
    yield "scale", Ask("scale", "Which scale are the pain scores on?", choices, answer, why if answer else "")


_HUNDREDS = ("0-100", "100-0")


def _holds(name: str, numbers: Sequence[float]) -> bool:
    """Whether a scale holds the scores, but for a few slips of the pen."""
    outside = sum(not pain_scale.SCALES[name].holds(number) for number in numbers)
    return outside < pain_scale.HABIT_MIN and outside < max(1, pain_scale.HABIT_SHARE * len(numbers))


def _said(text: str) -> pain_scale.Said | None:
    try:
        return pain_scale.said(text)
    except ValueError:
        return None


def _likely_scale(names: Sequence[str], numbers: Sequence[float], fitting: Sequence[str]) -> tuple[str | None, str]:
    """The scale that names and numbers tell together, and why; up to 5 it may be one to 5 or one to 10."""
    if not numbers:
        has_words = pain_scale.WORDS in fitting
        return (pain_scale.WORDS, "The scores are words.") if has_words else (pain_scale.TEN, "")
    if not all(map(_says_pain, names)) or pain_scale.WORDS in fitting:
        return None, ""
    if pain_scale.TEN not in fitting:
        return "0-100", f"The highest score is {max(numbers):g}."
    if "0-5" not in fitting:
        return pain_scale.TEN, f"Scores go up to {max(n for n in numbers if n <= 10):g}."
    return None, ""


def _says_pain(name: str) -> bool:
    """Whether a high number under this name is certainly the bad end."""
    named = bare_name(name)
    is_known = named in pain_words.SCORE_NAMES or named in pain_words.MOMENT_OF
    return not says_well(name) and (is_known or bool(PAIN.intersection(plain(name).split())))


def _sport(table: _Table) -> Iterator[Told]:
    if table.made.row == "pain" or table.place("sport") is not None:
        return
    made = table.made
    is_running = _plausible(table, (made.distance_unit or "km",), (made.duration_unit or "min",))
    has_both = table.place("distance") is not None and table.place("duration") is not None
    computed = "running" if is_running and has_both else None
    yield table.ask("sport", "What are these activities?", computed, "They have the speed of runs.")
