"""Before anybody has logged in: what Twinge is, and the way in."""

import streamlit as st

from dashboard import session
from dashboard.components.page import head, show

head("Twinge", "What is my training doing to my pain, and what should I do next?")
show('<p class="tw-note">Log in to see your own data. Nobody else sees them unless you say so.</p>')
st.button("Log in", type="primary", key="log_in", on_click=session.log_in, icon=":material/login:")
