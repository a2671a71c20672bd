"""What differs between two rows, in a runner's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.settings import Units
from analysis.tables import ACTIVITIES, Column
from analysis.wording import METRES, day, sentence

MISSING = "none"

Row = dict[str, Any]

# Where an activity stands, what the runner said of it, and Twinge's own words for places, are no part of what happened.
_ASIDE = ("activity_id", "source_format", "source_file", "also_in", "part_of", "surface_source", "place", "route")
TOLD = tuple(column for column in ACTIVITIES.columns if column.name not in _ASIDE)
_LABELS = {
    "local_date": "day", "local_start_time": "start", "distance_m": "distance", "moving_time_s": "time",
    "elapsed_time_s": "time in all", "ascent_m": "climb", "descent_m": "drop", "avg_heart_rate_bpm": "heart rate",
    "avg_cadence_spm": "cadence", "avg_stride_m": "stride", "perceived_exertion": "effort",
}  # fmt: skip


def differences(before: Mapping[str, Any], after: Mapping[str, Any], units: Units) -> str:
    """'Distance 10.00 km → 10.02 km; heart rate 150 bpm → 152 bpm.'"""
    told = []
    for column in TOLD:
        old, new = (shown(row[column.name], column, units) for row in (before, after))
        if old != new:
            told.append(f"{_LABELS.get(column.name, column.title.lower())} {old} → {new}")
    return f"{sentence('; '.join(told))}." if told else "Only what is too small to show."


def shown(value: Any, column: Column, units: Units) -> str:
    """A value as it stands in a sentence about a change, fine enough that most changes can be seen."""
    if pd.isna(value):
        return MISSING
    if column.kind in ("clock", "instant"):
        return f"{day(value)} {value:%H:%M:%S}"
    if column.kind == "day":
        return day(value)
    if column.kind == "text":
        return str(value).replace("_", " ") if column.values or column.name.endswith("sport") else f"“{value}”"
    if column.name == "distance_m":
        return f"{value / METRES[units]:.2f} {units}"
    if column.unit == "s":
        return duration(value)
    return f"{round(value, 2):g} {column.unit}".removesuffix(" 0-10")


def duration(seconds: float) -> str:
    """'1:05:09'."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def run_of(row: Mapping[str, Any], units: Units) -> str:
    """'7:05, 10.0 km': what tells one activity of a day from another."""
    start = None if pd.isna(row["local_start_time"]) else f"{row['local_start_time']:%H:%M}"
    distance = None if pd.isna(row["distance_m"]) else f"{row['distance_m'] / METRES[units]:.1f} {units}"
    return ", ".join(filter(None, [start, distance])) or "no time and no distance"


def files_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """The files that hold the rows, each once."""
    return ", ".join(dict.fromkeys(_file(row) for row in rows))


def _file(row: Mapping[str, Any]) -> str:
    return str(row["source_format"] if pd.isna(row["source_file"]) else row["source_file"])


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame, each by column."""
    # Twice as fast as to_dict, which looks at every value.
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
