"""How do things stand, why, and what next?"""

import streamlit as st

from analysis.glance import Glance
from analysis.wording import count, day
from dashboard import session
from dashboard.components.missing import missing
from dashboard.components.next_step import next_steps
from dashboard.components.page import section, show
from dashboard.components.replay_bar import replay_control
from dashboard.components.status_light import reason, status_light
from dashboard.components.week_strip import day_strip, week_strip
from dashboard.components.welcome import demo_cards, hero


def first_visit() -> None:
    show(hero())
    section("Look around with a made-up runner", "One tap. Nothing of it mixes with your own data.")
    demo_cards(session.demos(), session.open_demo)
    section("Or bring your own", "A zip of watch files and a pain log are enough. They stay on this machine.")
    with st.container(horizontal=True):
        if st.button("Upload your files", type="primary", icon=":material/upload_file:"):
            st.switch_page("app_pages/data.py")
        if st.button("Log today’s pain", icon=":material/edit_note:"):
            st.switch_page("app_pages/log.py")


def ways_on(state: str) -> None:
    """What one does from here, as links that look like buttons; only pages that are there for this visitor."""
    ways = [("report", "Report for a clinician", ":material/clinical_notes:")] if state == "see_someone" else []
    ways += [("log", "Log today", ":material/edit_note:")] if session.may_change() else []
    ways += [("plan", "Plan", ":material/directions:")]
    with st.container(key="ways_on", horizontal=True, gap="small"):
        for page, label, icon in ways:
            if session.may_see(page):
                st.page_link(f"app_pages/{page}.py", label=label, icon=icon)


def how_long_ago(seen: Glance) -> str:
    """Data of last week say little of today; a demo and a past evening are old on purpose."""
    ago = (session.today() - seen.as_of).days
    return f", {count(ago, 'day')} ago" if ago > 1 and session.is_own_present() else ""


def how_things_stand(seen: Glance) -> None:
    why, units = reason(seen), session.settings().units
    show(status_light(seen, why, f"As the data stood on {day(seen.as_of)}{how_long_ago(seen)}"))
    ways_on(seen.state)
    with st.container(key="step_and_week"):
        steps, week = st.columns([6, 5], gap="large")
    with steps:
        section("Next step")
        show(next_steps(seen.plan, why))
    with week:
        section("The last seven days")
        show(f'<div class="tw-card">{day_strip(seen.days, units)}</div>')
        show(f'<p class="tw-note">Above: the worst pain of the day, 0 to 10. Below: distance run, {units}.</p>')
        gaps = missing(seen)
        if gaps:
            section("Missing from the log")
            show("".join(f'<p class="tw-note tw-gap">{gap}</p>' for gap in gaps))
    section("The last eight weeks", "Pain is the mean of each day’s worst. The dashed line is the usual week.")
    show(f'<div class="tw-card">{week_strip(seen.weeks, units)}</div>')
    replay_control(session.days_to_see(), session.as_of(), session.see_day)


seen = session.glance()
if seen is None:
    first_visit()
else:
    how_things_stand(seen)
