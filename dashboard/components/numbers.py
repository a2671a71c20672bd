"""Numbers as a person reads them on a screen: one km or miles switch, missing as a dash, 0 as 0."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from analysis.settings import Units
from analysis.tables import Column
from analysis.wording import METRES, day, distance, percent

MISSING = "–"
SPOKEN_UNIT = {"km": "kilometres", "mi": "miles"}
SHARES = ("of the usual", "of the distance", "of the minutes")  # units of rules that judge a share of something
HEIGHTS = ("ascent_m", "descent_m")  # stay in metres: nobody climbs in kilometres


def shown(value: object, column: Column, units: Units) -> str:
    """A value of a declared column with its unit: '12.4 km', '3 days', '1.32 ×'; a dash where missing."""
    if pd.isna(value):
        return MISSING
    if isinstance(value, (pd.Timestamp, date)):
        return day(pd.Timestamp(value))
    if column.name in HEIGHTS:
        return f"{value:.0f} m"
    return quantity(float(value), column.unit, units, column.precision)


def quantity(value: float | None, unit: str | None, units: Units, precision: int | None = None) -> str:
    """A number with the unit a rule or a column gives it, in the words of a runner."""
    if pd.isna(value):
        return MISSING
    unit = "" if pd.isna(unit) else unit
    if unit == "m":
        return distance(value, units)
    if unit == "s":
        return duration(value)
    if unit == "x":
        return f"{value:.2f} ×"
    if unit == "probability" or unit.startswith(SHARES):
        return f"{percent(value)} {unit.removeprefix('probability')}".strip()
    number = plain(value, precision)
    return f"{number} {_one(unit) if number == '1' else unit}".removesuffix(" 0-10").strip()


def _one(unit: str) -> str:
    """'point' for 'points', 'entry' for 'entries', 'day logged' for 'days logged'."""
    noun, _, rest = unit.partition(" ")
    single = re.sub(r"ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")
    return f"{single} {rest}".strip()


def plain(value: float, precision: int | None = None) -> str:
    """'3' for 3.0, '3.4' for 3.42; with `precision`, that many decimals."""
    if pd.isna(value):
        return MISSING
    text = f"{round(value, 1):g}" if precision is None else f"{value:.{precision}f}"
    return text.replace("-", "−")


def bare_distance(metres: float, units: Units) -> str:
    """'8.2' where the unit stands elsewhere; whole numbers from 100 on, so that it stays narrow."""
    if pd.isna(metres):
        return MISSING
    value = metres / METRES[units]
    return f"{value:.0f}" if value >= 99.95 else f"{value:.1f}"


def duration(seconds: float) -> str:
    """'1:05 h' for 3900 seconds."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h"
