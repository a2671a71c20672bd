"""The list of workouts that Health Auto Export writes from Apple Health (`Workouts-….csv`).

Field                      how
distance, climb            parsed; their units stand in the header: km or mi, m or ft
times                      parsed: the duration without pauses, and from start to end; the clock is local
heart rate                 parsed
cadence                    parsed where the list has it, else inferred for runs: steps over time
exertion, shoe             not in the list
surface                    not in the list
positions                  not in the list; in the GPX files beside it

The first four columns are in English in every language; the others in that of the phone. Names in en, pt and es as
seen in exports and in code that reads them; de, fr and it are translated, none was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import numpy as np

from analysis.errors import Issue
from analysis.importers import delimited, listing
from analysis.importers.base import Content, File, Hints
from analysis.importers.dates import When, read_dates
from analysis.importers.delimited import Row, plain
from analysis.importers.listing import Activity, Listing, Table, activity, identity
from analysis.importers.sports import OTHER, sport_of, unknown_sports
from analysis.tables import RUN_SPORT

FORMAT = "apple_csv"
LABEL = "Apple Health workouts (Health Auto Export CSV)"

_DAY_S = 86_400  # no workout lasts longer
_HEADERS: Mapping[str, str] = {
    "type": "Workout Type",
    "date": "Start",
    "end": "End",
    "duration": "Duration",
    "distance": "Distance|Distância|Distancia|Distanz|Strecke|Distanza",
    "ascent": (
        "Elevation Ascended|Elevation Ascent|Elevação Ascendida|Elevación Ascendida|Aufstieg|Dénivelé positif|Salita"
    ),
    "descent": (
        "Elevation Descended|Elevation Descent|Elevação Descendida|Elevación Descendida|Abstieg|Dénivelé négatif|"
        "Discesa"
    ),
    "heart_rate": (
        "Avg. Heart Rate|Avg Heart Rate|Average Heart Rate|Freq. Cardíaca Média|Frequência Cardíaca Média|"
        "Frecuencia Cardíaca Promedio|Frecuencia Cardíaca Media|Durchschn. Herzfrequenz|Ø Herzfrequenz|"
        "Fréquence cardiaque moyenne|Frequenza cardiaca media"
    ),
    "cadence": "Step Cadence",
    "steps": "Step Count|Contagem de Passos|Conteo de Pasos|Schrittzahl|Nombre de pas|Conteggio passi",
}


def looks_like(file: File) -> bool:
    """Whether it is the list of workouts: their kind, start, end and duration."""
    return LISTING.looks_like(file)


def read(file: File, hints: Hints) -> Content:
    """Which workouts does the list hold?"""
    return listing.read(LISTING, file, hints)


def _activities(table: Table, row: Row, when: When) -> Iterable[Activity]:
    kind = sport_of(table.text(row, "type")) or OTHER
    seconds = delimited.duration_s(table.text(row, "duration")) or np.nan
    yield activity(
        identity(FORMAT, when.day, when.clock, plain(table.text(row, "type")), f"{seconds:.0f}"),
        when,
        kind,
        distance_m=table.number(row, "distance"),
        moving_time_s=seconds,
        elapsed_time_s=_elapsed_s(when, table.text(row, "end"), seconds),
        ascent_m=table.number(row, "ascent"),
        descent_m=table.number(row, "descent"),
        avg_heart_rate_bpm=table.positive(row, "heart_rate"),
        avg_cadence_spm=_cadence(table, row, seconds) if kind[0] == RUN_SPORT else np.nan,
    )


def _elapsed_s(when: When, end: str, seconds: float) -> float:
    """From start to end, which need their clocks only. Rounded to the minute, it may be less than the duration."""
    ended = read_dates([end], "day_first").whens[0]
    if not (when.clock and ended and ended.clock):
        return np.nan
    lasted = datetime.combine(when.day, ended.clock) - datetime.combine(when.day, when.clock)
    return float(np.fmax(lasted.total_seconds() % _DAY_S, seconds))


def _cadence(table: Table, row: Row, seconds: float) -> float:
    return table.positive(row, "cadence") if table.has("cadence") else 60 * table.positive(row, "steps") / seconds


def _about(table: Table, name: str) -> Iterable[Issue]:
    return unknown_sports(name, (table.text(row, "type") for row in table.rows))


LISTING = Listing(
    format=FORMAT,
    service="Health Auto Export",
    fields={plain(name): field for field, names in _HEADERS.items() for name in names.split("|")},
    needs=frozenset({"type", "date", "end", "duration"}),
    activities=_activities,
    about=_about,
)
