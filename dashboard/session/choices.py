"""What the runner chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from analysis import Settings
from dashboard.session.demos import opened_demo
from dashboard.session.store import workspace

SETTLED_WHY = "settled_why:"  # before the flag, in the names of choices


def settings() -> Settings:
    """What the runner chose; in a demo, with the flags settled in that demo."""
    chosen = workspace().choices()
    resolved = st.session_state.get("demo_resolved", {}) if opened_demo() else workspace().resolved()
    return Settings(
        units=chosen.get("units", Settings.units),
        week_start=int(chosen.get("week_start", Settings.week_start)),
        resolved=resolved,
        shows_acwr=chosen.get("shows_acwr", "no") == "yes",
        history=() if opened_demo() else history(),
    )


def history() -> tuple[str, ...]:
    """What the runner told of their own health; a made-up runner has none of it."""
    return tuple(filter(None, workspace().choices().get("history", "").split(";")))


def save_history(words: Sequence[str]) -> None:
    """Keep what the runner told of their own health, in place of what was told before."""
    replace(settings(), history=tuple(words))  # raises on nonsense
    workspace().save_choices({"history": ";".join(words)})


def show_acwr(shows: bool) -> None:
    """Keep whether the acute to chronic ratio is shown."""
    workspace().save_choices({"shows_acwr": "yes" if shows else "no"})


def save_settings(*, units: str | None = None, week_start: int | None = None, time_zone: str | None = None) -> None:
    """Keep what is given; the rest stays."""
    given = {"units": units, "week_start": week_start}
    replace(settings(), **{name: value for name, value in given.items() if value is not None})  # raises on nonsense
    if time_zone is not None and _zone(time_zone) is None:
        raise ValueError(f"{time_zone!r} is not the name of a time zone, such as 'Europe/Stockholm'")
    given["time_zone"] = time_zone
    workspace().save_choices({name: str(value) for name, value in given.items() if value is not None})


def time_zone() -> str | None:
    """Where the runner lives: as chosen, or as the browser says, or not known."""
    return workspace().choices().get("time_zone") or _zone(st.context.timezone)


def _zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def resolve(flag_id: str, day: date, why: str = "") -> None:
    """Call a flag settled on `day`, and keep why; in a demo, for this visit only."""
    _settle(flag_id, day)
    if opened_demo():
        st.session_state[f"{SETTLED_WHY}{flag_id}"] = why
    else:
        workspace().save_choices({f"{SETTLED_WHY}{flag_id}": why})


def settled_why(flag_id: str) -> str:
    """Why the runner called a flag settled; empty where nobody said."""
    kept = st.session_state if opened_demo() else workspace().choices()
    return str(kept.get(f"{SETTLED_WHY}{flag_id}", ""))


def unresolve(flag_id: str) -> None:
    """Take back that a flag is settled."""
    _settle(flag_id, None)


def _settle(flag_id: str, day: date | None) -> None:
    if not opened_demo():
        workspace().resolve(flag_id, day)
        return
    others = {name: when for name, when in st.session_state["demo_resolved"].items() if name != flag_id}
    st.session_state["demo_resolved"] = others if day is None else {**others, flag_id: day}


def today() -> pd.Timestamp:
    """The day it is where the runner is."""
    zone = time_zone()
    now = datetime.now(ZoneInfo(zone) if zone else UTC)
    return pd.Timestamp(now.date())
