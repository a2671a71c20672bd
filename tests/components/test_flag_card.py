"""A flag on the screen: word and shape, numbers with units, source, and nothing a file could smuggle in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.flags import RULES, Rule
from analysis.thresholds import Threshold
from dashboard.components.flag_card import flag_card, may_be_settled, quiet_flag, theme_card
from dashboard.components.flag_order import THEMES, by_standing, by_theme
from tests.charts.frames import flag, flags

RULE = Rule(
    id="made_up", book_id="X1", title="A made-up rule", question="Was it more than usual?", needs="Runs of 30 days.",
    severity="act", validity="moderate", unit="x", thresholds=(Threshold(1.3, "x", "A study of 2020", "cohort"),),
    evidence="Observed in runners.", not_shown="Why it happens.", hint="Look.", find=lambda inputs: [],
)  # fmt: skip


def card(**more: object) -> str:
    row = flag("2024-03-12", "act", observed=1.45, threshold=1.3, unit="x", n=12, **more)
    return flag_card(next(flags(row).itertuples()), RULE, "km")


@pytest.mark.parametrize(
    ("severity", "word", "state"),
    [
        ("info", "For information", "steady"),
        ("watch", "Watch", "watch"),
        ("act", "Act", "act"),
        ("clinician", "See someone", "see_someone"),
    ],
)
def test_every_severity_has_a_word_and_a_shape(severity, word, state):
    made = flag_card(next(flags(flag("2024-03-12", severity)).itertuples()), RULE, "km")
    assert f">{word}<" in made
    assert f"tw-shape--{state}" in made


def test_the_card_says_what_was_seen_against_what_and_where_that_comes_from():
    made = card()
    for said in ("A made-up rule", "Something was seen.", "1.45 ×", "1.30 ×", "12 observations", "12 Mar 2024",
                 "A study of 2020", "cohort", "Was it more than usual?", "Runs of 30 days.", "Rule X1"):  # fmt: skip
        assert said in made


def test_the_gauge_puts_the_threshold_where_it_is():
    # 1.45 of a full 1.25 x 1.45 is 80 %, 1.3 of it 72 %
    assert 'tw-gauge-fill" style="width:80%' in card()
    assert 'tw-gauge-mark" style="left:72%' in card()


def test_a_flag_without_numbers_has_no_gauge():
    assert "tw-gauge" not in flag_card(next(flags(flag("2024-03-12", "act")).itertuples()), RULE, "km")


def test_a_sentence_cannot_bring_markup_into_the_page():
    assert "<script>" not in card(sentence="<script>alert(1)</script>")


def test_words_of_the_tables_are_in_quotes_and_numbers_keep_their_unit():
    made = card(sentence="Tick `none` if the 20 % and 5.2 km do not hurt.")
    assert "Tick “none” if the 20\u00a0% and 5.2\u00a0km do not hurt." in made


def test_a_quiet_flag_says_whether_it_is_clear_or_could_not_look():
    clear, silent = (
        quiet_flag(next(flags(flag("2024-03-12", "act", status=status)).itertuples()), RULE, "km")
        for status in ("clear", "not_enough_data")
    )
    assert "Clear: </span>" in clear and "tw-shape--steady" in clear
    assert "Not enough data: </span>" in silent and "tw-shape--cannot_tell" in silent


@pytest.mark.parametrize(
    ("severity", "rule", "may"),
    [("clinician", "G1", True), ("act", "G1", False), ("clinician", "S5", False)],  # a place cannot be settled
)
def test_only_what_a_clinician_can_settle_is_offered_to_be_settled(severity, rule, may):
    assert may_be_settled(next(flags(flag("2024-03-12", severity, rule=rule)).itertuples())) is may


def test_the_gravest_flag_is_read_first_and_the_past_last():
    standing = by_standing(
        flags(
            flag("2024-03-01", "watch", flag_id="a"),
            flag("2024-03-01", "clinician", flag_id="b"),
            flag("2024-03-05", "watch", flag_id="c"),
            flag("2024-03-01", "act", flag_id="d", status="clear"),
            flag("2024-03-01", "act", flag_id="e", status="not_enough_data"),
            flag("2024-02-01", "act", flag_id="f", is_current=False),
            flag("2024-03-05", "info", flag_id="g"),
        )
    )
    assert standing.raised["flag_id"].tolist() == ["b", "c", "a"]
    assert list(standing.told["flag_id"]) == ["g"]  # for information: it does not stand among the warnings
    assert list(standing.quiet["flag_id"]) == ["d", "e"]
    assert list(standing.past["flag_id"]) == ["f"]


def quiet(*rows: tuple[str, str, str]):
    """Quiet flags of (rule of the book, status, sentence)."""
    made = [
        flag("2024-03-05", "act", flag_id=f"flag_{n}", rule=rule, status=status, sentence=sentence)
        for n, (rule, status, sentence) in enumerate(rows)
    ]
    return by_standing(flags(*made)).quiet


def test_quiet_flags_stand_by_theme_warning_signs_first():
    themes = by_theme(quiet(("T5", "clear", "A."), ("G1", "clear", "B."), ("R6", "not_enough_data", "C.")))
    assert [(theme.name, theme.n_clear, theme.n_silent) for theme in themes] == [
        ("Warning signs", 1, 0),
        ("Recovery and strength", 1, 1),
    ]


def test_every_rule_has_a_theme():
    assert {rule.book_id[0] for rule in RULES.values()} <= set("".join(THEMES))


def test_flags_that_say_the_same_are_said_once_under_all_their_titles():
    said = [("E1", "clear", "Nothing to do."), ("E2", "clear", "Nothing to do."), ("E3", "clear", "Else.")]
    (theme,) = by_theme(quiet(*said))
    made = theme_card(theme, {f"flag_{n}": replace(RULE, title=f"Title {n}") for n in range(3)}, "km")
    assert made.count("Nothing to do.") == 1
    assert "Title 0 · Title 1" in made
    assert "3 clear" in made
    assert "without enough data" not in made


def test_what_is_raised_for_information_says_what_to_do_and_what_is_past_does_not():
    now, past = (
        quiet_flag(next(flags(flag("2024-03-12", "info", is_current=current)).itertuples()), RULE, "km")
        for current in (True, False)
    )
    assert "What to do" in now
    assert "What to do" not in past
