"""The pain of one site in one span of days, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import Analysis
from analysis.tables import MOMENTS
from dashboard.session.drawn import once
from dashboard.session.view import current


@dataclass(frozen=True)
class PainHere:
    """Of one site: PAIN_WEEKS, PAIN_CHANGES and PAIN since the first day, `logged` moments of these weeks, and all of
    its TRENDS."""

    since: pd.Timestamp
    weeks: pd.DataFrame
    changes: pd.DataFrame
    pain: pd.DataFrame
    trends: pd.DataFrame
    logged: tuple[str, ...]


def pain_sites() -> list[str]:
    """The sites with any pain entry. Only where there are some."""
    return once(_sites, current().analysis)


def _sites(found: Analysis) -> list[str]:
    return list(dict.fromkeys(found.trends["site"])) or list(dict.fromkeys(found.pain["site"]))


def pain_here(site: str, days: int | None) -> PainHere:
    """What there is of a site in the last `days`; None for all of them."""
    return once(_here, current().analysis, site, days, of=(site, days))


def _here(found: Analysis, site: str, days: int | None) -> PainHere:
    since = found.days["local_date"].tail(days or len(found.days)).iloc[0]
    weeks = _of(found.pain_weeks, site, since, "week_start")
    changes, pain = (_of(frame, site, since, "local_date") for frame in (found.pain_changes, found.pain))
    there = set(weeks["moment"])
    logged = tuple(moment for moment in MOMENTS if moment in there)
    return PainHere(since, weeks, changes, pain, found.trends[found.trends["site"] == site], logged)


def _of(frame: pd.DataFrame, site: str, since: pd.Timestamp, dates: str) -> pd.DataFrame:
    return frame[(frame["site"] == site) & (frame[dates] >= since)]
