"""The days of a year, as the calendar shows them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import Analysis
from analysis.spans import Span, spans
from dashboard.session.drawn import once
from dashboard.session.view import current

TWELVE_MONTHS = 0  # in place of a year


@dataclass(frozen=True)
class Year:
    """DAYS of twelve whole months, and the stretches of pain and of less running that touch them."""

    first: pd.Timestamp
    last: pd.Timestamp
    days: pd.DataFrame
    spans: tuple[Span, ...]


def years() -> list[int]:
    """What may be looked at, the latest first: the last twelve months, then each year there are days of."""
    dates = current().analysis.days["local_date"]
    return [TWELVE_MONTHS, *range(dates.iloc[-1].year, dates.iloc[0].year - 1, -1)]


def year(chosen: int) -> Year:
    """A calendar year, or the twelve months up to the last day."""
    return once(_year, current().analysis, chosen, of=chosen)


def _year(found: Analysis, chosen: int) -> Year:
    last = found.as_of + pd.offsets.MonthEnd(0) if chosen == TWELVE_MONTHS else pd.Timestamp(chosen, 12, 31)
    first = last - pd.DateOffset(years=1) + pd.Timedelta(days=1)
    first = first.replace(day=1)
    within = found.days["local_date"].between(first, last)
    touching = [span for span in spans(found.days) if span.first <= last and span.last >= first]
    return Year(first, last, found.days[within], tuple(touching))
