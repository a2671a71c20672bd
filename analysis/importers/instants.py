"""Instants as files of services write them, and the local clock of the athlete at that instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from analysis.errors import Issue

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # nobody recorded a run before; clocks that were never set say 1970


@dataclass(frozen=True)
class Start:
    """When an activity began: the instant (NaT where no zone is known), the local clock, and whether that is sure."""

    instant: pd.Timestamp
    local: pd.Timestamp
    is_local_known: bool


def read_instant(text: str | None) -> datetime | None:
    """The instant that `2024-05-01T06:00:00.000Z` names; without a zone it is UTC, as the formats demand."""
    try:
        instant = datetime.fromisoformat((text or "").strip())
        return instant.replace(tzinfo=instant.tzinfo or UTC)
    except (ValueError, OverflowError):
        return None


def epoch_s(began: datetime) -> float:
    """Seconds since 1970; a local clock without zone is counted as if it were UTC."""
    return began.replace(tzinfo=began.tzinfo or UTC).timestamp()


def start(began: datetime, time_zone: str | None) -> Start | None:
    """When did it begin where the athlete was? None where the date cannot be.

    An offset in the file (`+02:00`) tells the local clock; where the file knows UTC alone, `time_zone` does. A file
    that knows the local clock alone (`began` without zone) leaves the instant open.
    """
    if began.tzinfo is None:
        there = start(began.replace(tzinfo=UTC), None)
        return there and Start(pd.NaT, there.local, is_local_known=True)
    if not _EARLIEST <= began <= datetime.now(UTC) + timedelta(days=2):
        return None
    is_utc = not began.utcoffset()
    local = began.astimezone(ZoneInfo(time_zone)) if is_utc and time_zone else began
    return Start(
        pd.Timestamp(began).tz_convert(UTC),
        pd.Timestamp(local.replace(tzinfo=None)),
        is_local_known=not is_utc or time_zone is not None,
    )


def utc_only(name: str) -> Issue:
    """What to say of a file that does not know the local clock."""
    return Issue(
        name,
        "The file knows universal time (UTC) only, not the time where you were.",
        "Near midnight the day may be one off. Give your time zone when you import it.",
    )
