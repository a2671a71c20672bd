"""What is on the screen: the opened demo, or the runner's own data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import streamlit as st

from analysis import Analysis, Settings, Told, analyse
from analysis.flags import RULES, Rule
from analysis.importers import Imported, gather, read_each
from analysis.reading import without_records
from dashboard.session.choices import settings, settings_key
from dashboard.session.demos import SAMPLES, opened_demo
from dashboard.session.glances import begun_ahead, forget_glances, keep_glance
from dashboard.session.measuring import measured
from dashboard.session.moment import once_a_rerun
from dashboard.session.store import data_version, opened_workspace, workspace
from dashboard.session.telling import entries, told, told_version
from dashboard.session.visitor import visitor
from dashboard.workspace import Snapshot, with_entries


@dataclass(frozen=True)
class View:
    """Whose data are on the screen. `analysis` is None where there are none yet.

    `data_version` is another word for all that is on the screen: data, what was told, and the evening it is seen from.
    """

    name: str
    is_demo: bool
    analysis: Analysis | None
    data_version: str


@once_a_rerun
def current() -> View:
    """The opened demo, or else the runner's own data, as of today or of the evening that was chosen."""
    opened, day = opened_demo(), as_of()
    if opened:
        version = f"demo:{opened.key}:{told_version()}:{day}"
        return View(opened.name, True, _demo(opened.key, day), version)
    who, version = visitor(), data_version()
    measured(who.athlete_id, version)
    return View(who.name or "You", False, analysed(who.key, version, settings(), day), f"{who.key}:{version}:{day}")


def set_as_of(day: date | None) -> None:
    """Show everything as Twinge would have seen it on the evening of `day`; None goes back to today. Never kept."""
    st.session_state["as_of"] = day


def as_of() -> date | None:
    """The evening everything is shown as of; None for today."""
    return st.session_state.get("as_of")


def is_own_present() -> bool:
    """Are the data on the screen those of whoever looks, as they are now? Their glance is kept, and no other."""
    return not (opened_demo() or as_of() or visitor().is_read_only)


def rules() -> Mapping[str, Rule]:
    """Flag id -> the rule as documented, with the runner's own numbers in place of the usual ones."""
    chosen = settings()
    if not chosen.limits:
        return RULES
    return {name: replace(rule, thresholds=tuple(map(chosen.own, rule.thresholds))) for name, rule in RULES.items()}


# Keys are short words and settings, so that no frame is hashed on a rerun. Pages must not change what they are given.
# The days seen last stay, for whoever goes through the past day by day.
# The words are seen only where it takes a moment: the first look at much data.
@st.cache_resource(
    scope="session", max_entries=8, show_spinner="Reading your data", hash_funcs={Settings: settings_key}
)
def analysed(visitor_key: str, data_version: str, settings: Settings, as_of: date | None) -> Analysis | None:
    if as_of is None and (begun := begun_ahead((visitor_key, data_version, settings))):
        return begun.result()
    seen = workspace().load() if as_of is None else loaded(visitor_key, data_version)
    found = analysis_of(seen, told(), settings, as_of)
    if is_own_present() and found is not None:
        keep_glance(opened_workspace(visitor().athlete_id), data_version, found)
    return found


def analysis_of(seen: Snapshot, told: Told, settings: Settings, as_of: date | None = None) -> Analysis | None:
    """What is kept, analysed; None where there is nothing."""
    if seen.activities.empty and seen.pain.empty:
        return None
    return analyse(seen.activities, seen.pain, exposures=seen.exposures, told=told, settings=settings, as_of=as_of)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def loaded(visitor_key: str, data_version: str) -> Snapshot:
    """What is kept, read once however many evenings of the past it is seen from."""
    return workspace().load()


def forget() -> None:
    """Leave nothing of what was shown in memory."""
    analysed.clear()
    forget_glances()
    loaded.clear()


def _demo(key: str, day: date | None) -> Analysis:
    """A demo that nothing was told in is the same for everybody."""
    version = told_version()
    if not version:
        return _analysed_demo(key, settings(), day)
    return _analysed_demo_with(key, version, settings(), day)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False, hash_funcs={Settings: settings_key})
def _analysed_demo_with(key: str, told_version: str, settings: Settings, as_of: date | None) -> Analysis:
    return _demo_analysis(key, told(), settings, as_of)


@st.cache_resource(max_entries=16, show_spinner="Reading the runner’s files", hash_funcs={Settings: settings_key})
def _analysed_demo(key: str, settings: Settings, as_of: date | None) -> Analysis:
    return _demo_analysis(key, told(), settings, as_of)


def _demo_analysis(key: str, told: Told, settings: Settings, as_of: date | None) -> Analysis:
    made = demo_files(key)
    pain = with_entries(made.pain, entries())
    return analyse(made.activities, pain, exposures=made.exposures, told=told, settings=settings, as_of=as_of)


@cache
def demo_files(key: str) -> Imported:
    """What the files of a made-up runner hold."""
    return gather(read_each([SAMPLES / key], finish=without_records))
