"""What is on the screen: the opened demo, or the runner's own data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
import streamlit as st

from analysis import Analysis, Settings, analyse, read
from analysis.flags import RULES, Rule
from analysis.flags.status import Status, overall
from dashboard.session.choices import settings
from dashboard.session.demos import SAMPLES, opened_demo
from dashboard.session.store import workspace
from dashboard.workspace import LOCAL_ATHLETE


@dataclass(frozen=True)
class View:
    """Whose data are on the screen. `analysis` is None where there are none yet."""

    name: str
    is_demo: bool
    analysis: Analysis | None
    data_version: str


def current() -> View:
    """The opened demo, or else the runner's own data."""
    opened = opened_demo()
    if opened:
        return View(opened.name, True, _analysed_demo(opened.key, settings()), f"demo:{opened.key}")
    version = workspace().data_version()
    return View("You", False, analysed(LOCAL_ATHLETE, version, settings()), version)


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
def analysed(athlete_id: str, data_version: str, settings: Settings) -> Analysis | None:
    seen = workspace(athlete_id).load()
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
