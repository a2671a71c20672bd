"""Which shoes carried the load, and how worn are they?"""

import streamlit as st

from dashboard import session
from dashboard.app_pages.rules_now import rules_now
from dashboard.app_pages.setting import set_runs
from dashboard.app_pages.shoe_pairs import pairs
from dashboard.charts.look import CONFIG
from dashboard.charts.over_pain import View
from dashboard.charts.shoes import pair_keys, pairs_over_pain, pairs_seen, worn
from dashboard.components.legend import legend, moment_keys, week_keys
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.shoe_order import worn_names
from dashboard.components.shoe_rules import choose_rule, kinds_of_runs, rule_words
from dashboard.components.week_controls import RANGES
from dashboard.components.what_you_see import moments_logged
from dashboard.components.words import MOMENT_WORDS, prose

RULES = ["shoe_distance", "shoe_thumb_test", "shoe_switch", "shoe_rotation"]

head("Shoes", "Which shoes carried the load, and how worn are they?")
found = session.current().analysis
if found is None or found.runs.empty:
    no_data()
    st.stop()
units = found.settings.units


def chart() -> dict[str, int]:
    """Weeks by pair under the pain; gives the colour of each pair."""
    logged = session.once(moments_logged, found.weeks)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        span = st.segmented_control(
            "Time", RANGES, default="26 weeks", required=True, key="shoes_span", persist_state="session"
        )
        moments = st.pills(
            "Pain", logged, selection_mode="multi", default=logged[:1], format_func=MOMENT_WORDS.get,
            key="shoes_moments", persist_state="session",
        ) if logged else []  # fmt: skip
    view = View(units, tuple(moments), palette())
    weeks = found.weeks.tail(RANGES[span] or len(found.weeks))
    made = session.once(worn, weeks, session.shoe_weeks(), len(view.colours.pairs), of=span)
    seen = session.once(pairs_seen, made, units, of=span)
    of_weeks = session.once(week_keys, made.weeks, of=span)
    show(legend([*moment_keys(view.moments), *pair_keys(made), *of_weeks]))
    figure = session.drawn(pairs_over_pain, made, view, of=(span, view.moments))
    st.plotly_chart(figure, theme=None, config=CONFIG, key="pairs_over_pain", alt=seen)
    show(f'<p class="tw-note">{prose(seen)}</p>')
    return made.places


def rules() -> None:
    """What fills runs that name no pair."""
    section(
        "Runs that name no pair",
        "A rule names their pair, from its first run until you retire it. What a file or you say of one run counts"
        " before it.",
    )
    for _, rule in session.rules_for("shoe").iterrows():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note"><b>{prose(rule_words(rule))}</b></p>')
            st.button("Take it back", key=f"drop_{rule['kind']}_{rule['key']}", on_click=session.drop_default,
                      args=(rule["kind"], rule["key"], "shoe"))  # fmt: skip
    names = session.once(worn_names, found.shoes)
    if not names:
        show('<p class="tw-note">Add a pair above first.</p>')
        return
    choose_rule(session.once(kinds_of_runs, session.places()), names, session.set_shoe_rule)
    one_by_one = st.expander("Set runs one by one, or many at once", on_change="rerun", key="set_shoes")
    if one_by_one.open:
        with one_by_one:
            set_runs("shoe", {name: name for name in found.shoes["shoe"]})


pairs(found, chart())
if session.may_change():
    rules()
section("What the rules say of your shoes", "None of them warns of an injury: the evidence on shoes is weak.")
rules_now(*RULES)
