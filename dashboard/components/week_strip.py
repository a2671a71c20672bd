"""The days and weeks at a glance: a bar for the distance, a chip for the pain, and what is not known shown as such."""

from __future__ import annotations

import pandas as pd

from analysis.settings import Units
from analysis.wording import day, distance
from dashboard.components.numbers import MISSING, bare_distance, plain

DAYS_SHOWN, WEEKS_SHOWN = 7, 8


def day_strip(days: pd.DataFrame, units: Units) -> str:
    """The last days of DAYS, today on the right."""
    shown = days.tail(DAYS_SHOWN)
    tallest = shown["distance_m"].max()
    return _strip("tw-day", [_day(row, tallest, units) for row in shown.itertuples()])


def week_strip(weeks: pd.DataFrame, units: Units) -> str:
    """The last weeks of WEEKS with the usual week as a dashed line, the running week on the right."""
    shown = weeks.tail(WEEKS_SHOWN)
    tallest = shown[["distance_m", "usual_m"]].max(axis=None)
    return _strip("tw-week", [_week(row, tallest, units) for row in shown.itertuples()])


def _strip(kind: str, columns: list[str]) -> str:
    return f'<ol class="tw-strip">{"".join(f"<li class={chr(34)}{kind}{chr(34)}>{c}</li>" for c in columns)}</ol>'


def _day(row, tallest: float, units: Units) -> str:
    return (
        f'<span class="tw-sr">{_spoken_day(row, units)}</span><span aria-hidden="true">'
        f"{_chip(row.worst_score)}</span>"
        f"{_well(row.distance_m, tallest, 'tw-bar', None)}"
        f'<span class="tw-amount{"" if row.distance_m > 0 else " tw-amount--quiet"}" aria-hidden="true">'
        f"{_day_amount(row, units)}</span>"
        f'<span class="tw-when" aria-hidden="true">{row.local_date:%a}<br>{row.local_date.day}</span>'
    )


def _week(row, tallest: float, units: Units) -> str:
    bar = "tw-bar" if row.is_complete else "tw-bar tw-bar--open"
    known = row.distance_m if row.known_days else float("nan")
    return (
        f'<span class="tw-sr">{_spoken_week(row, units)}</span><span aria-hidden="true">'
        f"{_chip(row.worst_mean)}</span>"
        f"{_well(known, tallest, bar, row.usual_m)}"
        f'<span class="tw-amount" aria-hidden="true">{bare_distance(known, units)}</span>'
        f'<span class="tw-when" aria-hidden="true">{row.week_start.day}<br>{row.week_start:%b}</span>'
    )


def _chip(score: float) -> str:
    if pd.isna(score):
        return '<span class="tw-chip tw-chip--none" title="no pain score logged">–</span>'
    return f'<span class="tw-chip tw-p{round(score)}" title="worst pain {plain(score)} of 10">{plain(score)}</span>'


def _well(metres: float, tallest: float, bar: str, usual: float | None) -> str:
    """The space a bar stands in: hatched where nothing is known, empty for 0."""
    if pd.isna(metres):
        return '<span class="tw-well tw-well--unknown" title="training not known" aria-hidden="true">?</span>'
    height = 100 * metres / tallest if tallest > 0 else 0
    line = "" if usual is None or pd.isna(usual) else (
        f'<span class="tw-usual" style="bottom:{100 * usual / tallest:.0f}%"></span>'
    )  # fmt: skip
    filled = f'<span class="{bar}" style="height:{height:.0f}%"></span>' if metres > 0 else ""
    return f'<span class="tw-well" aria-hidden="true">{line}{filled}</span>'


def _day_amount(row, units: Units) -> str:
    if pd.isna(row.distance_m):
        return MISSING
    return bare_distance(row.distance_m, units) if row.distance_m > 0 else "0"


def _spoken_day(row, units: Units) -> str:
    ran = "training not known" if pd.isna(row.distance_m) else (
        f"ran {distance(row.distance_m, units)}" if row.distance_m > 0 else "no run"
    )  # fmt: skip
    pain = "no pain score logged" if pd.isna(row.worst_score) else f"worst pain {plain(row.worst_score)} of 10"
    return f"{row.local_date:%A} {day(row.local_date)}: {ran}, {pain}."


def _spoken_week(row, units: Units) -> str:
    ran = f"ran {distance(row.distance_m, units)}" if row.known_days else "training not known"
    unfinished = "" if row.is_complete else " (unfinished week)"
    usual = "" if pd.isna(row.usual_m) else f", usual week {distance(row.usual_m, units)}"
    pain = "no pain logged" if pd.isna(row.worst_mean) else f"mean worst pain {plain(row.worst_mean)} of 10"
    return f"Week of {day(row.week_start)}{unfinished}: {ran}{usual}, {pain}."
