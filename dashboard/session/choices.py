"""What the runner chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import pandas as pd
import streamlit as st

from analysis import Settings
from analysis.tables import SITES
from analysis.thresholds import PERSONAL, Personal
from dashboard.session.demos import opened_demo
from dashboard.session.moment import once_a_rerun
from dashboard.session.store import chosen, own_chosen, own_workspace, workspace

# Before the flag, the limit or the site, in the names of choices.
SETTLED_WHY, LIMIT, SITE_NAME = "settled_why:", "limit:", "site_name:"


@once_a_rerun
def settings() -> Settings:
    """What whoever looks chose and the athlete settled; in a demo, what was settled there, and the usual limits."""
    own, kept = own_chosen(), chosen()
    resolved = st.session_state.get("demo_resolved", {}) if opened_demo() else workspace().resolved()
    try:
        return Settings(
            units=own.get("units", Settings.units),
            week_start=int(own.get("week_start", Settings.week_start)),
            resolved=resolved,
            shows_acwr=own.get("shows_acwr", "no") == "yes",
            history=() if opened_demo() else _history(kept),
            limits={} if opened_demo() else _limits(kept),
        )
    except ValueError:  # an export that somebody changed by hand
        return Settings(resolved=resolved)


def settings_key(settings: Settings) -> tuple:
    """The same for settings that say the same."""
    return tuple(sorted(value.items()) if isinstance(value, Mapping) else value for value in vars(settings).values())


def _limits(choices: Mapping[str, str]) -> dict[str, float]:
    return {name: float(value) for name, value in _named(LIMIT, choices).items()}


def _named(prefix: str, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices whose names begin so, by the rest of their names; an empty one counts as none."""
    return {name.removeprefix(prefix): value for name, value in choices.items() if name.startswith(prefix) and value}


def personal() -> Mapping[str, Personal]:
    """The numbers that runners may set for themselves, by name."""
    return PERSONAL


def save_limits(limits: Mapping[str, float]) -> None:
    """Keep the runner's own numbers, in place of all that were kept; what is not given is as usual again.

    Raises
    ------
    ValueError
        One is out of its bounds, or two contradict each other. Nothing is kept then.
    """
    replace(settings(), limits=limits)
    kept = {f"{LIMIT}{name}": str(limits.get(name, "")) for name in PERSONAL}
    workspace().save_choices(kept, changes_data=True)  # a coach's roster is worked out with them


def site_names() -> dict[str, str]:
    """What the runner calls a site, where they gave it a name of their own."""
    return {} if opened_demo() else _named(SITE_NAME, chosen())


def save_site_name(site: str, name: str) -> None:
    """Call a site `name` from now on; an empty name gives it its usual one again."""
    if site not in SITES:
        raise ValueError(f"{site!r} is no site; one of {', '.join(SITES)} is")
    workspace().save_choices({f"{SITE_NAME}{site}": " ".join(name.split())})


def history() -> tuple[str, ...]:
    """What the runner told of their own health; a made-up runner has none of it."""
    return _history(chosen())


def _history(choices: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, choices.get("history", "").split(";")))


def save_history(words: Sequence[str]) -> None:
    """Keep what the runner told of their own health, in place of what was told before."""
    replace(settings(), history=tuple(words))  # raises on nonsense
    workspace().save_choices({"history": ";".join(words)})


def show_acwr(key: str) -> None:
    """Keep whether the acute to chronic ratio is shown, as the toggle with this key says."""
    own_workspace().save_choices({"shows_acwr": "yes" if st.session_state[key] else "no"})


def save_settings(*, units: str | None = None, week_start: int | None = None, time_zone: str | None = None) -> None:
    """Keep what is given; the rest stays. An empty time zone is that of the browser."""
    given = {"units": units, "week_start": week_start}
    replace(settings(), **{name: value for name, value in given.items() if value is not None})  # raises on nonsense
    if time_zone and _zone(time_zone) is None:
        raise ValueError(f"{time_zone!r} is not the name of a time zone, such as 'Europe/Stockholm'")
    given["time_zone"] = time_zone
    own_workspace().save_choices({name: str(value) for name, value in given.items() if value is not None})


def time_zone() -> str | None:
    """Where the runner lives: as chosen, or as the browser says, or not known."""
    return own_chosen().get("time_zone") or _zone(st.context.timezone)


@cache
def time_zones() -> list[str]:
    """The time zones there are, in the order of the alphabet."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))


def chosen_time_zone() -> str:
    """The time zone the runner chose; empty where that of the browser counts."""
    return own_chosen().get("time_zone", "")


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
    kept = st.session_state if opened_demo() else chosen()
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
