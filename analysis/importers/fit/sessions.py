"""Which activities a FIT file holds: one per session, or one worked out from the samples where the summary is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.importers.fit.part import Message, Part

TRANSITION = "transition"  # changing clothes in a triathlon is not a run
SHORTEST_S = 60  # fewer samples than this are a button pressed by mistake
_STOPS = ("stop", "stop_all", "stop_disable", "stop_disable_all")


@dataclass(frozen=True)
class Session:
    """One activity of a FIT file.

    Parameters
    ----------
    summary
        The fields of the session message, or the same ones worked out from the samples.
    start
        Seconds on the clock of the watch; None where nothing in the file says when.
    records
        The samples from its start to the start of the next one, distance counted from its start.
    is_rebuilt
        Whether the watch wrote no summary.
    laps
        The lap messages from its start to the start of the next one.
    """

    summary: Message
    start: float | None
    records: Mapping[str, np.ndarray]
    is_rebuilt: bool = False
    laps: Sequence[Message] = field(default=(), repr=False)


def sessions(part: Part) -> list[Session]:
    """Which activities does this FIT file hold?"""
    summaries = part.messages["session"]
    if not summaries:
        return _rebuilt(part)
    starts = [_start(summary, part, index) for index, summary in enumerate(summaries)]
    return [
        Session(_completed(summary, records, part), start, records, laps=_laps(part, start, _next_start(starts, index)))
        for index, (summary, start) in enumerate(zip(summaries, starts, strict=True))
        if summary.get("sport") != TRANSITION
        for records in [_between(part, start, _next_start(starts, index))]
    ]


def kind(part: Part) -> str:
    """What the file says it is: activity, course, settings, …; empty where it does not say."""
    return next((str(message["type"]) for message in part.messages["file_id"] if "type" in message), "")


def _start(summary: Message, part: Part, index: int) -> float | None:
    """When the session began: its own word, else its first sample, its end less its length, the file's making."""
    if "start_time" in summary:
        return float(summary["start_time"])
    times = part.records["timestamp"]
    if index == 0 and np.isfinite(times).any():
        return float(np.nanmin(times))
    if "timestamp" in summary and "total_elapsed_time" in summary:
        return float(summary["timestamp"]) - round(float(summary["total_elapsed_time"]))
    made = [message["time_created"] for message in part.messages["file_id"] if "time_created" in message]
    return float(made[0]) if made else None


def _next_start(starts: list[float | None], index: int) -> float:
    later = [start for start in starts[index + 1 :] if start is not None]
    return min(later, default=np.inf)


def _between(part: Part, start: float | None, end: float) -> dict[str, np.ndarray]:
    """The samples of one session in the order of time, one per instant (the last one written)."""
    times = part.records["timestamp"]
    chosen = np.flatnonzero((times >= (np.inf if start is None else start)) & (times < end))
    chosen = chosen[np.argsort(times[chosen], kind="stable")]
    is_last = np.diff(times[chosen], append=np.inf) > 0
    records = {name: column[chosen[is_last]] for name, column in part.records.items()}
    records["distance"] = records["distance"] - _distance_before(part, start, records["distance"])
    return records


def _laps(part: Part, start: float | None, end: float) -> list[Message]:
    """The laps of one session; all of them where they do not say when they began."""
    begin = -np.inf if start is None else start
    return [lap for lap in part.messages["lap"] if begin <= float(lap.get("start_time", begin)) < end]


def _distance_before(part: Part, start: float | None, distance: np.ndarray) -> float:
    """What earlier sessions of the file covered, where the watch goes on counting from there."""
    earlier = part.records["distance"][part.records["timestamp"] < (-np.inf if start is None else start)]
    measured = distance[np.isfinite(distance)]
    if not np.isfinite(earlier).any() or not len(measured):
        return 0.0
    covered = float(np.nanmax(earlier))
    return covered if measured[0] >= covered else 0.0


def _completed(summary: Message, records: Mapping[str, np.ndarray], part: Part) -> Message:
    """The summary, with distance and timer time worked out where the watch left them out."""
    worked_out: Message = {}
    if np.isfinite(records["distance"]).any():
        worked_out["total_distance"] = float(np.nanmax(records["distance"]))
    # The events of several sessions cannot be told apart.
    timer = _timer_s(part) if len(part.messages["session"]) <= 1 else None
    if timer is not None:
        worked_out["total_timer_time"] = timer
    return {**worked_out, **summary}


def _rebuilt(part: Part) -> list[Session]:
    """The activity of a file without summary, from its samples or else from its laps."""
    if kind(part) not in ("activity", ""):
        return []
    times = part.records["timestamp"]
    if np.isfinite(times).any() and np.nanmax(times) - np.nanmin(times) >= SHORTEST_S:
        start = float(np.nanmin(times))
        records = _between(part, start, np.inf)
        elapsed: Message = {"total_elapsed_time": float(np.nanmax(times)) - start}
        return [Session(_completed({**_sport(part), **elapsed}, records, part), start, records, is_rebuilt=True)]
    return _from_laps(part)


def _from_laps(part: Part) -> list[Session]:
    laps = [lap for lap in part.messages["lap"] if "start_time" in lap and "total_timer_time" in lap]
    timer = sum(float(lap["total_timer_time"]) for lap in laps)
    if timer < SHORTEST_S:
        return []
    summary: Message = {**_sport(part), "total_timer_time": timer}
    if all("total_distance" in lap for lap in laps):
        summary["total_distance"] = sum(float(lap["total_distance"]) for lap in laps)
    start = float(laps[0]["start_time"])
    return [Session(summary, start, _between(part, start, np.inf), is_rebuilt=True)]


def _sport(part: Part) -> Message:
    """The sport, from the message that sets it or from a lap."""
    for message in (*part.messages["sport"], *part.messages["lap"]):
        if "sport" in message:
            return {name: message[name] for name in ("sport", "sub_sport") if name in message}
    return {}


def _timer_s(part: Part) -> float | None:
    """Seconds between the starts and stops of the timer; None where the file has no such events."""
    total, running_since = 0.0, None
    events = [event for event in part.messages["event"] if event.get("event") == "timer" and "timestamp" in event]
    for event in events:
        now = float(event["timestamp"])
        if event.get("event_type") == "start" and running_since is None:
            running_since = now
        elif event.get("event_type") in _STOPS and running_since is not None:
            total, running_since = total + now - running_since, None
    times = part.records["timestamp"]
    if running_since is not None and np.isfinite(times).any():
        total += max(float(np.nanmax(times)) - running_since, 0.0)
    return total if total > 0 else None
