"""How large may the type be so that the first page of the HTML fills one sheet? A browser measures nothing in time."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from analysis.report.content import Alarm, Grid, Report, Section

LARGEST, SMALLEST = 8.6, 4.0  # pt
SHEET_MM, WIDTH_MM, GAP_MM = 271.0, 182.0, 7.0  # what `@page` in clinician.css leaves of A4, and between its columns
ROOM = 0.96  # of the sheet that is filled: this is an estimate
MM_PER_PT = 25.4 / 72
# Widest of the serifs that browsers have at hand (DejaVu Serif): mean width of a character, in em; height of a line.
CHARACTER, LINE = 0.56, 1.24
HEAD_MM, CHART_MM = 10.0, 57.0  # the title; the drawing with its axis
CELL_MM, ROW_MM, BOX_MM = 1.4, 1.35, 4.6  # the edges of cells, rows and alarms


def print_size(report: Report) -> float:
    """The largest size of type, in pt, at which the first page stands on one sheet in any common serif."""
    size = LARGEST
    while size > SMALLEST and _height(report, size) > ROOM * SHEET_MM:
        size -= 0.1
    return size


def _height(report: Report, size: float) -> float:
    """In mm, as `clinician.css` sets it in print."""
    em = size * MM_PER_PT
    narrow = (WIDTH_MM - GAP_MM) / 2
    beside = sum(_section(section, narrow, em) for section in report.sections if section.side != "wide")
    wide = sum(_section(section, WIDTH_MM, em) for section in report.sections if section.side == "wide")
    alarms = _alarms(report.alarms, narrow, em) / 2 if report.has_many_alarms else _alarms(report.alarms, WIDTH_MM, em)
    facts = _text("    ".join(f"{name} {value}" for name, value in report.facts), WIDTH_MM, em)
    chart = CHART_MM + _text(report.chart.title, WIDTH_MM, 0.88 * em) if report.chart else 0.0
    rest = _lines(report.others, WIDTH_MM, em) + _text(report.closing, WIDTH_MM, 1.1 * em)
    return HEAD_MM + facts + alarms + chart + beside / 2 + _tallest(report, narrow, em) / 6 + wide + rest


def _alarms(alarms: Iterable[Alarm], width: float, em: float) -> float:
    return sum(
        BOX_MM
        + _text(f"{alarm.word}: {alarm.title}", width - 10, 1.4 * em)
        + _text(alarm.sentence, width - 8, 1.08 * em)
        for alarm in alarms
    )


def _tallest(report: Report, width: float, em: float) -> float:
    """Columns are balanced, but for what is not broken."""
    return max((_section(section, width, em) for section in report.sections if section.side != "wide"), default=0.0)


def _section(section: Section, width: float, em: float) -> float:
    grid = _grid(section.grid, width, em) if section.grid else 0.0
    return 2.4 * em + _lines(section.lines, width, em) + grid + _lines(filter(None, [section.note]), width, 0.88 * em)


def _lines(lines: Iterable[str], width: float, em: float) -> float:
    return sum(_text(line, width, em) + 0.9 for line in lines)


def _grid(grid: Grid, width: float, em: float) -> float:
    """A row is as tall as its cells would be side by side, each as wide as its share of what the table says."""
    small = 0.94 * em
    rows = (grid.head, *grid.rows)
    longest = [max(len(row[at]) for row in rows) for at in range(len(grid.head))]
    room = width - CELL_MM * len(longest)
    widths = [room * long / max(sum(longest), 1) for long in longest]
    return sum(ROW_MM + max(map(_cell, row, widths, [small] * len(row))) for row in rows)


def _cell(text: str, width: float, em: float) -> float:
    word = max(map(len, text.split()), default=0) * CHARACTER * em  # a column is never narrower than its longest word
    return _text(text, max(width, word), em)


def _text(text: str, width: float, em: float) -> float:
    return ceil(len(text) * CHARACTER * em / width) * LINE * em
