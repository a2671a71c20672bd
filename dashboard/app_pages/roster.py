"""Who of a coach's athletes needs a look, the gravest first."""

import streamlit as st

from analysis.wording import count
from dashboard import session
from dashboard.app_pages.inviting import inviting
from dashboard.components.page import head, section, show
from dashboard.components.roster import roster_row

FILTERS = {
    "Everybody": session.CONCERNS,
    "Needs a look": ("red_flag", "worsening", "act", "watch"),
    "Nothing known": ("quiet", "nothing"),
    "New": session.CONCERNS,
}

head("Athletes", "Who needs a look? Red flags first, each athlete against their own usual, nobody against another.")
rows, units = session.roster(), session.settings().units


def open_athlete(row: session.Row) -> None:
    session.look_at(row.athlete_id)
    if session.first_page() == "roster":
        session.stop_looking()
        st.toast(f"{row.name} shares nothing that has a page.")
        return
    st.switch_page(f"app_pages/{session.first_page()}.py")


def listed() -> list[session.Row]:
    """The rows that pass the filters."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = st.segmented_control("Show", FILTERS, default="Everybody", required=True, key="roster_show",
                                      persist_state="session")  # fmt: skip
        name = st.text_input("Name", key="roster_name", width=220, placeholder="Any")
    return [
        row for row in rows
        if row.concern in FILTERS[chosen] and (chosen != "New" or row.news) and name.casefold() in row.name.casefold()
    ]  # fmt: skip


if rows:
    shown = listed()
    show(f'<p class="tw-note" role="status">{len(shown)} of {count(len(rows), "athlete")}.</p>')
    for row in shown:
        with st.container(key=f"roster_{row.grant.grant_id}", horizontal=True, vertical_alignment="center"):
            show(roster_row(row, units))
            if st.button("Open", key=f"open_{row.grant.grant_id}", help=f"See what {row.name} shares"):
                open_athlete(row)
else:
    section("Nobody yet", "Send somebody an invitation. They decide what you see, and can take it back at any time.")
inviting()
if session.catch_up(rows) or any(row.is_stale for row in rows):
    st.rerun()
