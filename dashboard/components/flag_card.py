"""A flag on the screen: shape and word, the sentence, the numbers, what to do, and where the rule comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.settings import Units
from analysis.wording import count, span
from dashboard.components.flag_order import Theme, by_theme
from dashboard.components.learn_link import anchor, learn_link
from dashboard.components.numbers import quantity
from dashboard.components.shapes import STATE_OF_SEVERITY, shape
from dashboard.components.words import STATE_WORDS, prose

VALIDITY = {
    "measured": "It states a measurement and claims nothing about injury.",
    "strong": "Science trusts this rule well.",
    "moderate": "Science trusts this rule fairly well.",
    "weak": "Science trusts this rule little: take it as a prompt to look, not as a verdict.",
    "none": "There is no study behind this rule: it is common practice.",
}

# How good the source of a number is: the words of `analysis.thresholds.Grade`.
GRADE_WORDS = {
    "cohort": "a study that watched many runners. It shows what went together, not why.",
    "guideline": "a guideline for clinicians, or a measured size of change that patients call better.",
    "convention": "common practice. No trial has tested the number.",
    "simulation": "chosen on made-up runners whose truth is known, since no data of real ones exist.",
    "lay advice": "what runners are often told. Nobody has tested it.",
    "personal": "a number of your own, set on the page Settings.",
    "definition": "it only says what a word means here.",
}

# Why a flag is called settled: what the button says, and what is kept in view.
SETTLED = {
    "seen": ("I have seen a clinician", "a clinician has seen it"),
    "gone": ("It has been gone for two weeks", "gone for two weeks"),
    "mistake": ("It was logged by mistake", "logged by mistake"),
}


def flag_card(flag, rule, units: Units) -> str:
    """A raised flag in full. `flag` is a row of FLAGS, `rule` its declaration."""
    state = STATE_OF_SEVERITY[flag.severity]
    return (
        f'<article class="tw-flag tw-{state}"><div class="tw-flag-head">{shape(state, 26)}'
        f'<span class="tw-flag-word">{STATE_WORDS[state]}</span><span class="tw-flag-title">{escape(rule.title)}</span>'
        f'<span class="tw-flag-period">{span(flag.period_start, flag.period_end)}</span></div>'
        f'<p class="tw-flag-sentence">{prose(flag.sentence)}</p>'
        f"{_gauge(flag, units)}"
        f'<p class="tw-flag-hint"><b>What to do</b> {prose(flag.hint)}</p>'
        f"<details><summary>Where this comes from</summary>{_source(flag, rule)}</details></article>"
    )


def quiet_flag(flag, rule, units: Units) -> str:
    """A flag that is clear, lacks data, or is past: its sentence, the rest behind a tap."""
    state, word = _quiet_state(flag)
    numbers = "" if flag.status == "not_enough_data" else _numbers(flag, units)
    hint = f"<p><b>What to do</b> {prose(flag.hint)}</p>" if flag.status == "raised" and flag.is_current else ""
    return (
        f'<details class="tw-quiet tw-{state}"><summary>{shape(state, 20)}'
        f'<span class="tw-quiet-title"><span class="tw-sr">{word}: </span>{escape(rule.title)}</span>'
        '<span class="tw-quiet-more">More</span>'
        f'<span class="tw-quiet-sentence">{prose(flag.sentence)}</span></summary>'
        f'<div class="tw-quiet-body"><p>{span(flag.period_start, flag.period_end)}</p>{numbers}{hint}'
        f"{_source(flag, rule)}</div></details>"
    )


def theme_cards(quiet: pd.DataFrame, rules: Mapping[str, Any], units: Units) -> str:
    """The quiet flags, a card for each theme."""
    return "".join(theme_card(theme, rules, units) for theme in by_theme(quiet))


def theme_card(theme: Theme, rules: Mapping[str, Any], units: Units) -> str:
    """The quiet flags of a theme behind one tap, with how many are clear and how many could not look."""
    counts = [(theme.n_clear, "clear"), (theme.n_silent, "without enough data")]
    told = ", ".join(f"{n} {words}" for n, words in counts if n)
    inside = "".join(_alike(flags, rules, units) for flags in theme.said)
    state = "steady" if theme.n_clear >= theme.n_silent else "cannot_tell"
    return (
        f'<details class="tw-theme tw-{state}"><summary>{shape(state, 20)}'
        f'<span class="tw-theme-name">{theme.name}</span>'
        f'<span class="tw-theme-count">{told}</span></summary>{inside}</details>'
    )


def _alike(flags: pd.DataFrame, rules: Mapping[str, Any], units: Units) -> str:
    """Flags that say the same: one sentence under all their titles."""
    first = next(flags.itertuples())
    if len(flags) == 1:
        return quiet_flag(first, rules[first.flag_id], units)
    state, word = _quiet_state(first)
    titles = " · ".join(dict.fromkeys(escape(rules[flag_id].title) for flag_id in flags["flag_id"]))
    sources = "".join(
        f"<h3>{escape(rules[flag.flag_id].title)}</h3>{_source(flag, rules[flag.flag_id])}"
        for flag in flags.drop_duplicates("flag_id").itertuples()
    )
    return (
        f'<details class="tw-quiet tw-{state}"><summary>{shape(state, 20)}'
        f'<span class="tw-quiet-title"><span class="tw-sr">{word}: </span>{titles}</span>'
        '<span class="tw-quiet-more">More</span>'
        f'<span class="tw-quiet-sentence">{prose(first.sentence)}</span></summary>'
        f'<div class="tw-quiet-body">{sources}</div></details>'
    )


def _quiet_state(flag) -> tuple[str, str]:
    if flag.status == "raised":
        state = STATE_OF_SEVERITY[flag.severity]
        return state, STATE_WORDS[state]
    return ("steady", "Clear") if flag.status == "clear" else ("cannot_tell", "Not enough data")


def _gauge(flag, units: Units) -> str:
    """Observed against threshold as a bar with a mark, where both are amounts; a count of entries needs no picture."""
    amounts = pd.notna(flag.observed) and pd.notna(flag.threshold) and flag.observed >= 0 and flag.threshold > 0
    if not amounts or flag.unit == "entries":
        return _numbers(flag, units)
    full = 1.25 * max(flag.observed, flag.threshold)
    observed, threshold = (f"{100 * value / full:.0f}%" for value in (flag.observed, flag.threshold))
    return (
        f'<div class="tw-gauge" aria-hidden="true"><span class="tw-gauge-fill" style="width:{observed}"></span>'
        f'<span class="tw-gauge-mark" style="left:{threshold}"></span></div>{_numbers(flag, units)}'
    )


def _numbers(flag, units: Units) -> str:
    parts = [
        ("Observed", quantity(flag.observed, flag.unit, units)),
        ("Threshold", quantity(flag.threshold, flag.unit, units)),
        ("Based on", "" if pd.isna(flag.n) else f"{flag.n} observation{'' if flag.n == 1 else 's'}"),
    ]
    known = [(name, value) for name, value in parts if value not in ("", "–")]
    if not known:
        return ""
    return (
        f'<p class="tw-numbers">{"".join(f"<span>{name} <b>{escape(value)}</b></span>" for name, value in known)}</p>'
    )


def _source(flag, rule) -> str:
    return (
        f"<p><b>{prose(rule.question)}</b></p><p>Needs: {prose(rule.needs)}</p><p>{prose(flag.evidence)}</p>"
        f"<p>{prose(rule.not_shown)}</p>{_limits(rule)}<p>{VALIDITY[flag.validity]} Rule {escape(flag.rule)}.</p>"
        f"<p>{learn_link(rule.id, rule.title)}</p>"
    )


def _limits(rule) -> str:
    """The numbers of a rule with where they come from, each source once."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for limit in rule.thresholds:
        numbers.setdefault((limit.source, limit.grade), []).append(f"{limit.value:g} {limit.unit}")
    return "".join(
        f"<p>{escape('; '.join(said))}: {escape(source)} <i>({escape(grade)})</i></p>"
        for (source, grade), said in numbers.items()
    )


def learn_card(rule, *, is_asked: bool = False) -> str:
    """A rule as one learns it: what it asks, what studies support and what not, and its numbers. Open where one came
    to read it."""
    state = STATE_OF_SEVERITY[rule.severity]
    return (
        f'<details class="tw-quiet tw-{state}" id="{anchor(rule.id)}"{" open" if is_asked else ""}><summary>'
        f'{shape(state, 20)}<span class="tw-quiet-title">{escape(rule.title)}'
        f'<span class="tw-sr"> ({STATE_WORDS[state]} when raised)</span></span><span class="tw-quiet-more">More</span>'
        f'<span class="tw-quiet-sentence">{prose(rule.question)}</span></summary><div class="tw-quiet-body">'
        f"<p><b>What to do when it is raised</b> {prose(rule.hint)}</p>"
        f"<p><b>What studies support</b> {prose(rule.evidence)}</p>"
        f"<p><b>What they do not show</b> {prose(rule.not_shown)}</p>"
        f"<p><b>How sure</b> {VALIDITY[rule.validity]}</p><p><b>What it needs</b> {prose(rule.needs)}</p>"
        f"<p><b>Its numbers, and where they come from</b></p>{_limits(rule)}"
        f"<p>Rule {escape(rule.book_id)} of the rule book.</p></div></details>"
    )


def learn_theme(name: str, rules: Sequence[Any], *, is_open: bool) -> str:
    """The rules of a theme behind one tap."""
    opened = " open" if is_open else ""
    return (
        f'<details class="tw-theme"{opened}><summary><span class="tw-theme-name">{escape(name)}</span>'
        f'<span class="tw-theme-count">{count(len(rules), "rule")}</span></summary>'
        f"{''.join(map(learn_card, rules))}</details>"
    )


def may_be_settled(flag) -> bool:
    """Whether the runner may say that it is settled: what only a clinician or the runner can know."""
    return flag.severity == "clinician" and flag.rule.startswith("G")
