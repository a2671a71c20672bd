"""A chart in plain words: what it shows, in numbers, and what it cannot show."""

from __future__ import annotations

import pandas as pd

from analysis.settings import Units
from analysis.tables import MOMENTS
from analysis.wording import count, day, distance, percent_change
from dashboard.components.words import MOMENT_WORDS

USUAL_WEEK = (
    "Dashed: your usual week, the middle one of the weeks before. While pain goes on it stays the one before the pain;"
    " if the pain lasts for months it moves on, and only the plan still goes by the old one."
)


def moments_logged(weeks: pd.DataFrame) -> list[str]:
    """Pain moments with any score, the most logged first."""
    days = {moment: weeks[f"{moment}_days"].sum() for moment in MOMENTS}
    return sorted((moment for moment in MOMENTS if days[moment] > 0), key=lambda moment: -days[moment])


def what_you_see(weeks: pd.DataFrame, moments: tuple[str, ...], units: Units) -> str:
    """The last whole week against the usual one, the pain of its days, and the limits of looking."""
    whole = weeks[weeks["is_complete"] & weeks["known_days"].eq(7)]
    return " ".join(filter(None, [_load(whole, units), _pain(weeks, moments), _LIMITS]))


_LIMITS = "Seen together, they show what went with what; they cannot show what brought the pain on."


def _load(whole: pd.DataFrame, units: Units) -> str:
    if whole.empty:
        return "No week of this span is whole and known, so there is no weekly distance to compare."
    last = whole.iloc[-1]
    said = f"The week of {day(last['week_start'])} had {distance(last['distance_m'], units)} of running"
    if pd.isna(last["usual_m"]) or last["usual_m"] <= 0:
        return f"{said}; there is not enough history yet to call a week usual."
    change = percent_change(last["distance_m"] / last["usual_m"])
    return f"{said}, {change} against the usual week of {distance(last['usual_m'], units)}."


def _pain(weeks: pd.DataFrame, moments: tuple[str, ...]) -> str:
    if not moments:
        return "No pain is shown."
    moment = moments[0]
    logged = weeks[weeks[f"{moment}_mean"].notna()]
    if logged.empty:
        return f"Nothing was logged for “{MOMENT_WORDS[moment].lower()}” in this span."
    last, days = logged.iloc[-1], int(logged.iloc[-1][f"{moment}_days"])
    return (
        f"Pain “{MOMENT_WORDS[moment].lower()}” was {last[f'{moment}_mean']:.1f} on average in the week of"
        f" {day(last['week_start'])} ({count(days, 'day')} logged, worst {last[f'{moment}_max']:g})."
    )
