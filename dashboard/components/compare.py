"""Athletes under each other on one scale of time: weeks as a share of their own usual, pain from 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from analysis.settings import Units
from analysis.wording import distance
from dashboard.components.numbers import plain

TOP = 2.0  # usual weeks at the top of a chart; a taller bar is cut there and marked
WIDTH, HEIGHT = 720, 96
MOST_WEEKS = 16  # by the calendar
BEFORE, AFTER = 8, 12  # weeks around the onset of pain

Week = list[Any]  # its first day, metres, mean worst pain


def by_calendar(rows: Sequence[Any]) -> tuple[list[str], dict[str, list[Week | None]]]:
    """The same calendar weeks for everybody, up to the newest of all: labels, and athlete -> weeks."""
    starts = sorted({week[0] for row in rows for week in row.part["weeks"]})[-MOST_WEEKS:]
    found = {row.athlete_id: {week[0]: week for week in row.part["weeks"]} for row in rows}
    labels = [f"{date.fromisoformat(start):%-d %b}" for start in starts]
    return labels, {name: [weeks.get(start) for start in starts] for name, weeks in found.items()}


def by_onset(rows: Sequence[Any]) -> tuple[list[str], dict[str, list[Week | None]]]:
    """The same number of weeks from the week in which the pain that is going on began."""
    places = range(-BEFORE, AFTER + 1)
    labels = ["onset" if place == 0 else f"{place:+d}" for place in places]
    return labels, {row.athlete_id: [_at(row, place) for place in places] for row in rows if row.part.get("onset")}


def _at(row: Any, place: int) -> Week | None:
    onset = date.fromisoformat(row.part["onset"])
    for week in row.part["weeks"]:
        start = date.fromisoformat(week[0])
        if start <= onset + timedelta(days=7 * place) < start + timedelta(days=7):
            return week
    return None


def compared(row: Any, weeks: Sequence[Week | None], labels: Sequence[str], units: Units) -> str:
    """One athlete's chart; what is not shared is not drawn. It is as wide as the page, so nothing in it is round."""
    against = _against(row.part, units)
    step, usual = WIDTH / max(len(weeks), 1), row.part.get("usual_m")
    bars = "".join(_bar(n * step, step, week[1] / usual) for n, week in enumerate(weeks)
                   if week and week[1] is not None and usual)  # fmt: skip
    unknown = "".join(_unknown(n * step, step) for n, week in enumerate(weeks) if week and week[1] is None)
    marks = "".join(f"M{n * step + step / 2:.1f} {HEIGHT - HEIGHT * week[2] / 10:.1f}h0" for n, week in enumerate(weeks)
                    if week and week[2] is not None)  # fmt: skip
    line = f'<path class="tw-spark-usual" d="M0 {HEIGHT / TOP}H{WIDTH}"/>' if bars else ""
    dots = f'<path class="tw-dots-edge" d="{marks}"/><path class="tw-dots" d="{marks}"/>' if marks else ""
    apart = max(1, len(labels) // 6)
    axis = "".join(f"<span>{label if n % apart == 0 else ''}</span>" for n, label in enumerate(labels))
    return (
        f'<section class="tw-compared"><h3>{escape(row.name)}</h3><p>{against}</p>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape(row.name)}: {against}">{bars}{unknown}{line}{dots}</svg>'
        f'<div class="tw-compared-axis" aria-hidden="true">{axis}</div></section>'
    )


def _bar(left: float, step: float, share: float) -> str:
    tall = HEIGHT * min(share, TOP) / TOP
    cut = f'<path class="tw-cut" d="M{left + 2:.1f} 1h{step - 4:.1f}"/>' if share > TOP else ""
    return f'<rect x="{left + 2:.1f}" y="{HEIGHT - tall:.1f}" width="{step - 4:.1f}" height="{tall:.1f}"/>{cut}'


def _unknown(left: float, step: float) -> str:
    """A week of which no training is known: as tall as a usual one, and empty."""
    tall = HEIGHT / TOP
    return f'<path class="tw-unknown-week" d="M{left + 2:.1f} {HEIGHT}v{-tall:.1f}h{step - 4:.1f}v{tall:.1f}"/>'


def _against(part: Mapping[str, Any], units: Units) -> str:
    said = []
    if part.get("usual_m"):
        said.append(f"Usual week {distance(part['usual_m'], units)}.")
    if part.get("pain") is not None:
        before = part.get("pain_before")
        earlier = "" if before is None else f", {plain(before, 1)} in the four weeks before"
        said.append(f"Pain {plain(part['pain'], 1)} in the last seven days{earlier}.")
    return " ".join(said) or "Too little is known or shared to draw."
