"""What the kilometres on the screen were made of, worked out when a page asks."""

from __future__ import annotations

import pandas as pd

from analysis.metrics import elevation, form, intensity, surface
from dashboard.session.drawn import once
from dashboard.session.view import current


def surface_shares(since: pd.Timestamp) -> pd.DataFrame:
    """How much of the distance run since a day was on which surface, and who says so? `band, source, distance_m,
    share`."""
    found = current().analysis
    return once(surface.shares, found.exposures, found.activities, since, of=since)


def days_since(since: pd.Timestamp) -> pd.DataFrame:
    """The rows of DAYS from that day on."""
    return once(_since, current().analysis.days, since, of=since)


def _since(days: pd.DataFrame, first: pd.Timestamp) -> pd.DataFrame:
    return days[days["local_date"] >= first]


def climb_drift(since: pd.Timestamp) -> float | None:
    """By how much do ascent and descent since a day disagree? None where it is no more than noise."""
    return once(elevation.drift, days_since(since), of=since)


def effort_limits() -> tuple[float, float]:
    """Below which speed is running easy for this athlete now, and from which on fast? In m/s; NaN while not known."""
    found = current().analysis
    return once(intensity.limits, found.activities, found.exposures)


def effort_gaps(since: pd.Timestamp) -> pd.Series:
    """Why is the effort of runs since a day not known, and of how many? Number of runs by reason."""
    found = current().analysis
    return once(intensity.gaps, found.activities, found.exposures, since, of=since)


def form_judged() -> tuple[form.Judged, ...]:
    """The medians of cadence and stride that the rules hold against each other today, and what they let pass."""
    return once(form.judged, current().analysis.days)
