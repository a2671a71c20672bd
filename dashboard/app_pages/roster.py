"""Who of a coach's athletes needs a look, the gravest first."""

import streamlit as st

from analysis.wording import count
from dashboard import session
from dashboard.app_pages.inviting import inviting
from dashboard.components.page import head, section, show
from dashboard.components.roster_list import roster_list, tapped_athlete

FILTERS = {
    "All": session.CONCERNS,
    "Needs a look": ("red_flag", "worsening", "act", "watch"),
    "Silent": ("quiet", "nothing"),
    "New": session.CONCERNS,
}


def take_tap() -> None:
    st.session_state["athlete_to_open"] = tapped_athlete()


def open_athlete(athlete_id: str) -> None:
    session.look_at(athlete_id)
    if session.first_page() == "roster":
        session.stop_looking()
        st.toast("What is shared has no page of its own.")
        return
    st.switch_page(f"app_pages/{session.first_page()}.py")


def listed(rows: list[session.Row]) -> list[session.Row]:
    """The rows that pass the filters."""
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        chosen = st.segmented_control("Show", FILTERS, default="All", required=True, key="roster_show",
                                      persist_state="session")  # fmt: skip
        name = st.text_input("Name", key="roster_name", width=220, placeholder="Any")
    return [
        row for row in rows
        if row.concern in FILTERS[chosen] and (chosen != "New" or row.news) and name.casefold() in row.name.casefold()
    ]  # fmt: skip


@st.fragment(run_every=session.CATCH_UP_EVERY_S)
def catching_up() -> None:
    """A moment of work at a time, apart from the page, which answers meanwhile and is drawn anew now and then."""
    left, should_draw = session.catch_up()
    if should_draw:
        st.rerun()
    show(f'<p class="tw-note" role="status">{count(left, "athlete")} being brought up to date.</p>')


head("Athletes", "Who needs a look? Red flags first, each athlete against their own usual, nobody against another.")
if tapped := st.session_state.pop("athlete_to_open", ""):
    open_athlete(tapped)
rows = session.roster()
if rows:
    shown = listed(rows)
    show(f'<p class="tw-note" role="status">{len(shown)} of {count(len(rows), "athlete")}.</p>')
    if any(row.is_stale for row in rows):
        catching_up()
    roster_list(shown, session.settings().units, take_tap)
else:
    section("Nobody yet", "Send somebody an invitation. They decide what you see, and can take it back at any time.")
inviting()
