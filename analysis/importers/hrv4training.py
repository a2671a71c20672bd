"""Daily logs of apps that measure heart rate variability: HRV4Training's with its trainings; Elite HRV's holds none.

Field                      how
distance, time             parsed from what was synced (`run_distance`), else as typed in
unit of distance           inferred: metres where distance over time says so, else km or miles as the speeds beside it
                           say (`0:28 km/h`); else the runner is asked
date                       parsed: a day, written YYYY-MM-DD or YYYY-DD-MM
heart rate, climb          parsed from what was synced
perceived exertion         parsed where it was moved from the 3 its slider starts at
cadence, shoe              not in the log
surface                    not in the log
positions                  in the log (where it was measured), not read
muscle soreness            not read: a slider from 1 to 10 that stands at 5 unless it is moved, and no pain of one site
sport                      parsed from the kind that was typed in; of trainings without one the runner is asked
sickness, fatigue, rest    not read: no pain, and `rest` is what stands there where nothing was entered
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from analysis.errors import Issue
from analysis.importers import delimited, listing
from analysis.importers.base import Content, File, Hints, Question
from analysis.importers.dates import When
from analysis.importers.delimited import Row, plain
from analysis.importers.listing import Activity, Listing, Table, activity, identity
from analysis.importers.recording import SHORTEST_S
from analysis.importers.sports import OTHER, SPORTS_ASKED, sport_of, unknown_sports
from analysis.wording import METRES

FORMAT = "hrv4training"
LABEL = "HRV4Training or Elite HRV log (CSV)"

_SYNCED = {"run": ("running", ""), "bike": ("cycling", ""), "swim": ("swimming", "")}
_SLIDER_STARTS_AT = 3.0
_METRES_FROM = 0.3  # distance over seconds: metres make 1 to 20 of a run or ride, km and miles less than 0.03
_DAY_IN_THE_MIDDLE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ELITE = {"date time start", "date time end"}
_ELITE_VALUES = {"rmssd", "lnrmssd", "morning readiness"}


def looks_like(file: File) -> bool:
    """Whether it is a log of HRV4Training, or of Elite HRV."""
    return LISTING.looks_like(file) or delimited.has_header(file.data, _is_elite)


def read(file: File, hints: Hints) -> Content:
    """Which trainings does the log hold? Elite HRV's holds none."""
    if not LISTING.looks_like(file) and delimited.has_header(file.data, _is_elite):
        found = "These are measurements of heart rate variability. They hold no activities and no pain scores."
        return Content(issues=(Issue(file.name, found, "There is nothing to import from Elite HRV."),))
    return listing.read(LISTING, file, hints)


def _is_elite(cells: Sequence[str]) -> bool:
    names = {plain(cell) for cell in cells}
    return names >= _ELITE and bool(names & _ELITE_VALUES)


def _activities(table: Table, row: Row, when: When) -> Iterable[Activity]:
    """What was synced from other services; what was typed in only where nothing was."""
    day = When(when.day)  # the clock in the log is that of the measurement
    done = [one for name, kind in _SYNCED.items() if (one := _synced(table, row, day, name, kind))]
    if not done and _is_typed_in(table, row):
        done = [_typed_in(table, row, day)]
    effort = table.number(row, "exertion")
    if len(done) == 1 and effort != _SLIDER_STARTS_AT:
        done[0]["perceived_exertion"] = effort
    return done


def _synced(table: Table, row: Row, when: When, name: str, kind: tuple[str, str]) -> Activity | None:
    distance, seconds = table.positive(row, f"{name} distance"), table.positive(row, f"{name} time")
    if not (distance > 0 or seconds > SHORTEST_S):
        return None
    is_metres = distance / seconds >= _METRES_FROM
    return activity(
        identity(FORMAT, when.day, name),
        when,
        kind,
        distance_m=distance if is_metres else distance * METRES[_unit(table)],
        moving_time_s=seconds,
        ascent_m=table.number(row, f"{name} elevation"),
        avg_heart_rate_bpm=table.positive(row, f"{name} hr"),
        perceived_exertion=np.nan,
    )


def _is_typed_in(table: Table, row: Row) -> bool:
    return bool(table.text(row, "type")) or any(table.positive(row, name) > 0 for name in ("distance", "seconds"))


def _typed_in(table: Table, row: Row, when: When) -> Activity:
    name = table.text(row, "type")
    return activity(
        identity(FORMAT, when.day, plain(name)),
        when,
        sport_of(name) or (OTHER if name else (table.answer("sport") or OTHER[0], "")),
        distance_m=table.positive(row, "distance") * METRES[_unit(table)],
        moving_time_s=table.positive(row, "seconds"),
        perceived_exertion=np.nan,
    )


def _unit(table: Table) -> str:
    """km or miles, as the log, else the runner says; else km."""
    return table.unit_said or table.answer("distance_unit") or "km"


def _dates(texts: Sequence[str]) -> Sequence[str]:
    """Year, month, day. Whether the day stands in the middle shows where it is over 12, else in which order days go."""
    matches = [_DAY_IN_THE_MIDDLE.match(text) for text in texts]
    middles = [int(match[2]) for match in matches if match]
    lasts = [int(match[3]) for match in matches if match]
    turned = [
        f"{match[1]}-{match[3]}-{match[2]}" if match else text for match, text in zip(matches, texts, strict=True)
    ]
    if any(last > 12 for last in lasts) or not any(middle > 12 for middle in middles):
        in_line = _is_rising(turned) and not _is_rising(texts) and not any(last > 12 for last in lasts)
        return turned if in_line else texts
    return turned


def _is_rising(texts: Sequence[str]) -> bool:
    days = [text[:10] for text in texts if text]
    return all(one <= other for one, other in pairwise(days))


def _about(table: Table, name: str) -> Iterable[Issue | Question]:
    found = "Muscle soreness, sickness and fatigue in this log are no pain scores of one site, so they were left out."
    yield Issue(name, found, "Log your pain in Twinge, or import a pain log with scores from 0 to 10.")
    typed = [row for row in table.rows if not _is_synced(table, row) and _is_typed_in(table, row)]
    is_open = table.unit_said is None and table.answer("distance_unit") is None
    if is_open and any(table.positive(row, "distance") > 0 for row in typed):
        yield listing.unit_question(table.shape)
    names = [table.text(row, "type") for row in typed]
    if "" in names and table.answer("sport") is None:
        yield Question("sport", table.shape, "Some trainings name no sport. What were they?", SPORTS_ASKED, OTHER[0])
    yield from unknown_sports(name, (kind for kind in names if kind))


def _is_synced(table: Table, row: Row) -> bool:
    return any(table.positive(row, f"{name} {what}") > 0 for name in _SYNCED for what in ("distance", "time"))


LISTING = Listing(
    format=FORMAT,
    service="HRV4Training",
    fields={
        "date": "date",
        "rmssd": "rmssd",
        "hrv4t recovery points": "points",
        "training type": "type",
        "trainingdistance": "distance",
        "trainingtime": "seconds",
        "trainingrpe": "exertion",
        "run pace": "speed",
        "bike speed": "speed",
        **{f"{name} {what}": f"{name} {what}" for name in _SYNCED for what in ("distance", "time", "hr", "elevation")},
    },
    needs=frozenset({"date", "rmssd", "points", "type"}),
    activities=_activities,
    about=_about,
    dates=_dates,
)
