"""Which weeks and which pain a chart shows: the same choice on every page of training."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components.words import MOMENT_WORDS

RANGES = {"12 weeks": 12, "26 weeks": 26, "1 year": 53, "All": None}


def week_controls(weeks: pd.DataFrame, logged: list[str], key: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Ask for a span and for moments of pain, of those `logged`; the weeks of that span, and the moments to draw."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        span = st.segmented_control(
            "Time", RANGES, default="26 weeks", required=True, key=f"{key}_span", persist_state="session"
        )
        moments = st.pills(
            "Pain", logged, selection_mode="multi", default=logged[:3], format_func=MOMENT_WORDS.get,
            key=f"{key}_moments", persist_state="session",
        ) if logged else []  # fmt: skip
    return weeks.tail(RANGES[span] or len(weeks)), tuple(moments)
