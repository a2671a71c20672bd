"""What do the rules say, and how sure can one be?"""

import streamlit as st

from analysis.wording import count, day
from dashboard import session
from dashboard.components.flag_card import flag_card, may_be_settled, quiet_flag
from dashboard.components.flag_order import by_standing
from dashboard.components.page import head, no_data, section, show

head("Flags", "Each rule with its numbers, its threshold and where that comes from. None of them is a diagnosis.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()

rules, units = session.rules(), found.settings.units
standing = by_standing(found.flags)


def settle(flag_id: str) -> None:
    """Ask-free: it can be taken back below."""
    session.resolve(flag_id, found.as_of.date())


section("Raised now")
for flag in standing.raised.itertuples():
    show(flag_card(flag, rules[flag.flag_id], units))
    if may_be_settled(flag):
        st.button(
            "I have seen a clinician, or it is settled", key=f"settle_{flag.flag_id}_{flag.site}", on_click=settle,
            args=(flag.flag_id,), help="The flag rests until a new sign is logged. You can take it back.",
        )  # fmt: skip
if standing.raised.empty:
    show('<p class="tw-note">No flag is raised.</p>')

for flag_id, when in found.settings.resolved.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        show(f'<p class="tw-note">“{rules[flag_id].title}” was marked as settled on {day(when)}.</p>')
        st.button("Take it back", key=f"unsettle_{flag_id}", on_click=session.unresolve, args=(flag_id,))

if len(standing.silent):
    section("Not enough data yet", "These rules could not look. Each says what it needs.")
    show("".join(quiet_flag(flag, rules[flag.flag_id], units) for flag in standing.silent.itertuples()))
if len(standing.clear):
    section("Clear", "These rules looked and found nothing to raise.")
    show("".join(quiet_flag(flag, rules[flag.flag_id], units) for flag in standing.clear.itertuples()))
if len(standing.past):
    past = st.expander(f"Raised in the past: {count(len(standing.past), 'time')}", on_change="rerun", key="past_flags")
    if past.open:
        with past:
            show("".join(quiet_flag(flag, rules[flag.flag_id], units) for flag in standing.past.itertuples()))
