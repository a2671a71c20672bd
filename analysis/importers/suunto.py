"""Suunto's recordings: SML of Movescount and Moveslink, JSON of the Suunto app. One log of a watch is one activity.

Field                      how
distance                   parsed; where the watch totalled none, that of the last sample
times                      parsed: the timer, and from the first to the last sample
start                      parsed: local clock and instant; their difference is the zone
heart rate, cadence        parsed; the file counts beats and steps a second, cadence made to count both feet
speed, altitude            parsed
climb                      parsed, as the watch totals it
sport                      parsed from its name or Suunto's number; where Twinge knows neither, the runner is asked
exertion, shoe             not read: `Feeling` is five steps of mood
surface                    inferred from the sport: trail, treadmill
positions                  used for places and a map where asked for, then forgotten
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd

from analysis.importers import jsondata, recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.instants import epoch_s, read_instant
from analysis.importers.markup import Markup, decimal, local_name, root_name
from analysis.importers.recording import AGAIN, Recording, Samples
from analysis.importers.sports import sport_of, sport_or_question

FORMAT = "suunto"
LABEL = "Suunto file (SML or JSON)"

_HEAD_BYTES = 4096
_QUARTER_HOUR_S, _SLACK_S, _FARTHEST_ZONE_S = 900, 120, 14 * 3600
# Suunto's numbers of activities, as Movescount, its watches and its app count them.
_SPORTS = {
    3: "Running", 4: "Cycling", 5: "Mountain Biking", 6: "Swimming", 11: "Hiking", 12: "Walking", 15: "Rowing",
    16: "Climbing", 17: "Indoor Cycling", 20: "Alpine Ski", 21: "Snowboarding", 22: "Cross Country Skiing",
    23: "Strength Training", 33: "Tennis", 34: "Badminton", 37: "Squash", 82: "Trail Running",
    83: "Open Water Swimming", 84: "Nordic Walking", 93: "Treadmill Running",
}  # fmt: skip


_CHANNELS = ("Distance", "Altitude", "Speed", "HR", "Cadence", "Latitude", "Longitude")


@dataclass
class _Log:
    """One log as it stands in a file, its values by the name they have there."""

    header: Mapping[str, str] = field(default_factory=dict)
    heart_rate: float = np.nan
    first: datetime | None = None
    samples: Samples = field(default_factory=Samples)

    def number(self, name: str) -> float:
        number = decimal(self.header.get(name))
        return np.nan if number is None else number

    def add(self, at: datetime | None, values: Mapping[str, float | None]) -> None:
        if at is not None and self.first is None:
            self.first = at
        self.samples.add(
            time=None if at is None else at.timestamp(),
            segment=0,
            latitude=_degrees(values.get("Latitude")),
            longitude=_degrees(values.get("Longitude")),
            distance=values.get("Distance"),
            altitude=values.get("Altitude"),
            speed=values.get("Speed"),
            heart_rate=_a_minute(values.get("HR")),
            cadence=_a_minute(values.get("Cadence")),
        )


def looks_like(file: File) -> bool:
    """Whether it is SML, or the JSON log of a watch."""
    head = file.data[:_HEAD_BYTES]
    return root_name(head) == "sml" or (jsondata.begins_with_object(head) and b'"DeviceLog"' in head)


def read(file: File, hints: Hints) -> Content:
    """Which activities does the file hold?"""
    if jsondata.begins_with_object(file.data):
        logs, is_whole = _json_logs(file.data), True
    else:
        markup = Markup(file.data, frozenset({"Header", "Sample"}))
        logs, is_whole = list(_sml_logs(markup)), markup.is_whole
    contents = [content for log in logs if (content := _content(log, file, hints)) is not None]
    what = "There is no activity with a time in it."
    return recording.collected(contents, file, is_whole=is_whole, else_it_is=what)


def _degrees(radians: float | None) -> float | None:
    return None if radians is None else math.degrees(radians)


def _a_minute(value: float | None) -> float | None:
    return None if value is None else 60 * value


# --- SML


def _sml_logs(markup: Markup) -> Iterator[_Log]:
    """The logs of the file; one that a cut ends is given too."""
    log = None
    for event, name, element in markup:
        if event == "start" and name == "DeviceLog":
            log = _Log()
        elif event == "end" and log is not None:
            if name == "Header":
                log.header = _children(element)
                log.heart_rate = _a_minute(decimal(_average(element, "HR"))) or np.nan
            elif name == "Sample":
                inside = _children(element)
                at = read_instant(inside["UTC"]) if "UTC" in inside else None
                log.add(at, {name: decimal(value) for name, value in inside.items()})
            elif name == "DeviceLog":
                yield log
                log = None
    if log is not None:
        yield log


def _children(element: Element) -> dict[str, str]:
    """The texts right inside an element: those deeper, of an event or a lap, are something else."""
    return {local_name(one): one.text.strip() for one in element if one.text and one.text.strip()}


def _average(element: Element, name: str) -> str:
    parts = (one for child in element if local_name(child) == name for one in child)
    return next((part.text or "" for part in parts if local_name(part) == "Avg"), "")


# --- JSON


def _json_logs(data: bytes) -> list[_Log]:
    device_log = jsondata.inner(jsondata.read_json(data, AGAIN), "DeviceLog")
    header = jsondata.inner(device_log, "Header")
    log = _Log({name: str(value) for name, value in header.items() if isinstance(value, str | int | float)})
    log.heart_rate = 60 * jsondata.number(jsondata.inner(header, "HR"), "Avg")
    for sample in jsondata.entries(device_log, "Samples"):
        at = read_instant(jsondata.text(sample, "TimeISO8601")) if "TimeISO8601" in sample else None
        log.add(at, {name: jsondata.number(sample, name) for name in _CHANNELS})
    return [log]


# --- both


def _content(log: _Log, file: File, hints: Hints) -> Content | None:
    """One log as tables; None for one without a start or a time."""
    frame = log.samples.in_order()
    began = _began(log, frame)
    if began is None:
        return None
    first, last = epoch_s(began), float(frame["time"].iloc[-1]) if len(frame) else epoch_s(began)
    seconds = log.number("Duration")
    seconds = seconds if seconds > 0 else last - first
    if not seconds > 0:
        return None
    (sport, sub_sport), asked = sport_or_question(_sport_name(log), FORMAT, hints)
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",
        began=began,
        samples=frame,
        distance=frame["distance"].to_numpy(),
        distance_m=_distance_m(log, frame),
        moving_time_s=seconds,
        elapsed_time_s=max(last - first, seconds),
        avg_heart_rate_bpm=recording.heart_rate(log.heart_rate, frame),
        ascent_m=log.number("Ascent"),
        descent_m=log.number("Descent"),
        asked=asked,
    )
    return recording.content(one, file, FORMAT, hints)


def _began(log: _Log, frame: pd.DataFrame) -> datetime | None:
    """The instant of the first sample, in the zone in which the clock of the header shows it."""
    clock = _header_clock(log.header.get("DateTime", ""))
    if clock is None or not len(frame):
        return log.first if clock is None else clock
    ahead = epoch_s(clock.replace(tzinfo=None)) - float(frame["time"].iloc[0])
    zone = round(ahead / _QUARTER_HOUR_S) * _QUARTER_HOUR_S
    if abs(ahead - zone) > _SLACK_S or abs(zone) > _FARTHEST_ZONE_S:
        return log.first
    return datetime.fromtimestamp(float(frame["time"].iloc[0]), timezone(timedelta(seconds=zone)))


def _header_clock(written: str) -> datetime | None:
    """The clock at the start: local without a zone, or with its offset."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _distance_m(log: _Log, frame: pd.DataFrame) -> float:
    total = log.number("Distance")
    return total if total > 0 or frame["distance"].isna().all() else float(frame["distance"].max())


def _sport_name(log: _Log) -> str:
    """The name in the file where we know it, else that of its number."""
    name, number = log.header.get("Activity", ""), log.number("ActivityType")
    if sport_of(name) or np.isnan(number):
        return name
    return _SPORTS.get(int(number), f"Suunto activity {number:.0f}") if abs(number) < 1e6 else name
