"""Polar's HRM files: one training each, as Polar ProTrainer and the watches before Polar Flow wrote it.

Field                      how
time                       parsed (`Length`); the clock is local, the file has no zone
distance                   computed from the speed of the samples
heart rate, speed          parsed
altitude, cadence          parsed where the file has them; cadence made to count both feet
sport                      not in the file: the runner is asked
climb                      not read: the altitudes are too rough to add up
exertion, shoe             not in the file
surface                    not in the file
positions                  not in the file; in a GPX file beside it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np

from analysis.errors import UnreadableFile
from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.delimited import decode, duration_s
from analysis.importers.instants import epoch_s
from analysis.importers.markup import decimal
from analysis.importers.recording import AGAIN, SHORTEST_STEP_S, Recording, Samples
from analysis.importers.sports import sport_or_question

FORMAT = "polar_hrm"
LABEL = "Polar HRM file"

_LONGEST_STEP_S = 60  # watches offer 1, 5, 15 and 60 s; larger values say that there are no samples
_BEATS = 238  # `Interval` of files that list the time between beats instead of samples
_RIDE_FROM_M_S = 5.5  # nobody runs that fast as a rule: 20 km/h
_KM_H_TENTH, _MPH_TENTH, _FOOT = 1 / 36, 0.044704, 0.3048


def looks_like(file: File) -> bool:
    """Whether the file begins with the parameters of a training."""
    return file.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"[params]")


def read(file: File, hints: Hints) -> Content:
    """Which training does the file hold?"""
    sections = _sections(decode(file.data))
    params = dict(line.split("=", 1) for line in sections.get("params", []) if "=" in line)
    samples = _samples(sections.get("hrdata", []), params)
    seconds = duration_s(params.get("Length", "").strip()) or len(samples) * _interval_s(params)
    if not seconds:
        raise UnreadableFile("There is no time and no sample in it.", AGAIN)
    return _content(file, hints, (_began(params), seconds, samples))


def _content(file: File, hints: Hints, training: tuple[datetime, float, list[dict[str, float]]]) -> Content:
    began, seconds, values = training
    samples = Samples()
    for place, sample in enumerate(values):
        samples.add(time=epoch_s(began) + place * sample.pop("interval"), segment=0, **sample)
    frame = samples.in_order()
    distance = frame["distance"].to_numpy()
    (sport, sub_sport), asked = sport_or_question("", FORMAT, hints, _guess(distance, seconds))
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",
        began=began,
        samples=frame,
        distance=distance,
        distance_m=float(np.nanmax(distance)) if np.isfinite(distance).any() else np.nan,
        moving_time_s=seconds,
        elapsed_time_s=seconds,
        avg_heart_rate_bpm=recording.mean_heart_rate(frame),
        asked=asked,
    )
    content = recording.content(one, file, FORMAT, hints)
    return recording.collected([content], file, is_whole=True, else_it_is="There is no training in it.")


def _sections(text: str) -> Mapping[str, list[str]]:
    """The lines under each `[Name]`."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        if line.startswith("["):
            name = line.strip().strip("[]").lower()
        elif line.strip():
            found.setdefault(name, []).append(line.strip())
    return found


def _began(params: Mapping[str, str]) -> datetime:
    clock = params.get("StartTime", "").strip().split(".")[0]
    try:
        # The zone is taken away again: the file has none.
        return datetime.strptime(f"{params.get('Date', '').strip()} {clock}Z", "%Y%m%d %H:%M:%S%z").replace(tzinfo=None)
    except ValueError:
        raise UnreadableFile("It does not say when the training began.", AGAIN) from None


def _interval_s(params: Mapping[str, str]) -> float:
    """Seconds from sample to sample; 0 where the file has no samples of that kind."""
    interval = decimal(params.get("Interval"))
    return interval if interval is not None and SHORTEST_STEP_S <= interval <= _LONGEST_STEP_S else 0.0


def _columns(params: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """What stands in a line of samples behind the heart rate, and whether in miles and feet."""
    if mode := params.get("SMode", "").strip():
        names = ("speed", "cadence", "altitude", "power")
        return tuple(n for n, flag in zip(names, mode, strict=False) if flag == "1"), mode[7:8] == "1"
    mode = params.get("Mode", "").strip()
    third = "altitude" if mode[:1] == "1" else "cadence"
    return ("speed", third) if mode[1:2] == "1" else (), mode[2:3] == "1"


def _samples(lines: Sequence[str], params: Mapping[str, str]) -> list[dict[str, float]]:
    if params.get("Interval", "").strip() == str(_BEATS):
        return []
    return list(_each_sample(lines, params)) if _interval_s(params) else []


def _each_sample(lines: Sequence[str], params: Mapping[str, str]) -> Iterator[dict[str, float]]:
    """One sample a line in SI units, with the distance that its speed adds up to; 0 is no heart rate."""
    interval = _interval_s(params)
    columns, is_imperial = _columns(params)
    far = 0.0
    for line in lines:
        numbers = [decimal(cell) for cell in line.split()]
        known = {name: value for name, value in zip(columns, numbers[1:], strict=False) if value is not None}
        sample = {"interval": interval, "heart_rate": numbers[0] or np.nan if numbers else np.nan}
        if "speed" in known:
            sample["speed"] = known["speed"] * (_MPH_TENTH if is_imperial else _KM_H_TENTH)
            far += sample["speed"] * interval
            sample["distance"] = far
        if "altitude" in known:
            sample["altitude"] = known["altitude"] * (_FOOT if is_imperial else 1.0)
        if "cadence" in known:
            sample["cadence"] = known["cadence"]
        yield sample


def _guess(distance: np.ndarray, seconds: float) -> str:
    """The likeliest sport, which the runner is asked to confirm: by its speed where it was measured."""
    if not np.isfinite(distance).any():
        return "other"
    return "cycling" if np.nanmax(distance) / seconds >= _RIDE_FROM_M_S else "running"
