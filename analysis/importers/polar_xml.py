"""Polar's XML: trainings as polarpersonaltrainer.com exported them, one or many in a file.

Field                      how
distance, time             parsed; the clock is local, the file has no zone
heart rate                 parsed
samples                    parsed, at the recording rate; their distance is computed from their speed
cadence                    parsed, made to count both feet
climb                      parsed
sport                      parsed, else that of the speed sensor; else the runner is asked
exertion, shoe             not in the file
surface                    inferred from the sport: trail, treadmill, track
positions                  not in the file
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd

from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.delimited import duration_s
from analysis.importers.instants import epoch_s
from analysis.importers.markup import Markup, decimal, local_name, root_name
from analysis.importers.recording import LONGEST_STEP_S, SHORTEST_STEP_S, Recording
from analysis.importers.sports import sport_of, sport_or_question

FORMAT = "polar_xml"
LABEL = "Polar XML file"

_KM_H = 1 / 3.6
_CHANNELS = {
    "HEARTRATE": "heart_rate",
    "SPEED": "speed",
    "ALTITUDE": "altitude",
    "RUN_CADENCE": "cadence",
    "CADENCE": "cadence",
    "DISTANCE": "distance",
}


def looks_like(file: File) -> bool:
    """Whether the outermost element is that of Polar's exercise data."""
    return root_name(file.data) == "polar-exercise-data"


def read(file: File, hints: Hints) -> Content:
    """Which trainings does the file hold?"""
    markup = Markup(file.data, frozenset({"exercise"}))
    exercises = (element for event, name, element in markup if event == "end" and name == "exercise")
    contents = [content for exercise in exercises if (content := _content(exercise, file, hints)) is not None]
    what = "There is no training with a time in it."
    return recording.collected(contents, file, is_whole=markup.is_whole, else_it_is=what)


def _inner(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next((one for one in element if local_name(one) == name), None) if element is not None else None
    return element


def _text(element: Element | None, *path: str) -> str:
    found = _inner(element, *path)
    return (found.text or "").strip() if found is not None else ""


def _number(element: Element | None, *path: str) -> float:
    value = decimal(_text(element, *path))
    return np.nan if value is None else value


def _content(exercise: Element, file: File, hints: Hints) -> Content | None:
    """One training as tables; None for one without a start or a duration."""
    result = _inner(exercise, "result")
    began, seconds = _clock(_text(exercise, "time")), duration_s(_text(result, "duration"))
    if began is None or not seconds:
        return None
    name = _text(exercise, "sport") or _text(result, "speed", "type") or _text(exercise, "name")
    if sport_of(name) is None and sport_of(_text(result, "speed", "type")):
        name = _text(result, "speed", "type")
    (sport, sub_sport), asked = sport_or_question(name, FORMAT, hints)
    frame = _samples(result, began)
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title=_text(exercise, "name"),
        began=began,
        samples=frame,
        distance=frame["distance"].to_numpy(),
        distance_m=_number(result, "distance"),
        moving_time_s=seconds,
        elapsed_time_s=seconds,
        avg_heart_rate_bpm=recording.heart_rate(_number(result, "heart-rate", "average"), frame),
        ascent_m=_number(result, "altitude-info", "ascent"),
        descent_m=_number(result, "altitude-info", "descent"),
        asked=asked,
    )
    return recording.content(one, file, FORMAT, hints)


def _clock(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _samples(result: Element | None, began: datetime) -> pd.DataFrame:
    """The samples side by side; 0 is no heart rate. Without a recording rate there is no telling when they were."""
    rate = _number(result, "recording-rate")
    channels = dict(_channels(result)) if SHORTEST_STEP_S <= rate <= LONGEST_STEP_S else {}
    columns = pd.DataFrame({name: pd.Series(values, dtype="float64") for name, values in channels.items()})
    if "speed" in columns and "distance" not in columns:
        columns["distance"] = (columns["speed"] * rate).cumsum()
    frame = columns.reindex(columns=list(recording.FIELDS))
    frame["time"] = epoch_s(began) + rate * np.arange(len(frame))
    frame["segment"] = 0.0
    return frame


def _channels(result: Element | None) -> Iterator[tuple[str, list[float]]]:
    samples = _inner(result, "samples")
    for sample in samples if samples is not None else ():
        if field := _CHANNELS.get(_text(sample, "type").upper()):
            values = [decimal(text) for text in _text(sample, "values").split(",")]
            factor = _KM_H if field == "speed" else 1.0
            yield field, [np.nan if value is None else value * factor for value in values]
