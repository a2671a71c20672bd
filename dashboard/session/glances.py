"""The light, kept beside the data it was worked out of, and begun to be worked out before anybody asks.

A glance is kept for one state of the data, one set of choices and one program, so it is what the analysis says now.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import TypeAlias

import pandas as pd
import streamlit as st

import analysis
from analysis import Analysis, Settings
from analysis.glance import Glance, of, pack, unpack
from dashboard.session.choices import settings_key
from dashboard.session.store import opened_workspace
from dashboard.session.visitor import visitor
from dashboard.workspace import Workspace

Key: TypeAlias = tuple[str, str, Settings]  # visitor, version of the data, choices
_AHEAD, _KNOWN = "worked_ahead", "light_known"
A_MOMENT_S = 0.1
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")  # one: whoever waits for a page comes first


@st.cache_resource(scope="session", max_entries=2, show_spinner=False, hash_funcs={Settings: settings_key})
def kept_glance(visitor_key: str, data_version: str, settings: Settings) -> Glance | None:
    """What is kept of the visitor's own data as they are now; None where nothing is."""
    packed = opened_workspace(visitor().athlete_id).glance(seen_with(settings))
    return None if packed is None else unpack(packed)


def keep_glance(kept: Workspace, data_version: str, found: Analysis) -> None:
    """Keep what this analysis of an athlete's present data says, for the next visit."""
    kept.keep_glance(data_version, seen_with(found.settings), pack(of(found)))


def seen_with(settings: Settings) -> str:
    """A word for all but the data that decides what an analysis says: the choices, and the program."""
    return sha256(repr((program(), pd.__version__, settings_key(settings))).encode()).hexdigest()


@cache
def program() -> str:
    """A word for the code of the analysis: another one may say something else of the same data."""
    files = sorted(Path(analysis.__file__).parent.rglob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def work_ahead(key: Key, work: Callable[[], Analysis | None]) -> None:
    """Begin to work out an analysis, unless it is known or begun; pages that need it before it is there wait for it."""
    if st.session_state.get(_KNOWN) == key:
        return
    st.session_state[_KNOWN] = key
    if kept_glance(*key) is None:
        page_waits = Event()
        st.session_state[_AHEAD] = key, _WORKER.submit(_in_a_moment, page_waits, work), page_waits


def _in_a_moment(page_waits: Event, work: Callable[[], Analysis | None]) -> Analysis | None:
    """The page that is just being shown goes out first: Python does one thing at a time."""
    page_waits.wait(A_MOMENT_S)
    return work()


def begun_ahead(key: Key) -> Future[Analysis | None] | None:
    """What was begun of this, where it runs or ran; held no longer. A page does not wait for what waits itself."""
    begun_for, begun, page_waits = st.session_state.pop(_AHEAD, (None, None, None))
    st.session_state[_KNOWN] = key
    if begun_for != key or begun.cancel():
        return None
    page_waits.set()
    return begun


def forget_glances() -> None:
    """Leave nothing of it in memory."""
    kept_glance.clear()
    st.session_state.pop(_AHEAD, None)
