"""The list of activities in Garmin's account export (`…_summarizedActivities.json`).

Field                      how
distance, climb            parsed; the file counts centimetres
times                      parsed; the file counts milliseconds
start                      parsed, instant and local clock
heart rate, cadence, step  parsed
perceived exertion         parsed; the file counts 0 to 100
surface                    inferred from the type: treadmill, track, trail
shoe                       not in this file
positions                  in the file (where it began), not read
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers.base import Content, File, Hints
from analysis.importers.bounds import impossible_issues, positive, repeated_issues, within_bounds
from analysis.importers.delimited import BadRow
from analysis.importers.instants import Start, start, utc_only
from analysis.importers.jsondata import number, read_json
from analysis.importers.sports import ON_FOOT, OTHER, sport_of, surface_of, unknown_sports
from analysis.importers.titles import said_by_file
from analysis.tables import ACTIVITIES, RUN_SPORT, of_rows
from analysis.wording import count

RACE = 1  # Garmin's number of the event type `race`; 9 is uncategorized
FORMAT = "garmin_account"
LABEL = "Garmin account export (JSON)"

_Entry: TypeAlias = Mapping[str, Any]
_NAME = "summarizedActivitiesExport"
_HEAD_BYTES = 4096
_EXPORT_AGAIN = "Ask Garmin for the export of your account again, or correct the activity in Garmin Connect."


def looks_like(file: File) -> bool:
    """Whether it is the list of activities of an account export."""
    head = file.data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"[", b"{")) and f'"{_NAME}"'.encode() in head


def read(file: File, hints: Hints) -> Content:
    """Which activities does the list hold? Of a multi-sport activity its parts count, not the whole again."""
    entries = _entries(file.data)
    wholes = _wholes_with_parts(entries)
    rows: dict[str, dict[str, object]] = {}
    issues: list[Issue] = []
    unsure, repeated = False, 0
    for place, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            issues.append(_left_out(file.name, place, "It is not an activity."))
        elif _own_id(entry) not in wholes:
            try:
                began = _start(entry, hints.time_zone)
                row = _activity(entry, began) | {"source_file": file.name}
            except BadRow as bad:
                issues.append(_left_out(file.name, place, bad.found))
                continue
            unsure |= not began.is_local_known
            repeated += row["activity_id"] in rows
            rows.setdefault(str(row["activity_id"]), row)
    issues += repeated_issues(repeated, file.name)
    return _content(file, entries, list(rows.values()), [*issues, *([utc_only(file.name)] if unsure else [])])


def _content(file: File, entries: list[object], rows: list[dict[str, object]], issues: list[Issue]) -> Content:
    left_out = sum(issue.found.startswith("Activity ") for issue in issues)
    if entries and not rows:
        raise UnreadableFile(f"None of its {count(len(entries), 'activity')} could be read.", _EXPORT_AGAIN)
    if not rows:
        return Content()
    frame, impossible = within_bounds(of_rows(rows, ACTIVITIES), ACTIVITIES)
    issues += impossible_issues(impossible, "", file.name)
    issues += unknown_sports(file.name, (_kind(entry) for entry in entries if isinstance(entry, dict)))
    return Content(frame, issues=tuple(issues), is_partial=bool(left_out or impossible))


def _entries(data: bytes) -> list[object]:
    document = read_json(data, _EXPORT_AGAIN)
    parts = document if isinstance(document, list) else [document]
    lists = [part.get(_NAME) for part in parts if isinstance(part, dict)]
    return [entry for entries in lists if isinstance(entries, list) for entry in entries]


def _wholes_with_parts(entries: Iterable[object]) -> set[float]:
    """Ids of multi-sport activities whose parts stand in the list too."""
    known = [entry for entry in entries if isinstance(entry, dict)]
    parents = {number(entry, "parentId") for entry in known if "parentId" in entry}
    return {_own_id(entry) for entry in known} & parents


def _own_id(entry: _Entry) -> float:
    return number(entry, "activityId")


def _left_out(name: str, place: int, found: str) -> Issue:
    return Issue(name, f"Activity {place} of the list: {found}", f"It was left out. {_EXPORT_AGAIN}")


def _kind(entry: _Entry) -> str:
    """The type of activity; some exports wrap its name."""
    kind = entry.get("activityType")
    kind = kind.get("typeKey") if isinstance(kind, dict) else kind
    return kind if isinstance(kind, str) else ""


def _start(entry: _Entry, time_zone: str | None) -> Start:
    """When it began. The file writes the local clock as if it were an instant."""
    instant = _instant(entry, "startTimeGmt") or _instant(entry, "beginTimestamp")
    local = _instant(entry, "startTimeLocal")
    known = instant or local
    began = start(known, time_zone) if known else None
    if began is None:
        raise BadRow("It has no date that can be.", _EXPORT_AGAIN)
    if local is None:
        return began
    clock = pd.Timestamp(local.replace(tzinfo=None))
    return Start(began.instant if instant else pd.NaT, clock, is_local_known=True)


def _instant(entry: _Entry, name: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(number(entry, name) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _activity(entry: _Entry, began: Start) -> dict[str, object]:
    """One row of ACTIVITIES, before its bounds are checked."""
    sport, sub_sport = sport_of(_kind(entry)) or OTHER
    surface, surface_source = surface_of(sport, sub_sport)
    on_foot = sport in ON_FOOT
    title = entry.get("name")
    return {
        "activity_id": _identity(entry, began),
        "local_date": began.local.normalize(),
        "local_start_time": began.local,
        "start_time": began.instant,
        "sport": sport,
        "sub_sport": sub_sport or None,
        "distance_m": _distance_m(entry, on_foot=on_foot),
        "moving_time_s": positive(number(entry, "duration") / 1000),
        "elapsed_time_s": positive(number(entry, "elapsedDuration") / 1000),
        "ascent_m": number(entry, "elevationGain") / 100,
        "descent_m": number(entry, "elevationLoss") / 100,
        "avg_heart_rate_bpm": positive(number(entry, "avgHr")),
        "avg_cadence_spm": positive(_cadence(entry)) if on_foot else np.nan,
        "avg_stride_m": positive(number(entry, "avgStrideLength") / 100) if on_foot else np.nan,
        "perceived_exertion": number(entry, "workoutRpe") / 10,
        "surface": surface,
        "surface_source": surface_source,
        "title": title if isinstance(title, str) and title else None,
        "source_format": FORMAT,
        **(said_by_file("race") if sport == RUN_SPORT and number(entry, "eventTypeId") == RACE else {}),
    }


def _distance_m(entry: _Entry, *, on_foot: bool) -> float:
    """The distance; nobody runs 0 m, so there it says that nothing measured it."""
    metres = number(entry, "distance") / 100
    return positive(metres) if on_foot else metres


def _cadence(entry: _Entry) -> float:
    """Steps a minute, both feet; older exports count one foot only."""
    both = number(entry, "avgDoubleCadence")
    return 2 * number(entry, "avgRunCadence") if np.isnan(both) else both


def _identity(entry: _Entry, began: Start) -> str:
    """Garmin's own number of the activity, not to be told from ours; without it start, type and duration."""
    own = entry.get("activityId")
    words = str(own) if own else f"{began.local} {_kind(entry)} {number(entry, 'duration'):.0f}"
    return f"{FORMAT}-{hashlib.sha256(words.encode(errors='replace')).hexdigest()[:16]}"
