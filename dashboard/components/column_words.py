"""What a runner reads while saying what the columns of a table hold."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pandas as pd

from analysis.settings import Units
from analysis.wording import METRES
from dashboard.components.numbers import plain

ROW_WORDS = {"activity": "An activity", "pain": "Pain", "both": "An activity and its pain"}
FIELD_WORDS = {
    "date": "Date", "time": "Time of day", "distance": "Distance", "duration": "Time it took", "pace": "Pace",
    "sport": "Kind of sport", "ascent": "Climb", "descent": "Drop", "heart_rate": "Heart rate",
    "cadence": "Steps a minute", "exertion": "Effort, 0 to 10", "surface": "Surface", "shoe": "Shoe", "title": "Title",
    "score": "Pain score", "moment": "When it hurt", "site": "Where it hurt", "side": "Left or right",
    "signs": "Warning signs", "sign": "One warning sign, yes or no", "warm_up": "Warm-up: eased, same, worse",
    "note": "Note", "ignore": "Leave it out",
}  # fmt: skip
_COMMON = ("date", "time")
_OF_ACTIVITIES = (
    "distance", "duration", "pace", "sport", "ascent", "descent", "heart_rate", "cadence", "exertion", "surface",
    "shoe", "title",
)  # fmt: skip
_OF_PAIN = ("score", "moment", "site", "side", "signs", "sign", "warm_up", "note")
FIELDS = {
    "activity": (*_COMMON, *_OF_ACTIVITIES, "ignore"),
    "pain": (*_COMMON, *_OF_PAIN, "ignore"),
    "both": (*_COMMON, *_OF_ACTIVITIES, *_OF_PAIN, "ignore"),
}
REPEATABLE = ("score", "sign", "ignore")
MOMENT_CHOICES = {
    "": "Any moment", "first_steps": "First steps in the morning", "rest": "At rest", "before": "Before a run",
    "during": "During a run", "after": "After a run", "night": "At night", "day": "The whole day",
}  # fmt: skip
_MOMENTS = {
    "first_steps": "in the morning", "rest": "at rest", "before": "before the run", "during": "during the run",
    "after": "after the run", "night": "at night", "day": "",
}  # fmt: skip
_SPORTS = {"running": "run", "rest": "rest day", "cycling": "bike ride", "walking": "walk", "swimming": "swim",
           "other": "other training"}  # fmt: skip
_SIDES = {"left": "left ", "right": "right ", "both": "both sides, "}
_SITES = {"plantar_heel": "heel", "posterior_heel": "back of the heel", "heel_side": "side of the heel", "unknown": ""}


def site_word(site: str) -> str:
    """'heel' for plantar_heel, 'lower back' for lower_back."""
    return _SITES.get(site, site.replace("_", " "))


def duration_words(seconds: float) -> str:
    """'45 min', '1 h 2 min', '45 min 30 s'."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [(hours, "h"), (minutes, "min"), (rest if not hours else 0, "s")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 s"


def row_sentence(row, units: Units = "km") -> str:
    """'Tue 12 Mar 2024: run, 8.2 km, 45 min, pain 3 in the morning, left heel'; the problem where there is one."""
    said = [*_activity_words(row.activity or {}, units), *(word for entry in row.pain for word in _pain_words(entry))]
    days = [row.activity["local_date"]] if row.activity else [pd.Timestamp(entry.local_date) for entry in row.pain]
    if not days:
        return row.problem or "nothing to read"
    day = days[0]
    return f"{day:%a} {day.day} {day:%b %Y}: {', '.join(said)}" + (f". {row.problem}" if row.problem else "")


def _activity_words(activity: dict, units: Units) -> Iterator[str]:
    if not activity:
        return
    started = activity["local_start_time"]
    sport = _SPORTS.get(activity["sport"], activity["sport"].replace("_", " "))
    yield sport if pd.isna(started) else f"{sport} at {started:%H:%M}"
    if not pd.isna(activity["distance_m"]):
        yield f"{plain(activity['distance_m'] / METRES[units], 2).rstrip('0').rstrip('.')} {units}"
    if not pd.isna(activity["moving_time_s"]):
        yield duration_words(activity["moving_time_s"])
    for name, words in (("ascent_m", "{:.0f} m up"), ("descent_m", "{:.0f} m down"),
                        ("avg_heart_rate_bpm", "heart rate {:.0f}"), ("avg_cadence_spm", "{:.0f} steps a minute"),
                        ("perceived_exertion", "effort {:g}")):  # fmt: skip
        if not pd.isna(activity.get(name)):
            yield words.format(activity[name])
    yield from (str(activity[name]) for name in ("shoe",) if activity.get(name))
    if activity["surface"] != "unknown":
        yield f"on {activity['surface']}"


def _pain_words(entry) -> Iterator[str]:
    where = f"{_SIDES.get(entry.side, '')}{site_word(entry.site)}".removesuffix(", ")
    if entry.score is not None:
        yield f"pain {plain(entry.score)} {_MOMENTS[entry.moment]}".strip()
    if where:
        yield where
    if entry.signs:
        yield "no warning signs" if entry.signs == "none" else entry.signs.replace("_", " ").replace(";", ", ")


def column_head(name: str, values: list[str]) -> str:
    """Name of a column over its first values, as markup."""
    shown = " · ".join(escape(value[:40]) for value in values[:3]) or "empty in the first rows"
    return f'<p class="tw-column-name">{escape(name[:80]) or "No name"}</p><p class="tw-column-values">{shown}</p>'


def row_list(rows, units: Units) -> str:
    """The first rows as understood, as markup: a line each, what could not be read marked."""
    return f'<ol class="tw-rows">{"".join(_row(row, units) for row in rows)}</ol>'


def _row(row, units: Units) -> str:
    mark = ' class="tw-row-problem"' if row.problem else ""
    return f"<li{mark}><span>Row {row.line}</span><span>{escape(row_sentence(row, units))}</span></li>"
