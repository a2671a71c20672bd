"""A small model of pain: a drawn course, a little memory, an answer to yesterday's run, and days nobody logs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from sample_data.training import Activity

MEMORY, WOBBLE = 0.5, 0.35  # how much of yesterday's deviation stays, and how big today's is
ANSWER = 0.035  # points a kilometre above the usual run of the day before


@dataclass(frozen=True)
class Course:
    """The pain of one site as its runner would draw it, and how the runner logs it.

    `knots` are (days before the last day, score); straight lines lie between them. `marks` are
    (days before the last day, signs, note) of days that are logged for certain.
    """

    knots: Sequence[tuple[int, float]]
    site: str = "plantar_heel"
    side: str = "left"
    logging: float = 0.85
    marks: Sequence[tuple[int, str, str]] = field(default_factory=tuple)

    def level(self, days_before: int) -> float:
        """The drawn score on a day, flat beyond the ends."""
        first, last = self.knots[0], self.knots[-1]
        if days_before >= first[0]:
            return first[1]
        for (left, low), (right, high) in pairwise(self.knots):
            if days_before >= right:
                return low + (high - low) * (left - days_before) / (left - right)
        return last[1]


@dataclass(frozen=True)
class Entry:
    """One score, with what else the runner wrote down."""

    day: date
    moment: str
    score: int
    warm_up: str = ""
    signs: str = ""
    note: str = ""


def entries(course: Course, training: Sequence[Activity], last_day: date, rng: Random) -> list[Entry]:
    """The pain log, oldest first: one morning a day, and during and after each run; unlogged days are left out."""
    kilometres = _daily_km(training)
    usual_km = sum(kilometres.values()) / max(len(kilometres), 1)
    marks = {days: (signs, note) for days, signs, note in course.marks}
    deviation, made = 0.0, []
    for days_before in range(course.knots[0][0], -1, -1):
        day = last_day - timedelta(days=days_before)
        deviation = MEMORY * deviation + rng.gauss(0, WOBBLE)
        is_logged = rng.random() < course.logging
        ran_yesterday = kilometres.get(day - timedelta(days=1), usual_km)
        felt = _felt(course.level(days_before), deviation + ANSWER * (ran_yesterday - usual_km))
        scores = _day(day, felt, day in kilometres, rng)
        if days_before in marks:
            signs, note = marks[days_before]
            scores[-1] = Entry(day, scores[-1].moment, scores[-1].score, scores[-1].warm_up, signs, note)
        if is_logged or days_before in marks:
            made += scores
    return made


def _daily_km(training: Sequence[Activity]) -> dict[date, float]:
    kilometres: dict[date, float] = {}
    for activity in training:
        if activity.is_run:
            kilometres[activity.day] = kilometres.get(activity.day, 0.0) + activity.distance_m / 1000
    return kilometres


def _felt(level: float, deviation: float) -> float:
    """A heel that does not hurt stays quiet: deviations count in full only from a level of one."""
    return level + deviation * min(1.0, 0.25 + level)


def _day(day: date, felt: float, has_run: bool, rng: Random) -> list[Entry]:
    morning = Entry(day, "first_steps", _score(felt))
    if not has_run or rng.random() < 0.12:
        return [morning]
    during, after = _score(felt - 0.6), _score(felt + rng.choice((-0.3, 0.0, 0.4)))
    return [morning, Entry(day, "during", during, _warm_up(morning.score, during)), Entry(day, "after", after)]


def _warm_up(morning: int, during: int) -> str:
    if morning == during == 0:
        return ""
    return "eased" if during < morning else "worse" if during > morning else "same"


def _score(felt: float) -> int:
    return min(10, max(0, round(felt)))


def long_csv(course: Course, log: Sequence[Entry]) -> bytes:
    """The log as one row a score: Twinge's own form."""
    rows = [(e.day, e.moment, course.site, course.side, e.score, e.warm_up, e.signs, e.note) for e in log]
    return _csv(("date", "moment", "site", "side", "score", "warm_up", "signs", "note"), rows)


def wide_csv(log: Sequence[Entry]) -> bytes:
    """The log as one row a day, as people keep it in a spreadsheet; an empty cell is a score nobody gave."""
    days: dict[date, dict[str, int]] = {}
    for entry in log:
        days.setdefault(entry.day, {})[entry.moment] = entry.score
    rows = [(day, *(of.get(moment, "") for moment in ("first_steps", "during", "after"))) for day, of in days.items()]
    return _csv(("date", "morning", "during", "after"), rows)


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
