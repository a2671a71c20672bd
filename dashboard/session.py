"""What this visit shows: the only caller of `analysis`, and the only place with caches and session state.

The runner's own tables are cached for one visit only, under athlete and data version; what is cached for everybody is
made from the demo athletes alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from analysis import Analysis, Settings, analyse, read
from analysis.flags import RULES, Rule
from analysis.flags.status import Status, overall
from analysis.importers import Content, Hints, Outcome, count_files, number_entries, read_each
from analysis.metrics import coverage
from analysis.tables import ACTIVITIES, PAIN, REST_SPORT, conform, empty
from analysis.wording import day
from dashboard.workspace import LOCAL_ATHLETE, Import, Workspace, home_folder

_REPLACED = ["local_date", "moment", "site", "side"]
SAMPLES = Path(__file__).parent.parent / "sample_data"


@dataclass(frozen=True)
class View:
    """Whose data are on the screen. `analysis` is None where there are none yet."""

    name: str
    is_demo: bool
    analysis: Analysis | None
    data_version: str


@dataclass(frozen=True)
class Demo:
    """A made-up runner whose files lie in `sample_data/<key>/`."""

    key: str
    name: str
    story: str


# What is shown


def current() -> View:
    """The opened demo, or else the runner's own data."""
    opened = _opened_demo()
    if opened:
        return View(opened.name, True, _analysed_demo(opened.key, settings()), f"demo:{opened.key}")
    version = _workspace().data_version()
    return View("You", False, _analysed(LOCAL_ATHLETE, version, settings()), version)


def status() -> Status:
    """How do things stand? Only where `current().analysis` is not None."""
    return overall(current().analysis.flags)


def rules() -> Mapping[str, Rule]:
    """Flag id -> the rule as documented."""
    return RULES


def _settings_key(settings: Settings) -> tuple:
    return settings.units, settings.week_start, tuple(sorted(settings.resolved.items()))


# Keys are short words and settings, so that no frame is hashed on a rerun. Pages must not change what they are given.
@st.cache_resource(scope="session", max_entries=2, show_spinner=False, hash_funcs={Settings: _settings_key})
def _analysed(athlete_id: str, data_version: str, settings: Settings) -> Analysis | None:
    seen = _workspace(athlete_id).load()
    if seen.activities.empty and seen.pain.empty:
        return None
    return analyse(seen.activities, seen.pain, settings=settings)


@st.cache_resource(max_entries=8, show_spinner="Reading the runner’s files", hash_funcs={Settings: _settings_key})
def _analysed_demo(key: str, settings: Settings) -> Analysis:
    activities, pain = _demo_tables(key)
    return analyse(activities, pain, settings=settings)


@cache
def _demo_tables(key: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    imported = read([SAMPLES / key])
    return imported.activities, imported.pain


# Demo runners


@cache
def demos() -> tuple[Demo, ...]:
    """The made-up runners one can look at."""
    index = tomllib.loads((SAMPLES / "index.toml").read_text(encoding="utf-8"))
    return tuple(Demo(made["key"], made["name"], made["story"]) for made in index["athlete"])


def open_demo(key: str) -> None:
    """Show a made-up runner until `close_demo`; nothing of it is kept."""
    st.session_state["demo"] = key
    st.session_state["demo_resolved"] = {}


def close_demo() -> None:
    """Back to the runner's own data."""
    st.session_state["demo"] = None


def _opened_demo() -> Demo | None:
    key = st.session_state.get("demo")
    return next((demo for demo in demos() if demo.key == key), None)


# Import


def import_files(uploads: Iterable) -> Iterator[tuple[Outcome, int, int]]:
    """Read and keep each file of `uploads`; gives its outcome, how many are done, and how many there are.

    Each file is kept before its outcome is given: who leaves in the middle loses nothing that was done.
    """
    uploads = list(uploads)
    close_demo()
    st.session_state["outcomes"] = ()
    total = count_files(uploads)
    hints = Hints(time_zone=time_zone())
    # One upload at a time and without what is known: the workspace itself finds out what is new or changed, and has to
    # see all of a file for that.
    each = (pair for upload in uploads for pair in _read_whole(upload, hints))
    for done, (outcome, content) in enumerate(each, start=1):
        kept = _keep(outcome, content)
        st.session_state["outcomes"] += (kept,)
        yield kept, done, max(done, total)


def _read_whole(upload: Any, hints: Hints) -> Iterator[tuple[Outcome, Content]]:
    """Each file of one upload, with what earlier files of it said of the same days, moments, sites and sides.

    A kept file replaces all entries of those, so what an earlier one says otherwise has to stand beside them.
    """
    earlier = empty(PAIN)
    for outcome, content in read_each(upload, hints=hints):
        if len(content.pain):
            repeated = earlier.merge(content.pain[_REPLACED].drop_duplicates())
            earlier = _once(earlier, content.pain)
            content = replace(content, pain=number_entries(_once(repeated, content.pain)))
        yield outcome, content


def _once(*pain: pd.DataFrame) -> pd.DataFrame:
    """PAIN of several files with each entry once, whatever its number and the file it stands in."""
    entries = pd.concat(pain, ignore_index=True)
    return entries[~entries.duplicated(entries.columns.difference(["entry", "source"]))].reset_index(drop=True)


def _keep(outcome: Outcome, content: Content) -> Outcome:
    """Keep what a file holds; its outcome then speaks of what is new or changed."""
    if content.activities.empty and content.pain.empty:
        return outcome
    saved = _workspace().save(
        Import(
            file=outcome.file,
            format=outcome.format,
            status=outcome.status,
            sentences=tuple(issue.sentence for issue in outcome.issues),
            activities=content.activities,
            records=content.records,
            pain=content.pain,
        )
    )
    activities = saved.activities.new + saved.activities.changed
    entries = saved.pain.new + saved.pain.changed
    if saved.import_id is None:
        return replace(outcome, status="already_there", activities=0, pain_entries=0, issues=())
    return replace(outcome, activities=activities, pain_entries=entries)


def unknown_spans() -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each stretch of which no training is known, newest first."""
    seen = current().analysis
    return [] if seen is None else coverage.unknown_spans(seen.days)


def confirm_rest(first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Keep that the runner rested from `first` to `last`; it can be removed like an imported file."""
    dates = pd.date_range(first, last)
    rest = pd.DataFrame({"activity_id": dates.strftime("rest-%Y-%m-%d"), "local_date": dates, "sport": REST_SPORT})
    rest = rest.assign(surface="unknown", surface_source="unknown", source_format="entered")
    name = f"Rest from {day(first)} to {day(last)}"
    _workspace().save(Import(file=name, format="Entered", status="imported", activities=conform(rest, ACTIVITIES)))


def last_outcomes() -> tuple[Outcome, ...]:
    """What became of the files of the last import of this visit."""
    return st.session_state.get("outcomes", ())


# What is kept


def imports() -> pd.DataFrame:
    """One row per kept file, newest first: `import_id, imported_at` (UTC), `file, format, status, activities,
    pain_entries, added, changed, sentences` (one a line)."""
    return _workspace().imports()


def remove_imports(import_ids: Iterable[int]) -> None:
    """Put imports into the trash, together: one undo brings them back."""
    _workspace().remove([int(number) for number in import_ids])


def remove_import(import_id: int) -> None:
    """Put one import into the trash."""
    remove_imports([import_id])


def remove_all() -> None:
    """Put everything into the trash."""
    _workspace().remove_all()
    st.session_state["outcomes"] = ()


def undo_remove() -> None:
    """Take out of the trash what the last removal put there."""
    _workspace().undo_remove()


def removed_count() -> int:
    """How many imports lie in the trash?"""
    return _workspace().removed_count()


def delete_for_good() -> None:
    """Empty the trash so that nothing of it is left, here or on the disk."""
    _workspace().delete_for_good()
    st.session_state["outcomes"] = ()
    _analysed.clear()


# Choices


def settings() -> Settings:
    """What the runner chose; in a demo, with the flags settled in that demo."""
    chosen = _workspace().choices()
    resolved = st.session_state.get("demo_resolved", {}) if _opened_demo() else _workspace().resolved()
    return Settings(
        units=chosen.get("units", Settings.units),
        week_start=int(chosen.get("week_start", Settings.week_start)),
        resolved=resolved,
    )


def save_settings(*, units: str | None = None, week_start: int | None = None, time_zone: str | None = None) -> None:
    """Keep what is given; the rest stays."""
    given = {"units": units, "week_start": week_start}
    replace(settings(), **{name: value for name, value in given.items() if value is not None})  # raises on nonsense
    if time_zone is not None and _zone(time_zone) is None:
        raise ValueError(f"{time_zone!r} is not the name of a time zone, such as 'Europe/Stockholm'")
    given["time_zone"] = time_zone
    _workspace().save_choices({name: str(value) for name, value in given.items() if value is not None})


def time_zone() -> str | None:
    """Where the runner lives: as chosen, or as the browser says, or not known."""
    return _workspace().choices().get("time_zone") or _zone(st.context.timezone)


def _zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def resolve(flag_id: str, day: date) -> None:
    """Call a flag settled on `day`; in a demo, for this visit only."""
    _settle(flag_id, day)


def unresolve(flag_id: str) -> None:
    """Take back that a flag is settled."""
    _settle(flag_id, None)


def _settle(flag_id: str, day: date | None) -> None:
    if not _opened_demo():
        _workspace().resolve(flag_id, day)
        return
    others = {name: when for name, when in st.session_state["demo_resolved"].items() if name != flag_id}
    st.session_state["demo_resolved"] = others if day is None else {**others, flag_id: day}


def _workspace(athlete_id: str = LOCAL_ATHLETE) -> Workspace:
    return _opened_workspace(str(home_folder()), athlete_id)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Workspace.close)
def _opened_workspace(home: str, athlete_id: str) -> Workspace:
    """The open database file; it holds no data in memory."""
    return Workspace(Path(home), athlete_id)
