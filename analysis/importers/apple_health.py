"""Workouts in the export of Apple Health (`export.xml`, often over 1 GB, nearly all of it other records).

Field                      how
distance                   parsed: of the workout, or of its statistics
times                      parsed; moving time is Apple's duration, which leaves pauses out
start                      parsed; the file writes all times in the zone the phone was in when it exported, the local
                           clock comes from the workout's own time zone where it has one
climb                      parsed, from the workout's metadata
heart rate                 parsed, the mean of the workout's statistics
cadence                    inferred for runs: counted steps over moving time
step length                parsed
perceived exertion, shoe   not in the workouts
surface                    not in the workouts
positions                  not in this file; the GPX files beside it are read as GPX and join their workout

Symptoms such as lower back pain are not taken: Apple keeps mild, moderate or severe, which is no score from 0 to 10.
Heart rates and steps that stand beside the workouts one by one are not taken either.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers.base import Content, File, Hints
from analysis.importers.bounds import impossible_issues, repeated_issues, within_bounds
from analysis.importers.instants import Start, start
from analysis.importers.markup import Markup, decimal, entities_refused, root_name
from analysis.importers.sports import FASTEST_RUN_M_S, ON_FOOT, OTHER, sport_of, surface_of
from analysis.tables import ACTIVITIES, RUN_SPORT
from analysis.wording import count

FORMAT = "apple_health"
LABEL = "Apple Health export"
STREAMS = True

MAX_WORKOUT_BYTES = 8_000_000  # old exports wrote the positions into the workout; this is ten hours of them
MAX_WORKOUTS = 100_000  # ten a day for a quarter of a century
_BEGIN, _END, _FILE_END = b"<Workout", b"</Workout>", b"</HealthData"
_TAG = re.compile(rb"""<Workout(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_BEHIND_NAME = (b" ", b"\t", b"\r", b"\n", b"/", b">", b"")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r")  # some exports hold them; no parser takes them
_CHILDREN = frozenset(
    {"MetadataEntry", "WorkoutStatistics", "WorkoutEvent", "WorkoutRoute", "WorkoutActivity", "WorkoutZoneGroup"}
)
_TYPE, _QUANTITY = "HKWorkoutActivityType", "HKQuantityTypeIdentifier"
_DATES = ("%Y-%m-%d %H:%M:%S %z", "%Y%m%d%H%M%S%z")
_METRES = {"m": 1.0, "km": 1000.0, "cm": 0.01, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048, "in": 0.0254}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_SPORTS = {
    "TraditionalStrengthTraining": "strength_training",
    "FunctionalStrengthTraining": "strength_training",
    "CrossCountrySkiing": "Nordic Ski",
    "DownhillSkiing": "Alpine Ski",
    "StairClimbing": "Stair-Stepper",
    "Stairs": "Stair-Stepper",
    "HandCycling": "Handcycle",
    "SwimBikeRun": "MultiSport",
    "PaddleSports": "Kayak",
    "SkatingSports": "Inline Skate",
}
_CUT = "The file is cut off or damaged."
_AGAIN = "Export from the Health app again."


@dataclass
class _Workouts:
    """The XML of each workout, cut out of the file; what stands between them is passed over without being parsed."""

    pieces: Iterator[bytes]
    too_long: int = 0
    is_whole: bool = False
    refusal: UnreadableFile | None = None

    def __iter__(self) -> Iterator[bytes]:
        held = b""
        try:
            for piece in self.pieces:
                held += piece
                place = 0
                while (found := self._next(held, place)) is not None:
                    xml, place = found
                    yield xml
                held = self._unfinished(held, place)
        except UnreadableFile as refusal:  # an archive that turns out to be damaged
            self.refusal = refusal

    def _next(self, held: bytes, place: int) -> tuple[bytes, int] | None:
        """The next workout that is complete and the place behind it."""
        begin = _begin(held, place)
        tag = _TAG.match(held, begin) if begin >= 0 else None
        if tag is None:
            return None
        end = tag.end() if tag[0].endswith(b"/>") else held.find(_END, tag.end()) + len(_END)
        return (held[begin:end], end) if end >= tag.end() else None

    def _unfinished(self, held: bytes, place: int) -> bytes:
        """What the next piece may complete."""
        self.is_whole = _FILE_END in held[-100:]
        begin = _begin(held, place)
        if begin < 0:
            return held[max(place, len(held) - 100) :]
        if len(held) - begin <= MAX_WORKOUT_BYTES:
            return held[begin:]
        self.too_long += 1
        return b""


def _begin(held: bytes, place: int) -> int:
    """Where the next workout begins, or -1: `<Workout`, but not `<WorkoutEvent`."""
    begin = held.find(_BEGIN, place)
    while begin >= 0 and held[begin + len(_BEGIN) : begin + len(_BEGIN) + 1] not in _BEHIND_NAME:
        begin = held.find(_BEGIN, begin + 1)
    return begin


@dataclass
class _Workout:
    """One workout as it stands in the file."""

    said: Mapping[str, str]
    metadata: dict[str, str] = field(default_factory=dict)
    statistics: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.said.get("workoutActivityType", "").removeprefix(_TYPE)

    def add(self, name: str, child: Mapping[str, str]) -> None:
        if name == "MetadataEntry":
            self.metadata.setdefault(child.get("key", ""), child.get("value", ""))
        elif name == "WorkoutStatistics":
            self.statistics.setdefault(child.get("type", "").removeprefix(_QUANTITY), child)

    def total(self, quantity: str, what: str, units: Mapping[str, float]) -> float:
        """The `sum` or `average` of one quantity."""
        found = self.statistics.get(quantity, {})
        return _measured(found.get(what), found.get("unit"), units)


def looks_like(file: File) -> bool:
    """Whether the outermost element is that of an Apple Health export."""
    return root_name(file.data) == "healthdata"


def read(file: File, hints: Hints) -> Content:
    """Which workouts does the export hold?"""
    if b"<!ENTITY" in file.data[: max(file.data.find(b"<HealthData"), 0)]:
        raise entities_refused()
    workouts = _Workouts(file.pieces())
    rows: dict[str, dict[str, object]] = {}
    damaged = undated = repeated = 0
    for number, xml in enumerate(workouts):
        if number >= MAX_WORKOUTS:
            raise UnreadableFile(f"The file holds more than {MAX_WORKOUTS:,} workouts, as no export does.", _AGAIN)
        workout = _parsed(xml)
        if workout is None:
            damaged += 1
            continue
        began = _start(workout)
        if began is None:
            undated += 1
            continue
        row = _activity(workout, began) | {"source_file": file.name}
        repeated += row["activity_id"] in rows
        rows.setdefault(str(row["activity_id"]), row)
    if not rows and not workouts.is_whole:
        raise workouts.refusal or UnreadableFile(_CUT, _AGAIN)
    issues = [
        *([] if workouts.is_whole else [Issue(file.name, f"{_CUT[:-1]}; the workouts before that were read.", _AGAIN)]),
        *_left_out(damaged + workouts.too_long, "damaged", file.name),
        *_left_out(undated, "without a date that can be", file.name),
    ]
    return _content(file.name, list(rows.values()), issues, repeated)


def _parsed(xml: bytes) -> _Workout | None:
    """What a workout says, or None where it is damaged."""
    markup = Markup(xml.translate(None, _CONTROL), _CHILDREN)
    workout = None
    try:
        for event, name, element in markup:
            if workout is None:
                workout = _Workout(element.attrib)
            elif event == "end":
                workout.add(name, element.attrib)
    except UnreadableFile:
        return None
    return workout if markup.is_whole else None


def _start(workout: _Workout) -> Start | None:
    """When it began, on the clock of where the athlete was; None where the date cannot be."""
    instant = _instant(workout.said.get("startDate"))
    began = start(instant, None) if instant else None
    if instant is None or began is None:
        return None
    try:
        local = instant.astimezone(ZoneInfo(workout.metadata.get("HKTimeZone", "")))
    except (KeyError, ValueError, OSError, OverflowError):  # names of zones are looked up as files
        local = instant
    return Start(began.instant, pd.Timestamp(local.replace(tzinfo=None)), is_local_known=True)


def _instant(text: str | None) -> datetime | None:
    for layout in _DATES:
        try:
            return datetime.strptime(text or "", layout)  # noqa: DTZ007 - both layouts have a zone
        except (ValueError, OverflowError):
            continue
    return None


def _activity(workout: _Workout, began: Start) -> dict[str, object]:
    """One row of ACTIVITIES, before its bounds are checked."""
    sport, sub_sport = _sport(workout)
    surface, surface_source = surface_of(sport, sub_sport)
    on_foot = sport in ON_FOOT
    moving, elapsed = _times(workout)
    steps = workout.total("StepCount", "sum", {"count": 1.0}) if sport == RUN_SPORT else np.nan
    return {
        "activity_id": _identity(workout, began, moving),
        "local_date": began.local.normalize(),
        "local_start_time": began.local,
        "start_time": began.instant,
        "sport": sport,
        "sub_sport": sub_sport or None,
        "distance_m": _distance_m(workout, on_foot=on_foot),
        "moving_time_s": moving,
        "elapsed_time_s": elapsed,
        "ascent_m": _climb(workout, "HKElevationAscended"),
        "descent_m": _climb(workout, "HKElevationDescended"),
        "avg_heart_rate_bpm": workout.total("HeartRate", "average", {"count/min": 1.0, "count/s": 60.0}),
        "avg_cadence_spm": _positive(60 * steps / moving if moving > 0 else np.nan),
        "avg_stride_m": _positive(workout.total("RunningStrideLength", "average", _METRES)),
        "surface": surface,
        "surface_source": surface_source,
        "source_format": FORMAT,
    }


def _sport(workout: _Workout) -> tuple[str, str]:
    """The sport. Apple's names are a closed list, so one that nobody knows is other training."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", workout.kind)
    if workout.metadata.get("HKIndoorWorkout") == "1":
        indoors = sport_of({"Running": "Indoor Run", "Walking": "Indoor Walk"}.get(workout.kind, ""))
        if indoors:
            return indoors
    return sport_of(_SPORTS.get(workout.kind, words)) or sport_of(workout.kind) or OTHER


def _times(workout: _Workout) -> tuple[float, float]:
    """Moving and elapsed time: `duration` leaves the pauses out, start and end do not."""
    moving = _positive(_measured(workout.said.get("duration"), workout.said.get("durationUnit", "min"), _SECONDS))
    first, last = _instant(workout.said.get("startDate")), _instant(workout.said.get("endDate"))
    elapsed = _positive((last - first).total_seconds()) if first and last else np.nan
    return (elapsed if np.isnan(moving) else moving), float(np.fmax(elapsed, moving))


def _distance_m(workout: _Workout, *, on_foot: bool) -> float:
    """The distance: of the workout in older exports, of its statistics in newer ones. Nobody runs 0 m."""
    said = _measured(workout.said.get("totalDistance"), workout.said.get("totalDistanceUnit"), _METRES)
    walked = workout.total("DistanceWalkingRunning", "sum", _METRES)
    others = [name for name in workout.statistics if name.startswith("Distance")]
    total = walked if on_foot else sum(workout.total(name, "sum", _METRES) for name in others) if others else np.nan
    metres = total if np.isnan(said) else said
    return _positive(metres) if on_foot else metres


def _climb(workout: _Workout, key: str) -> float:
    value, _, unit = workout.metadata.get(key, "").strip().partition(" ")
    return _measured(value, unit, _METRES)


def _measured(value: str | None, unit: str | None, units: Mapping[str, float]) -> float:
    """The value in SI, or missing where it is no number or the unit is not known."""
    number, factor = decimal(value), units.get((unit or "").strip())
    return np.nan if number is None or factor is None else number * factor


def _positive(value: float) -> float:
    """The value, or missing where it is not above 0."""
    return value if value > 0 else np.nan


def _identity(workout: _Workout, began: Start, moving: float) -> str:
    """The same in every export, whatever zone the phone is in by then."""
    words = f"{began.instant.timestamp():.0f} {workout.kind} {moving:.0f}"
    return f"{FORMAT}-{hashlib.sha256(words.encode(errors='replace')).hexdigest()[:16]}"


# --- what is said of the file


def _content(name: str, rows: list[dict[str, object]], issues: list[Issue], repeated: int) -> Content:
    if not rows and not issues:
        found = "There are no workouts in this Apple Health export."
        return Content(issues=(Issue(name, found, "There is nothing in it to import."),))
    if not rows:
        raise UnreadableFile(issues[0].found, issues[0].advice)
    frame, impossible = within_bounds(pd.DataFrame(rows), ACTIVITIES)
    fast = (frame["sport"] == RUN_SPORT) & (frame["distance_m"] > FASTEST_RUN_M_S * frame["moving_time_s"])
    frame = frame.assign(distance_m=frame["distance_m"].mask(fast))
    issues += [*_too_fast(int(fast.sum()), name), *impossible_issues(impossible, "", name)]
    return Content(frame, issues=(*issues, *repeated_issues(repeated, name)), is_partial=bool(issues))


def _left_out(workouts: int, why: str, name: str) -> Iterator[Issue]:
    if workouts:
        found = f"{count(workouts, 'workout')} in it {'is' if workouts == 1 else 'are'} {why}."
        yield Issue(name, found, f"Left out. {_AGAIN}")


def _too_fast(runs: int, name: str) -> Iterator[Issue]:
    if runs:
        found = f"{count(runs, 'run')} in it {'is' if runs == 1 else 'are'} faster than anyone can run."
        yield Issue(name, found, "The distance was left out. Check that it is a run, and that its time is right.")
