"""How hard was the running, and did the step change?"""

import streamlit as st

from dashboard import session
from dashboard.app_pages.rules_now import rules_now
from dashboard.app_pages.setting import set_runs
from dashboard.charts.form import form_over_time
from dashboard.charts.intensity import efforts_over_pain
from dashboard.charts.look import CONFIG
from dashboard.charts.over_pain import View
from dashboard.components.efforts import (
    balance_seen,
    efforts_seen,
    form_seen,
    gaps_seen,
    has_cadence,
    limits_seen,
    recent_sessions,
)
from dashboard.components.legend import effort_keys, legend, moment_keys, week_keys
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.week_controls import week_controls
from dashboard.components.what_you_see import moments_logged
from dashboard.components.words import SESSION_WORDS, prose

MEASURES = {"distance": "Distance", "time": "Time"}

head("Intensity and form", "How hard your kilometres were for you, and the pain of the same weeks above them.")
found = session.current().analysis
if found is None or found.runs.empty:
    no_data()
    st.stop()

units = found.settings.units
weeks, moments = week_controls(found.weeks, session.once(moments_logged, found.weeks), "intensity")
view = View(units, moments, palette())
since = weeks["week_start"].iloc[0]


def note(*sentences: str) -> None:
    """Sentences under a chart; empty ones say nothing."""
    for sentence in filter(None, sentences):
        show(f'<p class="tw-note">{prose(sentence)}</p>')


def efforts() -> None:
    """Weeks by effort under the pain."""
    measure = st.segmented_control("Show", MEASURES, default="distance", required=True, key="intensity_measure",
                                   format_func=MEASURES.get, persist_state="session")  # fmt: skip
    seen = session.once(efforts_seen, weeks, units, of=since)
    keys = session.once(effort_keys, weeks, of=since) + session.once(week_keys, weeks, of=since)
    show(legend([*moment_keys(moments), *keys]))
    figure = session.drawn(efforts_over_pain, weeks, view, measure, of=(since, moments, measure))
    st.plotly_chart(figure, theme=None, config=CONFIG, key="efforts_over_pain", alt=seen)
    gaps = session.once(gaps_seen, weeks, session.effort_gaps(since), of=since)
    note(seen, limits_seen(session.effort_limits(), found.runs["local_date"].iloc[-1], units), gaps)
    rules_now("hard_efforts_in_backoff", "speed_work_ramp")


def sessions() -> None:
    """What the last runs were, and setting it right."""
    section("Kinds of session", "Recognised from the recording where nobody says. A watch that pauses by itself at each"
            " rest hides intervals and walks.")  # fmt: skip
    show(session.once(recent_sessions, found.runs, units))
    if not session.may_change():
        return
    editor = st.expander("Set what a run was", on_change="rerun", key="set_sessions")
    if editor.open:
        with editor:
            set_runs("session_type", SESSION_WORDS)


def form() -> None:
    """Cadence and stride at the usual speed."""
    section("Form", "Steps at your usual speed on level ground, so that a slow day is not taken for a new stride. There"
            " is no right number: a sudden change is what counts. The solid line is the last 14 days, the dotted one"
            " the 28 before; in the shaded part nothing is raised.")  # fmt: skip
    days, judged = session.days_since(since), session.form_judged()
    seen = session.once(form_seen, days, judged, of=since)
    if session.once(has_cadence, days, of=since):
        figure = session.drawn(form_over_time, days, judged, view.colours, of=since)
        st.plotly_chart(figure, theme=None, config=CONFIG, key="form_over_time", alt=seen)
    note(seen, session.once(balance_seen, days, of=since))
    rules_now("cadence_jump", "longer_strides")


efforts()
sessions()
form()
