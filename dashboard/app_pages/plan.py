"""What is asked now, first; all that explains it is folded behind a line that says what it holds."""

from typing import Any

import streamlit as st

from dashboard import session
from dashboard.app_pages.routine import routine
from dashboard.app_pages.rules_now import rules_now
from dashboard.components.learn_link import learn_link
from dashboard.components.next_step import next_steps, steps_but
from dashboard.components.page import folded, head, no_data, section, show
from dashboard.components.plan_backoff import review, targets, what_is_left
from dashboard.components.plan_course import LEADS, lights, rail, timer
from dashboard.components.plan_folds import lights_line, review_line, way_back_line
from dashboard.components.plan_return import conditions, dial_back, dial_message, dials, stages
from dashboard.components.replay_bar import replay_control
from dashboard.components.words import prose

head("Plan", "What to do now, how much of it is done, and what ends it.")
found = session.current().analysis
if found is None or found.days.empty:
    no_data()
    st.stop()

units, today = found.settings.units, found.as_of
flags = session.said_today()
course = session.course()
names_distances = course.phase != "see_someone"
has_sign = any(flag["status"] == "raised" and flag["severity"] == "clinician" for flag in flags.values())

flares = course.way_back is not None and course.way_back.dial_back is not None and names_distances
# Steps that stand further down, with their numbers.
IN_FULL = {"backoff_compliance": course.phase == "back_off", "flare_while_returning": flares}


def is_raised(flag_id: str) -> bool:
    return bool(flags[flag_id]["status"] == "raised")


def said(flag_id: str, before: str = "") -> None:
    """What a rule says today, and the way to it."""
    words = f"{before}{prose(flags[flag_id]['sentence'])} {learn_link(flag_id, session.rules()[flag_id].title)}"
    show(f'<p class="tw-note tw-gap">{words}</p>')


def where_you_stand() -> None:
    show(rail(course.phase))
    show(f'<p class="tw-said">{prose(LEADS[course.phase])}</p>')
    drawn = [flag_id for flag_id, is_below in IN_FULL.items() if is_below]
    steps = session.once(steps_but, found.plan, drawn, of=drawn)
    if len(steps):
        section("First of all" if has_sign else "Next step")
        show(session.once(next_steps, steps, "", 5, of=(drawn, "", 5)))


def back_off() -> None:
    left, right = st.columns([5, 7], gap="large")
    with left:
        section("Run less, for now")
        show(session.once(what_is_left, course.backoff, today, units))
    with right:
        section(
            "The targets", "The last 7 days. Fill: what you did. Mark: the limit. Dotted: your usual before the pain."
        )
        show(session.once(targets, course.backoff, units))
    if is_raised("neither_extreme"):
        rules_now("neither_extreme")


def the_review() -> None:
    box = folded(review_line(course.backoff, today), "review")
    if box is None:
        return
    with box:
        show('<p class="tw-note">Backing off is looked at on set days, by the mean of 7 days of pain.</p>')
        show(review(course.backoff, today, flags["backoff_review"]["sentence"]))
        step = found.plan[found.plan["flag_id"] == "backoff_compliance"]
        for ends in step["ends_when"]:
            show(f'<p class="tw-note tw-gap"><b>What ends it.</b> {prose(ends)}</p>')


def flare(back: Any) -> None:
    with st.container(border=True, key="flare"):
        seen, hint = (prose(flags["flare_while_returning"][name]) for name in ("sentence", "hint"))
        learn = learn_link("flare_while_returning", "a flare")
        what = dial_back(back.dial_back, units)
        show(f'<p class="tw-kind">A flare: dial back now</p><p>{seen}</p>{what}<p>{hint} {learn}</p>')


def one_dial(back: Any) -> None:
    section(
        "One dial at a time",
        "Hand: the last 7 days. Mark: the two weeks before. Beyond the arc a dial counts as turned.",
    )
    show(f'<p class="tw-said">{prose(dial_message(back, session.has_new_pair()))}</p>')
    if back.turns:
        show(session.once(dials, back.turns, back.raised, units))
        show(f'<p class="tw-note">{learn_link("one_dial_at_a_time", "one dial at a time")}</p>')
    else:
        said("one_dial_at_a_time")


def way_back(back: Any, has_begun: bool) -> None:
    """What has to hold, the order of things, and no date."""
    box = folded(way_back_line(back, has_begun), "way_back")
    if box is None:
        return
    with box:
        show('<p class="tw-note">It begins once all of this holds. Feeling fine is not yet full tolerance.</p>')
        show(conditions(back.conditions))
        show(f'<p class="tw-note">{learn_link("ready_to_return", "when the way back begins")}</p>')
        if has_begun:
            show('<p class="tw-kind">In this order</p><p class="tw-note">A gate opens after what it names, and a week'
                 " without an amber or red run.</p>")  # fmt: skip
            show(stages(back.stages))
            rules_now("order_of_return", "habits_kept")
        said("no_fixed_date", "<b>No fixed date.</b> ")


def run_lights() -> None:
    seen = session.run_lights()
    box = folded(lights_line(seen), "lights")
    if box is None:
        return
    with box:
        show('<p class="tw-note">By the pain during it, after it, and on the next morning. Green is about a run, not'
             " the week.</p>")  # fmt: skip
        show(lights(seen, units if names_distances else None))


def run_walk() -> None:
    """The timer: open where it is offered, none where a sign is up."""
    offered = is_raised("run_walk_offer") and not has_sign
    if offered:
        section("Run and walk in turns")
    box = st.container() if offered else folded("Run and walk in turns", "run_walk")
    if box is None:
        return
    with box:
        said("run_walk_offer")
        if has_sign:
            return
        minutes = st.segmented_control(
            "Minutes in all", [15, 21, 30, 45, 60], default=30, required=True, key="run_walk_minutes"
        )
        show(timer(session.run_walk(minutes)))


where_you_stand()
back = course.way_back
# While pain goes on, backing off is the plan, until all of it holds.
has_begun = back is not None and back.has_begun and (
    course.phase == "come_back" or (names_distances and is_raised("ready_to_return"))
)  # fmt: skip
if flares:
    flare(back)
if course.backoff is not None:
    back_off()
if has_begun:
    one_dial(back)
routine()
section("The rest of the plan")
if course.backoff is not None:
    the_review()
if back is not None:
    way_back(back, has_begun)
run_lights()
if course.phase in ("back_off", "come_back"):
    run_walk()
replay_control(session.days_to_see(), session.as_of(), session.see_day)
