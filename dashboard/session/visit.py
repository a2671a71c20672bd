"""One visit: from the opening of a page in a browser until the server forgets it."""

from __future__ import annotations

import hashlib

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

BROKEN = "twinge_broken"  # the cookie that dashboard/start_page.js sets until the page is there again


def visit_word() -> str:
    """A word that is another one in every visit, and tells nothing of it."""
    context = get_script_run_ctx()
    return hashlib.sha256(context.session_id.encode()).hexdigest()[:12] if context else ""


def was_broken(page: str) -> bool:
    """Did the last visit of this browser end under an open page? So until another page is opened."""
    if not isinstance(st.context.cookies.get(BROKEN), str):
        return False
    return st.session_state.setdefault("page_after_break", page) == page
