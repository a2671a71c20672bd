"""The way back, drawn: what has to hold first, the dials as dials, and the stages with their gates."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin
from typing import Any

from analysis.settings import Units
from analysis.wording import day, sentence
from dashboard.components.shapes import shape
from dashboard.components.words import prose

HOLDS = {True: ("steady", "Met"), False: ("watch", "Not yet"), None: ("cannot_tell", "Not known")}
SWEEP = 120  # degrees a dial turns to either side of straight up


def conditions(held: Mapping[str, bool | None]) -> str:
    """Each condition with whether it is met."""
    return f'<ul class="tw-conditions">{"".join(_condition(words, holds) for words, holds in held.items())}</ul>'


def _condition(words: str, holds: bool | None) -> str:
    kind, said = HOLDS[holds]
    return (
        f'<li class="tw-{kind}">{shape(kind, 20)}<span>{prose(sentence(words))}</span>'
        f'<b class="tw-condition-state">{said}</b></li>'
    )


def dials(turns: Any, raised: Any, units: Units) -> str:
    """A dial per turn, those in `raised` marked as turned."""
    return f'<ul class="tw-dials">{"".join(_dial(turn, turn in raised, units) for turn in turns)}</ul>'


def _dial(turn: Any, is_turned: bool, units: Units) -> str:
    name = sentence(turn.dial.name)
    if not turn.is_known:
        return (
            f'<li class="tw-dial"><h3>{name}</h3>{_face(None, False)}<p class="tw-dial-now">–</p><p>Not known</p></li>'
        )
    now, before = (turn.dial.words(amount, units) for amount in (turn.now, turn.before))
    word = '<b class="tw-dial-turned">Turned up</b>' if is_turned else (
        "Counted with another dial" if turn.is_turned else "Not turned"
    )  # fmt: skip
    return (
        f'<li class="tw-dial{" tw-dial--turned" if is_turned else ""}"><h3>{name}</h3>{_face(turn, is_turned)}'
        f'<p class="tw-dial-now">{prose(now)}</p><p>before: {prose(before)}</p><p>{word}</p></li>'
    )


def _face(turn: Any, is_turned: bool) -> str:
    """The face of a dial: the reach that counts as no turn, a mark at the two weeks before, the hand at this week."""
    if turn is None:
        return f'<svg viewBox="0 0 120 84" aria-hidden="true"><path class="tw-dial-track" d="{_arc(1)}"/></svg>'
    limit = turn.before + max(0.1 * turn.before, turn.dial.step.value)
    end = max(limit * 1.35, turn.now * 1.05)
    hand, mark, reach = turn.now / end, turn.before / end, limit / end
    (x, y), (u, v), (p, q) = _at(hand, 40), _at(mark, 43), _at(mark, 55)
    kind = "tw-dial-hand tw-dial-hand--turned" if is_turned else "tw-dial-hand"
    return (
        '<svg viewBox="0 0 120 84" aria-hidden="true">'
        f'<path class="tw-dial-track" d="{_arc(1)}"/><path class="tw-dial-reach" d="{_arc(reach)}"/>'
        f'<path class="tw-dial-mark" d="M{u} {v}L{p} {q}"/>'
        f'<path class="{kind}" d="M60 60L{x} {y}"/><circle class="{kind}-hub" cx="60" cy="60" r="5"/></svg>'
    )


def _at(share: float, radius: float) -> tuple[float, float]:
    """Where a share of the dial lies, from 0 at its left end to 1 at its right."""
    angle = radians(2 * SWEEP * share - SWEEP)
    return round(60 + radius * sin(angle), 1), round(60 - radius * cos(angle), 1)


def _arc(end: float) -> str:
    """The rim of the dial from its left end to a share of it."""
    (x, y), (u, v) = _at(0, 49), _at(end, 49)
    is_large = int(2 * SWEEP * end > 180)
    return f"M{x} {y}A49 49 0 {is_large} 1 {u} {v}"


def dial_message(back: Any, has_new_pair: bool) -> str:
    """One thing at a time, in one sentence."""
    names = [turn.dial.name for turn in back.raised] + (["a new pair of shoes"] if has_new_pair else [])
    if back.is_race_week:
        return "There was a race in the last 7 days; such a week is not counted."
    if not names:
        return "Nothing is turned up. If the last days were quiet, you may turn one dial a little."
    if len(names) == 1:
        return f"One dial is turned up: {names[0]}. Leave all the others where they are."
    others = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{len(names)} dials at once: {others}. Keep one of them, and put the others back for a week."


def dial_back(made: Any, units: Units) -> str:
    """What a flare asks, with numbers."""
    items = "".join(
        f"<li><b>{sentence(turn.dial.name)}</b>: from {prose(turn.dial.words(turn.now, units))} to between"
        f" {prose(turn.dial.words(low, units))} and {prose(turn.dial.words(high, units))}</li>"
        for turn, low, high in made.turns
    )
    what = f"<ul>{items}</ul>" if items else "<p>Cut what you raised last by a third to a half.</p>"
    return f"{what}<p>For 3 to 5 days, up to {day(made.until)}. Then try again.</p>"


def stages(steps: Any) -> str:
    """The order of the way back, where the runner stands, and what opens the next stage."""
    return f'<ol class="tw-stages">{"".join(_stage(n, step) for n, step in enumerate(steps, start=1))}</ol>'


def _stage(number: int, step: Any) -> str:
    said = {"here": "You are here", "done": "Done", "later": "Later"}[step.state]
    gate = f'<p class="tw-stage-gate">Before the next one:</p>{conditions(step.gate)}' if step.gate else ""
    mark = ' aria-current="step"' if step.state == "here" else ""
    return (
        f'<li class="tw-stage tw-stage--{step.state}"{mark}><span class="tw-stage-number" aria-hidden="true">'
        f"{number}</span><div><h3>{step.title} <em>{said}</em></h3><p>{prose(step.what)}</p>"
        f"{gate if step.state == 'here' else ''}</div></li>"
    )
