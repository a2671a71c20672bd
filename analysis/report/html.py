"""The report as one HTML file: no script, nothing from the network, made to be printed on A4."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from analysis.report.content import Alarm, Chart, Grid, Report, Section
from analysis.report.fit import print_size
from analysis.report.ink import FONTS, INK
from analysis.report.words import kept_together

_STYLE = Path(__file__).with_name("clinician.css")
# Even a browser that is fooled into reading text as markup may then load and run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def to_html(report: Report) -> str:
    """The report as a document of its own. Everything a user wrote is escaped."""
    colours = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in INK.items())
    tables = f'<section class="behind">{"".join(map(_section, report.tables))}</section>' if report.tables else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(report.title)}</title>"
        f"<style>:root{{--fonts:{FONTS};--print-size:{print_size(report):.2f}pt;{colours}}}\n{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main>{_page_one(report)}{tables}</main></body></html>\n"
    )


def _page_one(report: Report) -> str:
    facts = "".join(f"<span>{escape(name)} <b>{escape(value)}</b></span>" for name, value in report.facts)
    columns = "".join(_on(side, report.sections) for side in ("left", "right"))
    return (
        f'<section class="first"><h1>{escape(report.title)}</h1><p class="facts">{facts}</p>'
        f'<div class="alarms{" many" if report.has_many_alarms else ""}">{"".join(map(_alarm, report.alarms))}</div>'
        f"{_lines(report.others)}{_chart(report.chart)}"
        f'<div class="columns">{columns}</div>{_on("wide", report.sections)}'
        f'<p class="closing">{escape(report.closing)}</p></section>'
    )


def _on(side: str, sections: Iterable[Section]) -> str:
    return "".join(_section(section) for section in sections if section.side == side)


def _alarm(alarm: Alarm) -> str:
    octagon = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M6 0h8l6 6v8l-6 6H6l-6-6V6z"/></svg>'
    title = f"<b>{octagon}<span>{escape(alarm.word)}</span>: <span>{escape(alarm.title)}</span></b>"
    return f'<div class="alarm">{title}<p>{escape(kept_together(alarm.sentence))}</p></div>'


def _chart(chart: Chart | None) -> str:
    if chart is None:
        return ""
    drawn = chart.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(chart.alt)}" ', 1)
    return f'<figure>{drawn}<figcaption class="small">{escape(chart.title)}</figcaption></figure>'


def _section(section: Section) -> str:
    note = f'<p class="small">{escape(section.note)}</p>' if section.note else ""
    grid = _grid(section.grid) if section.grid else ""
    return f"<section><h2>{escape(section.title)}</h2>{_lines(section.lines)}{grid}{note}</section>"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(kept_together(line))}</p>" for line in lines)


def _grid(grid: Grid) -> str:
    kinds = ["" if at in grid.texts else ' class="number"' for at in range(len(grid.head))]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(grid.head, kinds, strict=True))
    rows = "".join(
        f"<tr>{''.join(f'<td{kind}>{escape(cell)}</td>' for cell, kind in zip(row, kinds, strict=True))}</tr>"
        for row in grid.rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
