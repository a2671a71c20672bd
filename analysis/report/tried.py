"""What the runner did to recover, how pain answered, and which shoes they run in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.care import Trial, confounds, trials
from analysis.report.content import Ask, Grid, Section, Seen
from analysis.report.words import MISSING, number
from analysis.thresholds import SHOE_IN_USE_DAYS
from analysis.wording import count, day, distance, sentence

VERDICTS = {
    "worse": "worse",
    "helped": "helped",
    "a_little": "a little better",
    "no_change": "no clear change",
    "unknown": "cannot tell",
}
MOST_TRIED, MOST_SHOES = 6, 4
CHANCE = (
    "Response: median pain of the week before against days 2 to 4. Noise alone looks like “helped” in 9 of 100, “a"
    " little better” in 30, “worse” in 8; pain often settles by itself."
)


def tried_section(seen: Seen, ask: Ask) -> Section:
    """Each item, how often it was done, and the pain before and after it was begun."""
    title = "Tried, and how pain answered"
    care = seen.care[seen.care["local_date"].between(seen.since(ask), seen.as_of)]
    if care.empty:
        return Section(title, ("Nothing was logged as done for recovery or strength.",), side="right")
    judged = {trial.item: trial for trial in trials(seen.days, seen.care, seen.as_of, ask.span_days)}
    items = care.groupby("item")["local_date"].agg(["min", "max", "nunique"]).sort_values("max", ascending=False)
    rows = tuple(_item(str(item), row, judged.get(str(item))) for item, row in items.head(MOST_TRIED).iterrows())
    lines = confounds(sorted(judged.values(), key=lambda trial: trial.start), seen.days)
    if len(items) > MOST_TRIED:
        lines.append(f"{len(items) - MOST_TRIED} more stand in the table of days.")
    return Section(title, tuple(lines), Grid(("What", "Days", "From", "Response"), rows, (0, 2, 3)), CHANCE, "right")


def _item(item: str, done: pd.Series, trial: Trial | None) -> tuple[str, ...]:
    begun = trial.start if trial else done["min"]
    return sentence(item), str(done["nunique"]), day(begun), _response(trial)


def _response(trial: Trial | None) -> str:
    if trial is None or np.isnan(trial.after):
        return VERDICTS[trial.verdict if trial else "unknown"]
    return f"{number(trial.before)} → {number(trial.after)}: {VERDICTS[trial.verdict]}"


def shoes_section(seen: Seen) -> Section:
    """The pairs in use, the one worn last on top."""
    since = seen.as_of - pd.Timedelta(days=SHOE_IN_USE_DAYS.value)
    worn = seen.shoes[seen.shoes["retired"].isna() & (seen.shoes["last_use"] >= since)]
    if worn.empty:
        return Section("Shoes in use", ("No run of the last four weeks names a pair.",), side="right")
    worn = worn.sort_values("last_use", ascending=False, kind="stable")
    rows = tuple(_pair(pair, seen) for pair in worn.head(MOST_SHOES).itertuples())
    more = (f"{count(len(worn) - MOST_SHOES, 'more pair')}.",) if len(worn) > MOST_SHOES else ()
    return Section("Shoes in use", more, Grid(("Pair", "Since", "Kind, drop", "Distance"), rows, (0, 1, 2)),
                   side="right")  # fmt: skip


def _pair(pair: Any, seen: Seen) -> tuple[str, ...]:
    kind = MISSING if pd.isna(pair.category) else str(pair.category).replace("_", " ")
    drop = "" if pd.isna(pair.drop_mm) else f", {pair.drop_mm:g} mm"
    known = pair.distance_m if pd.notna(pair.distance_m) else np.nan
    since = MISSING if pd.isna(pair.first_use) else day(pair.first_use)
    return str(pair.shoe), since, kind + drop, MISSING if np.isnan(known) else distance(known, seen.settings.units)
