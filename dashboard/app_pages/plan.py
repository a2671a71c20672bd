"""What is asked now: backing off, coming back, and the routine, with what was done of it."""

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.app_pages.routine import routine
from dashboard.components.next_step import next_steps
from dashboard.components.page import head, no_data, section, show
from dashboard.components.plan_backoff import review, targets, what_is_left
from dashboard.components.plan_course import LEADS, lights, rail, timer
from dashboard.components.plan_return import conditions, dial_back, dial_message, dials, stages
from dashboard.components.replay_bar import replay_control
from dashboard.components.rules_here import rules_here
from dashboard.components.words import prose

head("Plan", "What to do now, how much of it is done, and what ends it.")
found = session.current().analysis
if found is None or found.days.empty:
    no_data()
    st.stop()

units, today = found.settings.units, found.as_of
flags = found.flags[found.flags["is_current"]].drop_duplicates("flag_id").set_index("flag_id")
course = session.course()
names_distances = course.phase != "see_someone"
has_sign = bool((flags["status"].eq("raised") & flags["severity"].eq("clinician")).any())


def is_raised(flag_id: str) -> bool:
    return bool(flags.loc[flag_id, "status"] == "raised")


def where_you_stand() -> None:
    show(rail(course.phase))
    show(f'<p class="tw-said">{prose(LEADS[course.phase])}</p>')
    replay_control(session.days_to_see(), session.as_of(), session.see_day)
    steps = found.plan
    if course.phase == "back_off":  # that step is drawn below
        steps = steps[steps["flag_id"].fillna("") != "backoff_compliance"]
    if len(steps):
        section("First of all" if has_sign else "Also" if course.phase == "back_off" else "Next step")
        show(next_steps(steps, most=5))


def back_off() -> None:
    made = course.backoff
    left, right = st.columns([5, 7], gap="large")
    with left:
        section("Run less, for now")
        show(what_is_left(made, today, units))
    with right:
        section(
            "The targets", "The last 7 days. Fill: what you did. Mark: the limit. Dotted: your usual before the pain."
        )
        show(targets(made, units))
    section("The review", "Backing off is looked at on set days, by the mean of 7 days of pain.")
    show(review(made, today, flags.loc["backoff_review", "sentence"]))
    step = found.plan[found.plan["flag_id"] == "backoff_compliance"]
    for ends in step["ends_when"]:
        show(f'<p class="tw-note tw-gap"><b>What ends it.</b> {prose(ends)}</p>')
    if is_raised("neither_extreme"):
        show(rules_here(found.flags, ("neither_extreme",), session.rules(), units))


def way_back(back: object) -> None:
    section("The way back", "It begins once all of this holds. Feeling fine is not yet full tolerance.")
    show(conditions(back.conditions))
    if back.dial_back is not None and names_distances:
        with st.container(border=True, key="flare"):
            seen, hint = (prose(flags.loc["flare_while_returning", name]) for name in ("sentence", "hint"))
            what = dial_back(back.dial_back, units)
            show(f'<p class="tw-kind">A flare: dial back now</p><p>{seen}</p>{what}<p>{hint}</p>')
    # While pain goes on, backing off is the plan, until all of it holds.
    if back.has_begun and (course.phase == "come_back" or (names_distances and is_raised("ready_to_return"))):
        one_dial(back)
        order(back)
    show(f'<p class="tw-note tw-gap"><b>No fixed date.</b> {prose(flags.loc["no_fixed_date", "sentence"])}</p>')


def one_dial(back: object) -> None:
    section(
        "One dial at a time",
        "Hand: the last 7 days. Mark: the two weeks before. Beyond the arc a dial counts as turned.",
    )
    show(f'<p class="tw-said">{prose(dial_message(back, session.has_new_pair()))}</p>')
    if back.turns:
        show(dials(back.turns, back.raised, units))
    else:
        show(f'<p class="tw-note">{prose(flags.loc["one_dial_at_a_time", "sentence"])}</p>')


def order(back: object) -> None:
    section("In this order", "A gate opens after what it names, and a week without an amber or red run.")
    show(stages(back.stages))
    show(rules_here(found.flags, ("order_of_return", "habits_kept"), session.rules(), units))


def run_walk() -> None:
    offered = is_raised("run_walk_offer")
    section("Run and walk in turns")
    show(f'<p class="tw-note">{prose(flags.loc["run_walk_offer", "sentence"])}</p>')
    if has_sign:
        return
    box = st.container() if offered else st.expander("See the timer", on_change="rerun", key="run_walk_open")
    if not offered and not box.open:
        return
    with box:
        minutes = st.segmented_control(
            "Minutes in all", [15, 21, 30, 45, 60], default=30, required=True, key="run_walk_minutes"
        )
        show(timer(session.run_walk(minutes)))


where_you_stand()
if course.backoff is not None:
    back_off()
if course.way_back is not None:
    way_back(course.way_back)
section(
    "The light of each run",
    "By the pain during it, after it, and on the next morning. Green is about a run, not the week.",
)
show(lights(session.run_lights(), units if names_distances else None))
if course.phase in ("back_off", "come_back"):
    run_walk()
routine(pd.Timestamp(today))
