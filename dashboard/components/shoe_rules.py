"""The runner's rules for the pair of a run: which there are, and one more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard.components.words import DAY_RULE_WORDS


def rule_words(rule: pd.Series) -> str:
    """'Runs on weekdays: Blue', 'Runs from the park: Blue'."""
    if rule["kind"] in DAY_RULE_WORDS:
        return f"{DAY_RULE_WORDS[rule['kind']]}: {rule['value']}"
    named = "a place without a name" if pd.isna(rule["name"]) else rule["name"]
    return f"Runs {'on' if rule['kind'] == 'route' else 'from'} {named}: {rule['value']}"


def kinds_of_runs(places: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    """(kind, key) of a rule -> the words for its runs; places only where the runner named them."""
    named = places[places["name"].notna()]
    days = {(kind, ""): words for kind, words in DAY_RULE_WORDS.items()}
    return days | {("place", place.key): f"Runs from {place.name}" for place in named.itertuples(index=False)}


def choose_rule(
    kinds: Mapping[tuple[str, str], str], pairs: list[str], on_set: Callable[[str, str, str], None]
) -> None:
    """Ask which runs are in which pair; `on_set` gets kind, key and pair."""
    with st.form("shoe_rule", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Runs", list(kinds), format_func=kinds.get, key="shoe_rule_kind")
        st.selectbox("Pair", pairs, key="shoe_rule_pair")
        st.form_submit_button("Set the rule", on_click=_set, args=(on_set,))


def _set(on_set: Callable[[str, str, str], None]) -> None:
    on_set(*st.session_state["shoe_rule_kind"], st.session_state["shoe_rule_pair"])
