"""What backing off asks, drawn: what is left, each target beside what was done, and the days of the review."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.settings import Units
from analysis.wording import day, distance, sentence, weekday
from dashboard.components.learn_link import learn_link
from dashboard.components.numbers import MISSING, bare_distance
from dashboard.components.shapes import shape
from dashboard.components.words import prose

TITLES = {
    "distance": "Distance in 7 days", "run_days": "Days with a run", "long_run": "Longest run",
    "fast": "Fast running", "replaced": "Other sports in its place",
}  # fmt: skip
STATE_SHAPES = {"kept": "steady", "not_kept": "watch", "not_known": "cannot_tell"}
STATE_WORDS = {"kept": "Kept", "not_kept": "Over", "not_known": "Not known"}


def what_is_left(made: Any, today: pd.Timestamp, units: Units) -> str:
    """The room of tomorrow as a large number, and that of the days after it."""
    if np.isnan(made.allowed_m):
        return (
            '<div class="tw-card tw-left"><p class="tw-left-what">Your usual week before the pain is not known, so no'
            " distance can be named. Import at least four weeks of runs from before it.</p></div>"
        )
    allowed = f"of {distance(made.allowed_m, units)} in any 7 days"
    share = f"{made.share * 100:.0f} % of your usual {distance(made.episode.usual_m, units)}"
    tomorrow = made.room_m[0]
    number = "<b>?</b>" if np.isnan(tomorrow) else f"<b>{bare_distance(tomorrow, units)}</b> {units}"
    unknown = "" if not np.isnan(tomorrow) else "<p>Days of the last week are not known. Import or confirm them.</p>"
    return (
        f'<div class="tw-card tw-left"><p class="tw-left-what">Left for {weekday(today + pd.Timedelta(days=1))}</p>'
        f'<p class="tw-left-number">{number}</p>'
        f'<p class="tw-left-of">{prose(allowed)}<br>{prose(share)}</p>{unknown}{_room(made.room_m, today, units)}</div>'
    )


def _room(room: tuple[float, ...], today: pd.Timestamp, units: Units) -> str:
    """One bar per day ahead."""
    if np.isnan(room).any():
        return ""
    tallest = max(room) or 1.0
    bars = "".join(_room_of(today + pd.Timedelta(days=n), metres, (tallest, units)) for n, metres in enumerate(room, 1))
    return (
        f'<ol class="tw-room">{bars}</ol><p class="tw-note">The room of each day ahead, if you do not run before'
        " it. As old runs leave the 7 days, it grows.</p>"
    )


def _room_of(when: pd.Timestamp, metres: float, scale: tuple[float, Units]) -> str:
    tallest, units = scale
    return (
        f'<li><span class="tw-sr">{when:%A}: {distance(metres, units)}</span>'
        f'<span class="tw-room-well" aria-hidden="true"><i style="height:{100 * metres / tallest:.0f}%"></i></span>'
        f'<b aria-hidden="true">{metres_short(metres, units)}</b><span aria-hidden="true">{when:%a}</span></li>'
    )


def metres_short(metres: float, units: Units) -> str:
    """Whole km or miles from 10 on, one decimal below: narrow enough for a phone."""
    text = bare_distance(metres, units)
    return f"{float(text):.0f}" if text != MISSING and float(text) >= 10 else text


def targets(made: Any, units: Units) -> str:
    """Each target as a bar: what was done, the limit as a mark, the usual as a quiet one."""
    return f'<ul class="tw-targets">{"".join(_target(target, units) for target in made.targets)}</ul>'


def _target(target: Any, units: Units) -> str:
    state = target.state
    word = "Near enough" if state == "kept" and target.done > target.asked else STATE_WORDS[state]
    if target.is_aim:  # an aim that is not reached is no breach
        reached = "Reached" if target.done >= target.asked else "Little to replace"  # the rule is content with either
        word, state = {"kept": (reached, state), "not_kept": ("Room for more", "not_known")}.get(state, (word, state))
    return (
        f'<li class="tw-target tw-{STATE_SHAPES[state]}"><details><summary>'
        f'<span class="tw-target-head"><b>{TITLES[target.kind]}</b>'
        f'<span class="tw-target-state">{shape(STATE_SHAPES[state], 18)} {word}</span></span>'
        f'{_bar(target)}<span class="tw-target-numbers">{prose(_numbers(target, units))}</span></summary>'
        f"<p>{prose(target.sentence)} {learn_link(target.flag_id, TITLES[target.kind])}</p></details></li>"
    )


def _bar(target: Any) -> str:
    if np.isnan(target.asked) or (target.is_aim and target.asked == 0):
        return ""
    longest = np.nanmax([target.done, target.asked, target.usual, 1e-9])
    usual = "" if np.isnan(target.usual) else (
        f'<i class="tw-target-usual" style="left:{100 * target.usual / longest:.1f}%"></i>'
    )  # fmt: skip
    done = 0 if np.isnan(target.done) else target.done
    return (
        f'<span class="tw-target-bar" aria-hidden="true"><i class="tw-target-done" style="width:'
        f'{100 * done / longest:.1f}%"></i>{usual}<i class="tw-target-asked" style="left:'
        f'{100 * target.asked / longest:.1f}%"></i></span>'
    )


def _numbers(target: Any, units: Units) -> str:
    if target.kind == "fast" and not target.asked > 0:
        return "None. Keep every run easy: no intervals, no tempo, no race, no hill repeats."
    if target.is_aim and target.asked == 0:
        return "Nothing was left out, so there is nothing to replace."
    done, asked = (_amount(value, target.unit, units) for value in (target.done, target.asked))
    limit = "aim for" if target.is_aim else "at most"
    usual = "" if np.isnan(target.usual) else f" Usual: {_amount(target.usual, target.unit, units)}."
    easy = " Keep every run easy." if target.kind == "fast" else ""
    if np.isnan(target.asked):
        so_far = "" if np.isnan(target.done) else f"{done} so far. "
        return f"{so_far}No {'aim' if target.is_aim else 'limit'} yet: too little of your training is known."
    if np.isnan(target.done) and target.state == "not_kept":
        return f"More than {asked} so far, and some days are not known.{usual}{easy}"
    so_far = "so far that count" if target.is_aim else "so far"  # a ride that hurt the next morning does not
    return f"{sentence(done)} {so_far}, {limit} {asked}.{usual}{easy}"


def _amount(value: float, unit: str, units: Units) -> str:
    if np.isnan(value):
        return "not known"
    if unit == "m":
        return distance(value, units)
    if unit == "s":
        return f"{value / 60:.0f} min"
    return f"{value:.0f} {'day' if round(value) == 1 else 'days'}"


# The review


def review(made: Any, today: pd.Timestamp, said: str) -> str:
    """Where the pain stands against its goal, and the days on which that is asked. `said` is the rule's sentence."""
    if made.review is None:
        return (
            '<p class="tw-note">The days are counted from the first week that is cut. The first look is on day 7, the'
            " next on day 14.</p>"
        )
    learn = learn_link("backoff_review", "the review")
    return f'<p class="tw-note">{prose(said)} {learn}</p>{_means(made.review)}{_review_days(made.review_days, today)}'


def _means(found: Any) -> str:
    if np.isnan(found.begun):
        return ""
    shown = [("When you began", found.begun), ("Now", found.now), ("Clearly lower from", found.goal)]
    items = "".join(f"<li><span>{words}</span>{_score(value)}</li>" for words, value in shown)
    return f'<ul class="tw-means" aria-label="Mean pain of 7 days">{items}</ul>'


def _score(value: float) -> str:
    if np.isnan(value):
        return '<b class="tw-chip tw-chip--none">–</b>'
    return f'<b class="tw-chip tw-p{round(value)}">{value:.1f}</b>'


def _review_days(review_days: Any, today: pd.Timestamp) -> str:
    ahead = [each.local_date for each in review_days if each.local_date >= today]
    return f'<ol class="tw-reviews">{"".join(_review_day(each, today, ahead[:1]) for each in review_days)}</ol>'


def _review_day(each: Any, today: pd.Timestamp, following: list[pd.Timestamp]) -> str:
    kind = "past" if each.local_date < today else "next" if [each.local_date] == following else "later"
    left = (each.local_date - today).days
    when = {"past": "Past", "later": f"In {left} days"}.get(kind, "Today" if left == 0 else f"In {left} days")
    when = "Tomorrow" if left == 1 else when
    return (
        f'<li class="tw-review tw-review--{kind}"><b>Day {each.number}</b><span>{day(each.local_date)}</span>'
        f"<em>{when}</em><p>{prose(each.asks)}</p></li>"
    )
