"""Letting the runner set a field of many runs, and take it back. A part of the pages that show what is unknown."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session
from dashboard.components.bulk_edit import Edit, bulk_edit
from dashboard.components.page import show
from dashboard.components.words import prose


def set_runs(field: str, choices: Mapping[str, str]) -> None:
    """The list of runs with `field` to be set, and what was done last with its undo."""
    said = session.corrected(field)
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note" role="status"><b>{prose(said)}</b></p>')
            st.button("Undo", key=f"{field}_runs_undo", on_click=session.undo_correction, args=(field,),
                      icon=":material/undo:")  # fmt: skip
    bulk_edit(session.editable(field), field, choices, session.settings().units, _set)


def _set(asked: Edit) -> None:
    session.correct(asked.activity_ids, asked.field, asked.value, asked.sentence)
