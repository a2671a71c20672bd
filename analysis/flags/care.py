"""Does what is done for recovery and strength help, or does it answer back?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import (
    CARE_AFTER_LOGS,
    CARE_APART_DAYS,
    CARE_BEFORE_DAYS,
    CARE_BEFORE_LOGS,
    CARE_CHANGE,
    CARE_FIRST_DAY,
    CARE_LAST_DAY,
    CARE_LATEST_DAY,
    CARE_LITTLE,
    CARE_LOAD_CHANGE,
    CARE_NEW_DAYS,
    CARE_SHOWN_DAYS,
    CARE_WORSE_TICKS,
    STRENGTH_DAYS,
    STRENGTH_MORNING,
    STRENGTH_STOP,
)
from analysis.wording import count, day, sentence

DAY = pd.Timedelta(days=1)
WORSE = ("worse", "worse_next_day")
STRENGTH_WORDS = "raise|toe yoga|scrunch|balance|strength|squat|lunge|hop|plank"
NO_CARE = "Your log holds nothing done for recovery or strength in the last four weeks."
SAID = {
    "worse": "worse. Stop it; noise alone looks like this in 8 of 100",
    "helped": "helped. Keep it; noise alone looks like this in 9 of 100",
    "a_little": "a little better. Keep it; it may be chance, as noise alone looks like this in 30 of 100",
    "no_change": "no clear change. Keep it if you like it, and look again at day 14",
    "unknown": "cannot tell yet. It needs three logged days in the week before, and two from the second day on",
}


@dataclass(frozen=True)
class Trial:
    """One item since it was begun: pain before and after, on the same measure.

    `before` and `after` are medians of the days that count, missing where too few were logged.
    """

    item: str
    start: pd.Timestamp
    before: float
    after: float
    worse_ticks: int

    @property
    def verdict(self) -> str:
        change = self.after - self.before
        if self.worse_ticks >= CARE_WORSE_TICKS.value or change >= CARE_CHANGE.value:
            return "worse"
        if np.isnan(change):
            return "unknown"
        if change <= -CARE_CHANGE.value:
            return "helped"
        return "a_little" if change <= -CARE_LITTLE.value else "no_change"


@rule(
    id="care_review",
    book_id="R6",
    title="Does it help? A look after 3 to 4 days",
    question="Since you began it: is the pain of days 2 to 4 lower or higher than in the week before?",
    needs="The day you began each item, three logged days in the week before and two from the second day on.",
    severity="watch",
    validity="weak",
    unit="points",
    thresholds=(
        CARE_BEFORE_DAYS,
        CARE_BEFORE_LOGS,
        CARE_FIRST_DAY,
        CARE_LAST_DAY,
        CARE_LATEST_DAY,
        CARE_AFTER_LOGS,
        CARE_CHANGE,
        CARE_LITTLE,
        CARE_WORSE_TICKS,
        CARE_NEW_DAYS,
        CARE_SHOWN_DAYS,
        CARE_APART_DAYS,
        CARE_LOAD_CHANGE,
    ),
    evidence="With no change at all, simulated pain looked worse in 8 of 100 such looks, helped in 9 and a little"
    " better in 30. Held against the bad day it was begun on, 93 of 100 looked better: that day never counts. Heel pain"
    " left alone fell by 13 of 100 points in two weeks (Radford et al. 2007), so better is no proof.",
    hint="Change one thing at a time, and give it a few days. Better is no proof: pain often settles by itself.",
)
def care_review(inputs: Inputs) -> list[Finding]:
    """Since you began it: is the pain of days 2 to 4 lower or higher than in the week before?"""
    trials = _trials(inputs)
    start = inputs.today - pd.Timedelta(days=CARE_SHOWN_DAYS.value - 1)
    if not trials:
        return [Finding("not_enough_data", NO_CARE, start, inputs.today, threshold=CARE_CHANGE.value)]
    verdicts = {trial.verdict for trial in trials}
    status = "raised" if "worse" in verdicts else "clear" if verdicts - {"unknown"} else "not_enough_data"
    worst = max(trials, key=lambda trial: (trial.verdict == "worse", trial.start))
    change = worst.after - worst.before
    return [
        Finding(
            status,
            " ".join([*map(_told, trials), *_confounds(trials, inputs)]),
            start,
            inputs.today,
            observed=None if np.isnan(change) else change,
            threshold=CARE_CHANGE.value,
            n=len(trials),
        )
    ]


def _trials(inputs: Inputs) -> list[Trial]:
    """Each item begun in the last four weeks, the first begun first."""
    care = inputs.told.care
    care = care[care["local_date"] <= inputs.today].sort_values("local_date", kind="stable")
    since = inputs.today - pd.Timedelta(days=CARE_SHOWN_DAYS.value)
    trials = []
    for item, entries in care.groupby("item"):
        begun = entries["local_date"].diff().dt.days.fillna(np.inf) > CARE_NEW_DAYS.value
        start = entries.loc[begun, "local_date"].iloc[-1]
        if start > since:
            felt = entries.loc[entries["local_date"] >= start, "felt"]
            trials.append(Trial(str(item), start, *_before_after(inputs.days, start), int(felt.isin(WORSE).sum())))
    return sorted(trials, key=lambda trial: (trial.start, trial.item))


def _before_after(days: pd.DataFrame, start: pd.Timestamp) -> tuple[float, float]:
    """Median pain before and after, on first-step pain where that was logged enough, else on the worst of the day."""
    scores = days.set_index("local_date")[["first_steps_score", "worst_score"]]
    for measure in scores:
        before = scores.loc[start - CARE_BEFORE_DAYS.value * DAY : start - DAY, measure].dropna()
        first = start + CARE_FIRST_DAY.value * DAY
        after = scores.loc[first : start + CARE_LAST_DAY.value * DAY, measure].dropna()
        if len(after) < CARE_AFTER_LOGS.value:
            after = scores.loc[first : start + CARE_LATEST_DAY.value * DAY, measure].dropna()
        if len(before) >= CARE_BEFORE_LOGS.value and len(after) >= CARE_AFTER_LOGS.value:
            return float(before.median()), float(after.median())
    return np.nan, np.nan


def _told(trial: Trial) -> str:
    numbers = "" if np.isnan(trial.after) else f" from {trial.before:.1f} to {trial.after:.1f},"
    return f"{sentence(trial.item)}, since {day(trial.start)}:{numbers} {SAID[trial.verdict]}."


def _confounds(trials: list[Trial], inputs: Inputs) -> list[str]:
    """What else changed at the same time."""
    said = []
    starts = pd.Series([trial.start for trial in trials])
    if (starts.diff().dropna() <= CARE_APART_DAYS.value * DAY).any():
        said.append(f"Items begun within {CARE_APART_DAYS.whole} days of each other cannot be told apart.")
    distances = inputs.days.set_index("local_date")["distance_m"]
    if any(_load_changed(distances, trial.start) for trial in trials):
        said.append("Your running changed by more than a fifth at the same time, which pain may answer to as well.")
    return said


def _load_changed(distances: pd.Series, start: pd.Timestamp) -> bool:
    before = distances.loc[start - 7 * DAY : start - DAY]
    after = distances.loc[start : start + 6 * DAY]
    usual, now = before.mean(), after.mean()
    return bool(usual > 0 and abs(now / usual - 1) > CARE_LOAD_CHANGE.value)


@rule(
    id="strength_answer",
    book_id="T5",
    title="How the heel answers strength work",
    question="Did strength work bring clearly more first-step pain on the next morning, or feel worse the next day?",
    needs="Strength work in your log, with how it felt, or first-step pain of that morning and of the next. Soreness of"
    " the muscle itself is not logged: up to 3 and gone in two days is usual.",
    severity="watch",
    validity="weak",
    unit="times in 14 days",
    thresholds=(STRENGTH_MORNING, STRENGTH_DAYS, STRENGTH_STOP),
    evidence="Start small, and halve the dose when the heel complains, is advice runners are commonly given; no trial"
    " of the rule was found. Heavy calf work helped heel pain at 3 months, not sooner or later (Rathleff et al. 2015,"
    " Scand J Med Sci Sports 25:e292).",
    hint="Halve the dose, and try again after three days.",
)
def strength_answer(inputs: Inputs) -> list[Finding]:
    """Did strength work bring clearly more first-step pain on the next morning, or feel worse the next day?"""
    start = inputs.today - pd.Timedelta(days=STRENGTH_DAYS.value - 1)
    care = inputs.told.care
    done = care[care["local_date"].between(start, inputs.today) & is_strength(care)]
    if done.empty:
        text = "Your log holds no strength work in the last 14 days."
        return [Finding("not_enough_data", text, start, inputs.today, threshold=1)]
    mornings = inputs.days.set_index("local_date")["first_steps_score"]
    rise = done["local_date"].add(DAY).map(mornings) - done["local_date"].map(mornings)
    answered = done[(rise >= STRENGTH_MORNING.value) | done["felt"].isin(WORSE)]
    known = int((rise.notna() | done["felt"].notna()).sum())
    if not known:
        text = "Strength work is logged, but not how it felt or the first steps around it."
        return [Finding("not_enough_data", text, start, inputs.today, threshold=1, n=0)]
    if answered.empty:
        text = f"No complaint after {count(known, 'bout')} of strength work in the last 14 days."
        return [Finding("clear", text, start, inputs.today, observed=0, threshold=1, n=known)]
    return [_answered(answered, start, inputs.today, known)]


def is_strength(care: pd.DataFrame) -> pd.Series:
    """Entries of CARE that are strength work, by their words."""
    return care["item"].str.contains(STRENGTH_WORDS, case=False, na=False)


def _answered(answered: pd.DataFrame, start: pd.Timestamp, today: pd.Timestamp, known: int) -> Finding:
    by_item = answered.groupby("item")["local_date"].nunique().sort_values(ascending=False, kind="stable")
    item, times = str(by_item.index[0]), int(by_item.iloc[0])
    is_stop = times >= STRENGTH_STOP.value
    last = answered.loc[answered["item"] == item, "local_date"].max()
    text = f"{sentence(item)}: the heel complained {count(times, 'time')} in the last 14 days, last on {day(last)}."
    return Finding(
        "raised",
        text,
        start,
        today,
        observed=times,
        threshold=STRENGTH_STOP.value if is_stop else 1,
        n=known,
        severity="act" if is_stop else None,
        hint=f"Stop {item} for now, and mention it to a clinician." if is_stop else None,
    )
