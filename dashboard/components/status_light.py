"""The light at the top: shape, word, and why."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.components.learn_link import learn_link
from dashboard.components.shapes import shape
from dashboard.components.words import prose


def status_light(status: Any, why: str, as_of: str) -> str:
    """How things stand, in one glance. `why` is one sentence with its numbers, `as_of` says how old the data are."""
    state, word = status.state, status.word
    learn = "" if status.flag is None else f" {learn_link(status.flag['flag_id'])}"
    return (
        f'<section class="tw-light tw-{state}" aria-label="Status: {escape(word)}">{shape(state, 84)}<div>'
        f'<h1 class="tw-light-word">{escape(word)}</h1>'
        f'<p class="tw-light-why">{prose(why)}{learn}</p>'
        f'<p class="tw-as-of">{escape(as_of)}</p></div></section>'
    )


def no_status_reason(state: str, runs, pain) -> str:
    """Why there is no warning: nothing found, or nothing to find it in."""
    if pain.empty:
        return "There is no pain log yet, so nothing can be said about pain."
    if runs.empty:
        return "There are no runs yet, so nothing can be said about the load."
    if state == "steady":
        return "No warning is raised today. That is no promise: if pain worries you, see someone."
    return "There is too little data so far to say how things stand."
