"""The workout history of MapMyRun and its sisters (MapMyFitness, MapMyWalk, MapMyRide).

Field                      how
distance                   parsed; its unit stands in the header: km or mi
time                       parsed: one duration in seconds, pauses left out
date                       parsed: a day, the list has no time of day
heart rate                 parsed
cadence                    inferred for runs: steps over time
shoe                       parsed from the notes, where the service wrote it there (`Shoes: …`)
climb, exertion            not in the list
surface                    not in the list
positions                  not in the list
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from analysis.errors import Issue
from analysis.importers import listing
from analysis.importers.base import Content, File, Hints
from analysis.importers.dates import When
from analysis.importers.delimited import Row, plain
from analysis.importers.listing import Activity, Listing, Table, activity, identity
from analysis.importers.sports import ON_FOOT, OTHER, sport_of, unknown_sports
from analysis.tables import RUN_SPORT

FORMAT = "mapmyrun"
LABEL = "MapMyRun workout history (CSV)"

_SHOES = re.compile(r"Shoes:\s*(.+)")
_NUMBER_OF_WORKOUT = re.compile(r"/workout/(\d+)")


def looks_like(file: File) -> bool:
    """Whether it is the history: the day of the workout, its kind, and its time in seconds."""
    return LISTING.looks_like(file)


def read(file: File, hints: Hints) -> Content:
    """Which workouts does the history hold?"""
    return listing.read(LISTING, file, hints)


def _activities(table: Table, row: Row, when: When) -> Iterable[Activity]:
    kind = sport_of(table.text(row, "type")) or OTHER
    seconds = table.positive(row, "seconds")
    shoes = _SHOES.search(table.text(row, "notes"))
    yield activity(
        identity(FORMAT, *_words(table, row, when)),
        when,
        kind,
        distance_m=table.number(row, "distance"),
        moving_time_s=seconds,
        avg_heart_rate_bpm=table.positive(row, "heart_rate"),
        avg_cadence_spm=60 * table.positive(row, "steps") / seconds if kind[0] == RUN_SPORT else np.nan,
        shoe=shoes[1].strip() if shoes and kind[0] in ON_FOOT else None,
    )


def _words(table: Table, row: Row, when: When) -> tuple[object, ...]:
    """What makes the workout this one: its number in the service, else when, what and how long it was."""
    if number := _NUMBER_OF_WORKOUT.search(table.text(row, "link")):
        return (number[1],)
    return when.day, plain(table.text(row, "type")), f"{table.number(row, 'seconds'):.0f}"


def _about(table: Table, name: str) -> Iterable[Issue]:
    return unknown_sports(name, (table.text(row, "type") for row in table.rows))


LISTING = Listing(
    format=FORMAT,
    service="MapMyRun",
    fields={
        "workout date": "date",
        "activity type": "type",
        "distance": "distance",
        "workout time": "seconds",
        "avg heart rate": "heart_rate",
        "steps": "steps",
        "notes": "notes",
        "link": "link",
    },
    needs=frozenset({"date", "type", "distance", "seconds"}),
    activities=_activities,
    about=_about,
)
