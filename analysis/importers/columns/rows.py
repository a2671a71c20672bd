"""The rows of a table under the map of its columns: one activity each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.importers import listing
from analysis.importers.columns import values
from analysis.importers.columns.map import ColumnMap
from analysis.importers.columns.words import RESTS, SURFACE_OF, is_run_word, unit_in
from analysis.importers.dates import Dates, When, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet, is_missing, plain
from analysis.importers.pain import scale as pain_scale
from analysis.importers.sports import FASTEST_RUN_M_S, ON_FOOT, OTHER, sport_of, surface_of
from analysis.tables import REST_SPORT, RUN_SPORT
from analysis.wording import count

FORMAT = "table"
CORRECT = "Correct the cell and import the table again."
_MEASURED = {
    "heart_rate": "avg_heart_rate_bpm", "cadence": "avg_cadence_spm", "ascent": "ascent_m", "descent": "descent_m",
}  # fmt: skip


@dataclass
class Rows:
    """The table under its map, which `settle` has filled. `unread` counts cells that hold no value, by column."""

    sheet: Sheet
    made: ColumnMap
    unread: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        placed = self.made.placed(self.sheet.header)
        self.columns: Mapping[str, int] = {use.field: place for place, use in placed.items()}
        self.decimal = self.made.decimal or "."
        self._times: Counter[tuple[object, ...]] = Counter()

    def text(self, row: Row, name: str) -> str:
        """The cell of a field, empty where there is none or it says that nothing is known."""
        place = self.columns.get(name, len(row.cells))
        text = row.cells[place] if place < len(row.cells) else ""
        return "" if is_missing(text) else text

    def title(self, name: str) -> str:
        return self.sheet.header[self.columns[name]] if name in self.columns else ""

    def dates(self) -> Dates:
        """The day of each row, with the time of day of its own column where there is one."""
        return read_dates([self._moment(row) for row in self.sheet.rows], self.made.date_order)

    def _moment(self, row: Row) -> str:
        clock = self.text(row, "time")
        text = values.date_text(self.text(row, "date"))
        return f"{text} {clock}" if text and ":" in clock else text

    # one activity

    def activity(self, row: Row, when: When) -> listing.Activity | None:
        """The activity of one row; None where the row has nothing that could be one.

        Raises
        ------
        BadRow
            Where a distance or time is none, or both together cannot be.
        """
        if self._is_rest(row):
            return self._made(row, when, (REST_SPORT, ""), np.nan, np.nan)
        distance, duration = self._distance_m(row), self._duration_s(row)
        distance, duration = self._completed(row, distance, duration)
        kind = self._sport(row)
        if not distance > 0 and not duration > 0 and not self.text(row, "sport"):
            return None
        if kind[0] == RUN_SPORT and duration > 0 and distance / duration > FASTEST_RUN_M_S:
            found = f"{self.text(row, 'distance')} in {self.text(row, 'duration')} is faster than anyone can run."
            raise BadRow(found, "Check the units, or correct the row.")
        return self._made(row, when, kind, distance, duration)

    def _made(self, row: Row, when: When, kind: tuple[str, str], distance: float, duration: float) -> listing.Activity:
        on_foot = kind[0] in ON_FOOT
        measured = {_MEASURED[name]: self._measure(row, name) for name in _MEASURED}
        if not on_foot:
            measured["avg_cadence_spm"] = np.nan
        surface, surface_source = self._surface(row, kind)
        return listing.activity(
            self._identity(row, when),
            when,
            kind,
            distance_m=distance,
            moving_time_s=duration or np.nan,
            **measured,
            perceived_exertion=self._exertion(row),
            surface=surface,
            surface_source=surface_source,
            shoe=(self.text(row, "shoe") or None) if on_foot else None,
            title=self.text(row, "title") or None,
        )

    def _identity(self, row: Row, when: When) -> str:
        """Day, clock, sport and which of that day: a corrected distance is the same activity."""
        words = (when.day, when.clock, plain(self.text(row, "sport")))
        self._times[words] += 1
        return listing.identity(FORMAT, *words, self._times[words])

    def _is_rest(self, row: Row) -> bool:
        told = [self.text(row, name) for name in ("sport", "distance", "duration")]
        return any(plain(text) in RESTS for text in told if text) or (told[0] == "" and self._says_none(row))

    def _says_none(self, row: Row) -> bool:
        return plain(self.text(row, "title")) in RESTS and not self.text(row, "distance")

    def _distance_m(self, row: Row) -> float:
        text = self.text(row, "distance")
        metres = values.metres(text, self.made.distance_unit or "km", self.decimal) if text else np.nan
        return self._checked(text, "distance", metres)

    def _duration_s(self, row: Row) -> float:
        text = self.text(row, "duration")
        seconds = values.seconds(text, self.made.duration_unit or "min", self.decimal) if text else np.nan
        return self._checked(text, "duration", seconds)

    def _checked(self, text: str, name: str, value: float | None) -> float:
        if value is None or value < 0:
            what = "distance" if name == "distance" else "time"
            raise BadRow(f"“{text}” in the column “{self.title(name)}” is not a {what}.", CORRECT)
        return value

    def _completed(self, row: Row, distance: float, duration: float) -> tuple[float, float]:
        """Distance and time, the missing one of the two from the pace."""
        pace = values.pace(self.text(row, "pace"))
        if pace is None or pace[0] == 0:
            return distance, duration
        unit = pace[1] if pace[1] in values.LENGTHS else self._pace_unit()
        per_metre = pace[0] / values.LENGTHS[unit]
        if np.isnan(duration):
            return distance, distance * per_metre
        return (duration / per_metre if np.isnan(distance) else distance), duration

    def _pace_unit(self) -> str:
        unit = unit_in(self.title("pace"), "distance") or self.made.distance_unit
        return "mi" if unit == "mi" else "km"

    def _measure(self, row: Row, name: str) -> float:
        """A number of lesser weight: what cannot be read is missing, and counted. 0 stands for not measured."""
        text = self.text(row, name)
        if not text:
            return np.nan
        if name in ("ascent", "descent"):
            value = values.metres(text, self.made.height_unit or "m", self.decimal)
        else:
            found = values.amount(text, self.decimal)
            value = (found[0] or np.nan) if found else None
        if value is None:
            self.unread[self.title(name)] += 1
            return np.nan
        return listing.both_feet(value) if name == "cadence" else abs(value)

    def _exertion(self, row: Row) -> float:
        try:
            value = pain_scale.score_of(self.text(row, "exertion"), self.title("exertion"))
            return np.nan if value is None else value
        except BadRow:
            self.unread[self.title("exertion")] += 1
            return np.nan

    def _sport(self, row: Row) -> tuple[str, str]:
        """What the runner said of the word, else what services mean by it, else how it sounds."""
        text = self.text(row, "sport")
        if "sport" not in self.columns or not text:
            return (self.made.sport or RUN_SPORT, "")
        known = sport_of(text)
        if plain(text) in self.made.runs:
            return known if known and known[0] == RUN_SPORT else (RUN_SPORT, "")
        if plain(text) in self.made.not_runs:
            return OTHER if known is None or known[0] == RUN_SPORT else known
        return known or ((RUN_SPORT, "") if is_run_word(text) else OTHER)

    def _surface(self, row: Row, kind: tuple[str, str]) -> tuple[str, str]:
        words = plain(self.text(row, "surface")).split()
        phrases = [" ".join(words), *words]
        surface = next((SURFACE_OF[phrase] for phrase in phrases if phrase in SURFACE_OF), "")
        if words and not surface:
            self.unread[self.title("surface")] += 1
        return (surface, "file") if surface and kind[0] == RUN_SPORT else surface_of(*kind)

    def unknown_words(self) -> Iterable[str]:
        """Words of the sport column about which neither the runner nor any service says anything."""
        known = {*self.made.runs, *self.made.not_runs, *RESTS}
        for row in self.sheet.rows:
            text = self.text(row, "sport")
            if text and plain(text) not in known and not is_run_word(text):
                yield text


def unread_remark(unread: Mapping[str, int]) -> Sequence[tuple[str, str]]:
    """What to say of cells that hold no value where one was expected."""
    if not unread:
        return ()
    listed = ", ".join(f"“{name}” ({n})" for name, n in unread.items())
    return ((f"{count(sum(unread.values()), 'cell')} could not be read, in the columns {listed}.", CORRECT),)
