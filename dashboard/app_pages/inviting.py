"""Inviting somebody to be coached. A part of the page Athletes."""

import streamlit as st

from analysis.wording import count, day
from dashboard import session
from dashboard.components.page import section, show


def inviting() -> None:
    section(
        "Invite an athlete",
        "Send the link to one person. It works once, for seven days. They tick what you may see: nothing is ticked"
        " before.",
    )
    st.button("Make a link", key="invite", on_click=session.invite, icon=":material/person_add:")
    if session.invitation():
        st.code(session.invitation(), language=None, wrap_lines=True)
        show('<p class="tw-note">Copy it now: Twinge keeps no copy and cannot show it again.</p>')
    if ends := session.open_invitations():
        last = day(session.local_time(ends[-1]))
        show(f'<p class="tw-note">{count(len(ends), "invitation")} nobody has used yet, open until {last}.</p>')
        st.button("Take back what is open", key="close_invitations", on_click=session.close_invitations)
