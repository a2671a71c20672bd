"""Does what is done for recovery and strength help, or does it answer back?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.care import DAY, REVIEWED_BY, WORSE, confounds, is_strength, told, trials
from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import CARE_CHANGE, CARE_SHOWN_DAYS, STRENGTH_DAYS, STRENGTH_MORNING, STRENGTH_STOP
from analysis.wording import count, day, sentence

NO_CARE = "Your log holds nothing done for recovery or strength in the last four weeks."


@rule(
    id="care_review",
    book_id="R6",
    title="Does it help? A look after 3 to 4 days",
    question="Since you began it: is the pain of days 2 to 4 lower or higher than in the week before?",
    needs="The day you began each item, three logged days in the week before and two from the second day on.",
    severity="watch",
    validity="weak",
    unit="points",
    thresholds=REVIEWED_BY,
    evidence="With no change at all, simulated pain looked worse in 8 of 100 such looks, helped in 9 and a little"
    " better in 30. Held against the bad day it was begun on, 93 of 100 looked better: that day never counts. Heel pain"
    " left alone fell by 13 of 100 points in two weeks (Radford et al. 2007), so better is no proof.",
    not_shown="Feeling better after ice, heat or a stretch is no proof that it helped. In a trial of calf"
    " stretching, first-step pain fell by 20 of 100 points with it and by 13 without; that gap may be"
    " chance (Radford et al. 2007). Three to four days is a habit of coaches, not a tested time.",
    hint="Change one thing at a time, and give it a few days. Better is no proof: pain often settles by itself.",
)
def care_review(inputs: Inputs) -> list[Finding]:
    """Since you began it: is the pain of days 2 to 4 lower or higher than in the week before?"""
    found = trials(inputs.days, inputs.told.care, inputs.today)
    start = inputs.today - pd.Timedelta(days=CARE_SHOWN_DAYS.value - 1)
    if not found:
        return [Finding("not_enough_data", NO_CARE, start, inputs.today, threshold=CARE_CHANGE.value)]
    verdicts = {trial.verdict for trial in found}
    status = "raised" if "worse" in verdicts else "clear" if verdicts - {"unknown"} else "not_enough_data"
    worst = max(found, key=lambda trial: (trial.verdict == "worse", trial.start))
    change = worst.after - worst.before
    return [
        Finding(
            status,
            " ".join([*map(told, found), *confounds(found, inputs.days)]),
            start,
            inputs.today,
            observed=None if np.isnan(change) else change,
            threshold=CARE_CHANGE.value,
            n=len(found),
        )
    ]


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
    not_shown="It does not show that strength work helps you, or that it harms. In trials the gain came after three"
    " months (Rathleff et al. 2015) or four to eight (Taddei et al. 2020), not after days.",
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
