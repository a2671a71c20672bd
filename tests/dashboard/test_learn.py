"""The page Learn: every rule with what studies show and do not show, found by words, and where a flag leads."""

from __future__ import annotations

import re
from html import escape
from types import SimpleNamespace
from typing import get_args

import pandas as pd
from streamlit.testing.v1 import AppTest

from analysis.flags import RULES
from analysis.thresholds import Grade
from dashboard.components.day_card import flags_of
from dashboard.components.flag_card import GRADE_WORDS, flag_card, learn_card, quiet_flag, theme_cards
from dashboard.components.flag_order import rules_by_theme
from dashboard.components.learn_link import anchor, help_with
from dashboard.components.next_step import next_steps
from dashboard.components.status_light import status_light

from .screens import ROOT, put, turn_to, words

DAY = pd.Timestamp("2026-03-31")


def grade(text: str) -> float:
    """Flesch-Kincaid: the school year in which such a text is read. Syllables are groups of vowels."""
    text = re.sub(r"\([^)]*\d{4}[^)]*\)|`", "", text)  # references are no prose
    tokens = re.findall(r"[A-Za-z]+", text)
    sentences = len(re.findall(r"[.:?!](?:\s|$)", text)) or 1
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in tokens)
    return 0.39 * len(tokens) / sentences + 11.8 * syllables / len(tokens) - 15.59


def test_every_rule_stands_on_the_page_once():
    shown = [rule.id for of_theme in rules_by_theme(RULES).values() for rule in of_theme]
    assert sorted(shown) == sorted(RULES)


def test_a_card_says_what_studies_support_and_what_they_do_not_and_each_number():
    for rule in RULES.values():
        made = learn_card(rule)
        assert "What studies support" in made
        assert "What they do not show" in made
        for limit in rule.thresholds:
            assert escape(f"{limit.value:g} {limit.unit}") in made
            assert made.count(f": {escape(limit.source)} <i>({limit.grade})</i></p>") >= 1


def test_each_word_for_a_source_is_explained():
    assert set(GRADE_WORDS) == set(get_args(Grade))


def test_the_words_are_those_of_grade_8():
    for name in ("question", "hint", "not_shown"):
        assert grade(" ".join(getattr(rule, name) for rule in RULES.values())) <= 8.0, name
    assert grade(" ".join(GRADE_WORDS.values())) <= 8.0


def test_what_the_guide_overstates_is_said_beside_its_rule():
    for flag_id, said in {
        "hard_surface_jump": "Concrete is not shown to be harder",
        "same_hilly_route": "rises uphill as well",
        "shoe_rotation": "does not give foam its spring back",
        "shoe_distance": "no cliff at 300 or 500 miles",
        "backoff_compliance": "not trial results",
        "care_review": "no proof that it helped",
        "strength_answer": "not after days",
    }.items():
        assert said in RULES[flag_id].not_shown


def test_rules_are_found_by_their_words():
    found = [rule.id for of_theme in rules_by_theme(RULES, "Thumb hard").values() for rule in of_theme]
    assert found == ["shoe_thumb_test"]
    assert rules_by_theme(RULES, "no such words") == {}


def test_the_page_opens_with_the_rule_one_came_from(app: AppTest):
    app.query_params["rule"] = "limping"
    shown = words(turn_to(app, "learn"))
    assert 'id="rule-limping" open>' in shown
    assert "The rule you came from" in shown


def test_an_unknown_rule_in_the_address_shows_all_rules(app: AppTest):
    app.query_params["rule"] = "<script>"
    shown = words(turn_to(app, "learn"))
    assert "The rule you came from" not in shown
    assert "<script>" not in shown


def test_every_rule_has_its_anchor_and_whatever_rests_on_a_rule_leads_there():
    for rule in RULES.values():
        assert f'id="{anchor(rule.id)}"' in learn_card(rule)
        flag = SimpleNamespace(
            flag_id=rule.id, rule=rule.book_id, status="raised", severity="watch", is_current=True, sentence="Said.",
            hint=rule.hint, evidence=rule.evidence, validity=rule.validity, observed=None, threshold=None, n=None,
            unit=rule.unit, period_start=DAY, period_end=DAY,
        )  # fmt: skip
        step = pd.DataFrame([{"what": "Do.", "target": None, "why": "So.", "until": None, "ends_when": "Then.",
                              "flag_id": rule.id}])  # fmt: skip
        said = pd.DataFrame([vars(flag)])
        for shown in (
            flag_card(flag, rule, "km"),
            quiet_flag(flag, rule, "km"),
            theme_cards(said.assign(status="clear"), RULES, "km"),
            next_steps(step),
            flags_of(said, DAY, RULES),
            status_light(SimpleNamespace(state="watch", word="Watch", flag_id=rule.id), "So.", "Now"),
        ):
            assert f'href="learn?rule={rule.id}#{anchor(rule.id)}"' in shown, rule.id
        assert f"(learn?rule={rule.id}#{anchor(rule.id)})" in help_with("Why.", rule.id)


def test_every_link_to_a_rule_names_one_that_there_is():
    written = "\n".join(file.read_text("utf-8") for file in (ROOT / "dashboard").rglob("*.py"))
    named = set(re.findall(r"learn_link\(\s*[\"']([a-z_]+)[\"']", written))
    named |= set(re.findall(r"help_with\([^()]*,\s*[\"']([a-z_]+)[\"'],?\s*\)", written))
    assert len(named) >= 10
    assert named <= set(RULES)


def test_what_explains_a_number_of_a_page_leads_to_its_rule(app: AppTest):
    put(app, "demo")
    for url, rules in {
        "overview": ["worsening_despite_backoff"],
        "plan": ["worsening_despite_backoff", "backoff_compliance", "backoff_run_days", "backoff_long_run"],
        "patterns": ["goes_with_more_pain"],
        "calendar": ["worsening_despite_backoff"],
        "training": ["weekly_change"],
    }.items():
        shown = words(turn_to(app, url))
        assert [rule for rule in rules if f'href="learn?rule={rule}#' not in shown] == [], url
    (tooltip,) = [toggle.help for toggle in turn_to(app, "training").toggle]
    assert "learn?rule=acute_to_chronic" in tooltip


def test_a_raised_flag_leads_to_its_rule(app: AppTest):
    links = turn_to(put(app, "demo"), "flags").get("page_link")
    asked = [link.proto.query_string for link in links]
    assert "rule=worsening_despite_backoff" in asked
