"""What the runner does with pairs of shoes, and the one change that can be taken back at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis import metrics
from dashboard.session import telling
from dashboard.session.drawn import once
from dashboard.session.view import current


def shoe_weeks() -> pd.DataFrame:
    """`week_start, shoe, distance_m` of what is on the screen; `shoe` is missing where no pair is known."""
    found = current().analysis
    return once(metrics.shoes.weeks_by_pair, found.activities, found.exposures, found.settings.week_start)


def change_shoe(said: str, shoe: str, **columns: Any) -> None:
    """Keep what is new about a pair; `said` tells the runner what was done."""
    st.session_state["shoe_changed"] = said, telling.save_shoe(shoe, **columns)


def remove_shoe(shoe: str) -> None:
    """Forget a pair that was entered."""
    st.session_state["shoe_changed"] = f"Removed “{shoe}”.", telling.drop_shoe(shoe)


def set_shoe_rule(kind: str, key: str, shoe: str) -> None:
    """Make a rule for a pair. Runs from before it keep the pair that the rule it takes the place of gave them."""
    found, rules = current().analysis, telling.defaults()
    replaced = rules[(rules["kind"] == kind) & (rules["key"] == key) & (rules["field"] == "shoe")]
    first = found.shoes.set_index("shoe")["first_use"].get(shoe)
    runs = found.activities[found.activities["shoe"].isin(replaced["value"]) & (replaced["value"] != shoe).any()]
    before = runs if pd.isna(first) else runs[runs["local_date"] < first]
    for name, of_pair in before.groupby("shoe"):
        telling.correct(of_pair["activity_id"], "shoe", name)
    telling.set_default(kind, key, "shoe", shoe)


def shoe_changed() -> str:
    """What was done to a pair last in this visit; empty where nothing can be taken back."""
    return st.session_state.get("shoe_changed", ("", 0))[0]


def undo_shoe_change() -> None:
    """Take it back."""
    if changed := st.session_state.pop("shoe_changed", None):  # none on a second press
        telling.undo_shoe(changed[1])
