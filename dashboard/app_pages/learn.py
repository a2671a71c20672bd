"""Every rule in plain words: what studies support, what they do not, and where its numbers come from."""

import streamlit as st

from dashboard import session
from dashboard.components.flag_card import GRADE_WORDS, learn_card, learn_theme
from dashboard.components.flag_order import rules_by_theme
from dashboard.components.page import head, section, show
from dashboard.components.words import prose

head("Learn", "Each rule in plain words: what studies support, what they do not, and where its numbers come from.")
rules = session.rules()
came_from = rules.get(st.query_params.get("rule", ""))
if came_from is not None:
    section("The rule you came from")
    show(learn_card(came_from, is_asked=True))

asked = st.text_input("Find a rule", key="learn_find", placeholder="shoes, hop, downhill, Achilles …", max_chars=80)
found = rules_by_theme(rules, asked)
if not found:
    show('<p class="tw-note">No rule has all of these words. Try one of them.</p>')
# The one that was asked for stands above, and one page has each anchor once.
shown = {theme: [rule for rule in of_theme if rule is not came_from] for theme, of_theme in found.items()}
show("".join(learn_theme(theme, of_theme, is_open=bool(asked)) for theme, of_theme in shown.items()))

section("Where numbers come from", "The word behind each number says how good its source is.")
show("".join(f"<p class='tw-note'><b>{word.capitalize()}</b>: {prose(what)}</p>" for word, what in GRADE_WORDS.items()))
