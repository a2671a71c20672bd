"""Is pain going on at all? The plain question before any rule about load."""

from __future__ import annotations

import pandas as pd

from analysis.episode import PAIN_UNKNOWN, recent_scores
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import EPISODE_CALM, EPISODE_DAYS, EPISODE_LOGS, EPISODE_SCORE, PAIN_KNOWN_DAYS


@rule(
    id="pain_going_on",
    book_id="S0",
    title="Pain that is going on",
    question="Did it hurt on at least three of your last seven logged days?",
    needs="Pain logged on at least three days, the latest within two weeks.",
    severity="watch",
    validity="moderate",
    unit="of the last 7 logged days",
    thresholds=(EPISODE_SCORE, EPISODE_DAYS, EPISODE_LOGS, EPISODE_CALM, PAIN_KNOWN_DAYS),
    evidence="New runners with an injury took a median of 71 days to recover (Nielsen et al. 2014, PLoS One"
    " 9:e99877). That acting early shortens it is advice runners are commonly given; no trial was found.",
    not_shown="That early rest makes pain shorter is common advice. No trial of runners shows it.",
    hint="Small changes now keep more options open later. The next step is on the overview.",
)
def pain_going_on(inputs: Inputs) -> list[Finding]:
    """Did it hurt on at least three of your last seven logged days?"""
    state = inputs.pain_state
    scores = recent_scores(inputs.days)["worst_score"]
    hurt = int((scores >= EPISODE_SCORE.value).sum())
    if state == "unknown":
        return [Finding("not_enough_data", PAIN_UNKNOWN, inputs.today - pd.Timedelta(days=6), inputs.today)]
    episode = inputs.episode
    if episode is None:
        start, status, text = (
            _first_logged(inputs),
            "clear",
            f"It hurt on {hurt} of your last {len(scores)} logged days.",
        )
    else:
        start, status = episode.onset, "raised"
        text = (
            f"Pain has been going on {episode.since}: on {hurt} of your last {len(scores)} logged days,"
            f" {scores.mean():.1f} on average."
        )
    return [
        Finding(status, text, start, inputs.today, observed=hurt, threshold=EPISODE_DAYS.value, n=len(scores))
    ]  # fmt: skip


def _first_logged(inputs: Inputs) -> pd.Timestamp:
    return recent_scores(inputs.days)["local_date"].iloc[0]
