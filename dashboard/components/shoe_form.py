"""What the runner can enter of a pair of shoes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.settings import Units
from analysis.tables import SHOE_CATEGORIES, SHOES
from analysis.wording import METRES
from dashboard.components.learn_link import help_with
from dashboard.components.numbers import SPOKEN_UNIT
from dashboard.components.words import SHOE_WORDS

_NAMELESS = ""  # in the keys of the form for a new pair: no pair has this name
_NEW = pd.Series({column.name: None for column in SHOES.columns}, dtype="object")


def shoe_form(units: Units, latest: date, on_save: Callable[[dict[str, Any]], None], pair: Any = None) -> None:
    """Ask for what is known of a pair, a row of SHOES; without `pair` for a new one and its name.

    `on_save` gets the columns of SHOES that were asked for, SI inside.
    """
    key = _NAMELESS if pair is None else pair["shoe"]
    with st.form(f"shoe_form_{key}", border=False):
        if pair is None:
            st.text_input("Name of the pair", key=f"name_{key}", max_chars=80)
        _fields(_NEW if pair is None else pair, key, units, latest)
        st.form_submit_button("Save", type="primary", on_click=_save, args=(on_save, key, units))


def _save(on_save: Callable[[dict[str, Any]], None], key: str, units: Units) -> None:
    name, first, start, category, drop = (
        st.session_state.get(f"{field}_{key}") for field in ("name", "first", "start", "category", "drop")
    )
    on_save({
        "shoe": key if name is None else name.strip(),
        "first_use": None if first is None else pd.Timestamp(first),
        "starting_distance_m": None if start is None else start * METRES[units],
        "category": category,
        "drop_mm": drop,
    })  # fmt: skip


def _fields(known: pd.Series, key: str, units: Units, latest: date) -> None:
    st.date_input(
        "First run in it", None if pd.isna(known["first_use"]) else known["first_use"], max_value=latest,
        min_value=date(1970, 1, 1), key=f"first_{key}", help="Rules for this pair begin on this day.",
    )  # fmt: skip
    st.number_input(
        f"{SPOKEN_UNIT[units].capitalize()} in it before the first run known here",
        value=_optional(known["starting_distance_m"], METRES[units]), min_value=0.0, max_value=5000.0, step=10.0,
        key=f"start_{key}",
    )  # fmt: skip
    st.selectbox(
        "Kind", SHOE_CATEGORIES, None if pd.isna(known["category"]) else SHOE_CATEGORIES.index(known["category"]),
        format_func=lambda word: SHOE_WORDS[word].capitalize(), key=f"category_{key}", placeholder="Not known",
    )  # fmt: skip
    low, high = SHOES["drop_mm"].low, SHOES["drop_mm"].high
    st.number_input(
        "Drop in mm", value=_optional(known["drop_mm"], 1.0), min_value=float(low), max_value=float(high), step=0.5,
        format="%.1f", key=f"drop_{key}", 
        help=help_with("How much higher the heel is than the forefoot. The maker states it.", "shoe_switch"),
    )  # fmt: skip


def _optional(value: Any, over: float) -> float | None:
    return None if pd.isna(value) else round(float(value) / over, 1)
