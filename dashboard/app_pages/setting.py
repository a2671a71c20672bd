"""Letting the runner set a field of many runs, and take it back. A part of the pages that show what is unknown."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session
from dashboard.components.bulk_edit import bulk_edit
from dashboard.components.page import show
from dashboard.components.words import prose


def set_runs(field: str, choices: Mapping[str, str], key: str) -> None:
    """The list of runs with `field` to be set, and what was done last with its undo."""
    said = st.session_state.get(f"{key}_said")
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note" role="status"><b>{prose(said)}</b></p>')
            st.button("Undo", key=f"{key}_undo", on_click=_undo, args=(key,), icon=":material/undo:")
    asked = bulk_edit(session.editable(field), field, choices, key, session.settings().units)
    if asked:
        session.correct(asked.activity_ids, field, asked.value)
        st.session_state[f"{key}_said"] = asked.sentence
        st.rerun()


def _undo(key: str) -> None:
    session.undo_correction()
    st.session_state[f"{key}_said"] = ""
