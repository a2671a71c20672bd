"""The tables behind the page: what is raised, week by week, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.report.content import Ask, Grid, Section, Seen
from analysis.report.words import MISSING, MOMENT_WORDS, SEVERITY_WORDS, number, site_word
from analysis.settings import Units
from analysis.tables import MOMENTS, NO_SIGNS
from analysis.thresholds import USUAL_FREEZE_DAYS
from analysis.wording import SIGN_WORDS, day, distance, sentence

SIDE_WORDS = {"left": "left", "right": "right", "both": "both", "unknown": ""}


def tables(seen: Seen, ask: Ask, raised: pd.DataFrame) -> tuple[Section, ...]:
    """The raw numbers, for whoever wants to check the page."""
    return _flags(seen, raised), _weeks(seen, ask), _care(seen, ask), _days(seen, ask)


def _flags(seen: Seen, raised: pd.DataFrame) -> Section:
    rows = tuple(
        (SEVERITY_WORDS[flag.severity], seen.titles[flag.flag_id], flag.rule, flag.validity, flag.sentence)
        for flag in raised.itertuples()
    )
    note = "Trust: how far studies support the rule. None of them tests for an injury."
    head = ("How much it matters", "Rule", "Id", "Trust", "What was seen")
    lines = () if rows else ("No rule is raised.",)
    return Section("Rules raised now", lines, Grid(head, rows, (0, 1, 2, 3, 4)) if rows else None, note)


def _weeks(seen: Seen, ask: Ask) -> Section:
    weeks = seen.weeks[seen.weeks["week_start"] > seen.since(ask) - pd.Timedelta(days=7)].iloc[::-1]
    units = seen.settings.units
    head = ("Week of", "Distance", "Usual week", "Run days", "Longest run", "Descent", "First steps", "During", "After",
            "Worst of the day", "Days logged")  # fmt: skip
    rows = tuple(
        (
            day(week["week_start"]) + ("" if week["is_complete"] else " (unfinished)"),
            _far(week["distance_m"], units),
            _far(week["usual_m"], units),
            _whole(week["run_days"]),
            _far(week["longest_run_m"], units),
            MISSING if pd.isna(week["descent_m"]) else f"{week['descent_m']:.0f} m",
            *(_mean_worst(week, moment) for moment in ("first_steps", "during", "after", "worst")),
            _whole(week["logged_days"]),
        )
        for _, week in weeks.iterrows()
    )
    note = (
        "Pain: mean of the logged days (worst). The usual week stays that before the pain for up to"
        f" {USUAL_FREEZE_DAYS.whole // 7} weeks. {MISSING} is not known."
    )
    return Section("Week by week", (), Grid(head, rows), note)


def _far(metres: float, units: Units) -> str:
    return MISSING if pd.isna(metres) else distance(metres, units)


def _whole(value: float) -> str:
    return MISSING if pd.isna(value) else f"{value:.0f}"


def _mean_worst(week: pd.Series, moment: str) -> str:
    mean = week[f"{moment}_mean"]
    return MISSING if pd.isna(mean) else f"{mean:.1f} ({number(week[f'{moment}_max'])})"


def _care(seen: Seen, ask: Ask) -> Section:
    care = seen.care[seen.care["local_date"].between(seen.since(ask), seen.as_of)]
    rows = tuple(
        (day(entry.local_date), sentence(str(entry.item)), _text(entry.dose), _text(entry.felt).replace("_", " "))
        for entry in care.sort_values("local_date", ascending=False, kind="stable").itertuples()
    )
    lines = () if rows else ("Nothing was logged.",)
    return Section("Done for recovery and strength", lines,
                   Grid(("Day", "What", "How much", "Felt"), rows, (0, 1, 2, 3)) if rows else None)  # fmt: skip


def _text(value: object) -> str:
    return MISSING if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _days(seen: Seen, ask: Ask) -> Section:
    """One row per day, site and side with an entry, and per day with a run; the newest on top."""
    since = seen.since(ask)
    pain = seen.pain[seen.pain["local_date"] >= since]
    days = seen.days.loc[seen.days["local_date"] >= since, ["local_date", "distance_m"]]
    moments = [moment for moment in MOMENTS if moment in set(pain["moment"])]
    has_notes = ask.has_notes and bool(pain["note"].notna().any())
    head = ("Day", "Run", "Where", *(MOMENT_WORDS[moment] for moment in moments), "Signs, how it felt",
            *(["Note"] if has_notes else []))  # fmt: skip
    rows = tuple(row[: len(head)] for row in _day_rows(days, pain, (moments, seen.settings.units)))
    words = (0, 2, len(moments) + 3, len(moments) + 4)
    note = (
        "Pain 0 to 10, worst of the day; an arrow goes from the start to the end of a run. A day that is not here"
        f" had neither a run nor an entry. {MISSING} is not known."
        + ("" if has_notes else " The runner’s notes are left out.")
    )
    if not rows:
        return Section("Day by day", ("Neither a run nor an entry in this time.",))
    return Section("Day by day", (), Grid(head, rows, tuple(at for at in words if at < len(head))), note)


def _day_rows(days: pd.DataFrame, pain: pd.DataFrame, how: tuple[list[str], Units]) -> Iterator[tuple[str, ...]]:
    moments, units = how
    places: dict[pd.Timestamp, dict[tuple[str, str], list[Any]]] = {}
    for entry in pain.itertuples():
        places.setdefault(entry.local_date, {}).setdefault((str(entry.site), str(entry.side)), []).append(entry)
    for seen_day in days[::-1].itertuples():
        ran, here = _ran(seen_day, units), places.get(seen_day.local_date, {})
        if not here and seen_day.distance_m > 0:
            yield day(seen_day.local_date), ran, MISSING, *([MISSING] * len(moments)), "", ""
        for (site, side), entries in sorted(here.items()):
            where = f"{site_word(site)} {SIDE_WORDS[side]}".strip()
            scores = (_scores([entry for entry in entries if entry.moment == moment]) for moment in moments)
            yield day(seen_day.local_date), ran, where, *scores, _signs(entries), _notes(entries)
            ran = ""


def _ran(seen_day: Any, units: Units) -> str:
    return "no run" if seen_day.distance_m == 0 else _far(seen_day.distance_m, units)


def _scores(entries: Sequence[Any]) -> str:
    """The worst score of a moment, and how it moved from the start of a run to its end."""
    scored = [entry.score for entry in entries if pd.notna(entry.score)]
    if not scored:
        return MISSING
    moved = [(entry.start_score, entry.end_score) for entry in entries]
    courses = [f"{number(start)} → {number(end)}" for start, end in moved if pd.notna(start) and pd.notna(end)]
    return number(max(scored)) + "".join(f" ({course})" for course in courses[:1])


def _signs(entries: Sequence[Any]) -> str:
    """Signs, how it felt, and how it moved during the run."""
    signs = _words(entry.signs for entry in entries)
    said = [words for sign, words in SIGN_WORDS.items() if sign in signs]
    said += ["no sign"] if signs == [NO_SIGNS] else []
    moved = _words(entry.warm_up for entry in entries)
    return ", ".join([*said, *_words(entry.quality for entry in entries), *(f"during the run {how}" for how in moved)])


def _words(held: Iterable[Any]) -> list[str]:
    """The words of some cells, each once; missing cells hold none."""
    return list(dict.fromkeys(word for cell in held if isinstance(cell, str) for word in cell.split(";")))


def _notes(entries: Sequence[Any]) -> str:
    return " / ".join(entry.note for entry in entries if isinstance(entry.note, str))
