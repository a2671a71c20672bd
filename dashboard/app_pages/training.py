"""What did the pain do while the load did this?"""

import streamlit as st

from dashboard import session
from dashboard.charts.look import CONFIG
from dashboard.charts.training import View, pain_over_load
from dashboard.components.legend import legend, training_keys
from dashboard.components.page import head, no_data, palette, show
from dashboard.components.weeks_table import weeks_table
from dashboard.components.what_you_see import moments_logged, what_you_see
from dashboard.components.words import MOMENT_WORDS, prose

RANGES = {"12 weeks": 12, "26 weeks": 26, "1 year": 53, "All": None}

head("Training and pain", "Weekly distance, and the pain of the same weeks above it.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()

units = found.settings.units
logged = moments_logged(found.weeks)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    span = st.segmented_control(
        "Time", RANGES, default="26 weeks", required=True, key="training_span", persist_state="session"
    )
    moments = st.pills(
        "Pain", logged, selection_mode="multi", default=logged[:3], format_func=MOMENT_WORDS.get,
        key="training_moments", persist_state="session",
    ) if logged else []  # fmt: skip

weeks = found.weeks.tail(RANGES[span] or len(found.weeks))
view = View(units, tuple(moments), palette())
seen = what_you_see(weeks, view.moments, units)
show(legend(training_keys(weeks, found.flags, view.moments)))
st.plotly_chart(
    pain_over_load(weeks, found.flags, view),
    theme=None,
    config=CONFIG,
    key="pain_over_load",
    alt=seen,
)
show(f'<p class="tw-note">{prose(seen)}</p>')

numbers = st.expander("The weeks as numbers", on_change="rerun", key="weeks_as_numbers")
if numbers.open:
    with numbers:
        show(weeks_table(weeks, list(view.moments), units))
