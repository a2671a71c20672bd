"""A year of pain and running in one view, and any day of it."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from analysis.wording import day
from dashboard import session
from dashboard.components.day_card import calendar_keys, flags_of, runs_of, year_facts
from dashboard.components.page import head, no_data, section, show
from dashboard.components.pain_pattern import entries_of
from dashboard.components.year_calendar import tapped_day, year_calendar, year_drawn

head("Calendar", "A year of pain and running, day by day. What was not logged stays a gap.")
found = session.current().analysis
if found is None or found.days.empty:
    no_data()
    st.stop()

first, last = (when.date() for when in found.days["local_date"].iloc[[0, -1]])


def choose_day(when: pd.Timestamp) -> None:
    """A day outside the data becomes the nearest one inside."""
    st.session_state["calendar_day"] = min(max(when.date(), first), last)


def take_tap() -> None:
    tapped = tapped_day()
    if tapped is not None:
        choose_day(tapped)


def year_choice() -> int:
    """Which year, where there is more than one."""
    years = session.years()
    if len(years) < 3:
        return years[0]
    return st.selectbox(
        "Which year", years, key="calendar_year", persist_state="session", width=220,
        format_func=lambda number: str(number) if number else "Last 12 months",
    )  # fmt: skip


def step(days: int) -> None:
    choose_day(pd.Timestamp(st.session_state["calendar_day"] + timedelta(days=days)))


def see_evening() -> None:
    session.see_day(st.session_state["calendar_day"])


def one_day(found) -> None:
    when = pd.Timestamp(st.session_state["calendar_day"])
    section(f"{when:%A}, {day(when)}")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.date_input("Day", min_value=first, max_value=last, format="YYYY-MM-DD", key="calendar_day", width=160)
        st.button("Before", key="day_before", on_click=step, args=(-1,), disabled=when.date() <= first)
        st.button("After", key="day_after", on_click=step, args=(1,), disabled=when.date() >= last)
        if when.date() < last:
            st.button("See all of Twinge as of this evening", key="see_evening", on_click=see_evening,
                      icon=":material/history:")  # fmt: skip
    left, right = st.columns(2, gap="large")
    names = session.site_names()
    with left:
        show('<p class="tw-kind">Training</p>' + session.once(runs_of, found, when, of=when))
        show('<p class="tw-kind">Pain</p>' + session.once(entries_of, found.pain, when, names, of=(when, names)))
    with right:
        show('<p class="tw-kind">Warnings</p>' + session.once(flags_of, found.flags, when, session.rules(), of=when))


def calendar(found) -> None:
    shown = session.year(year_choice())
    show(year_facts(shown.days, found.settings.units))
    show(calendar_keys(has_unknown=bool(shown.days["distance_m"].isna().any())))
    drawn = session.once(year_drawn, shown, found.settings.week_start, found.settings.units, of=shown.first)
    year_calendar(drawn, pd.Timestamp(st.session_state["calendar_day"]), take_tap)
    one_day(found)


st.session_state["calendar_day"] = min(max(st.session_state.get("calendar_day") or last, first), last)
calendar(found)
del found  # what is called by a tap keeps all names of this file until the visit ends: no data may be among them
