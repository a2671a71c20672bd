"""Instead of an athlete's pages: nothing is shared any more."""

import streamlit as st

from dashboard import session
from dashboard.components.page import head
from dashboard.components.words import named

head("Nothing is shared any more", f"{named(session.visitor().name)} has taken back what you could see.")
st.button("Back to your own pages", key="stop_looking", type="primary", on_click=session.stop_looking)
