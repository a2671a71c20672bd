"""Where and when does it hurt, and is it getting better or worse?"""

import pandas as pd
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
sites = list(dict.fromkeys(found.trends["site"])) or list(dict.fromkeys(found.pain["site"]))
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    span = st.segmented_control(
        "Time", SPANS, default="26 weeks", required=True, key="pain_span", persist_state="session"
    )
    site = st.segmented_control(
        "Where", sites, default=sites[0], required=True, key="pain_site", persist_state="session",
        format_func=lambda site: label(site_title(site, names)),
    ) if len(sites) > 1 else sites[0]  # fmt: skip

since = found.days["local_date"].tail(SPANS[span] or len(found.days)).iloc[0]


def here(frame: pd.DataFrame, dates: str = "") -> pd.DataFrame:
    """The rows of the chosen site, and of the chosen span where the frame has dates."""
    chosen = frame[frame["site"] == site]
    return chosen[chosen[dates] >= since] if dates else chosen


weeks, changes = here(found.pain_weeks, "week_start"), here(found.pain_changes, "local_date")
trends, pain = here(found.trends), here(found.pain, "local_date")
logged = [moment for moment in MOMENT_WORDS if moment in set(weeks["moment"])]


def course(moments: list[str], key: str) -> None:
    """The chart of some moments and what may be said of each."""
    if len(moments) > 1:
        show(legend([(f"moment:{moment}", MOMENT_WORDS[moment]) for moment in moments]))
    figure = session.drawn(pain_course, weeks, changes, moments, palette(), of=(site, since, moments))
    said = " ".join(trends.loc[trends["moment"].isin(moments), "sentence"])
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=said)
    for moment in moments:
        if len(moments) > 1:
            show(f'<p class="tw-kind">{MOMENT_WORDS[moment]}</p>')
        show(session.once(trend_sentences, trends[trends["moment"] == moment], of=(site, moment)))


if "first_steps" in logged:
    section("First steps in the morning", "The score that tells most about a heel: how the foot took the day before.")
    course(["first_steps"], "first_steps_course")
others = [moment for moment in logged if moment != "first_steps"]
if others:
    section("Around runs and through the day")
    course(others, "other_course")
if not logged:
    show('<p class="tw-note">No pain score in this span.</p>')
show('<p class="tw-note">Dot: mean of the logged days of a week. Bar: 95 % sure of the mean of all seven days.</p>')
if len(changes):
    section("Where the level moved", "Dashed in the charts. A slow climb shows as a step near its middle.")
    show(change_sentences(changes))

left, right = st.columns(2, gap="large")
with left:
    section("Which side")
    show(session.once(sides, pain, of=(site, since)))
with right:
    section("While running")
    show(session.once(warm_ups, pain, found.settings.week_start, of=(site, since)))

section("Day by day")
st.page_link(
    "app_pages/calendar.py", label="Open the calendar: every day, with its runs and entries",
    icon=":material/calendar_month:",
)  # fmt: skip
