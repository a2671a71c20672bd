"""What a roster shows of one athlete: worked out once for each state of their data, and kept.

There is one part for each thing that may be shared of training and pain, in the units and weeks of whoever reads it.
Each is worked out of what is lent in that case and of nothing else, so that a part cannot tell what was not shared.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import pandas as pd

from analysis import Analysis, Settings, Told, analyse
from analysis.episode import current_episode
from analysis.flags.status import most_severe_first, overall
from analysis.settings import Units
from dashboard.session.choices import LIMIT
from dashboard.session.lent import Lent
from dashboard.workspace import Summary, Workspace

WEEKS = 26  # that two athletes can be held beside each other over
LATELY = 14  # days of which the response rate is a share
BEFORE = 28  # days before the last week that pain is held against
FORM = 4  # another number after every change of what a part holds, so that parts kept before are not read

Part = dict[str, Any]
Reader = tuple[Units, int]  # in what the coach reads distances, and the day their weeks begin, 0 for Monday


def summarised(kept: Workspace, scopes: Set[str], reader: Reader) -> Part:
    """What may be told of this athlete where these scopes are shared; empty where there are no data in them."""
    lent = Lent(kept, scopes & {"training", "pain"})
    seen, told = lent.load(), lent.told()
    if seen.activities.empty and seen.pain.empty:
        return {}
    units, week_start = reader
    settings = Settings(units=units, week_start=week_start, resolved=lent.resolved(), limits=_limits(lent))
    given = Told(told["corrections"], told["defaults"], told["shoes"])
    return part_of(analyse(seen.activities, seen.pain, exposures=seen.exposures, told=given, settings=settings))


def _limits(lent: Lent) -> dict[str, float]:
    kept = lent.choices().items()
    return {name.removeprefix(LIMIT): float(value) for name, value in kept if name.startswith(LIMIT) and value}


def part_of(found: Analysis) -> Part:
    """The part that one analysis gives, in words and numbers that JSON knows."""
    return {
        "as_of": _day(found.as_of),
        "state": overall(found.flags).state,
        "raised": _raised(found.flags),
        **_load(found),
        **_pain(found),
        "onset": _onset(found.days),
        "weeks": _weeks(found.weeks),
    }


def key_of(scopes: Set[str], reader: Reader) -> str:
    """The name of the part for somebody who may see these scopes and reads so."""
    return f"{FORM}:{reader[0]}:{reader[1]}:{'+'.join(sorted(scopes & {'training', 'pain'}))}"


def part_for(summary: Summary | None, scopes: Set[str], reader: Reader) -> Part | None:
    """What is kept for these scopes and this reader; None where it was never worked out."""
    return None if summary is None else summary.parts.get(key_of(scopes, reader))


def _raised(flags: pd.DataFrame) -> list[dict[str, str]]:
    """What warns now, the gravest first."""
    now = flags[flags["is_current"] & flags["status"].eq("raised") & flags["severity"].ne("info")]
    columns = ["flag_id", "site", "severity", "sentence", "hint"]
    rows = most_severe_first(now)
    return [
        {**dict(zip(columns, row, strict=True)), "since": _day(since)}
        for *row, since in rows[[*columns, "period_start"]].itertuples(index=False, name=None)
    ]


def _load(found: Analysis) -> Part:
    """The last seven days, where all of them are known, and the usual week of this athlete."""
    week, days = found.weeks.iloc[-1], found.days
    return {
        "week_m": _number(days["rolling_7_m"].iloc[-1]),
        "usual_m": _number(week["usual_m"]),
        "last_run": _day(found.runs["local_date"].max()),
    }


def _pain(found: Analysis) -> Part:
    """Pain of the last seven days against that of the four weeks before, both as means of logged days."""
    worst = found.days["worst_score"]
    logged = found.days.loc[found.days["is_logged"].fillna(False).astype(bool), "local_date"]
    return {
        "pain": _number(worst.tail(7).mean()),
        "pain_before": _number(worst.iloc[:-7].tail(BEFORE).mean()),
        "logged": [_day(day) for day in logged.tail(60)],
    }


def _onset(days: pd.DataFrame) -> str | None:
    """First day of the episode of pain that is going on; None also where it began too long ago to be dated."""
    going_on = current_episode(days)
    return None if going_on is None or going_on.is_older else _day(going_on.onset)


def _weeks(weeks: pd.DataFrame) -> list[list[Any]]:
    """Start, distance and mean worst pain of the last weeks; a missing number is null."""
    last = weeks.tail(WEEKS)
    known = last["distance_m"].where(last["known_days"] > 0)
    return [
        [_day(start), _number(metres), _number(pain)]
        for start, metres, pain in zip(last["week_start"], known, last["worst_mean"], strict=True)
    ]


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else round(float(value), 2)


def _day(value: Any) -> str | None:
    return None if pd.isna(value) else f"{value:%Y-%m-%d}"
