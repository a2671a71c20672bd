"""Bringing files in: reading them, looking at what was read, keeping it. The upper part of the data page."""

from functools import partial
from html import escape

import streamlit as st

from analysis.wording import count
from dashboard import session
from dashboard.components.outcomes import file_notes, summary
from dashboard.components.page import section, show
from dashboard.components.preview import choose, tally, ticked_changes
from dashboard.components.questions import ask


def upload(title: str) -> None:
    section(
        title,
        "Quickest is a zip: the export of Garmin, Strava or Apple Health as you got it, or a folder you packed. Single"
        " files work too. Choose them, then press Import.",
    )
    with st.form("upload", clear_on_submit=True, border=False):
        left, right = st.columns(2)
        files = left.file_uploader(
            "Watch files (FIT, GPX, TCX), activity list, pain log, or a zip", accept_multiple_files=True,
            key="upload_files",
        )  # fmt: skip
        folder = right.file_uploader("Or a whole folder", accept_multiple_files="directory", key="upload_folder")
        is_sent = st.form_submit_button("Import", type="primary", icon=":material/upload_file:", on_click=_begin)
    if is_sent and not (files or folder):
        st.info("Choose files first, then press Import.")


def _begin() -> None:
    chosen = [*st.session_state["upload_files"], *st.session_state["upload_folder"]]
    if chosen:
        session.begin_reading(chosen)


def read(reading: session.Reading) -> None:
    """A slice of the reading, then the page again."""
    section("Reading your files", "Nothing is lost when you stop, or leave this page: what was read waits for you.")
    said = f"{reading.done:,} of {reading.total:,}" + (f": {reading.file}" if reading.file else "")
    st.progress(reading.done / max(reading.total, 1), text=said)
    st.button("Stop", key="stop_reading", on_click=session.stop_reading, icon=":material/stop_circle:")
    session.read_on()
    st.rerun()


def stopped(reading: session.Reading) -> None:
    with st.container(border=True):
        said = f"Stopped after {reading.done:,} of {count(reading.total, 'file')}."
        show(f'<p class="tw-note" role="status"><b>{said}</b> {escape(reading.problem)}</p>')
        st.button("Go on reading", key="go_on_reading", on_click=session.go_on_reading)


def look(proposed: session.Proposed) -> None:
    """What was read, to be agreed to."""
    if proposed.brings_nothing:
        section("Nothing new", "There is nothing in these files that you do not have already.")
    else:
        section("Look before you keep", "This was read. It is not part of your data until you keep it.")
    show(f'<p class="tw-note" role="status"><b>{summary(proposed.files["status"])}</b></p>{tally(proposed.changes)}')
    actions = st.container(horizontal=True)
    for note in proposed.notes:
        show(f'<p class="tw-note">{escape(note)}</p>')
    for asked in proposed.questions:
        ask(asked, session.understood, partial(session.answer, asked.question))
    show(file_notes(proposed.files))
    ticked = choose(proposed.changes, session.settings().units, proposed.version)
    with actions:
        decide(ticked, proposed)


def keep(seen: session.Proposed) -> None:
    """What is ticked now: the page may not have seen the last tick yet."""
    session.keep(ticked_changes(seen.changes, seen.version), seen)


def decide(ticked: set[str], proposed: session.Proposed) -> None:
    if ticked or proposed.n_more:
        words = f"Keep what is ticked ({len(ticked):,})" if ticked else "Keep what they tell more"
        st.button(words, type="primary", key="keep", icon=":material/check:", on_click=keep, args=(proposed,))
        with st.popover("Discard all"):
            st.write("This lets go of what was read. To keep it later, upload the files again.")
            st.button("Yes, discard it", key="discard", on_click=session.discard)
    else:
        st.button("Close", type="primary", key="close", on_click=session.discard)


def intake() -> None:
    """Reading, looking at what was read, or the way to begin."""
    reading = session.reading()
    if reading and not reading.is_stopped:
        read(reading)
    if reading:
        stopped(reading)
    proposed = session.proposed()
    if proposed:
        look(proposed)
    upload("Add more files" if proposed else "Upload")
