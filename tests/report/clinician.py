"""One runner whose page can be worked out by hand: 30 km a week, then pain, then 18 km a week."""

from __future__ import annotations

import pandas as pd

from analysis import Settings, Told, analyse
from analysis.flags import RULES
from analysis.report import Ask, Report, clinician_page, seen
from analysis.tables import CARE, conform, empty

LAST = pd.Timestamp("2024-05-26")  # a Sunday
MADE = pd.Timestamp("2024-05-27")
TITLES = {name: rule.title for name, rule in RULES.items()}


def training() -> pd.DataFrame:
    """Tuesday, Thursday and Saturday for 12 weeks: 10 km each, in the last three weeks 6 km."""
    days = pd.date_range(end=LAST, periods=84)
    days = days[days.day_of_week.isin([1, 3, 5])]
    cut = days > LAST - pd.Timedelta(days=21)
    return pd.DataFrame({"local_date": days, "distance_m": [6000.0 if short else 10000.0 for short in cut]})


def pain(**last: object) -> pd.DataFrame:
    """First steps of the left heel: 0 until 28 Apr, then 3, in the last week 5; `last` is more of the last entry."""
    days = pd.date_range(end=LAST, periods=60)
    onset, week = pd.Timestamp("2024-04-29"), LAST - pd.Timedelta(days=7)
    scores = [0 if day < onset else 5 if day > week else 3 for day in days]
    entries = pd.DataFrame({"local_date": days, "score": scores, "moment": "first_steps", "site": "plantar_heel",
                            "side": "left"})  # fmt: skip
    for name, value in last.items():
        entries[name] = [None] * (len(days) - 1) + [value]
    return entries


def page(entries: pd.DataFrame | None, ask: Ask | None = None, **more: object) -> Report:
    """The page of that runner; `more` goes to `analyse`, but for `activities` and `care`."""
    activities = more.pop("activities", training())
    care = conform(pd.DataFrame(more.pop("care")), CARE) if "care" in more else empty(CARE)
    found = analyse(activities, entries, told=Told(care=care), **more)
    return clinician_page(seen(found, care, TITLES), ask or Ask(MADE))


def part(made: Report, title: str) -> list[str]:
    """Everything said under a title that begins so."""
    return next(list(section.texts) for section in (*made.sections, *made.tables) if section.title.startswith(title))


def miles() -> Settings:
    return Settings(units="mi")
