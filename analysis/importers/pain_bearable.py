"""Bearable's export: one row per reading of anything, of which Twinge takes pain in places that runners hurt.

Field                  how
day                    parsed: `date formatted`, else `22nd Jan 2022`
score                  inferred: symptoms are 0 (none) to 4 (unbearable), a measurement of pain 0–10
moment                 not provided: am, mid, pm only tell the readings of a day apart
site, side             parsed from what the symptom is called
note                   parsed
signs, warm-up         not provided: numbness anywhere in the body is no sign on a foot
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited, pain_csv
from analysis.importers.base import Content, File, Hints, shape_of
from analysis.importers.delimited import Row, Sheet, is_missing, plain
from analysis.importers.pain.layout import ScoreColumn, says_pain, score_column
from analysis.importers.pain.places import SITE_OF
from analysis.importers.pain.scale import MAX_TEXT, SCALES, TEN, Decision, ask
from analysis.wording import count

FORMAT = "pain_bearable"
LABEL = "Bearable export (CSV)"

SYMPTOM_SCALE = "0-4"  # none, mild, moderate, severe, unbearable; bearable.app: the different scales used in Bearable
_NAMES = ("date", "time of day", "category", "rating amount", "detail")
_HEADER = ("date", "time", "moment", "site", "side", "pain", "note")
_PAIN = _HEADER.index("pain")
_SYMPTOMS = frozenset(("symptom", "symptoms"))
_MEASUREMENTS = frozenset(("health measurements", "health measurement", "measurement", "measurements"))
_SEVERITY = re.compile(r"\s*\((none|mild|moderate|severe|unbearable)\)\s*$", re.IGNORECASE)
_UNIT = re.compile(r"\s*\([^)]*\)\s*$")
_CLOCKS = {"pre": "00:00", "am": "06:00", "mid": "12:00", "pm": "18:00"}


def looks_like(file: File) -> bool:
    """Whether it has the columns of Bearable's export, in any order."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """Which pain did the runner log in Bearable? Everything else is counted and left out."""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        raise UnreadableFile("This is not Bearable's export.", "Export your data again in Bearable.")
    places = {plain(name): place for place, name in reversed(list(enumerate(sheet.header)))}
    taken: list[Row] = []
    left_out: Counter[str] = Counter()
    for row in sheet.rows:
        cells = {name: row.cells[place] for name, place in places.items() if place < len(row.cells)}
        if pain := _pain(cells):
            taken.append(Row(row.line, pain))
        else:
            left_out[_what(cells)] += 1
    remarks = _remarks(file.name, left_out, bool(taken))
    if not taken:
        return Content(issues=remarks)
    content = pain_csv.read_sheet(file.name, Sheet(_HEADER, tuple(taken)), hints, _scale(sheet, taken, hints))
    return replace(content, issues=content.issues + remarks)


def _is_header(cells: Sequence[str]) -> bool:
    return set(_NAMES) <= {plain(cell) for cell in cells}


def _pain(cells: dict[str, str]) -> tuple[str, ...] | None:
    """The row as a row of a pain log, None where it is about something else."""
    category, rating = plain(cells.get("category", "")), cells.get("rating amount", "")
    detail = _symptom(cells)
    if category in _MEASUREMENTS:
        detail, rating = _UNIT.sub("", detail), f"{rating}/10"  # Bearable offers a measurement of pain from 0 to 10
    elif category not in _SYMPTOMS:
        return None
    column = _column(detail)
    if column is None or is_missing(cells.get("rating amount", "")):
        return None
    time_of_day = cells.get("time of day", "")
    clock = _CLOCKS.get(plain(time_of_day), time_of_day)
    where = (column.moment or "", column.site or "", column.side or "")
    return cells.get("date formatted") or cells["date"], clock, *where, rating, cells.get("notes", "")


def _column(detail: str) -> ScoreColumn | None:
    """What a symptom is called, if it names a place that Twinge follows or is just called pain; no headache is that."""
    column = score_column(detail) or score_column(f"{detail} pain")
    if column is None or column.situation:
        return None
    is_ours = SITE_OF[column.site] not in ("other", "unknown") if column.site else says_pain(detail)
    return column if is_ours else None


def _what(cells: dict[str, str]) -> str:
    """What a row that was left out is about: the symptom, or its category."""
    category = cells.get("category", "")
    return _symptom(cells) if plain(category) in _SYMPTOMS else category


def _symptom(cells: dict[str, str]) -> str:
    """`Neck pain (Moderate)` without what Bearable calls the rating."""
    return _SEVERITY.sub("", cells.get("detail", "")[:MAX_TEXT])


def _scale(sheet: Sheet, taken: Sequence[Row], hints: Hints) -> Decision:
    """Symptoms are on Bearable's own scale, unless a rating is above its end; the runner may say otherwise."""
    shape = shape_of(sheet.header)
    answer = hints.answer(shape, "score_scale")
    if answer in SCALES:
        return Decision(answer)
    ratings = [value for row in taken if (value := delimited.number(row.cells[_PAIN])) is not None]
    if not ratings:
        return Decision(TEN)
    labels = any(_SEVERITY.search(cell[-MAX_TEXT:]) for row in sheet.rows for cell in row.cells)
    fits = max(ratings) <= SCALES[SYMPTOM_SCALE].worst
    return Decision(SYMPTOM_SCALE) if labels and fits else ask(shape, ratings, SYMPTOM_SCALE if fits else None)


def _remarks(name: str, left_out: Counter[str], has_pain: bool) -> tuple[Issue, ...]:
    if not left_out:
        return ()
    words = ", ".join(f"“{what}”" for what, _ in left_out.most_common(8) if what)
    others = f" and {count(len(left_out) - 8, 'more kind')}" if len(left_out) > 8 else ""
    rows = f"{count(left_out.total(), 'row')} on other things: {words}{others}"
    if has_pain:
        return (Issue(name, f"Left out: {rows}.", "To have one taken, name the symptom “heel pain”."),)
    found = f"It names no pain in a place that Twinge follows. It has {rows}."
    return (Issue(name, found, "In Bearable, name the symptom after its place, for example “heel pain”."),)
