"""The list of activities in Strava's account export (`activities.csv`), in the languages Strava writes it in.

Field                      how
distance                   parsed: the second column of that name is in metres; the first in km, where it stands alone
times                      parsed; the dates are UTC
climb, heart rate          parsed
cadence                    parsed; Strava counts one foot, here both
perceived exertion         parsed
shoe                       parsed: the gear of a run
session type               parsed: the ticks for a race and a long run
surface                    inferred from the type: trail
positions                  not in the list; in the files beside it
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints, shape_of
from analysis.importers.bounds import impossible_issues, positive, repeated_issues, within_bounds
from analysis.importers.dates import UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow, Row, Sheet, is_missing, plain
from analysis.importers.instants import Start, start, utc_only
from analysis.importers.listing import unit_question
from analysis.importers.recording import ONE_FOOT_BELOW
from analysis.importers.sports import ON_FOOT, OTHER, sport_of, surface_of, unknown_sports
from analysis.importers.titles import said_by_file
from analysis.tables import ACTIVITIES, RUN_SPORT, of_rows
from analysis.wording import METRES, count

FORMAT = "strava_csv"
LABEL = "Strava activity list (CSV)"

# en, de and fr as seen in exports and in code that reads them; es, pt, it, nl are translated, none was seen.
HEADERS: Mapping[str, str] = {
    "id": (
        "Activity ID|Aktivitäts-ID|ID de l'activité|ID de actividad|ID de la actividad|ID da atividade|"
        "ID dell'attività|ID attività|Activiteits-ID|Activiteit-ID"
    ),
    "date": (
        "Activity Date|Aktivitätsdatum|Date de l'activité|Fecha de la actividad|Fecha de actividad|Data da atividade|"
        "Data dell'attività|Data attività|Datum van activiteit|Activiteitsdatum"
    ),
    "title": (
        "Activity Name|Name der Aktivität|Nom de l'activité|Nombre de la actividad|Nombre de actividad|"
        "Nome da atividade|Nome dell'attività|Nome attività|Naam van activiteit|Naam activiteit"
    ),
    "type": (
        "Activity Type|Aktivitätsart|Aktivitätstyp|Type d'activité|Tipo de actividad|Tipo de atividade|"
        "Tipo di attività|Type activiteit|Activiteitstype"
    ),
    "elapsed": (
        "Elapsed Time|Verstrichene Zeit|Temps écoulé|Tiempo transcurrido|Tempo decorrido|Tempo trascorso|"
        "Verstreken tijd"
    ),
    "moving": (
        "Moving Time|Bewegungszeit|Durée de déplacement|Temps de déplacement|Tiempo en movimiento|"
        "Tempo de movimentação|Tempo em movimento|Tempo in movimento|Beweegtijd|Bewegingstijd"
    ),
    "distance": "Distance|Distanz|Distancia|Distância|Distanza|Afstand",
    "heart_rate": (
        "Average Heart Rate|Durchschnittliche Herzfrequenz|Fréquence cardiaque moyenne|Frecuencia cardiaca media|"
        "Frecuencia cardíaca media|Frequência cardíaca média|Frequenza cardiaca media|Gemiddelde hartslag"
    ),
    "cadence": (
        "Average Cadence|Durchschnittliche Trittfrequenz|Durchschnittliche Kadenz|Cadence moyenne|Cadencia media|"
        "Cadência média|Cadenza media|Gemiddelde cadans"
    ),
    "ascent": (
        "Elevation Gain|Höhenzunahme|Höhengewinn|Dénivelé positif|Desnivel positivo|Ganancia de elevación|"
        "Ganho de elevação|Dislivello positivo|Hoogtewinst|Hoogtestijging"
    ),
    "descent": (
        "Elevation Loss|Höhenabnahme|Höhenverlust|Dénivelé négatif|Desnivel negativo|Pérdida de elevación|"
        "Perda de elevação|Dislivello negativo|Hoogteverlies|Hoogtedaling"
    ),
    "exertion": (
        "Perceived Exertion|Gefühlte Anstrengung|Empfundene Anstrengung|Effort perçu|Effort ressenti|"
        "Esfuerzo percibido|Esforço percebido|Sforzo percepito|Waargenomen inspanning"
    ),
    "gear": (
        "Activity Gear|Aktivitätsausrüstung|Ausrüstung für Aktivität|Matériel utilisé pour l'activité|"
        "Equipamiento de la actividad|Equipo de la actividad|Equipamento da atividade|Equipamento de atividade|"
        "Attrezzatura dell'attività|Attrezzatura attività|Activiteitenuitrusting|Uitrusting voor activiteit"
    ),
    "race": "Competition",  # ticks of the runner; other languages were not seen
    "long": "Long Run",
}
# First two columns of the other tables of the export -> what they list.
SIDE_TABLES: Mapping[tuple[str, str], str] = {
    ("shoe name", "shoe brand"): "your shoes",
    ("bike name", "bike brand"): "your bikes",
    ("bike name", "component type"): "the parts of your bikes",
}
IN_METRES_ANYWAY = ("rowing", "swimming")  # their first distance is in metres too
_TICKS = ("1", "1.0", "true")
METRES_AT_LEAST = 100.0  # how many times the first distance the second is, where it is in metres: 1000, in miles 1609
_FIELD_OF = {plain(name): field for field, names in HEADERS.items() for name in names.split("|")}
_EXPORT_AGAIN = "Correct it in Strava and ask for the export of your account again."


@dataclass(frozen=True)
class _Table:
    """The list with what it leaves unsaid: for each field its columns, for each column its decimal sign."""

    sheet: Sheet
    columns: Mapping[str, Sequence[int]]
    decimals: Mapping[int, str]
    has_metres: bool
    unit: str | None = None  # of the first distance, as the runner says

    def text(self, row: Row, field: str, which: int = 0) -> str:
        places = self.columns.get(field, ())
        place = places[which] if which < len(places) else len(row.cells)
        return row.cells[place] if place < len(row.cells) else ""

    def number(self, row: Row, field: str, which: int = 0) -> float:
        text = self.text(row, field, which)
        value = None if is_missing(text) else delimited.number(text, self.decimals[self.columns[field][which]])
        return np.nan if value is None else value


def looks_like(file: File) -> bool:
    """Whether it is Strava's list of activities, or one of gear beside it."""
    return delimited.has_header(file.data, _is_header) or delimited.has_header(file.data, _is_side_table)


def read(file: File, hints: Hints) -> Content:
    """Which activities does the list hold?"""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        return _side_table(file)
    shape = shape_of(sheet.header)
    unit = hints.answer(shape, "distance_unit")
    table = _table(sheet, unit if unit in METRES else None)
    try:
        dates = read_dates([table.text(row, "date") for row in sheet.rows], hints.answer(shape, "date_order"))
    except UndecidedOrder as undecided:
        question = order_question(shape, undecided.example)
        return Content(issues=(Issue(file.name, undecided.found, undecided.advice),), questions=(question,))
    rows: dict[str, dict[str, object]] = {}
    issues: list[Issue] = [Issue(file.name, dates.note, "If that is wrong, export in English.")] if dates.note else []
    left_out: list[Issue] = []
    for place, row in enumerate(sheet.rows):
        try:
            activity = _activity(table, row, dates.at(place), hints.time_zone) | {"source_file": file.name}
            rows.setdefault(str(activity["activity_id"]), activity)
        except BadRow as bad:
            left_out.append(Issue(file.name, bad.found, f"The row was left out. {bad.advice}", row.line))
    if sheet.rows and not rows:
        found = f"None of its {count(len(sheet.rows), 'row')} could be read. Row {left_out[0].row}: {left_out[0].found}"
        raise UnreadableFile(found, _EXPORT_AGAIN)
    issues += [*left_out, *_about_file(table, file.name, hints.time_zone)]
    if not rows:
        return Content()
    frame, impossible = within_bounds(of_rows(list(rows.values()), ACTIVITIES), ACTIVITIES)
    issues += impossible_issues(impossible, "", file.name)
    issues += repeated_issues(len(sheet.rows) - len(left_out) - len(rows), file.name)
    questions = (unit_question(shape),) if _is_unit_open(table) else ()
    return Content(frame, issues=tuple(issues), is_partial=bool(left_out or impossible), questions=questions)


def _field(name: str) -> str | None:
    """The field a column holds; spreadsheets and scripts number columns of one name (`Distance.1`)."""
    return _FIELD_OF.get(plain(re.sub(r"\.\d+$", "", name)))


def _is_header(cells: Sequence[str]) -> bool:
    fields = {_field(cell) for cell in cells}
    return {"id", "date"} <= fields and bool({"type", "distance", "elapsed"} & fields)


def _is_side_table(cells: Sequence[str]) -> bool:
    return tuple(plain(cell) for cell in cells[:2]) in SIDE_TABLES


def _side_table(file: File) -> Content:
    sheet = delimited.read_sheet(file.data, _is_side_table)
    if sheet is None:
        raise UnreadableFile("This is not Strava's list of activities.", "Export your account again from Strava.")
    first, second, *_ = (plain(cell) for cell in sheet.header)
    found = f"This is Strava's list of {SIDE_TABLES[first, second]}. It holds no activities."
    advice = "There is nothing to do: they are in activities.csv, and so is the pair of shoes of each run."
    return Content(issues=(Issue(file.name, found, advice),))


def _table(sheet: Sheet, unit: str | None) -> _Table:
    columns: dict[str, list[int]] = {}
    for place, name in enumerate(sheet.header):
        if field := _field(name):
            columns.setdefault(field, []).append(place)
    decimals = {
        place: delimited.decimal_sign(row.cells[place] for row in sheet.rows if place < len(row.cells))
        for places in columns.values()
        for place in places
    }
    table = _Table(sheet, columns, decimals, has_metres=False)
    return _Table(sheet, columns, decimals, has_metres=_has_metres(table), unit=unit)


def _has_metres(table: _Table) -> bool:
    """Whether the second distance is in metres: it is a thousand times the first, or 1609 times where that is miles."""
    if len(table.columns.get("distance", ())) < 2:
        return False
    on_land = [row for row in table.sheet.rows if _sport(table, row)[0] not in IN_METRES_ANYWAY]
    pairs = [(table.number(row, "distance"), table.number(row, "distance", 1)) for row in on_land]
    ratios = [second / first for first, second in pairs if first > 0 and second > 0]
    return not ratios or median(ratios) >= METRES_AT_LEAST


def _sport(table: _Table, row: Row) -> tuple[str, str]:
    return sport_of(table.text(row, "type")) or OTHER


def _activity(table: _Table, row: Row, when: When, time_zone: str | None) -> dict[str, object]:
    """One row of ACTIVITIES, before its bounds are checked."""
    if delimited.has_extra_cells(row, table.sheet.header):
        raise BadRow("It has more values than the header has names.", _EXPORT_AGAIN)
    sport, sub_sport = _sport(table, row)
    surface, surface_source = surface_of(sport, sub_sport)
    on_foot = sport in ON_FOOT
    return {
        "activity_id": _identity(table, row, when),
        **_clock(when, time_zone),
        "sport": sport,
        "sub_sport": sub_sport or None,
        "distance_m": _distance_m(table, row, sport),
        "moving_time_s": _seconds(table, row, "moving"),
        "elapsed_time_s": _seconds(table, row, "elapsed"),
        "ascent_m": table.number(row, "ascent"),
        "descent_m": table.number(row, "descent"),
        "avg_heart_rate_bpm": positive(table.number(row, "heart_rate")),
        "avg_cadence_spm": _steps(table.number(row, "cadence")) if on_foot else np.nan,
        "perceived_exertion": table.number(row, "exertion"),
        "surface": surface,
        "surface_source": surface_source,
        "shoe": (table.text(row, "gear") or None) if on_foot else None,
        "title": table.text(row, "title") or None,
        **(_session_type(table, row) if sport == RUN_SPORT else {}),
        "source_format": FORMAT,
    }


def _session_type(table: _Table, row: Row) -> dict[str, object]:
    """The kind of session, where the runner ticked one of those that Strava offers."""
    return said_by_file(next((kind for kind in ("race", "long") if table.text(row, kind).lower() in _TICKS), None))


def _identity(table: _Table, row: Row, when: When) -> str:
    """Strava's own number of the activity, not to be told from ours; without it when and what it was."""
    words = table.text(row, "id") or f"{when.day} {when.clock} {table.text(row, 'type')}"
    return f"{FORMAT}-{hashlib.sha256(words.encode(errors='replace')).hexdigest()[:16]}"


def _clock(when: When, time_zone: str | None) -> dict[str, object]:
    """Day, local clock and instant; the list is in UTC."""
    if when.clock is None:
        return {"local_date": pd.Timestamp(when.day), "local_start_time": pd.NaT, "start_time": pd.NaT}
    began: Start | None = start(datetime.combine(when.day, when.clock, UTC), time_zone)
    if began is None:
        raise BadRow(f"It cannot have been on {when.day}.", _EXPORT_AGAIN)
    return {
        "local_date": began.local.normalize(),
        "local_start_time": began.local,
        "start_time": began.instant,
    }


def _distance_m(table: _Table, row: Row, sport: str) -> float:
    metres = table.number(row, "distance", 1) if table.has_metres else np.nan
    if np.isnan(metres):
        metres = table.number(row, "distance") * (1 if sport in IN_METRES_ANYWAY else METRES[table.unit or "km"])
    # Nobody runs 0 m: there it says that nothing measured it.
    return positive(metres) if sport in ON_FOOT else metres


def _seconds(table: _Table, row: Row, field: str) -> float:
    """The first of the columns that holds a time; 0 stands for none."""
    for which in range(len(table.columns.get(field, ()))):
        clock = delimited.duration_s(table.text(row, field, which))
        seconds = table.number(row, field, which) if clock is None else clock
        if seconds > 0:
            return seconds
    return np.nan


def _steps(cadence: float) -> float:
    """Steps a minute, both feet."""
    return positive(2 * cadence if cadence < ONE_FOOT_BELOW else cadence)


def _is_unit_open(table: _Table) -> bool:
    """Whether neither the list nor the runner say if distances are kilometres or miles."""
    told = table.has_metres or table.unit is not None
    return not told and any(table.number(row, "distance") > 0 for row in table.sheet.rows)


def _about_file(table: _Table, name: str, time_zone: str | None) -> Iterable[Issue]:
    if time_zone is None and table.sheet.rows:
        yield utc_only(name)
    if _is_unit_open(table):
        found = "The file does not say whether distances are kilometres or miles. They were read as kilometres."
        yield Issue(name, found, "If they are miles, say so where you import it.")
    yield from unknown_sports(name, (table.text(row, "type") for row in table.sheet.rows))
