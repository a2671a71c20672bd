"""Setting what runs were on: a rule, a map, or run by run. A part of the page Surfaces and hills."""

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.app_pages.setting import set_runs
from dashboard.components.made_of import map_words, sources_table, surfaces_known
from dashboard.components.page import section, show
from dashboard.components.surface_rules import KNOWN, choose_rule, kinds_of_runs, rule_words
from dashboard.components.words import SURFACE_WORDS, prose


def setting(since: pd.Timestamp, view: session.View) -> None:
    """Who says what was run on since a day, and for the runner three ways to set what nobody says."""
    units, shares = view.analysis.settings.units, session.surface_shares(since)
    section("Who says so", session.once(surfaces_known, shares, session.may_change(), of=since))
    if len(shares):
        show(session.once(sources_table, shares, units, of=since))
    if not session.may_change():
        return
    _rules(units)
    by_run = st.expander("Set single runs", on_change="rerun", key="surface_by_run")
    if by_run.open:
        with by_run:
            set_runs("surface", {surface: SURFACE_WORDS[surface] for surface in KNOWN})
    if not view.is_demo:
        _map()


def _rules(units: str) -> None:
    """The rules that hold, and one more."""
    for _, told in session.rules_for("surface").iterrows():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note"><b>{prose(rule_words(told))}</b></p>')
            st.button("Take it back", key=f"drop_{told['kind']}_{told['key']}", on_click=session.drop_default,
                      args=(told["kind"], told["key"], "surface"))  # fmt: skip
    show('<p class="tw-note">A rule fills in runs whose surface nobody knows. What a file or you say of one run counts'
         " before it.</p>")  # fmt: skip
    choose_rule(session.once(kinds_of_runs, session.places(), session.routes(), units), _set_rule)


def _set_rule(kind: str, key: str, surface: str, name: str) -> None:
    session.set_default(kind, key, "surface", surface, name)


def _map() -> None:
    """A map of the runner's own, to look up the surface of the ways that recordings went."""
    part = st.expander("Look it up on a map", on_change="rerun", key="surface_map")
    if not part.open:
        return
    with part:
        show(f'<p class="tw-note">{prose(map_words(session.map_summary()))}</p>')
        upload = st.file_uploader("OpenStreetMap extract (.osm.pbf)", type=["pbf"], key="map_upload")
        if upload is not None and st.button("Add the map", type="primary", key="map_add"):
            with st.spinner("Reading the map"):
                problem = session.try_map(upload)
            if problem:
                st.error(problem)
            else:
                st.rerun()
        if session.map_summary() is not None:
            st.button("Remove the map", key="map_remove", on_click=session.remove_map)
