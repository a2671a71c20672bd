"""Polar Flow's CSV of one training: a summary, and under it a sample a second.

Field                      how
distance, climb            parsed; their units stand in the header: km or mi, m or ft
time                       parsed: the duration; the clock is local, the file has no zone
date                       parsed; Polar writes the day first, and the runner is asked where both are possible
heart rate, speed          parsed
cadence                    parsed, made to count both feet
stride length              in the file, not read: nobody says whether it is of one step or of two
sport                      parsed; where Twinge does not know it, the runner is asked
exertion, shoe             not in the file
surface                    inferred from the sport: trail, treadmill, track
positions                  not in the file; in the GPX and TCX files beside it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

import numpy as np

from analysis.errors import UnreadableFile
from analysis.importers import delimited, recording
from analysis.importers.base import Content, File, Hints, Question
from analysis.importers.dates import UndecidedOrder, order_question, read_dates
from analysis.importers.delimited import Sheet, duration_s, plain
from analysis.importers.instants import epoch_s
from analysis.importers.listing import Table, split_unit
from analysis.importers.recording import AGAIN, Recording, Samples
from analysis.importers.sports import sport_or_question

FORMAT = "polar_csv"
LABEL = "Polar Flow training (CSV)"

_SUMMARY = {
    "name": "name",
    "sport": "sport",
    "date": "date",
    "start time": "clock",
    "duration": "duration",
    "total distance": "distance",
    "average heart rate": "heart_rate",
    "ascent": "ascent",
    "descent": "descent",
}
_SAMPLES = {
    "time": "time",
    "hr": "heart_rate",
    "speed": "speed",
    "cadence": "cadence",
    "altitude": "altitude",
    "distances": "distance",
}
_NEEDED = {"sport", "date", "clock", "duration"}


def looks_like(file: File) -> bool:
    """Whether it begins with the summary of one training."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """Which training does the file hold?"""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None or not sheet.rows:
        raise UnreadableFile("There is no training in it.", AGAIN)
    summary = Table(Sheet(sheet.header, sheet.rows[:1]), _SUMMARY, hints)
    row = summary.rows[0]
    began, order_asked = _began(summary)
    samples = _samples(sheet, hints, began)
    seconds = duration_s(summary.text(row, "duration")) or _lasted(samples, began)
    (sport, sub_sport), asked = sport_or_question(summary.text(row, "sport"), FORMAT, hints)
    frame = samples.in_order()
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",  # `Name` is that of the athlete
        began=began,
        samples=frame,
        distance=frame["distance"].to_numpy(),
        distance_m=summary.number(row, "distance"),
        moving_time_s=seconds,
        elapsed_time_s=seconds,
        avg_heart_rate_bpm=recording.heart_rate(summary.number(row, "heart_rate"), frame),
        ascent_m=summary.number(row, "ascent"),
        descent_m=summary.number(row, "descent"),
        asked=asked,
    )
    content = recording.content(one, file, FORMAT, hints)
    content = replace(content, questions=(*order_asked, *content.questions))
    return recording.collected([content], file, is_whole=True, else_it_is="There is no training in it.")


def _is_header(cells: Sequence[str]) -> bool:
    return {_SUMMARY.get(plain(split_unit(cell)[0])) for cell in cells} >= _NEEDED


def _is_sample_header(cells: Sequence[str]) -> bool:
    return [plain(cell) for cell in cells[:2]] == ["sample rate", "time"]


def _began(summary: Table) -> tuple[datetime, tuple[Question, ...]]:
    """The local clock at the start, and what is asked about its day."""
    row = summary.rows[0]
    texts = [summary.text(row, "date")]
    asked: tuple[Question, ...] = ()
    try:
        dates = read_dates(texts, summary.answer("date_order"))
    except UndecidedOrder as undecided:
        dates = read_dates(texts, "day_first")
        asked = (order_question(summary.shape, undecided.example, "day_first"),)
    when, clock = dates.whens[0], duration_s(summary.text(row, "clock"))
    if when is None or clock is None or clock >= 86_400:
        raise UnreadableFile("It does not say when the training began.", AGAIN)
    minutes, second = divmod(int(clock), 60)
    return datetime.combine(when.day, time(minutes // 60, minutes % 60, second)), asked


def _samples(sheet: Sheet, hints: Hints, began: datetime) -> Samples:
    """The samples under their own header; 0 is no heart rate."""
    samples = Samples()
    place = next((n for n, row in enumerate(sheet.rows) if _is_sample_header(row.cells)), len(sheet.rows) - 1)
    table = Table(Sheet(sheet.rows[place].cells, sheet.rows[place + 1 :]), _SAMPLES, hints)
    for row in table.rows:
        seconds = duration_s(table.text(row, "time"))
        samples.add(
            time=None if seconds is None else epoch_s(began) + seconds,
            segment=0,
            heart_rate=table.positive(row, "heart_rate"),
            **{name: table.number(row, name) for name in ("speed", "cadence", "altitude", "distance")},
        )
    return samples


def _lasted(samples: Samples, began: datetime) -> float:
    times = samples.in_order()["time"]
    return float(times.iloc[-1] - epoch_s(began)) if len(times) else np.nan
