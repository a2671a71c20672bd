"""One page for a clinician, and the tables behind it: look, then take it along."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.components.page import head, no_data, show

head("Report", "One page a clinician reads in a minute, and the tables behind it. You decide what is on it.")
if session.current().analysis is None:
    no_data()
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    span = st.segmented_control(
        "How far back", session.REPORT_SPANS, default="26 weeks", required=True, key="report_span",
        persist_state="session",
    )  # fmt: skip
    name = st.text_input(
        "Name on it", key="report_name", max_chars=80, placeholder="Left out", persist_state="session", width=240,
        disabled=session.current().is_demo,
    )  # fmt: skip
has_notes = st.toggle("With my notes, in the table of days", key="report_notes", persist_state="session")
made = session.made_report(session.ask_report(session.REPORT_SPANS[span], name, has_notes))

# The files are made when asked for, and for this visitor only: bytes would lie under an address anybody may open.
with st.container(horizontal=True):
    st.download_button(
        "Download PDF", partial(session.report_pdf, made), session.report_name("pdf"), "application/pdf",
        icon=":material/picture_as_pdf:", type="primary", key="report_pdf", on_click="ignore",
    )  # fmt: skip
    st.download_button(
        "Download HTML", partial(session.report_html, made), session.report_name("html"), "text/html",
        icon=":material/description:", key="report_html", on_click="ignore",
    )  # fmt: skip
show(
    '<p class="tw-note">Made here, on this machine; it goes to nobody but you. Print it on A4 from either file. Below'
    " is the same page as HTML.</p>"
)
# Its frame may run scripts: the page holds none, escapes what was written, and its own policy forbids them.
st.iframe(session.report_html(made), height=1180, alt="The report")
