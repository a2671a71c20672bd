"""TrainingPeaks' list of workouts (`workouts.csv` of the export of a period).

Field                      how
distance, time             parsed; the list counts metres and hours
date                       parsed: a day, the list has no time of day
heart rate                 parsed
cadence                    parsed for runs, made to count both feet
perceived exertion         parsed (`Rpe`, 0 to 10)
feeling, comments          in the list, not read: neither is a pain score
climb, shoe                not in the list
surface                    not in the list
positions                  not in the list
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.errors import Issue
from analysis.importers import listing
from analysis.importers.base import Content, File, Hints
from analysis.importers.dates import When
from analysis.importers.delimited import Row, plain
from analysis.importers.listing import Activity, Listing, Table, activity, both_feet, identity
from analysis.importers.sports import OTHER, sport_of, unknown_sports
from analysis.tables import RUN_SPORT
from analysis.wording import count

FORMAT = "trainingpeaks"
LABEL = "TrainingPeaks workout list (CSV)"

_HOUR_S = 3600.0
_DAY_OFF = "day off"


def looks_like(file: File) -> bool:
    """Whether it is TrainingPeaks' list: its names for the day, the kind and the hours of a workout."""
    return LISTING.looks_like(file)


def read(file: File, hints: Hints) -> Content:
    """Which workouts were done? Plans and days off are no activities."""
    return listing.read(LISTING, file, hints)


def _activities(table: Table, row: Row, when: When) -> Iterable[Activity]:
    if not _was_done(table, row):
        return
    kind = sport_of(table.text(row, "type")) or OTHER
    distance, seconds = table.number(row, "distance"), _HOUR_S * table.positive(row, "hours")
    # Two workouts of one day and kind differ in how far or how long.
    words = (when.day, plain(table.text(row, "type")), f"{distance:.0f}", f"{seconds:.0f}")
    yield activity(
        identity(FORMAT, *words),
        when,
        kind,
        distance_m=distance,
        moving_time_s=seconds,
        avg_heart_rate_bpm=table.positive(row, "heart_rate"),
        avg_cadence_spm=both_feet(table.number(row, "cadence")) if kind[0] == RUN_SPORT else np.nan,
        perceived_exertion=table.number(row, "exertion"),
        title=table.text(row, "title") or None,
    )


def _was_done(table: Table, row: Row) -> bool:
    return table.positive(row, "hours") > 0 or table.positive(row, "distance") > 0


def _about(table: Table, name: str) -> Iterable[Issue]:
    not_done = [plain(table.text(row, "type")) for row in table.rows if not _was_done(table, row)]
    days_off = not_done.count(_DAY_OFF)
    planned = len(not_done) - days_off
    parts = [count(planned, "planned workout") if planned else "", count(days_off, "day") + " off" if days_off else ""]
    if not_done:
        found = f"{' and '.join(part for part in parts if part)} without anything recorded."
        yield Issue(name, found, "They are plans, not activities, so they were left out. There is nothing to do.")
    done = (table.text(row, "type") for row in table.rows if _was_done(table, row))
    yield from unknown_sports(name, done)


LISTING = Listing(
    format=FORMAT,
    service="TrainingPeaks",
    fields={
        "workoutday": "date",
        "workouttype": "type",
        "title": "title",
        "distanceinmeters": "distance",
        "timetotalinhours": "hours",
        "heartrateaverage": "heart_rate",
        "cadenceaverage": "cadence",
        "rpe": "exertion",
    },
    needs=frozenset({"date", "type", "hours"}),
    activities=_activities,
    about=_about,
)
