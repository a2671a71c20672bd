"""Whose data these are: the login, and the coaches who see something. A part of the page Settings."""

import streamlit as st

from dashboard import session
from dashboard.components.page import section, show
from dashboard.components.roster import shared_words
from dashboard.components.words import named, prose


def account() -> None:
    me = session.account()
    section("Your account")
    if me is None:
        show('<p class="tw-note">This Twinge has no login: it is for one runner, and answers this machine only. With a'
             " login many people can use it, see the README.</p>")  # fmt: skip
        return
    show(f'<p class="tw-note">You are logged in as <b>{prose(named(me.name))}</b>.</p>')
    with st.container(horizontal=True):
        st.button("Log out", key="log_out", on_click=session.log_out, icon=":material/logout:")
        if not session.coaches():
            st.button("I coach other runners", key="begin_coaching", on_click=session.begin_coaching)
    coaches()
    administration()


def coaches() -> None:
    """Who sees what, and the way to take it back."""
    granted = session.granted()
    section("Your coaches", "" if granted else "Nobody coaches you here. A coach would send you a link.")
    for grant in granted:
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note"><b>{prose(named(grant.coach))}</b> sees your {shared_words(grant.scopes)}, since'
                 f" {grant.granted_at:%-d %B %Y} (wording of version {grant.consent_version}).</p>")  # fmt: skip
            st.button("Take it back", key=f"withdraw_{grant.grant_id}", on_click=session.withdraw,
                      args=(grant.grant_id,))  # fmt: skip


def administration() -> None:
    """How many, never who or what."""
    if not session.is_administrator():
        return
    section("This Twinge", "You run it. You see how many people there are, and nothing of what they log.")
    said = ", ".join(f"{number:,} {what}" for what, number in session.counts().items())
    show(f'<p class="tw-note">{said}.</p>')
