"""Did backing off help: go on, cut more, or see someone?"""

from __future__ import annotations

from analysis.backoff import Review, review
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
    not_shown="Pain that falls may have fallen anyway: heel pain left alone often gets better.",
    hint="Keep the cut, and log once a day.",
    says_to_run=True,
)
def backoff_review(inputs: Inputs) -> list[Finding]:
    """Since the running was cut: has the pain clearly come down?"""
    return while_in_pain(inputs, lambda episode: _reviewed(episode, inputs))


def _reviewed(episode: Episode, inputs: Inputs) -> Finding:
    begun = episode.backed_off_since
    found = review(inputs.days, episode)
    if found is None:
        text = f"{since(episode)}, and the last 7 days are not known to be cut, so there is nothing to review yet."
        return finding(inputs, "not_enough_data", text, start=episode.onset)
    if found.number < BACKOFF_FIRST_REVIEW_DAYS.value:
        text = f"Day {found.number} of backing off; the first review is on day {BACKOFF_FIRST_REVIEW_DAYS.whole}."
        return finding(inputs, "clear", text, start=begun)
    if not found.is_known:
        text = (
            f"You have backed off since {day(begun)}, but too few days are logged to tell whether it helped: three in"
            " seven are needed, then and now."
        )
        return finding(inputs, "not_enough_data", text, start=begun)
    return _verdict(found, episode, inputs)


def _verdict(found: Review, episode: Episode, inputs: Inputs) -> Finding:
    """From the words of the rule book: continue, cut more, or an appointment."""
    status, severity, hint = "clear", None, None
    if found.is_worse:
        status, severity, text = "raised", "act", f"Pain is up although you backed off: {_words(found)}."
        hint = f"Cut to {_half(episode, inputs)}. If it goes on rising, have a clinician look, whatever the rules say."
    elif found.is_better:
        text = f"It helps: {_words(found)}."
        hint = _next_step(found)
    elif found.number < BACKOFF_REVIEW_DAYS.value:
        text = f"No clear change yet: {_words(found)}. The next review is on day {BACKOFF_REVIEW_DAYS.whole}."
    elif found.number < REVIEW_LAST_DAYS.value:
        status, text = "raised", f"No clear change: {_words(found)}."
        hint = f"Go on for 7 more days, and cut to {_half(episode, inputs)}."
    else:
        status, severity = "raised", "act"
        text = f"Not improving despite backing off: {_words(found)}."
        hint = "This is worth an appointment with a clinician, to find out what it is. It need not be urgent."
    return finding(
        inputs, status, text, start=episode.backed_off_since, observed=found.change,
        threshold=-found.needed, n=found.number,
        severity=severity, hint=hint,
    )  # fmt: skip


def _half(episode: Episode, inputs: Inputs) -> str:
    target = distance(TIGHTER_TARGET.value * episode.usual_m, inputs.settings.units)
    return f"half of your usual week: {target} in any 7 days"


def _next_step(found: Review) -> str:
    if found.number < BACKOFF_REVIEW_DAYS.value:
        return f"Go on like this to day {BACKOFF_REVIEW_DAYS.whole}."
    return "Begin the way back: bring the long run toward normal first, a little each week, and nothing else at a time."


def _words(found: Review) -> str:
    return f"the 7-day mean of your pain went from {found.begun:.1f} to {found.now:.1f} by day {found.number}"
