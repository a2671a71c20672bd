"""Where the runner stands between pain and running as usual, the light of each run, and when to run and walk."""

from __future__ import annotations

from typing import Any

from analysis.settings import Units
from analysis.wording import distance, sentence
from dashboard.components.learn_link import learn_link
from dashboard.components.shapes import shape
from dashboard.components.words import prose

RAIL = {"back_off": "Back off", "come_back": "Come back", "carry_on": "Run as usual"}
LEADS = {
    "see_someone": "A clinician comes first. Until then, no distance is named here.",
    "back_off": "Pain is going on: run less, all of it easy, and see how it answers. Shorter weeks are the plan now.",
    "come_back": "The pain has settled. Come back one dial at a time, and let the next morning decide each step.",
    "carry_on": "No pain is going on. There is nothing to cut.",
    "cannot_tell": "Your log does not say whether pain is going on. A score a day is enough; 0 counts.",
}
LIGHT_SHAPES = {"green": "steady", "amber": "watch", "red": "act", "": "cannot_tell"}
LIGHT_WORDS = {"green": "Green", "amber": "Amber", "red": "Red", "": "No light"}


def rail(phase: str) -> str:
    """The three phases in a row with the present one marked; empty where it is none of them."""
    if phase not in RAIL:
        return ""
    here = list(RAIL).index(phase)
    items = "".join(
        f'<li class="tw-rail-{"here" if n == here else "done" if n < here else "later"}"'
        f"{' aria-current=' + chr(34) + 'step' + chr(34) if n == here else ''}><i></i>{words}</li>"
        for n, words in enumerate(RAIL.values())
    )
    return f'<ol class="tw-rail" aria-label="Where you stand">{items}</ol>'


def lights(found: Any, units: Units | None) -> str:
    """The last runs with their light and its reason; no distances where `units` is None."""
    if not found:
        return '<p class="tw-note">No run yet.</p>'
    why = f'<p class="tw-note tw-gap">{learn_link("green_run", "the light of a run")}</p>'
    return f'<ul class="tw-lights">{"".join(_light(run, units) for run in found)}</ul>{why}'


def _light(run: Any, units: Units | None) -> str:
    kind = LIGHT_SHAPES[run.light]
    far = f", {distance(run.distance_m, units)}" if units else ""
    return (
        f'<li class="tw-{kind}">{shape(kind, 24)}<div><b class="tw-lights-word">{LIGHT_WORDS[run.light]}</b>'
        f' <span class="tw-lights-when">{run.local_date:%a} {run.local_date.day} {run.local_date:%b}{prose(far)}</span>'
        f"<p>{prose(sentence(run.reason))}.</p></div></li>"
    )


def timer(plan: Any) -> str:
    """A run-walk of so many rounds, as a strip and as a list of clock times."""
    strip = "".join(f'<i class="tw-timer-{kind}" style="flex:{length}"></i>' for _, kind, length in plan.intervals)
    rows = "".join(f"<li><b>{start}:00</b> {kind} {length} min</li>" for start, kind, length in plan.intervals)
    return (
        f'<p class="tw-timer-sum"><b>{plan.rounds} ×</b> {plan.run_minutes} min run, {plan.walk_minutes} min walk</p>'
        f'<div class="tw-timer" aria-hidden="true">{strip}</div>'
        f'<p class="tw-note">{plan.total_minutes} minutes in all, {plan.running_minutes} of them running. Set it as a'
        " repeat on your watch. Walk on where it hurts.</p>"
        f'<details class="tw-more"><summary>Minute by minute</summary><ol class="tw-timer-list">{rows}</ol></details>'
    )
