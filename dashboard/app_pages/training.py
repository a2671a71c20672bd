"""What did the pain do while the load did this?"""

import streamlit as st

from dashboard import session
from dashboard.app_pages.rules_now import rules_now
from dashboard.charts.look import CONFIG
from dashboard.charts.over_pain import View
from dashboard.charts.training import pain_over_load
from dashboard.components.learn_link import help_with, learn_link
from dashboard.components.legend import legend, training_keys
from dashboard.components.made_of import coverage_seen, spikes_table, week_facts
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.week_controls import week_controls
from dashboard.components.weeks_table import weeks_table
from dashboard.components.what_you_see import USUAL_WEEK, moments_logged, what_you_see
from dashboard.components.words import prose

head("Training and pain", "Weekly distance, and the pain of the same weeks above it.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()

units, rules = found.settings.units, session.rules()
weeks, moments = week_controls(found.weeks, session.once(moments_logged, found.weeks), "training")
view = View(units, moments, palette())
since = weeks["week_start"].iloc[0]
chosen = since, moments


def chart() -> None:
    """Pain over load, in a figure, in words and in numbers."""
    seen = session.once(what_you_see, weeks, moments, units, of=chosen)
    show(legend(session.once(training_keys, weeks, found.days, found.flags, moments, of=chosen)))
    figure = session.drawn(pain_over_load, weeks, found.days, found.flags, view, of=chosen)
    st.plotly_chart(figure, theme=None, config=CONFIG, key="pain_over_load", alt=seen)
    for sentence in filter(None, [seen, session.once(coverage_seen, weeks, of=since)]):
        show(f'<p class="tw-note">{prose(sentence)}</p>')
    if weeks["usual_m"].notna().any():
        show(f'<p class="tw-note">{USUAL_WEEK} {learn_link("backoff_compliance", "backing off")}</p>')
    show(session.once(week_facts, weeks, units, of=since))
    numbers = st.expander("The weeks as numbers", on_change="rerun", key="weeks_as_numbers")
    if numbers.open:
        with numbers:
            more = ("acwr",) if found.settings.shows_acwr else ()
            show(weeks_table(weeks, list(moments), units, more))


def growth() -> None:
    """How fast the running grew: single runs first, since that is where the evidence is."""
    section("How fast it grew", "One run against the runs before it tells most; week against week tells little.")
    rules_now("single_run_spike", "weekly_change", "acute_to_chronic")
    spikes = session.once(spikes_table, found.runs, since, spike_limit, units, of=since)
    if spikes:
        show(spikes)
    if session.visitor().own_id is None:
        return  # whoever followed a link has nowhere to keep a choice
    st.toggle(
        "Show the acute to chronic ratio", found.settings.shows_acwr, key="shows_acwr",
        on_change=session.show_acwr, args=("shows_acwr",),
        help=help_with(
            "The last 7 days over the three weeks before. It does not foretell injuries, so it is left out.",
            "acute_to_chronic",
        ),
    )  # fmt: skip


spike_limit = rules["single_run_spike"].thresholds[0].value
chart()
growth()
