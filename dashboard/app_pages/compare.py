"""Two to six athletes beside each other, each against the own usual."""

import streamlit as st

from dashboard import session
from dashboard.components.compare import by_calendar, by_onset, compared
from dashboard.components.page import head, show
from dashboard.components.words import named, prose

FEWEST, MOST = 2, 6

head("Compare", "Each athlete against their own usual, on the same scales. Pain has no winners: nobody is ranked.")
known = {row.athlete_id: row for row in session.roster() if row.part.get("weeks")}
with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
    chosen = st.multiselect(
        "Athletes, in the order you choose them", known, format_func=lambda name: known[name].name,
        max_selections=MOST, key="compared", persist_state="session", placeholder="Two to six", wrap=True,
    )  # fmt: skip
    by = st.segmented_control("Weeks", ["Calendar", "From the onset of pain"], default="Calendar", required=True,
                              key="compared_by", persist_state="session")  # fmt: skip
if len(chosen) < FEWEST:
    show('<p class="tw-note">Choose two athletes or more. Those without data you may see are not in the list.</p>')
    st.stop()
rows = [known[name] for name in chosen if name in known]
labels, weeks = by_calendar(rows) if by == "Calendar" else by_onset(rows)
show(
    '<p class="tw-note">Bars: distance of the week; the dashed line is the usual week of that athlete, the top twice as'
    " much; a dashed box: not known. Dots: mean worst pain of the week, 0 at the bottom, 10 at the top. No dot: none"
    " logged or not shared.</p>"
)
for row in rows:
    if row.athlete_id in weeks:
        show(compared(row, weeks[row.athlete_id], labels, session.settings().units))
    else:
        show(
            f'<p class="tw-note">{prose(named(row.name))}: no pain is going on, it is not shared, or it began'
            " too long ago to say when.</p>"
        )
