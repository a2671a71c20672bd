"""Real runs whose laps tell which stretches were fast: what recognising sessions from the samples alone is held to.

Laps of a workout, or pressed by the runner, every other one clearly faster than those next to it. Read with fitdecode,
so that nothing of ours decides what is true. The files lie outside the project.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import fitdecode

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "fit"
FASTER = 1.25
FEWEST = 2
AS_FAST = 0.85  # of the fastest: a jog home after standing about is no fast stretch


class Stretch(NamedTuple):
    """One fast lap: seconds since the start of the session, metres."""

    begins_s: float
    ends_s: float
    distance_m: float


class Structured(NamedTuple):
    """A file, and its fast stretches in their order."""

    data: bytes
    fast: tuple[Stretch, ...]


def structured_runs() -> Iterator[Structured]:
    """The real runs of one session with two or more fast laps that have slower ones between; none without the files."""
    for path in sorted(CORPUS.glob("*.fit")):
        sessions, laps = _messages(path)
        if [session.get("sport") for session in sessions] != ["running"]:
            continue
        fast = tuple(_fast(laps, sessions[0]["start_time"]))
        if len(fast) >= FEWEST:
            yield Structured(path.read_bytes(), fast)


def _messages(path: Path) -> tuple[list[dict], list[dict]]:
    found: dict[str, list[dict]] = {"session": [], "lap": []}
    reader = fitdecode.FitReader(
        path, check_crc=fitdecode.CrcCheck.DISABLED, error_handling=fitdecode.ErrorHandling.IGNORE
    )
    with warnings.catch_warnings(), reader:
        warnings.simplefilter("ignore")
        try:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in found:
                    found[frame.name].append({field.name: field.value for field in frame.fields})
        except fitdecode.FitError:
            pass  # cut off: what came before counts
    return found["session"], found["lap"]


def _fast(laps: list[dict], start) -> Iterator[Stretch]:
    speeds = [_speed(lap) for lap in laps]
    least = AS_FAST * max((speed for speed in speeds if speed), default=0.0)
    for place, (lap, speed) in enumerate(zip(laps, speeds, strict=True)):
        near = [other for other in (*speeds[max(place - 1, 0) : place], *speeds[place + 1 : place + 2]) if other]
        if speed and speed >= least and near and all(speed >= FASTER * other for other in near):
            begins = (lap["start_time"] - start).total_seconds()
            yield Stretch(begins, begins + lap["total_elapsed_time"], lap["total_distance"])


def _speed(lap: dict) -> float | None:
    """The speed of a lap that the runner or a workout ended; None of one that the watch cut every so many metres."""
    is_automatic = lap.get("lap_trigger") == "distance" and lap.get("wkt_step_index") is None
    if is_automatic or not lap.get("total_timer_time") or lap.get("total_distance") is None:
        return None
    return lap["total_distance"] / lap["total_timer_time"]
