"""Trainings in Polar's account export (`training-session_….json`), one file each, several sports in one possible.

Polar does not document the form. What is read is what was found in an export of version 2.6, checked by its authors
against the names of its files. The form before it (`training-session-2019-01-18-….json`) is not read: nobody says
whether its clock is local, and a new export is one click.

Field                      how
distance, climb            parsed; metres
time                       parsed; milliseconds
start                      parsed: the local clock, with its offset from UTC beside it
samples                    parsed: heart rate, speed (km/h), distance, altitude, cadence
altitude                   the zeros before the sensor settles are left out
cadence                    made to count both feet
sport                      parsed from Polar's number of it; where Twinge does not know that, the runner is asked
exertion, shoe             not in the file
surface                    inferred from the sport: treadmill
positions                  in the file, not read
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import numpy as np
import pandas as pd

from analysis.errors import UnreadableFile
from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.instants import epoch_s
from analysis.importers.jsondata import Entry, as_number, begins_with_object, entries, inner, number, read_json, text
from analysis.importers.recording import LONGEST_STEP_S, SHORTEST_STEP_S, Recording
from analysis.importers.sports import sport_or_question

FORMAT = "polar_json"
LABEL = "Polar account export (JSON)"

_HEAD_BYTES = 65_536
_EXPORT_AGAIN = "Ask for a new export of your account at account.polar.com."
_OLD_FORM = "This is a training from an older form of Polar's account export, which does not say what its clock shows."
_MARKS = (b'"exercises"', b'"startTime"', b'"durationMillis"')
_OLD_MARKS = (b'"exercises"', b'"startTime"', b'"timezoneOffset"')
# Polar's numbers of sports -> names we know. Seen in exports; the others are asked.
_SPORTS = {
    "1": "Running", "2": "Cycling", "3": "Walking", "11": "Hiking", "13": "Squash", "15": "Strength Training",
    "16": "Other", "17": "Treadmill Running", "18": "Indoor Cycling", "38": "Road Cycling", "39": "Soccer",
    "83": "Other",
}  # fmt: skip
_CHANNELS = {
    "HEART_RATE": "heart_rate",
    "SPEED": "speed",
    "DISTANCE": "distance",
    "ALTITUDE": "altitude",
    "CADENCE": "cadence",
}
_KM_H = 1 / 3.6
_FARTHEST_ZONE_MIN = 14 * 60


def looks_like(file: File) -> bool:
    """Whether it is one training of a Polar account export, of the present form or the one before it."""
    head = file.data[:_HEAD_BYTES]
    if not begins_with_object(head):
        return False
    # The samples come before some of the names: look through the whole file for those.
    return any(all(mark in file.data for mark in marks) for marks in (_MARKS, _OLD_MARKS))


def read(file: File, hints: Hints) -> Content:
    """Which activities does the training hold? Each sport of a multi-sport training is one."""
    session = read_json(file.data, _EXPORT_AGAIN)
    exercises = entries(session, "exercises")
    if not any("durationMillis" in exercise for exercise in exercises) and b'"durationMillis"' not in file.data:
        raise UnreadableFile(_OLD_FORM, _EXPORT_AGAIN)
    contents = [content for exercise in exercises if (content := _content(exercise, file, hints)) is not None]
    what = "There is no training with a time in it."
    return recording.collected(contents, file, is_whole=True, else_it_is=what)


def _content(exercise: Entry, file: File, hints: Hints) -> Content | None:
    """One activity as tables; None for one without a start or a duration."""
    began, seconds = _began(exercise), number(exercise, "durationMillis") / 1000
    if began is None or not seconds > 0:
        return None
    sport_id = str(inner(exercise, "sport").get("id", ""))
    name = _SPORTS.get(sport_id) or (f"Polar sport {sport_id}" if sport_id else "")
    (sport, sub_sport), asked = sport_or_question(name, FORMAT, hints)
    frame = _samples(exercise, began)
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",
        began=began,
        samples=frame,
        distance=frame["distance"].to_numpy(),
        distance_m=number(exercise, "distanceMeters"),
        moving_time_s=seconds,
        elapsed_time_s=_elapsed_s(exercise, seconds),
        avg_heart_rate_bpm=_mean_heart_rate(exercise, frame),
        ascent_m=number(exercise, "ascentMeters"),
        descent_m=number(exercise, "descentMeters"),
        asked=asked,
    )
    return recording.content(one, file, FORMAT, hints)


def _began(exercise: Entry) -> datetime | None:
    """The local clock with its offset; without the offset it stays a local clock."""
    clock, ahead = _clock(text(exercise, "startTime")), number(exercise, "timezoneOffsetMinutes")
    if clock is None or not abs(ahead) <= _FARTHEST_ZONE_MIN:
        return clock
    return clock.replace(tzinfo=timezone(timedelta(minutes=ahead)))


def _clock(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None


def _elapsed_s(exercise: Entry, seconds: float) -> float:
    """From start to stop, pauses included."""
    first, last = _clock(text(exercise, "startTime")), _clock(text(exercise, "stopTime"))
    return max((last - first).total_seconds(), seconds) if first and last else seconds


def _mean_heart_rate(exercise: Entry, samples: pd.DataFrame) -> float:
    for statistic in entries(inner(exercise, "statistics"), "statistics"):
        if text(statistic, "type") == "STATISTICS_TYPE_HEART_RATE":
            return recording.heart_rate(number(statistic, "avg"), samples)
    return recording.mean_heart_rate(samples)


def _samples(exercise: Entry, began: datetime) -> pd.DataFrame:
    """The channels side by side; all begin with the exercise, each at its own interval."""
    start = epoch_s(began)
    columns = [_channel(channel, start) for channel in entries(inner(exercise, "samples"), "samples")]
    known = [column for column in columns if column is not None]
    table = pd.concat(known, axis=1) if known else pd.DataFrame()
    table = table.loc[:, ~table.columns.duplicated()].rename_axis("time").sort_index().reset_index()
    frame = table.reindex(columns=list(recording.FIELDS)).astype("float64")
    frame["segment"] = 0.0
    return frame


def _channel(channel: Entry, start: float) -> pd.Series | None:
    """One channel by its seconds; None for one we do not read. 0 is no heart rate."""
    name, interval = _CHANNELS.get(text(channel, "type")), number(channel, "intervalMillis") / 1000
    values = channel.get("values")
    if name is None or not SHORTEST_STEP_S <= interval <= LONGEST_STEP_S or not isinstance(values, list):
        return None
    numbers = np.array([as_number(value) for value in values])
    if name == "altitude":
        numbers = np.where(np.cumsum(numbers != 0) == 0, np.nan, numbers)
    return pd.Series(
        numbers * (_KM_H if name == "speed" else 1.0), index=start + interval * np.arange(len(numbers)), name=name
    )
