"""Where and in what was run: places and routes under the names the runner gave them, and runs to be set right."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import whereabouts
from analysis.corrections import who_says
from analysis.tables import ACTIVITIES, REST_SPORT, RUN_SPORT, empty
from dashboard.session.drawn import once
from dashboard.session.telling import defaults, place_names, told
from dashboard.session.view import current

_EDITABLE = ["activity_id", "local_date", "distance_m", "title", "value", "said_by", "where"]


def places() -> pd.DataFrame:
    """From where is run, most often first? `key, n_runs, distance_m, first_day, last_day, name` (missing: no name)."""
    return _named("place", current().data_version)


def routes() -> pd.DataFrame:
    """Which ways are run again and again, most often first? `key, n_runs, distance_m, name` (missing: no name)."""
    return _named("route", current().data_version)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _named(kind: str, data_version: str) -> pd.DataFrame:
    names, rules, seen = place_names(), told().defaults, current().analysis
    activities = empty(ACTIVITIES) if seen is None else seen.activities
    known = [*rules.loc[rules["kind"] == kind, "key"], *names.index]
    found = whereabouts.places(activities, known) if kind == "place" else whereabouts.routes(activities, known)
    return found.assign(name=found["key"].map(names).astype("str"))


def rules_for(field: str) -> pd.DataFrame:
    """The runner's rules that set this field, as DEFAULTS."""
    return once(_rules_for, defaults(), field, of=field)


def _rules_for(rules: pd.DataFrame, field: str) -> pd.DataFrame:
    return rules[rules["field"] == field]


def editable(field: str) -> pd.DataFrame:
    """The runs whose `field` the runner may set, newest first; of `sport` all activities.

    `activity_id, local_date, distance_m, title, value`, `said_by` (a word of SOURCES), and `where`: places and routes,
    one a line, as they are called or numbered from the one most run.
    """
    return _editable(field, current().data_version)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _editable(field: str, data_version: str) -> pd.DataFrame:
    seen = current().analysis
    activities = empty(ACTIVITIES) if seen is None else seen.activities
    found = activities.assign(said_by=who_says(activities, told(), field), value=activities[field])
    found = found[found["sport"] != REST_SPORT if field == "sport" else found["sport"] == RUN_SPORT]
    found = found.assign(where=_where(found)).sort_values(["local_date", "local_start_time"], ascending=False)
    return found[_EDITABLE].reset_index(drop=True)


def _where(runs: pd.DataFrame) -> pd.Series:
    """Places and routes of each run, one a line; missing where it has none."""
    lines = pd.Series("", index=runs.index)
    for kind, found, is_there in (("Place", places(), whereabouts.at_place), ("Route", routes(), whereabouts.on_route)):
        names = found["name"].fillna(pd.Series([f"{kind} {n + 1}" for n in range(len(found))], dtype="str"))
        for key, name in zip(found["key"], names, strict=True):
            lines = lines.mask(is_there(runs, key), lines + f"\n{name}")
    return lines.str.removeprefix("\n").replace("", pd.NA)
