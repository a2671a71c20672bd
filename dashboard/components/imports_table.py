"""The files Twinge holds, to be looked through and ticked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components.outcomes import WORDS

_KEY = "imports_table"


def ticked_imports(import_ids: list[int]) -> list[int]:
    """Of the files in the table those that are ticked."""
    return [import_ids[row] for row in st.session_state[_KEY].selection.rows if row < len(import_ids)]


def imports_table(imports: pd.DataFrame) -> list[int]:
    """Show the imports, newest first, and return the ids of those the reader ticked."""
    shown = imports.assign(outcome=imports["status"].map(lambda status: WORDS[status][1]))
    st.dataframe(
        shown,
        hide_index=True,
        column_order=["file", "outcome", "activities", "pain_entries", "imported_at", "sentences"],
        column_config={
            "file": st.column_config.TextColumn("File", width=240),
            "outcome": st.column_config.TextColumn("Outcome", width=110),
            "activities": st.column_config.NumberColumn("Activities", width=90, format="localized"),
            "pain_entries": st.column_config.NumberColumn("Pain entries", width=105, format="localized"),
            "imported_at": st.column_config.DatetimeColumn("Imported", format="D MMM YYYY", width=110),
            "sentences": st.column_config.TextColumn("Notes", width="large"),
        },
        on_select="rerun",
        selection_mode="multi-row",
        key=_KEY,
        height=min(400, 38 * (len(shown) + 1)),
        alt="Imported files with their outcome",
    )
    return ticked_imports(imports["import_id"].tolist())
