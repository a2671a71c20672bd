"""The CSV of one workout that Wahoo's app for phones wrote: device, summary, laps and a sample a second.

Field                      how
distance                   parsed: of the satellites, else of the foot pod, the wheel, or as entered
times                      parsed: running and paused; the clock is local, the file has no zone
heart rate, speed          parsed
altitude                   parsed
cadence                    parsed: steps a minute, both feet
sport                      not in the file: the runner is asked
climb, exertion, shoe      not in the file
surface                    not in the file
positions                  in the file, not read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import numpy as np

from analysis.errors import UnreadableFile
from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.delimited import decode
from analysis.importers.instants import epoch_s
from analysis.importers.markup import decimal
from analysis.importers.recording import AGAIN, Recording, Samples
from analysis.importers.sports import sport_or_question

FORMAT = "wahoo_csv"
LABEL = "Wahoo workout (CSV)"

_CLOCK = ("Year", "Month", "Day", "Hour", "Minute", "Second")
_TOTAL_DISTANCE = ("gpsdist", "stridedist", "wheeldist", "manualdist")
_SAMPLE = {
    "distance": ("gps_dist", "fp_accdist", "spd_accdist", "manual_dist"),
    "altitude": ("disp_altitude", "gps_altitude"),
    "speed": ("gps_speed", "fp_speed"),
    "heart_rate": ("hr_heartrate",),
    "cadence": ("ma_cadence", "cad_cadence"),
}

_Values = Mapping[str, str]


def looks_like(file: File) -> bool:
    """Whether it begins with the device and the clock as Wahoo's app writes them."""
    lines = file.data[:512].removeprefix(b"\xef\xbb\xbf").splitlines()
    return len(lines) > 1 and lines[0].startswith(b"Device,") and lines[1].startswith(b"Year,")


def read(file: File, hints: Hints) -> Content:
    """Which workout does the file hold?"""
    rows = [line.split(",") for line in decode(file.data).split("\n")]
    summary = next(iter(_block(rows, "workout")), {})
    began, seconds = _began(rows), _first(summary, ("runningtime",))
    if not seconds > 0:
        raise UnreadableFile("There is no workout with a time in it.", AGAIN)
    frame = _samples(rows, began).in_order()
    on_foot = _first(summary, ("striderateavg", "stridedist")) > 0
    (sport, sub_sport), asked = sport_or_question("", FORMAT, hints, "running" if on_foot else "other")
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",
        began=began,
        samples=frame,
        distance=frame["distance"].to_numpy(),
        distance_m=_first(summary, _TOTAL_DISTANCE),
        moving_time_s=seconds,
        elapsed_time_s=seconds + float(np.nan_to_num(_first(summary, ("pausedtime",)))),
        avg_heart_rate_bpm=recording.heart_rate(_first(summary, ("hravg",)), frame),
        asked=asked,
    )
    content = recording.content(one, file, FORMAT, hints)
    return recording.collected([content], file, is_whole=True, else_it_is="There is no workout in it.")


def _block(rows: Sequence[Sequence[str]], name: str) -> list[_Values]:
    """The rows under the header that begins with `name`, up to the next blank line."""
    start = next((place for place, cells in enumerate(rows) if cells[0] == name), len(rows))
    found: list[_Values] = []
    for cells in rows[start + 1 :]:
        if not any(cells):
            break
        found.append(dict(zip(rows[start], cells, strict=False)))
    return found


def _began(rows: Sequence[Sequence[str]]) -> datetime:
    cells = rows[1] if len(rows) > 1 else []
    parts = {name: decimal(value) for name, value in zip(cells[::2], cells[1::2], strict=False)}
    try:
        year, month, day, hour, minute, second = (int(parts.get(name) or 0) for name in _CLOCK)
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except (ValueError, OverflowError):
        raise UnreadableFile("It does not say when the workout began.", AGAIN) from None


def _first(values: _Values, names: Sequence[str]) -> float:
    """The first of several values that is more than 0, which stands for a sensor that was not there."""
    numbers = (decimal(values.get(name)) for name in names)
    return next((number for number in numbers if number is not None and number > 0), np.nan)


def _samples(rows: Sequence[Sequence[str]], began: datetime) -> Samples:
    """The samples outside of pauses."""
    samples = Samples()
    for values in _block(rows, "time"):
        seconds = decimal(values.get("time"))
        if seconds is not None and values.get("paused") != "1":
            known = {name: _first(values, columns) for name, columns in _SAMPLE.items()}
            samples.add(time=epoch_s(began) + seconds, segment=0, **known)
    return samples
