"""Inviting somebody to be coached. A part of the page Athletes."""

import streamlit as st

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
