"""A year of days: the pain as fill, the distance as a bar, bands over stretches of pain and of less running."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.settings import Units
from analysis.wording import count, day, distance
from dashboard.components.numbers import plain

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BAND_KINDS = {"pain": "hurt", "backoff": "cut"}
BAND_WORDS = {"pain": "pain going on", "backoff": "running cut"}


def year_calendar(drawn: Mapping[str, Any], chosen: pd.Timestamp, on_choose: Callable[[], None]) -> None:
    """The calendar of `year_drawn`. What was tapped is in `tapped_day()` when `on_choose` is called."""
    _component()(key="year_calendar", data={**drawn, "chosen": f"{chosen:%Y-%m-%d}"}, on_day_change=on_choose)


def year_drawn(shown: Any, week_start: int, units: Units) -> dict[str, Any]:
    """All of the calendar of a `session.Year` but the chosen day."""
    return {
        "months": months(shown, week_start, units),
        "weekdays": [name[0] for name in (*WEEKDAYS[week_start:], *WEEKDAYS[:week_start])],
        "label": f"Pain and running by day, {day(shown.first)} to {day(shown.last)}",
    }


def tapped_day() -> pd.Timestamp | None:
    """The day that was tapped, where one was."""
    said = pd.to_datetime(str(st.session_state["year_calendar"].day), format="%Y-%m-%d", errors="coerce")
    return None if pd.isna(said) else said


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """Registered once; it holds nothing of anybody's data."""
    here = Path(__file__)
    script, look = (here.with_name(f"calendar.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component(
        "twinge_year_calendar", html='<div class="calendar" role="group"></div>', css=look, js=script
    )


def months(shown: Any, week_start: int, units: Units) -> list[dict[str, Any]]:
    """What the component draws, month by month: each day with what is known of it, and in words."""
    rows = {row.local_date: row for row in shown.days.itertuples()}
    longest = shown.days["distance_m"].max()
    # Months before the first day of the data, or after the last, have nothing to show, not even a gap.
    starts = sorted({when.replace(day=1) for when in rows})
    return [_month(start, rows, shown.spans, (longest, week_start, units)) for start in starts]


def _month(start: pd.Timestamp, rows: dict, spans: Any, scale: tuple[float, int, Units]) -> dict[str, Any]:
    longest, week_start, units = scale
    dates = pd.date_range(start, start + pd.offsets.MonthEnd(0))
    made = [_day(when, rows.get(when), spans, (longest, units)) for when in dates]
    return {
        "name": f"{start:%B %Y}",
        "short": f"{start:%b}",
        "label": _month_words(start, [rows[when] for when in dates if when in rows], units),
        "lead": (start.day_of_week - week_start) % 7,
        "days": made,
    }


def _month_words(start: pd.Timestamp, rows: list, units: Units) -> str:
    logged = [row.worst_score for row in rows if pd.notna(row.worst_score)]
    ran = sum(row.distance_m for row in rows if pd.notna(row.distance_m))
    painful = sum(score > 0 for score in logged)
    return (
        f"{start:%B %Y}: pain on {painful} of {count(len(logged), 'logged day')}, {distance(ran, units)} run."
        " Open the month."
    )


def _day(when: pd.Timestamp, row: Any, spans: Any, scale: tuple[float, Units]) -> dict[str, Any]:
    if row is None:
        return {"is_out": True}
    longest, units = scale
    within = [span for span in spans if span.first <= when <= span.last]
    run = None if pd.isna(row.distance_m) else row.distance_m / longest if longest > 0 else 0.0
    return {
        "date": f"{when:%Y-%m-%d}",
        "is_out": False,
        "number": when.day,
        "pain": None if pd.isna(row.worst_score) else float(row.worst_score),
        "run": None if run is None else round(float(run), 2),
        "bands": [{"kind": BAND_KINDS[span.kind], "edges": _edges(when, span)} for span in within],
        "label": "; ".join([_words(when, row, units), *(BAND_WORDS[span.kind] for span in within)]),
    }


def _edges(when: pd.Timestamp, span: Any) -> str:
    is_first, is_last = when == span.first, when == span.last
    return "alone" if is_first and is_last else "begins" if is_first else "ends" if is_last else ""


def _words(when: pd.Timestamp, row: Any, units: Units) -> str:
    """'Sat 17 Oct 2026: worst pain 4, ran 8.2 km'."""
    pain = "not logged" if pd.isna(row.worst_score) else f"worst pain {plain(row.worst_score)}"
    if pd.isna(row.distance_m):
        ran = "training not known"
    else:
        ran = f"ran {distance(row.distance_m, units)}" if row.distance_m > 0 else "no run"
    return f"{when:%a} {day(when)}: {pain}, {ran}"
