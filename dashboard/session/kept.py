"""What is kept, and taking it out again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.metrics import coverage
from analysis.tables import ACTIVITIES, REST_SPORT, conform
from analysis.wording import count, day
from dashboard.session.drawn import forget_made, once
from dashboard.session.intake import forget_reading, forget_what_asks
from dashboard.session.moment import once_a_rerun
from dashboard.session.store import chosen, data_version, workspace
from dashboard.session.streets import remove_map
from dashboard.session.telling import forget_told, told_tables
from dashboard.session.view import current, forget, loaded
from dashboard.session.visitor import visitor
from dashboard.workspace import Import


@dataclass(frozen=True)
class LastImport:
    """What was kept together last: its number, its name or how many files, and the day."""

    batch: int
    what: str
    when: pd.Timestamp


@once_a_rerun
def imports() -> pd.DataFrame:
    """One row per kept file, newest first: `import_id, imported_at` (UTC), `file, format, status, activities,
    pain_entries, added, changed, sentences` (one a line)."""
    return workspace().imports()


def remove_imports(import_ids: Iterable[int]) -> None:
    """Put imports into the trash, together: one undo brings them back."""
    workspace().remove([int(number) for number in import_ids])
    st.session_state["kept"] = ""


def remove_all() -> None:
    """Put everything into the trash."""
    workspace().remove_all()
    st.session_state["kept"] = ""


def undo_remove() -> None:
    """Take out of the trash what the last removal put there."""
    workspace().undo_remove()


def removed_count() -> int:
    """How many imports lie in the trash?"""
    return workspace().removed_count()


def delete_for_good() -> None:
    """Empty the trash so that nothing of it is left, here or on the disk; with the last import the map goes too."""
    if workspace().delete_for_good():
        remove_map()
    _leave_nothing()


def everything() -> dict[str, int]:
    """What `delete_everything` would delete above all: how many of what, the trash not counted."""
    seen, told = loaded(visitor().key, data_version()), told_tables()
    return {
        "activity": len(seen.activities),
        "pain entry": len(seen.pain),
        "imported file": len(imports()),
        "shoe": len(told["shoes"]),
        "rule": len(told["defaults"]),
        "correction": len(told["corrections"]),
        "setting": len(chosen()),
    }


def delete_everything() -> None:
    """Delete all that is kept of the runner, also what was removed or waits to be kept. Nothing is left on the disk."""
    forget_reading()
    forget_what_asks()
    workspace().delete_everything()
    remove_map()
    _leave_nothing()
    st.session_state.clear()


def _leave_nothing() -> None:
    """Forget all of the athlete that this visit holds in memory."""
    forget()
    forget_told()
    forget_made()


def last_import() -> LastImport | None:
    """What `undo_import` would take out."""
    listed = imports()
    if listed.empty:
        return None
    last = listed[listed["batch"] == listed["batch"].max()]
    what = last["file"].iloc[0] if len(last) == 1 else count(len(last), "file")
    return LastImport(int(last["batch"].iloc[0]), what, last["imported_at"].iloc[0])


def undo_import(batch: int) -> None:
    """Put into the trash what was kept together last; nothing where another tab kept or undid something since."""
    last = last_import()
    if last is not None and last.batch == batch:
        workspace().undo_import()
    st.session_state["kept"] = ""


def unknown_spans() -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each stretch of which no training is known, newest first."""
    seen = current().analysis
    return [] if seen is None else once(coverage.unknown_spans, seen.days)


def confirm_rest(first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Keep that the runner rested from `first` to `last`; it can be removed like an imported file."""
    dates = pd.date_range(first, last)
    rest = pd.DataFrame({"activity_id": dates.strftime("rest-%Y-%m-%d"), "local_date": dates, "sport": REST_SPORT})
    rest = rest.assign(surface="unknown", surface_source="unknown", source_format="entered")
    name = f"Rest from {day(first)} to {day(last)}"
    workspace().save(Import(file=name, format="Entered", status="imported", activities=conform(rest, ACTIVITIES)))
