"""What has been uploaded, what became of it, and how to take it out again."""

import streamlit as st

from analysis.wording import count, day
from dashboard import session
from dashboard.app_pages.intake import intake
from dashboard.components.imports_table import imports_table, ticked_imports
from dashboard.components.page import head, section, show
from dashboard.components.pain_template import FILE_NAME, pain_template
from dashboard.components.welcome import demo_cards

MOST_SPANS = 5
LAST_OF_ALL = "No other file is left, so your shoes, rules, names of places, answers, choices and map go with it. "


def just_kept() -> None:
    """What was kept just now, and the way to what it tells."""
    if not session.just_kept():
        return
    with st.container(key="just_kept", horizontal=True, vertical_alignment="center"):
        show(f'<p class="tw-done" role="status">{session.just_kept()}</p>')
        if st.button("See how things stand", key="see_overview", type="primary", icon=":material/explore:"):
            st.switch_page("app_pages/overview.py")


def undo() -> None:
    """The way back from what was kept last."""
    last = session.last_import()
    if last:
        st.button(
            f"Undo the last import: {last.what}, {day(last.when)}", key="undo_import", on_click=session.undo_import,
            args=(last.batch,), icon=":material/undo:",
        )  # fmt: skip


def kept() -> None:
    imports = session.imports()
    section("What Twinge has", "" if len(imports) else "Nothing yet.")
    if len(imports):
        undo()
        chosen = imports_table(imports)
        with st.container(horizontal=True):
            st.button(
                f"Remove {count(len(chosen), 'file')}" if chosen else "Remove the ticked files", key="remove",
                disabled=not chosen, on_click=remove, args=(imports["import_id"].tolist(),),
            )  # fmt: skip
            st.button("Remove everything", key="remove_all", on_click=session.remove_all)
    removed()


def remove(import_ids: list[int]) -> None:
    """Those that are ticked now: the page may not have seen the last tick yet."""
    if ticked := ticked_imports(import_ids):
        session.remove_imports(ticked)


def removed() -> None:
    waiting = session.removed_count()
    if not waiting:
        return
    is_last = session.imports().empty and not session.proposed()
    it = "It" if waiting == 1 else "They"
    with st.container(border=True):
        show(f'<p class="tw-note"><b>{count(waiting, "import")} removed.</b> {it} can still be brought back.</p>')
        with st.container(horizontal=True):
            st.button("Undo the last removal", key="undo_remove", type="primary", on_click=session.undo_remove)
            with st.popover("Delete for good"):
                st.write(f"This erases what you removed from this machine. {LAST_OF_ALL if is_last else ''}"
                         "It cannot be undone.")  # fmt: skip
                st.button("Yes, delete it for good", key="delete_for_good", on_click=session.delete_for_good)


def silences() -> None:
    spans = session.unknown_spans()
    if not spans or session.current().is_demo:
        return
    section(
        "Days of which nothing is known",
        "Did you rest, or is an export missing? Until you say so, no rule takes them for rest.",
    )
    for first, last in spans[:MOST_SPANS]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "I rested", key=f"rested_{first:%Y%m%d}", on_click=session.confirm_rest, args=(first, last)
            )  # fmt: skip
            show(f'<p class="tw-note"><b>{day(first)} to {day(last)}</b>, {count((last - first).days + 1, "day")}</p>')
    if len(spans) > MOST_SPANS:
        show(f'<p class="tw-note">… and {count(len(spans) - MOST_SPANS, "earlier one")}.</p>')


def demos() -> None:
    section("Made-up runners", "To look around. Nothing of them mixes with your own data.")
    demo_cards(session.demos(), session.open_demo)


def privacy() -> None:
    section(
        "Where your data are",
        "On the machine that runs Twinge, in its data folder. Nobody else sees them unless you share them, and nothing"
        " is sent anywhere. GPS positions are not kept.",
    )


head("Data", "Bring your runs and your pain log, see what was read, and take out what does not belong.")
if session.opened_demo():
    show('<p class="tw-note" role="status">Also during a demo, this page is about your own data.</p>')
just_kept()
intake()
kept()
silences()
section("Pain log to fill in", "Open it in a spreadsheet, write a line per score, upload it here.")
# A run that follows the click would take the file away while the browser asks for it.
st.download_button("Download the empty pain log", pain_template, FILE_NAME, "text/csv", icon=":material/download:",
                   on_click="ignore")  # fmt: skip
demos()
privacy()
