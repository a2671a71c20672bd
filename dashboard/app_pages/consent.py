"""A coach asks to see something: what exactly, and the athlete's answer. Shown before any page until it is answered."""

import streamlit as st

from dashboard import session
from dashboard.components.page import head, show
from dashboard.components.roster import consent_words
from dashboard.components.words import label, named, prose


def ticked() -> list[str]:
    return [scope for scope in consent_words() if st.session_state[f"consent_{scope}"]]


def agree() -> None:
    """To what is ticked now: the page may not have seen the last tick yet."""
    if scopes := ticked():
        session.agree(scopes)


coach = session.invited_by()
name = named(coach.name)
head(f"{label(name)} would like to coach you", "You decide what they see. Nothing is shared until you agree.")
show(f'<p class="tw-note">{prose(name)} is the name their login gives. If you do not know who asks, do not agree.'
     "</p>")  # fmt: skip
for scope, (title, what) in consent_words().items():
    st.checkbox(f"**{title}.** {what}", key=f"consent_{scope}")
show(
    '<p class="tw-note">They can look, and never change anything. Never shared: where you run, your files, what you'
    " told of your health, and anything of other coaches. You see every look on the page Sharing, and take it back"
    " in Settings: from then on they see nothing. What they have read by then they have read.</p>"
    f'<p class="tw-note">Wording of version {session.CONSENT_VERSION}.</p>'
)
with st.container(horizontal=True):
    st.button("I agree", type="primary", key="agree", disabled=not ticked(), on_click=agree)
    st.button("Not now", key="put_aside", on_click=session.put_aside)
