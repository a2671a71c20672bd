"""Cells of a table nobody declared: dates, distances, times, paces and scores as runners type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.importers import delimited
from analysis.importers.delimited import plain
from analysis.importers.pain import scale as pain_scale
from analysis.wording import METRES

SECONDS = {"min": 60.0, "s": 1.0, "h": 3600.0, "day": 86_400.0}
SERIALS = (20_000, 60_000)  # 1954 to 2064 as spreadsheets count days
_FIRST_SERIAL = date(1899, 12, 30)
# Unit as written -> metres.
LENGTHS = {
    **{
        name: METRES["km"] for name in "km kms k kilometer kilometers kilometre kilometres kilometro kilometros".split()
    },
    **{name: METRES["mi"] for name in "mi mile miles meile meilen milla millas mijl mille milles".split()},
    **{name: 1.0 for name in "m meter meters metre metres metro metros hm mtr".split()},
    **{name: 0.3048 for name in "ft foot feet".split()},
}

_WEEKDAY = re.compile(r"^[^\W\d_]{2,}\.?,?\s+(?=\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = r"[-+−]?\d[\d.,'’\s]*"
_AMOUNT = re.compile(rf"[~≈]?\s*({_NUMBER})\s*([^\W\d_]*)\.?", re.DOTALL)
_HOURS = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|std|stunden?|heures?|horas?|uur)\.?\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:m|mn|min|mins|minutes?|minuten|minutos?|['’′])?\.?\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:s|sec|secs|seconds?|sek|sekunden|secondes?|segundos?|\"|”|″|''))?\.?",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"[^\W\d_]|['’′\"”″]")
LONGEST_TIME = 60  # `1 hour 5 minutes 30 seconds`
_TWO_PARTS = re.compile(r"(\d{1,4}):([0-5]?\d)")
_PACE = re.compile(
    r"(\d{1,2})\s*[:'’′]\s*([0-5]?\d)(?:[.,]\d+)?\s*(?:[\"”″]|'')?\s*(?:min)?\s*(?:(?:/|per|pro|par)\s*(\w+))?"
)


def date_text(text: str) -> str:
    """A date so that `read_dates` can read it: no weekday before it, no counted days, no 20240312."""
    bare = _WEEKDAY.sub("", text.strip())
    if match := _COMPACT.fullmatch(bare):
        return "-".join(match.groups())
    return from_serial(bare) or bare


def from_serial(text: str) -> str:
    """The day of a date that lost its format in a spreadsheet (45363), with its clock; empty for anything else."""
    if not re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return ""
    days = float(text.replace(",", "."))
    if not SERIALS[0] <= days < SERIALS[1]:
        return ""
    seconds = round((days % 1) * 86_400)
    clock = f" {seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" if 0 < seconds < 86_400 else ""
    return f"{_FIRST_SERIAL + timedelta(days=int(days))}{clock}"


def amount(text: str, decimal: str) -> tuple[float, str] | None:
    """The number in a cell and the unit behind it, plain and empty where there is none."""
    match = _AMOUNT.fullmatch(text.strip())
    value = delimited.number(match[1], decimal) if match else None
    return None if match is None or value is None else (value, plain(match[2]))


def metres(text: str, unit: str, decimal: str) -> float | None:
    """A distance or height; the unit in the cell counts before `unit`."""
    found = amount(text, decimal)
    if found is None or (found[1] and found[1] not in LENGTHS):
        return None
    return found[0] * LENGTHS[found[1] or unit]


def seconds(text: str, unit: str, decimal: str) -> float | None:
    """A duration: `1:05:00`, `45:30`, `1h 20`, `30 min`, `7'30"`, or a number in `unit`.

    `unit` also tells whether `1:05` is hours and minutes (`h:mm`, `h`) or minutes and seconds (all others).
    """
    text = text.strip()
    if len(text) > LONGEST_TIME:
        return None
    if match := _TWO_PARTS.fullmatch(text):
        large, small = int(match[1]), int(match[2])
        return float(large * 3600 + small * 60 if unit in ("h:mm", "h") else large * 60 + small)
    clock = delimited.duration_s(text)
    if clock is not None:
        return clock
    if _UNIT_WORD.search(text):
        return _spelled_seconds(text, decimal)
    value = delimited.number(text, decimal)
    return None if value is None else value * SECONDS.get(unit, 60.0)


def _spelled_seconds(text: str, decimal: str) -> float | None:
    match = _HOURS.fullmatch(text)
    if match is None:
        return None
    parts = [None if part is None else delimited.number(part.strip(), decimal) for part in match.groups()]
    if all(part is None for part in parts):
        return None
    return sum((part or 0.0) * size for part, size in zip(parts, (3600, 60, 1), strict=True))


def pace(text: str) -> tuple[float, str] | None:
    """Seconds for one unit of distance, and the unit where the cell says it: `5:30 /km`, `7'30"`."""
    match = _PACE.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1]) * 60.0 + int(match[2]), plain(match[3] or "")


def is_word_score(text: str) -> bool:
    """Whether the cell says in words how much it hurts."""
    return plain(text) in pain_scale.WORD_SCORES or plain(text) in pain_scale.ZERO_WORDS
