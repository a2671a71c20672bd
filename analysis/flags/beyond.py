"""Beyond the guide's list: signs and a history that make pain a matter for a clinician."""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.flags.signs import NOT_A_DIAGNOSIS, SHARED, from_signs
from analysis.flags.sites import settled_on
from analysis.thresholds import EPISODE_SCORE, PAIN_KNOWN_DAYS, SIGN_ASKED_DAYS, SITE_SHOWN_DAYS
from analysis.wording import HISTORY_WORDS, day, sentence

NEW_PAIN = pd.Timedelta(days=PAIN_KNOWN_DAYS.value)


@rule(
    id="urgent_sign",
    book_id="G9",
    title="Fever, a swollen calf, short of breath, a wound",
    question="Did you log fever, a swollen calf, being short of breath, or a wound on the foot?",
    evidence="With pain in the foot or leg these can mean an infection or a blood clot: common clinical practice, not"
    " on the list runners are commonly given; no study of runners found.",
    not_shown="It cannot tell what you have. Most people with one of these signs have something else.",
    hint="Call a doctor or an urgent care line today. If you are short of breath or have chest pain, call the emergency"
    f" number now. Do not run. {NOT_A_DIAGNOSIS}",
    **SHARED,
)
def urgent_sign(inputs: Inputs) -> list[Finding]:
    """Did you log fever, a swollen calf, being short of breath, or a wound on the foot?"""
    return from_signs(inputs, "urgent_sign", ("fever", "calf_swelling", "breathless", "foot_wound"))


@rule(
    id="history_with_pain",
    book_id="G9",
    title="Pain with a history a clinician should know",
    question="Is there pain, and did you tell of something that makes it a matter for a clinician?",
    needs="What you told of your health on the page Flags, and one logged pain score of 1 or more.",
    severity="clinician",
    validity="weak",
    unit="points",
    thresholds=(EPISODE_SCORE, SITE_SHOWN_DAYS, PAIN_KNOWN_DAYS, SIGN_ASKED_DAYS),
    evidence="Growing bones, bones that break more easily, slow healing and too little energy call for an earlier look:"
    " common clinical practice, not on the list runners are commonly given.",
    not_shown="It does not say that your pain comes from this history.",
    hint=f"See a clinician soon, and tell them of it. {NOT_A_DIAGNOSIS}",
)
def history_with_pain(inputs: Inputs) -> list[Finding]:
    """Is there pain, and did you tell of something that makes it a matter for a clinician?"""
    if not inputs.settings.history:
        return [_history(inputs, "not_enough_data", "You told nothing of your health. The page Flags asks.")]
    told = " and ".join(HISTORY_WORDS[word] for word in inputs.settings.history)
    painful = inputs.days.loc[inputs.days["worst_score"] >= EPISODE_SCORE.value, ["local_date", "worst_score"]]
    if not (painful["local_date"] > inputs.today - pd.Timedelta(days=SITE_SHOWN_DAYS.value)).any():
        return [_history(inputs, "clear", f"{sentence(told)}: told, and no pain was logged in the last 120 days.")]
    began = painful.loc[~(painful["local_date"].diff() < NEW_PAIN), "local_date"].iloc[-1]
    settled = settled_on(inputs, "history_with_pain")
    if began <= settled:
        return [_history(inputs, "clear", f"You recorded on {day(settled)} that this is settled. New pain raises it.")]
    text = f"Pain has been logged since {day(began)}, and you told of {told}."
    since = painful.loc[painful["local_date"] >= began, "worst_score"]
    return [
        Finding("raised", text, began, inputs.today, observed=float(since.max()), threshold=EPISODE_SCORE.value,
                n=len(since))
    ]  # fmt: skip


def _history(inputs: Inputs, status: str, text: str) -> Finding:
    start = inputs.today - pd.Timedelta(days=SITE_SHOWN_DAYS.value - 1)
    return Finding(status, text, start, inputs.today, threshold=EPISODE_SCORE.value)
