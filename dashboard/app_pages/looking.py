"""On every page while a coach looks at an athlete: whose data they are, what is shared, notes, the next athlete."""

import streamlit as st

from analysis.wording import day
from dashboard import session
from dashboard.components.page import show
from dashboard.components.roster import shared_words
from dashboard.components.words import label, named, prose


def looking(is_first: bool) -> None:
    """`is_first`: on the page that a coach begins with, what is new stands too."""
    who, rows = session.visitor(), session.roster()
    with st.container(key="looking_banner", horizontal=True, vertical_alignment="center"):
        shared = shared_words(who.scopes)
        show(f'<p class="tw-demo">You look at <b>{prose(named(who.name))}</b>: {shared}, to read only.</p>')
        for where, by in (("Previous", -1), ("Next", 1)):
            other = session.step(rows, by)
            if other is not None:
                st.button(f"{where}: {label(named(other.name))}", key=f"look_{by}", on_click=session.look_at,
                          args=(other.athlete_id,))  # fmt: skip
        _notes(who.athlete_id)
        if st.button("All athletes", key="stop_looking"):
            session.stop_looking()
            st.switch_page("app_pages/roster.py")
    new = session.news() if is_first else None
    if new:
        since, raised = new
        lines = "".join(f"<li>{prose(flag['sentence'])}</li>" for flag in raised)
        show(f'<div class="tw-news"><p><b>New since you looked on {day(since)}</b></p><ul>{lines}</ul></div>')


def _notes(athlete_id: str) -> None:
    written = session.notes(athlete_id)
    opened = st.popover(f"Notes ({len(written)})", key="coach_notes", on_change="rerun")
    if not opened.open:
        return
    with opened:
        with st.form("coach_note", clear_on_submit=True, border=False):
            st.text_area("A note for yourself", max_chars=2000, key="coach_note_text",
                         help="Nobody else reads it, the athlete neither.")  # fmt: skip
            st.form_submit_button("Keep the note", on_click=_keep_note, args=(athlete_id,))
        if session.has_removed_note():
            st.button("Removed. Undo", key="bring_note_back", on_click=session.bring_note_back, icon=":material/undo:")
        for note in written:
            show(f'<p class="tw-note">{note.written_at:%-d %B %Y}: {prose(note.text)}</p>')
            st.button("Remove", key=f"remove_note_{note.note_id}", on_click=session.remove_note,
                      args=(note.note_id,))  # fmt: skip


def _keep_note(athlete_id: str) -> None:
    session.add_note(athlete_id, st.session_state["coach_note_text"])
