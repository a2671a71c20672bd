"""Where and when does it hurt, and is it getting better or worse?"""

import streamlit as st

from dashboard import session
from dashboard.charts.look import CONFIG
from dashboard.charts.pain import pain_course
from dashboard.components.legend import legend
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.pain_pattern import (
    change_sentences,
    sides,
    site_title,
    trend_sentences,
    trends_said,
    warm_ups,
)
from dashboard.components.words import MOMENT_WORDS, label

SPANS = {"12 weeks": 84, "26 weeks": 182, "1 year": 371, "All": None}

head("Pain", "Where and when it hurts, and whether it is getting better or worse.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()
if found.pain.empty:
    show('<p class="tw-note">There is no pain log yet. Bring one on the page “Data”.</p>')
    st.stop()

names = session.site_names()
sites = session.pain_sites()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    span = st.segmented_control(
        "Time", SPANS, default="26 weeks", required=True, key="pain_span", persist_state="session"
    )
    site = st.segmented_control(
        "Where", sites, default=sites[0], required=True, key="pain_site", persist_state="session",
        format_func=lambda site: label(site_title(site, names)),
    ) if len(sites) > 1 else sites[0]  # fmt: skip

here = session.pain_here(site, SPANS[span])
trends, chosen = here.trends, (site, here.since)


def course(moments: list[str], key: str) -> None:
    """The chart of some moments and what may be said of each."""
    if len(moments) > 1:
        show(legend([(f"moment:{moment}", MOMENT_WORDS[moment]) for moment in moments]))
    figure = session.drawn(pain_course, here.weeks, here.changes, moments, palette(), of=(chosen, moments))
    said = session.once(trends_said, trends, moments, of=(site, moments))
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=said)
    for moment in moments:
        if len(moments) > 1:
            show(f'<p class="tw-kind">{MOMENT_WORDS[moment]}</p>')
        show(session.once(trend_sentences, trends, moment, of=(site, moment)))


if "first_steps" in here.logged:
    section("First steps in the morning", "The score that tells most about a heel: how the foot took the day before.")
    course(["first_steps"], "first_steps_course")
others = [moment for moment in here.logged if moment != "first_steps"]
if others:
    section("Around runs and through the day")
    course(others, "other_course")
if not here.logged:
    show('<p class="tw-note">No pain score in this span.</p>')
show('<p class="tw-note">Dot: mean of the logged days of a week. Bar: 95 % sure of the mean of all seven days.</p>')
if len(here.changes):
    section("Where the level moved", "Dashed in the charts. A slow climb shows as a step near its middle.")
    show(session.once(change_sentences, here.changes, of=chosen))

left, right = st.columns(2, gap="large")
with left:
    section("Which side")
    show(session.once(sides, here.pain, of=chosen))
with right:
    section("While running")
    show(session.once(warm_ups, here.pain, found.settings.week_start, of=chosen))

section("Day by day")
st.page_link(
    "app_pages/calendar.py", label="Open the calendar: every day, with its runs and entries",
    icon=":material/calendar_month:",
)  # fmt: skip
