"""Before anybody has logged in: what Twinge is, and the way in."""

import streamlit as st

from dashboard import session
from dashboard.components.page import head, show

head("Twinge", "What is my training doing to my pain, and what should I do next?")
if session.has_run_out():
    st.warning("Your login has run out. What Twinge said it saved is there. Anything you typed after that was not kept:"
               " log in, and add it again.")  # fmt: skip
show(
    '<ul class="tw-login"><li><b>Log pain in two taps</b>, and see it above the weeks you ran.</li>'
    "<li><b>Know what to do next</b>: each step with its reason and its numbers.</li>"
    "<li><b>Hear when it is time to see a clinician.</b> Twinge describes and warns, no more.</li></ul>"
    '<p class="tw-note">What you log is yours. Nobody else sees it unless you say so, and you can take that back.</p>'
)
st.button("Log in", type="primary", key="log_in", on_click=session.log_in, icon=":material/login:")
