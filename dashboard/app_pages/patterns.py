"""What of the training goes with more pain?"""

import streamlit as st

from dashboard import session
from dashboard.charts.look import CONFIG
from dashboard.charts.patterns import intervals, scatter, side_by_side
from dashboard.components.association_card import (
    association_card,
    contrast_note,
    contrast_table,
    patterns_said,
    says_little,
)
from dashboard.components.learn_link import learn_link
from dashboard.components.page import head, no_data, palette, section, show
from dashboard.components.words import MOMENT_WORDS, prose

INDEPENDENT = (
    "Days in a row are alike, so many days tell as much as a few that have nothing to do with each other. By chance:"
    " how often something in this search would look as strong where nothing matters."
)

head("Patterns", "What goes with more pain? Twinge says so only where chance would hardly bring it.")
found = session.current().analysis
if found is None:
    no_data()
    st.stop()

ranked, units = session.patterns(), found.settings.units


def moment_to_show() -> str:
    moments = list(dict.fromkeys(ranked["moment"]))
    return st.segmented_control(
        "Pain", moments, default=moments[0], required=True, format_func=MOMENT_WORDS.get, key="patterns_moment",
        persist_state="session",
    )  # fmt: skip


def differences(shown, said: str) -> None:
    """The chart of what can be told, and how to read it."""
    figure = session.drawn(intervals, shown, palette(), of=moment)
    st.plotly_chart(figure, theme=None, config=CONFIG, key="intervals", alt=said)
    show(
        '<p class="tw-note">Dot: how much more pain there was on your heavy days than on your light ones. Bar: 95 %'
        " sure. Filled: a link that chance would hardly bring in a search as wide as this. Going together does not say"
        f" why. {learn_link('goes_with_more_pain', 'patterns')}</p>"
    )


def behind(row) -> None:
    """The cloud and the two series, drawn when opened."""
    key = f"{row.exposure}_{row.moment}"
    opened = st.expander("See the days behind it", on_change="rerun", key=f"behind_{key}")
    if not opened.open:
        return
    days = session.behind_pattern(row)
    with opened:
        show('<p class="tw-note">Each dot is a logged day: the load it may answer to, and the score.</p>')
        st.plotly_chart(
            scatter(days, row, units, palette()), theme=None, config=CONFIG, key=f"scatter_{key}",
            alt=f"Scores against the remembered load. {row.sentence}",
        )  # fmt: skip
        show('<p class="tw-note">The same in time: the scores, and the load as it may still be felt that day.</p>')
        st.plotly_chart(
            side_by_side(days, row, units, palette()), theme=None, config=CONFIG, key=f"aligned_{key}",
            alt="The scores above the remembered load of the same days.",
        )  # fmt: skip


def after_each_kind_of_day(is_little: bool) -> None:
    if found.contrasts.empty:
        return
    title = "Too little data to say" if is_little else "After each kind of day"
    section(title, session.once(contrast_note, found.contrasts["moment"]))
    show(session.once(contrast_table, found.contrasts))


if ranked.empty:
    show('<p class="tw-note">This needs runs and pain scores of the same weeks. One of the two is missing.</p>')
else:
    moment = moment_to_show()
    shown = session.patterns(moment)
    said = session.once(patterns_said, shown, of=moment)
    show(f'<p class="tw-said">{prose(said)}</p>')
    is_told = bool(shown["difference"].notna().any())
    if is_told:
        differences(shown, said)
    section("One by one", INDEPENDENT if is_told else "")
    for row in shown.itertuples():
        show(session.once(association_card, row, of=(row.exposure, moment)))
        if row.n > 0:
            behind(row)
    after_each_kind_of_day(session.once(says_little, shown, of=moment))
