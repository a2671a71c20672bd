"""Taking everything out, and deleting everything. A part of the page of settings."""

import streamlit as st

from analysis.wording import count
from dashboard import session
from dashboard.components.page import section, show


def take_out() -> None:
    demo = session.opened_demo()
    whose = f"The made-up data of {demo.name}" if demo else "All you have in Twinge"
    section("Take your data with you", f"{whose}, in one zip.")
    show(
        '<p class="tw-note">Tables that any spreadsheet opens, and your recordings without positions. Upload the zip'
        " on the page Data, here or in another Twinge, and everything is as it was.</p>"
    )
    st.download_button(
        "Export the demo" if demo else "Export everything", session.export(), session.export_name(), "application/zip",
        icon=":material/download:", key="export", on_click="ignore",
    )  # fmt: skip


def delete() -> None:
    section("Delete everything", "For good, from this machine. An export first keeps the way back open.")
    if st.session_state.pop("is_all_deleted", False):
        show('<p class="tw-note" role="status"><b>Everything is deleted.</b> Twinge is as new.</p>')
    box = st.popover("Delete everything", icon=":material/delete_forever:", key="delete_everything", on_change="rerun")
    if not box.open:
        return
    with box:
        there = [count(n, noun) for noun, n in session.everything().items() if n]
        waiting = session.removed_count()
        removed = f", and {count(waiting, 'import')} you removed before" if waiting else ""
        show(
            f'<p class="tw-note"><b>This deletes {", ".join(there) or "what there is"}</b>{removed}. With them go your'
            " settings, shoes and rules, your names of places, share links and what a coach may see, the map, and the"
            " secret that keeps places apart. Nobody can bring them back.</p>"
        )
        is_sure = st.checkbox("I want all of it gone", key="is_sure")
        st.button(
            "Yes, delete everything for good", key="delete_all", disabled=not is_sure, type="primary",
            on_click=_delete_everything,
        )  # fmt: skip


def _delete_everything() -> None:
    session.delete_everything()
    st.session_state["is_all_deleted"] = True
