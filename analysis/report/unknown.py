"""What is not known: the gaps a reader must not take for zeros."""

from __future__ import annotations

import pandas as pd

from analysis.report.content import Ask, Section, Seen
from analysis.report.words import MOMENT_WORDS
from analysis.tables import RUN_SPORT
from analysis.thresholds import SHOE_KNOWN_SHARE, SIGN_ASKED_DAYS, SURFACE_KNOWN
from analysis.wording import count, percent

LOOKED_FOR = ("first_steps", "during", "after", "night")


def unknown_section(seen: Seen, ask: Ask) -> Section:
    """Days without a log, moments nobody scored, runs nobody can place."""
    days = seen.days[seen.days["local_date"] >= seen.since(ask)]
    pain = seen.pain[seen.pain["local_date"] >= seen.since(ask)]
    runs = _runs(seen, ask) if days["distance_m"].notna().any() else []  # else the days have said it
    lines = (*_days(days), *_moments(pain), *_signs(seen), *runs, *_rules(seen))
    return Section("What is not known", lines or ("Nothing the rules looked for is missing.",), side="left")


def _days(days: pd.DataFrame) -> list[str]:
    of = f"of {count(len(days), 'day')}"
    silent, unknown = int((~days["is_logged"]).sum()), int(days["coverage"].eq("unknown").sum())
    said = [f"No pain score on {silent} {of}."] if silent else []
    if unknown:
        said.append(f"Training not known on {unknown} {of}; these days count neither as rest nor as running.")
    return said


def _moments(pain: pd.DataFrame) -> list[str]:
    scored = set(pain.loc[pain["score"].notna(), "moment"])
    missing = [MOMENT_WORDS[moment].lower() for moment in LOOKED_FOR if moment not in scored]
    return [f"Never scored: {', '.join(missing)}."] if missing else []


def _signs(seen: Seen) -> list[str]:
    since = seen.as_of - pd.Timedelta(days=SIGN_ASKED_DAYS.value - 1)
    lately = seen.pain["signs"].notna() & (seen.pain["local_date"] >= since)
    return [] if lately.any() else ["No answer about warning signs in the last 14 days."]


def _runs(seen: Seen, ask: Ask) -> list[str]:
    runs = seen.activities[seen.activities["sport"].eq(RUN_SPORT) & (seen.activities["local_date"] >= seen.since(ask))]
    if runs.empty:
        return ["No run is known in this time."]
    far = runs["distance_m"].sum()
    ground = runs.loc[runs["surface"] != "unknown", "distance_m"].sum() / far if far else 0.0
    said = [f"Surface not known for {percent(1 - ground)} of the distance."] if ground < SURFACE_KNOWN.value else []
    named = runs["shoe"].notna().mean()
    if named < SHOE_KNOWN_SHARE.value:
        said.append(f"Shoes not known for {percent(1 - named)} of the runs.")
    return said


def _rules(seen: Seen) -> list[str]:
    current = seen.flags[seen.flags["is_current"]]
    silent = current.loc[current["status"] == "not_enough_data", "flag_id"].nunique()
    return [f"{silent} of {current['flag_id'].nunique()} rules had too little data to judge."] if silent else []
