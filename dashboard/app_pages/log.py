"""Log pain in a few taps: today or a day before."""

from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.wording import day as day_words
from dashboard import session
from dashboard.app_pages.log_form import choose_day, chosen_day, done, edit, forget, form
from dashboard.app_pages.log_signs import show_answers
from dashboard.components.log_entries import changed_words, clash_words, day_name, entries_on, entry_line, last_days
from dashboard.components.log_words import entry_words
from dashboard.components.page import section, show, to_top
from dashboard.session import log

_STATE = st.session_state


def strip(seen: log.Lately, today: pd.Timestamp, chosen: pd.Timestamp) -> None:
    """The last seven days, each a button: its worst score, or that nothing was logged."""
    with st.container(key="log_days", horizontal=True, gap="small"):
        for day, worst in session.once_a_visit(last_days, seen.pain, today, of=(seen.version, today)):
            look = "none" if worst is None else f"p{round(worst)}"
            here = "here" if day == chosen else ""
            with st.container(key=f"log_day_{day:%m%d}_{look}_{here}"):
                st.button(day_name(day, worst), key=f"log_to_{day:%Y%m%d}", on_click=choose_day, args=(day,))


def no_pain(day: pd.Timestamp, is_today: bool) -> None:
    words = "No pain today" if is_today else f"No pain on {day_words(day)}"
    st.button(words, key="log_no_pain", icon=":material/check:", width="stretch", on_click=keep_no_pain, args=(day,))


def keep_no_pain(day: pd.Timestamp) -> None:
    done(log.save_entries(log.painless(day)), f"Saved: no pain on {day_words(day)}.")


def confirmation() -> None:
    """What was done last, its undo, and what the warning signs in it say."""
    if "log_done" not in _STATE:
        return
    last = _STATE["log_done"]
    if last.pop("is_new", False):
        to_top()
    with st.container(key="log_done_bar", horizontal=True, vertical_alignment="center", gap="small"):
        show(f'<p class="tw-done" role="status">{escape(last["said"])}</p>')
        st.button("Undo", key="log_undo", icon=":material/undo:", on_click=undo)
    if last["has_signs"]:
        show_answers()


def undo() -> None:
    log.undo_entries(_STATE.pop("log_done")["action"])


def clash() -> None:
    """The entry was changed elsewhere: show both, and lose neither without a word."""
    found = _STATE["log_clash"]
    show(clash_words(found.theirs, found.mine, session.site_names()))
    with st.container(horizontal=True):
        st.button("Keep mine", key="log_mine", type="primary", on_click=keep_mine, args=(found,))
        st.button("Keep the other", key="log_theirs", on_click=forget)


def keep_mine(found: log.Clash) -> None:
    if found.mine is None:
        done(log.drop_entry(found.theirs), "Deleted.")
    else:
        done(log.save_entries([found.mine], seen=found.theirs), f"Saved: {named(found.mine)}.")


def delete(entry: dict) -> None:
    done(log.drop_entry(entry), f"Deleted: {named(entry)}.")


def put_back(entry: dict) -> None:
    done(log.put_back(entry), f"Put back: {named(entry)}.")


def named(entry: dict) -> str:
    return entry_words(entry, session.site_names())


def listed(day: pd.Timestamp, is_today: bool, seen: log.Lately) -> None:
    section("Logged today" if is_today else f"Logged on {day_words(day)}")
    names = session.site_names()
    own, files = session.once_a_visit(entries_on, day, seen.entries, seen.files, of=(seen.version, day))
    standing = [entry for entry in files if entry["fate"] == "stands"]
    if not own and not standing:
        show('<p class="tw-note">Nothing yet.</p>')
    for entry in own:
        line(entry, entry_line(entry, names, changed_words(entry, files)))
    for entry in standing:
        line(entry, entry_line(entry, names, f"From {entry['source']}"))
    for entry in files:
        if entry["fate"] == "removed":
            with row(entry):
                show(entry_line(entry, names, f"Removed by you, {entry['source']} says it", is_removed=True))
                st.button("Put back", key=f"log_back_{entry['entry_id']}", on_click=put_back, args=(entry,))


def line(entry: dict, words: str) -> None:
    with row(entry):
        show(words)
        st.button("Edit", key=f"log_edit_{entry['entry_id']}", on_click=edit, args=(entry,))
        st.button("Delete", key=f"log_delete_{entry['entry_id']}", on_click=delete, args=(entry,))


def row(entry: dict) -> DeltaGenerator:
    return st.container(key=f"log_entry_{entry['entry_id']}", horizontal=True, vertical_alignment="center", gap="small")


def begin_anew() -> None:
    """Nothing that was begun in a demo ends in the runner's own log, nor the other way round."""
    forget()
    for name in ("log_done", "log_day"):
        _STATE.pop(name, None)
    _STATE["log_whose"] = log.whose()


if session.as_of() is not None:
    show('<p class="tw-note">You are looking at a day of the past. Go back to the latest day to log.</p>')
    st.stop()
if not session.may_change():
    show('<p class="tw-note">Only the runner logs pain here.</p>')
    st.stop()
if _STATE.get("log_whose") != log.whose():
    begin_anew()
if "log_editing" in _STATE and "log_moment" not in _STATE:
    edit(_STATE["log_editing"])  # another page was open meanwhile, and Streamlit emptied the form
today = pd.Timestamp(log.log_clock().date())
day = chosen_day(today)
seen = log.lately(day)
st.title("Log", anchor=False)
confirmation()
strip(seen, today, day)
if "log_clash" in _STATE:
    clash()
elif "log_editing" in _STATE:
    show(f'<p class="tw-kind">Change: {escape(named(_STATE["log_editing"]))}</p>')
elif not log.hurt_on(day):
    no_pain(day, day == today)
if "log_clash" not in _STATE:
    form(day, log.proposal(day))
listed(day, day == today, seen)
