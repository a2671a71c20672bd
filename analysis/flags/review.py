"""Did backing off help: go on, cut more, or see someone?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.episode import Episode
from analysis.flags.in_pain import finding, since, while_in_pain
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    BACKOFF_FIRST_REVIEW_DAYS,
    BACKOFF_REVIEW_DAYS,
    MEANINGFUL_SHARE,
    MEANINGFUL_WEEK,
    REVIEW_LAST_DAYS,
    REVIEW_LOGS,
    TIGHTER_TARGET,
)
from analysis.wording import day, distance


@rule(
    id="backoff_review",
    book_id="B7",
    title="Has backing off helped?",
    question="Since the running was cut: has the pain clearly come down?",
    needs="A back-off of seven days or more; three logged days in the seven when it began and in the last seven.",
    severity="watch",
    validity="weak",
    unit="points (7-day mean)",
    thresholds=(
        BACKOFF_FIRST_REVIEW_DAYS,
        BACKOFF_REVIEW_DAYS,
        REVIEW_LAST_DAYS,
        MEANINGFUL_WEEK,
        MEANINGFUL_SHARE,
        TIGHTER_TARGET,
        REVIEW_LOGS,
    ),
    evidence="One point on a weekly mean is the smallest change of heel pain that people notice (Landorf et al. 2010,"
    " J Foot Ankle Res 3:7), 30 % that of other pains (Farrar et al. 2001, Pain 94:149-158). The days of the review are"
    " a convention: no trial compared one week with three.",
    hint="Keep the cut, and log once a day.",
    says_to_run=True,
)
def backoff_review(inputs: Inputs) -> list[Finding]:
    """Since the running was cut: has the pain clearly come down?"""
    return while_in_pain(inputs, lambda episode: _reviewed(episode, inputs))


@dataclass(frozen=True)
class _Review:
    """The day of the back-off, and the 7-day mean of the pain when it began and now."""

    number: int
    begun: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.begun

    @property
    def is_better(self) -> bool:
        return self.change <= -min(MEANINGFUL_WEEK.value, MEANINGFUL_SHARE.value * self.begun)

    @property
    def is_worse(self) -> bool:
        return self.change >= MEANINGFUL_WEEK.value

    @property
    def words(self) -> str:
        return f"the 7-day mean of your pain went from {self.begun:.1f} to {self.now:.1f} by day {self.number}"


def _reviewed(episode: Episode, inputs: Inputs) -> Finding:
    begun = episode.backed_off_since
    if pd.isna(begun):
        text = f"{since(episode)}, and the last 7 days are not known to be cut, so there is nothing to review yet."
        return finding(inputs, "not_enough_data", text, start=episode.onset)
    number = (inputs.today - begun).days + 1
    if number < BACKOFF_FIRST_REVIEW_DAYS.value:
        text = f"Day {number} of backing off; the first review is on day {BACKOFF_FIRST_REVIEW_DAYS.whole}."
        return finding(inputs, "clear", text, start=begun)
    before, now = _mean(inputs, episode.first_week_ends), _mean(inputs, inputs.today)
    if before is None or now is None:
        text = (
            f"You have backed off since {day(begun)}, but too few days are logged to tell whether it helped: three in"
            " seven are needed, then and now."
        )
        return finding(inputs, "not_enough_data", text, start=begun)
    return _verdict(_Review(number, before, now), episode, inputs)


def _mean(inputs: Inputs, last: pd.Timestamp) -> float | None:
    """Mean of the worst scores of the seven days up to `last`; None where too few are logged."""
    dates = inputs.days["local_date"]
    scores = inputs.days.loc[(dates <= last) & (dates > last - pd.Timedelta(days=7)), "worst_score"].dropna()
    return float(scores.mean()) if len(scores) >= REVIEW_LOGS.value else None


def _verdict(review: _Review, episode: Episode, inputs: Inputs) -> Finding:
    """From the words of the rule book: continue, cut more, or an appointment."""
    status, severity, hint = "clear", None, None
    if review.is_worse:
        status, severity, text = "raised", "act", f"Pain is up although you backed off: {review.words}."
        hint = f"Cut to {_half(episode, inputs)}. If it goes on rising, have a clinician look, whatever the rules say."
    elif review.is_better:
        text = f"It helps: {review.words}."
        hint = _next_step(review)
    elif review.number < BACKOFF_REVIEW_DAYS.value:
        text = f"No clear change yet: {review.words}. The next review is on day {BACKOFF_REVIEW_DAYS.whole}."
    elif review.number < REVIEW_LAST_DAYS.value:
        status, text = "raised", f"No clear change: {review.words}."
        hint = f"Go on for 7 more days, and cut to {_half(episode, inputs)}."
    else:
        status, severity = "raised", "act"
        text = f"Not improving despite backing off: {review.words}."
        hint = "This is worth an appointment with a clinician, to find out what it is. It need not be urgent."
    return finding(
        inputs, status, text, start=episode.backed_off_since, observed=review.change,
        threshold=-min(MEANINGFUL_WEEK.value, MEANINGFUL_SHARE.value * review.begun), n=review.number,
        severity=severity, hint=hint,
    )  # fmt: skip


def _half(episode: Episode, inputs: Inputs) -> str:
    target = distance(TIGHTER_TARGET.value * episode.usual_m, inputs.settings.units)
    return f"half of your usual week: {target} in any 7 days"


def _next_step(review: _Review) -> str:
    if review.number < BACKOFF_REVIEW_DAYS.value:
        return f"Go on like this to day {BACKOFF_REVIEW_DAYS.whole}."
    return "Begin the way back: bring the long run toward normal first, a little each week, and nothing else at a time."
