"""The light at the top: shape, word, and why."""

from __future__ import annotations

from html import escape

from analysis.glance import Glance
from dashboard.components.learn_link import learn_link
from dashboard.components.shapes import shape
from dashboard.components.words import prose


def status_light(seen: Glance, why: str, as_of: str) -> str:
    """How things stand, in one glance. `why` is one sentence with its numbers, `as_of` says how old the data are."""
    state, word = seen.state, seen.word
    learn = f" {learn_link(seen.flag_id)}" if seen.flag_id else ""
    return (
        f'<section class="tw-light tw-{state}" aria-label="Status: {escape(word)}">{shape(state, 84)}<div>'
        f'<h1 class="tw-light-word">{escape(word)}</h1>'
        f'<p class="tw-light-why">{prose(why)}{learn}</p>'
        f'<p class="tw-as-of">{escape(as_of)}</p></div></section>'
    )


def reason(seen: Glance) -> str:
    """Why the light is as it is: what warns, or that nothing was found, or that there is nothing to find it in."""
    if seen.reason:
        return seen.reason
    if not seen.has_pain:
        return "There is no pain log yet, so nothing can be said about pain."
    if not seen.has_runs:
        return "There are no runs yet, so nothing can be said about the load."
    if seen.state == "steady":
        return "No warning is raised today. That is no promise: if pain worries you, see someone."
    return "There is too little data so far to say how things stand."
