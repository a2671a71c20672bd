"""Setting what is not known: which runs are on which surface, by a rule for a place, a route or a kind of day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from analysis.settings import Units
from analysis.tables import SURFACES
from analysis.wording import count, day, distance
from dashboard.components.words import DAY_RULE_WORDS, SURFACE_WORDS

KNOWN = [surface for surface in SURFACES if surface != "unknown"]
MOST = 12  # places or routes listed; rarer ones are set run by run


def rule_words(rule: pd.Series) -> str:
    """'Runs from the park: Trail', 'Runs on weekdays: Asphalt'."""
    surface = SURFACE_WORDS[rule["value"]]
    if rule["kind"] in DAY_RULE_WORDS:
        return f"{DAY_RULE_WORDS[rule['kind']]}: {surface}"
    named = f"a {rule['kind']} without a name" if pd.isna(rule["name"]) else rule["name"]
    return f"Runs {'on' if rule['kind'] == 'route' else 'from'} {named}: {surface}"


def kinds_of_runs(places: pd.DataFrame, routes: pd.DataFrame, units: Units) -> Mapping[tuple[str, str], str]:
    """(kind, key) of a rule -> the words for its runs, the most run first."""
    kinds = {
        ("place", place.key): f"From {_name(place, 'place', n)}: {count(place.n_runs, 'run')}, {_span(place)}"
        for n, place in enumerate(places.head(MOST).itertuples(index=False), start=1)
    }
    kinds |= {
        ("route", route.key): f"On {_name(route, 'route', n)}: {count(route.n_runs, 'run')} of about"
        f" {distance(route.distance_m, units)}"
        for n, route in enumerate(routes.head(MOST).itertuples(index=False), start=1)
    }
    return kinds | {(kind, ""): words for kind, words in DAY_RULE_WORDS.items()}


def _span(place) -> str:
    """When it was run from, so that one knows which place is meant: '3 Mar 2024 to 9 May 2025'."""
    first, last = day(place.first_day), day(place.last_day)
    return first if first == last else f"{first} to {last}"


def _name(row, kind: str, number: int) -> str:
    return f"{kind} {number}" if pd.isna(row.name) else row.name


def choose_rule(kinds: Mapping[tuple[str, str], str], on_set: Callable[[str, str, str, str], None]) -> None:
    """Ask which runs are on which surface; `on_set` gets kind, key, surface and name of the place."""
    with st.form("surface_rule", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("Runs", list(kinds), format_func=kinds.get, key="surface_rule_kind")
            st.selectbox("Surface", KNOWN, KNOWN.index("asphalt"), format_func=SURFACE_WORDS.get,
                         key="surface_rule_value")  # fmt: skip
            st.text_input("Name of the place or route, if you like", key="surface_rule_name", max_chars=60)
        st.form_submit_button("Set the rule", on_click=_set, args=(on_set,))


def _set(on_set: Callable[[str, str, str, str], None]) -> None:
    kind, surface, name = (st.session_state[f"surface_rule_{part}"] for part in ("kind", "value", "name"))
    on_set(*kind, surface, name.strip() if kind[1] else "")
