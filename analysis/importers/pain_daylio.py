"""Daylio's export: a mood and activities per entry. Pain is in it only as a scale, or as an activity with a number.

Field                  how
day, clock             parsed
score                  parsed from `scales` (`Heel pain: 4`) and from activities (`heel pain 4`); the ends are asked for
moment, site, side     parsed from what the scale or activity is called
note                   parsed
mood                   not taken: a mood is no pain
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited, pain_csv
from analysis.importers.base import Content, File, Hints, shape_of
from analysis.importers.delimited import Row, Sheet, plain
from analysis.importers.pain.layout import says_pain
from analysis.importers.pain.scale import MAX_TEXT, SCALES, Decision, ask
from analysis.wording import count

FORMAT = "pain_daylio"
LABEL = "Daylio export (CSV)"

_NUMBERED = re.compile(r"(\D+?)[\s:]*(\d+(?:[.,]\d+)?)(?:\s*/\s*10)?")
_NO_SCORE = "Twinge needs a score. In Daylio, add a scale “Heel pain” from 0 to 10, or log pain in Twinge."


def looks_like(file: File) -> bool:
    """Whether it has Daylio's columns: mood, activities, and a date with the year in it or beside it."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """Which pain did the runner score in Daylio? An activity without a number says that it hurt, not how much."""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        raise UnreadableFile("This is not Daylio's export.", "Export your entries again in Daylio.")
    names = {plain(name): place for place, name in reversed(list(enumerate(sheet.header)))}
    scored: dict[str, None] = {}
    found: list[tuple[Row, dict[str, str]]] = []
    tags: set[str] = set()
    for row in sheet.rows:
        cells = {name: row.cells[place] for name, place in names.items() if place < len(row.cells)}
        scores = _scores(cells, tags)
        scored |= dict.fromkeys(scores)
        found += [(Row(row.line, _common(cells)), scores)] if scores else []
    if not found:
        return Content(issues=(_nothing(file.name, tags),))
    table = Sheet(
        ("date", "time", "note", *scored),
        tuple(Row(row.line, (*row.cells, *(scores.get(name, "") for name in scored))) for row, scores in found),
    )
    content = pain_csv.read_sheet(file.name, table, hints, _scale(sheet, found, hints))
    return replace(content, issues=content.issues + ((_tags_issue(file.name, tags),) if tags else ()))


def _is_header(cells: Sequence[str]) -> bool:
    names = {plain(cell) for cell in cells}
    return {"mood", "activities"} <= names and bool({"full date", "year"} & names)


def _common(cells: dict[str, str]) -> tuple[str, ...]:
    date = cells.get("full date") or f"{cells.get('date', '')} {cells.get('year', '')}"
    notes = (cells.get("note title", ""), cells.get("note", ""))
    return date, cells.get("time", ""), ": ".join(note for note in notes if note)


def _scores(cells: dict[str, str], tags: set[str]) -> dict[str, str]:
    """Name -> score of the scales and activities of one entry that are about pain; `tags` gets those without one."""
    scores = {}
    for part in f"{cells.get('scales', '')}|{cells.get('activities', '')}".split("|"):
        match = _NUMBERED.fullmatch(part.strip()[:MAX_TEXT])
        name = match[1] if match else part.strip()
        if says_pain(name) and match:
            scores[name] = match[2]
        elif says_pain(name):
            tags.add(name)
    return scores


def _scale(sheet: Sheet, found: Sequence[tuple[Row, dict[str, str]]], hints: Hints) -> Decision:
    """Who makes a scale in Daylio chooses its ends, and the file does not tell them."""
    shape = shape_of(sheet.header)
    answer = hints.answer(shape, "score_scale")
    if answer in SCALES:
        return Decision(answer)
    values = [value for _, scores in found for text in scores.values() if (value := delimited.number(text)) is not None]
    return ask(shape, values, None)


def _tags_issue(name: str, tags: set[str]) -> Issue:
    words = ", ".join(f"“{tag}”" for tag in sorted(tags)[:8])
    return Issue(name, f"Without a score, {count(len(tags), 'activity')} named pain: {words}.", _NO_SCORE)


def _nothing(name: str, tags: set[str]) -> Issue:
    if tags:
        return _tags_issue(name, tags)
    return Issue(name, "It holds moods and activities, but no pain score: a mood is no pain.", _NO_SCORE)
