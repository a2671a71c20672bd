"""What do the rules say, and how sure can one be?"""

import streamlit as st

from analysis.wording import count, day, pain_at
from dashboard import session
from dashboard.charts.look import CONFIG
from dashboard.charts.worsening import backoff_course
from dashboard.components.flag_card import SETTLED, flag_card, may_be_settled, quiet_flag, theme_cards
from dashboard.components.flag_order import by_standing
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.replay_bar import replay_control
from dashboard.components.words import prose

head("Flags", "Each rule with its numbers, its threshold and where that comes from. None of them is a diagnosis.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()

rules, units = session.rules(), found.settings.units
standing = session.once(by_standing, found.flags)


def settle(flag_id: str, site: str, why: str) -> None:
    """It can be taken back below."""
    session.resolve(session.settled_key(flag_id, site), found.as_of.date(), why)


def day_by_day(site: str) -> None:
    """What the signature rule saw, and why it was not raised earlier."""
    opened = st.expander("See it day by day, and why not earlier", on_change="rerun", key=f"course_{site}")
    if not opened.open:
        return
    course = session.worsening_course(site)
    with opened:
        if course is None:
            show('<p class="tw-note">The running was not cut, so there is nothing to judge it by yet.</p>')
            return
        show(f'<p class="tw-note">{prose(course.why_then)}</p>')
        st.plotly_chart(
            backoff_course(course, session.worsening_conditions(), units, palette()), theme=None, config=CONFIG,
            key=f"course_chart_{site}", alt=f"Pain, the last seven days of running and what held. {course.why_then}",
        )  # fmt: skip


replay_control(session.days_to_see(), session.as_of(), session.see_day)
section("Raised now")
for flag in standing.raised.itertuples():
    show(flag_card(flag, rules[flag.flag_id], units))
    if flag.flag_id == "worsening_despite_backoff":
        day_by_day(flag.site)
    st.page_link(
        "app_pages/learn.py", label="Learn about this rule", icon=":material/school:",
        query_params={"rule": flag.flag_id},
    )  # fmt: skip
    if session.may_change() and may_be_settled(flag):
        with st.popover("It is settled", key=f"settle_{flag.flag_id}_{flag.site}"):
            show('<p class="tw-note">What you log after today can raise it again. You can take this back.</p>')
            for why, (label, _) in SETTLED.items():
                st.button(
                    label, key=f"settle_{flag.flag_id}_{flag.site}_{why}", on_click=settle,
                    args=(flag.flag_id, flag.site, why),
                )  # fmt: skip
if standing.raised.empty:
    show('<p class="tw-note">No warning is raised.</p>')

for key, when in found.settings.resolved.items():
    flag_id, _, site = key.partition("@")
    title = prose(rules[flag_id].title if flag_id in rules else flag_id)  # a Twinge of before may have had it
    where = f" ({pain_at(site)})" if site else ""
    why = SETTLED.get(session.settled_why(key))
    because = f": {why[1]}" if why else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        show(f'<p class="tw-note">“{title}”{where} was marked as settled on {day(when)}{because}.</p>')
        if session.may_change():
            st.button("Take it back", key=f"unsettle_{key}", on_click=session.unresolve, args=(key,))

if len(standing.told):
    section("For information", "Worth knowing. Nothing of it is a warning.")
    show("".join(quiet_flag(flag, rules[flag.flag_id], units) for flag in standing.told.itertuples()))

st.page_link("app_pages/learn.py", label="All rules in plain words", icon=":material/school:")
section("Every other rule", "Clear: it looked and raised nothing. Without enough data: open it to see what it needs.")
show(session.once(theme_cards, standing.quiet, rules, units))
if len(standing.past):
    past = st.expander(f"Raised in the past: {count(len(standing.past), 'time')}", on_change="rerun", key="past_flags")
    if past.open:
        with past:
            show("".join(quiet_flag(flag, rules[flag.flag_id], units) for flag in standing.past.itertuples()))

if session.may_change() and not session.current().is_demo:
    section("Your health", "With some conditions, new pain is a matter for a clinician from the start.")
    st.page_link("app_pages/settings.py", label="Say what a clinician should know", icon=":material/tune:")
