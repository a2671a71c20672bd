"""Pain of the first steps: after the night, and after sitting."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.flags.sites import recent_sites, site_pain
from analysis.thresholds import EPISODE_LOGS, MORNING_DAYS, MORNING_SCORE, PAIN_KNOWN_DAYS, SITTING_EASED
from analysis.wording import count, day, sentence

UNDER_THE_HEEL = ("plantar_heel", "arch")


@rule(
    id="morning_pattern",
    book_id="S1",
    title="First steps in the morning",
    question="Did the first steps hurt on at least three of your last seven logged mornings?",
    needs="A score for the moment `first_steps` on at least three mornings, the latest within two weeks.",
    severity="watch",
    validity="moderate",
    unit="of the last 7 logged mornings",
    thresholds=(MORNING_SCORE, MORNING_DAYS, EPISODE_LOGS, PAIN_KNOWN_DAYS),
    evidence="Pain under the heel is typically worst on the first steps in the morning and after long rest (Tu and"
    " Bytomski 2011, Am Fam Physician 84:909-916). The numbers of days and points are convention.",
    not_shown="Pain on the first steps has other reasons too. The pattern names no tissue.",
    hint="Log the first steps each morning, before ice or heat. They are the clearest sign of whether it settles.",
)
def morning_pattern(inputs: Inputs) -> list[Finding]:
    """Did the first steps hurt on at least three of your last seven logged mornings?"""
    mornings = inputs.lately[(inputs.lately["moment"] == "first_steps") & inputs.lately["score"].notna()]
    return _of_sites(inputs, mornings, _morning)


@rule(
    id="start_up_after_sitting",
    book_id="S2",
    title="Stiff after sitting",
    question="Did it hurt after sitting and ease once you moved, on at least three of your last seven logged days?",
    needs="A score for the moment `rest` with the score once moving again, or with how it moved, on at least three"
    " days, the latest within two weeks.",
    severity="watch",
    validity="weak",
    unit="of the last 7 logged days",
    thresholds=(MORNING_SCORE, SITTING_EASED, MORNING_DAYS, EPISODE_LOGS, PAIN_KNOWN_DAYS),
    evidence="Start-up pain after long rest goes with pain under the heel (Tu and Bytomski 2011, Am Fam Physician"
    " 84:909-916). The numbers of days and points are convention.",
    not_shown="The numbers of this rule are not tested.",
    hint="Move the ankle a little before you stand up, and log how the first steps feel.",
)
def start_up_after_sitting(inputs: Inputs) -> list[Finding]:
    """Did it hurt after sitting and ease once you moved, on at least three of your last seven logged days?"""
    rest = inputs.lately[(inputs.lately["moment"] == "rest") & inputs.lately["score"].notna()]
    return _of_sites(inputs, rest[rest["end_score"].notna() | rest["warm_up"].notna()], _sitting)


def _of_sites(
    inputs: Inputs, entries: pd.DataFrame, judge: Callable[[Inputs, str, pd.DataFrame], Finding]
) -> list[Finding]:
    """One finding for each recent site with such entries; one for all where there is none."""
    sites = [site for site in recent_sites(inputs) if (entries["site"] == site).any()]
    if not sites:
        return [_finding(inputs, "not_enough_data", "Your log has no such score in the last 120 days.", "all", [])]
    return [judge(inputs, site, entries[entries["site"] == site]) for site in sites]


def _finding(inputs: Inputs, status: str, text: str, site: str, days: list[bool]) -> Finding:
    start = inputs.today - pd.Timedelta(days=6)
    observed = sum(days) if days else None
    return Finding(
        status, text, start, inputs.today, site, observed=observed, threshold=MORNING_DAYS.value, n=len(days)
    )


def _morning(inputs: Inputs, site: str, entries: pd.DataFrame) -> Finding:
    name = sentence(site_pain(entries))
    last = entries.groupby("local_date")["score"].max().tail(EPISODE_LOGS.whole)
    hurt = (last >= MORNING_SCORE.value).tolist()
    if missing := _too_little(inputs, last, name, "morning"):
        return _finding(inputs, "not_enough_data", missing, site, [])
    text = (
        f"{name} on the first steps: {MORNING_SCORE.whole} or more on {sum(hurt)} of your last"
        f" {count(len(last), 'logged morning')}, {last.mean():.1f} on average."
    )
    if sum(hurt) < MORNING_DAYS.value:
        return _finding(inputs, "clear", text, site, hurt)
    if site in UNDER_THE_HEEL:
        text += " Worst on the first steps is the usual pattern of pain under the heel."
    return _finding(inputs, "raised", text, site, hurt)


def _sitting(inputs: Inputs, site: str, entries: pd.DataFrame) -> Finding:
    name = sentence(site_pain(entries))
    eased = (entries["end_score"] <= entries["score"] - SITTING_EASED.value) | entries["warm_up"].eq("eased")
    is_stiff = (entries["score"] >= MORNING_SCORE.value) & eased
    last = is_stiff.groupby(entries["local_date"]).any().tail(EPISODE_LOGS.whole)
    if missing := _too_little(inputs, last, name, "day"):
        return _finding(inputs, "not_enough_data", missing, site, [])
    hurt = last.tolist()
    text = (
        f"{name} after sitting: {MORNING_SCORE.whole} or more and lower once you moved, on {sum(hurt)} of your last"
        f" {count(len(last), 'logged day')}."
    )
    return _finding(inputs, "raised" if sum(hurt) >= MORNING_DAYS.value else "clear", text, site, hurt)


def _too_little(inputs: Inputs, last: pd.Series, name: str, what: str) -> str | None:
    if (inputs.today - last.index[-1]).days >= PAIN_KNOWN_DAYS.value:
        return f"{name}: last logged on {day(last.index[-1])}. Log it again to see where it stands."
    if len(last) < MORNING_DAYS.value:
        return f"{name}: only {count(len(last), what)} logged. This needs {MORNING_DAYS.whole} at least."
    return None
