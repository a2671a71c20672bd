"""intervals.icu: the list of activities, and the daily wellness beside it, as its API and scripts around it write them.

Field                      how
distance, climb            parsed; metres
times                      parsed; seconds. The clock is local, the instant stands beside it
heart rate                 parsed
cadence                    parsed for runs, made to count both feet
step                       parsed for runs (`average_stride`)
perceived exertion         parsed (`icu_rpe`, 1 to 10)
shoe                       parsed: the gear of a run, where it has a name
session type               parsed where it is a race
surface                    inferred from the type: trail
positions                  not in the list
wellness                   not read: soreness and injury are four steps of their own, not pain from 0 to 10
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.errors import Issue
from analysis.importers import delimited, listing
from analysis.importers.base import Content, File, Hints
from analysis.importers.dates import When
from analysis.importers.delimited import Row, plain
from analysis.importers.instants import read_instant
from analysis.importers.listing import Activity, Listing, Table, activity, both_feet, identity
from analysis.importers.sports import ON_FOOT, OTHER, sport_of, unknown_sports
from analysis.importers.titles import said_by_file
from analysis.tables import RUN_SPORT

FORMAT = "intervals_icu"
LABEL = "intervals.icu list (CSV)"

# {'id': 'g1', 'name': 'Blue pair', 'distance': None}: Python's way to write a dictionary, or JSON
_NAME = re.compile(r"""["']name["']:\s*(?:'([^']*)'|"([^"]*)")""")
_WELLNESS = {"ctl", "atl", "ramprate", "restinghr", "hrv", "sleepsecs", "soreness", "fatigue", "injury", "motivation"}


def looks_like(file: File) -> bool:
    """Whether it is a list of activities with intervals.icu's own names, or one of daily wellness."""
    return LISTING.looks_like(file) or delimited.has_header(file.data, _is_wellness)


def read(file: File, hints: Hints) -> Content:
    """Which activities does the list hold? Daily wellness holds none."""
    if not LISTING.looks_like(file) and delimited.has_header(file.data, _is_wellness):
        return Content(issues=(_about_wellness(file.name),))
    return listing.read(LISTING, file, hints)


def _is_wellness(cells: Sequence[str]) -> bool:
    names = {plain(cell) for cell in cells}
    return bool({"id", "date"} & names) and len(names & _WELLNESS) >= 3


def _about_wellness(name: str) -> Issue:
    found = (
        "This is daily wellness from intervals.icu. Its marks for soreness and injury have four steps and are no pain"
        " scores from 0 to 10, so nothing was taken from it."
    )
    return Issue(name, found, "Log your pain in Twinge, or import a pain log with scores from 0 to 10.")


def _activities(table: Table, row: Row, when: When) -> Iterable[Activity]:
    kind = _kind(table, row)
    is_run, on_foot = kind[0] == RUN_SPORT, kind[0] in ON_FOOT
    instant = read_instant(table.text(row, "instant"))
    words = [table.text(row, "id")] if table.text(row, "id") else [when.day, when.clock, table.text(row, "type")]
    yield activity(
        identity(FORMAT, *words),
        when,
        kind,
        start_time=pd.NaT if instant is None else pd.Timestamp(instant),
        distance_m=table.number(row, "distance"),
        moving_time_s=table.positive(row, "moving"),
        elapsed_time_s=table.positive(row, "elapsed"),
        ascent_m=table.number(row, "ascent"),
        descent_m=table.number(row, "descent"),
        avg_heart_rate_bpm=table.positive(row, "heart_rate"),
        avg_cadence_spm=both_feet(table.number(row, "cadence")) if is_run else np.nan,
        avg_stride_m=table.positive(row, "stride") if is_run else np.nan,
        perceived_exertion=table.number(row, "exertion"),
        shoe=_gear(table.text(row, "gear")) if on_foot else None,
        title=table.text(row, "title") or None,
        **said_by_file("race" if is_run and table.text(row, "race").lower() == "true" else None),
    )


def _kind(table: Table, row: Row) -> tuple[str, str]:
    kind = sport_of(table.text(row, "type")) or OTHER
    is_indoors = table.text(row, "trainer").lower() == "true"
    return (RUN_SPORT, "indoor_running") if kind == (RUN_SPORT, "") and is_indoors else kind


def _gear(text: str) -> str | None:
    """The name of the gear; a list with names alone has it as it is."""
    if not text.startswith("{"):
        return text or None
    match = _NAME.search(text)
    return (match[1] or match[2] or None) if match else None


def _about(table: Table, name: str) -> Iterable[Issue]:
    return unknown_sports(name, (table.text(row, "type") for row in table.rows))


LISTING = Listing(
    format=FORMAT,
    service="intervals.icu",
    fields={
        "start date local": "date",
        "start date": "instant",
        "id": "id",
        "type": "type",
        "name": "title",
        "distance": "distance",
        "moving time": "moving",
        "elapsed time": "elapsed",
        "total elevation gain": "ascent",
        "total elevation loss": "descent",
        "average heartrate": "heart_rate",
        "average cadence": "cadence",
        "average stride": "stride",
        "icu rpe": "exertion",
        "gear": "gear",
        "trainer": "trainer",
        "race": "race",
    },
    needs=frozenset({"date", "type", "moving"}),
    activities=_activities,
    about=_about,
)
