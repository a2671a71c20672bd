"""What was run on, and how steep was it?"""

import streamlit as st

from dashboard import session
from dashboard.app_pages.rules_now import rules_now
from dashboard.app_pages.surface_setting import setting
from dashboard.charts.hills import climb_over_pain, grades_over_pain
from dashboard.charts.look import CONFIG
from dashboard.charts.over_pain import View
from dashboard.charts.surfaces import surfaces_over_pain
from dashboard.components.legend import climb_keys, grade_keys, legend, moment_keys, surface_keys, week_keys
from dashboard.components.made_of import hills_seen, surfaces_seen
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.week_controls import week_controls
from dashboard.components.what_you_see import moments_logged
from dashboard.components.words import prose

HILLS = {"grades": "Distance by grade", "climb": "Climb and drop"}

head("Surfaces and hills", "What the kilometres were made of, and the pain of the same weeks above them.")
seen_by = session.current()
found = seen_by.analysis
if found is None or found.runs.empty:
    no_data()
    st.stop()

units = found.settings.units
weeks, moments = week_controls(found.weeks, session.once(moments_logged, found.weeks), "surfaces")
view = View(units, moments, palette())
since = weeks["week_start"].iloc[0]
of_weeks = session.once(week_keys, weeks, of=since)


def surfaces() -> None:
    """Weeks by surface under the pain."""
    seen = session.once(surfaces_seen, weeks, units, of=since)
    show(legend([*moment_keys(moments), *session.once(surface_keys, weeks, of=since), *of_weeks]))
    figure = session.drawn(surfaces_over_pain, weeks, view, of=(since, moments))
    st.plotly_chart(figure, theme=None, config=CONFIG, key="surfaces_over_pain", alt=seen)
    show(f'<p class="tw-note">{prose(seen)}</p>')
    rules_now("hard_surface_jump")


def hills() -> None:
    """Weeks by grade, or by climb and drop, under the pain."""
    section("Hills", "Up as well as down: the strain of the sole grows uphill, the pressure on the heel downhill.")
    shown = st.segmented_control("Show", HILLS, default="grades", required=True, key="hills_shown",
                                 format_func=HILLS.get, persist_state="session")  # fmt: skip
    seen = session.once(hills_seen, weeks, session.climb_drift(since), units, of=since)
    keys = session.once(grade_keys, weeks, of=since) if shown == "grades" else climb_keys()
    show(legend([*moment_keys(moments), *keys, *of_weeks]))
    draw = grades_over_pain if shown == "grades" else climb_over_pain
    figure = session.drawn(draw, weeks, view, of=(since, moments))
    st.plotly_chart(figure, theme=None, config=CONFIG, key="hills_over_pain", alt=" ".join(seen))
    for sentence in seen:
        show(f'<p class="tw-note">{prose(sentence)}</p>')
    rules_now("same_hilly_route", "climb_jump")


surfaces()
setting(since, seen_by)
hills()
