"""TCX files: activities with laps, as Garmin's old software and many services write them.

Field                      how
distance                   parsed from the laps; else from the samples, else computed from the positions (haversine)
times                      moving time parsed (the timer of the laps); elapsed from the first to the last instant
heart rate, cadence        parsed; cadence made to count both feet
speed                      parsed where the file has it
climb                      not in TCX: the altitudes are too rough to add up
perceived exertion, shoe   not in TCX
surface                    not in TCX
positions                  used where nothing measured the distance, for places and a map where asked for, then
                           forgotten
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.instants import read_instant
from analysis.importers.markup import Markup, decimal, root_name, texts
from analysis.importers.recording import SHORTEST_S, Recording, Samples
from analysis.importers.sports import OTHER, sport_of, unknown_sports

FORMAT = "tcx"
LABEL = "TCX file"

NEAR_S = 3600  # samples that begin further than this from their lap tell the time, the lap does not
_WHOLE = frozenset({"Trackpoint", "Course", "Workout", "Extensions", "Creator", "Author", "Plan"})


@dataclass
class _Lap:
    """What the watch totalled for one lap."""

    began: datetime | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    heart_rate: float | None = None


@dataclass
class _Activity:
    """One activity as it stands in the file."""

    kind: str = ""
    name: datetime | None = None  # TCX names an activity by the instant it began
    laps: list[_Lap] = field(default_factory=list)
    tracks: int = 0
    first: datetime | None = None
    samples: Samples = field(default_factory=Samples)

    def add(self, point: Element) -> None:
        inside = texts(point)
        instant = read_instant(inside.get("Time"))
        self.first = self.first or instant
        self.samples.add(
            time=instant.timestamp() if instant else None,
            segment=self.tracks,
            latitude=decimal(inside.get("LatitudeDegrees")),
            longitude=decimal(inside.get("LongitudeDegrees")),
            altitude=decimal(inside.get("AltitudeMeters")),
            distance=decimal(inside.get("DistanceMeters")),
            speed=decimal(inside.get("Speed")),
            heart_rate=decimal(inside.get("Value")),
            cadence=decimal(inside.get("RunCadence", inside.get("Cadence"))),
        )


def looks_like(file: File) -> bool:
    """Whether the outermost element is that of TCX."""
    return root_name(file.data) == "trainingcenterdatabase"


def read(file: File, hints: Hints) -> Content:
    """Which activities does this TCX file hold? A multi-sport session holds several."""
    markup = Markup(file.data, _WHOLE)
    found: set[str] = set()
    activities = list(_activities(markup, found))
    recordings = [one for activity in activities if (one := _recording(activity, hints)) is not None]
    contents = [_content(one, file, hints) for one in recordings]
    unknown = tuple(unknown_sports(file.name, [a.kind for a in activities if a.kind]))
    if any(len(content.activities) for content in contents):
        return recording.merged(contents, file, is_whole=markup.is_whole, more=unknown)
    if not markup.is_whole:
        raise UnreadableFile("The file is cut off or damaged before any activity in it is complete.", recording.AGAIN)
    if contents:
        raise UnreadableFile(contents[0].issues[0].found, contents[0].issues[0].advice)
    return Content(issues=(Issue(file.name, _what_it_is(activities, found), "There is nothing in it to import."),))


def _content(one: Recording, file: File, hints: Hints) -> Content:
    content = recording.content(one, file, FORMAT, hints)
    return replace(content, issues=(*content.issues, *recording.guess_issue(content, file.name)))


def _activities(markup: Markup, found: set[str]) -> Iterator[_Activity]:
    """The activities of the file; one that a cut ends is given too. `found` is told what else there is."""
    activity = None
    place: list[str] = []
    for event, name, element in markup:
        if event == "start":
            place.append(name)
            if name == "Activity":
                activity = _Activity(kind=element.get("Sport", "").strip())
            elif name == "Lap" and activity:
                activity.laps.append(_Lap(read_instant(element.get("StartTime"))))
            elif name == "Track" and activity:
                activity.tracks += 1
            continue
        if name in _WHOLE:
            found.add(name)
        else:
            place.pop()
        if activity is None:
            continue
        if name == "Trackpoint":
            activity.add(element)
        elif name == "Activity":
            yield activity
            activity = None
        else:
            _tell(activity, place, name, (element.text or "").strip())
    if activity:
        yield activity


def _tell(activity: _Activity, place: list[str], name: str, text: str) -> None:
    """Take what an element says of the activity or of its last lap."""
    if place[-1:] == ["Activity"] and name == "Id":
        activity.name = read_instant(text)
    if not activity.laps:
        return
    lap = activity.laps[-1]
    if place[-1:] == ["Lap"] and name == "TotalTimeSeconds":
        lap.timer_s = decimal(text)
    elif place[-1:] == ["Lap"] and name == "DistanceMeters":
        lap.distance_m = decimal(text)
    elif place[-1:] == ["AverageHeartRateBpm"] and name == "Value":
        lap.heart_rate = decimal(text)


def _recording(activity: _Activity, hints: Hints) -> Recording | None:
    """The activity in our terms; None for one without any time or of less than a minute."""
    samples = activity.samples.in_order()
    began = _began(activity)
    if began is None:
        return None
    path = _distance(samples)
    end = _end(activity, samples, began)
    timer = _total(lap.timer_s for lap in activity.laps)
    moving = timer if timer > 0 else recording.moving_s(samples, path)
    if max(moving, end - began.timestamp()) < SHORTEST_S:
        return None
    sport, sub_sport = sport_of(activity.kind) or OTHER
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title="",
        began=began,
        samples=samples,
        distance=path,
        distance_m=_distance_m(activity, path),
        moving_time_s=moving,
        elapsed_time_s=max(end - began.timestamp(), moving),
        avg_heart_rate_bpm=_heart_rate(activity, samples),
    )
    # Services that know no other word write “Other” for a hike as for a run; what goes nowhere is neither.
    says_nothing = not activity.kind or sport_of(activity.kind) == OTHER
    return recording.ask_sport(one, f"{FORMAT}:other", hints) if says_nothing and one.distance_m > 0 else one


def _began(activity: _Activity) -> datetime | None:
    """When it began: the first lap says, or its name; the first sample where that is another time altogether."""
    said = next((lap.began for lap in activity.laps if lap.began), activity.name)
    if said is None or (activity.first and abs((activity.first - said).total_seconds()) > NEAR_S):
        return activity.first
    return min(said, activity.first) if activity.first else said


def _distance(samples: pd.DataFrame) -> np.ndarray:
    """How far each sample is: as the device measured it, else along the positions."""
    measured = samples["distance"].to_numpy()
    return measured if np.isfinite(measured).any() else recording.path_m(samples)


def _distance_m(activity: _Activity, path: np.ndarray) -> float:
    """The laps' total; where they have none, how far the samples got."""
    total = _total(lap.distance_m for lap in activity.laps)
    if total > 0 or not np.isfinite(path).any():
        return total
    return float(np.nanmax(path))


def _end(activity: _Activity, samples: pd.DataFrame, began: datetime) -> float:
    """The last instant: of the samples, or of the last lap."""
    ends = [samples["time"].iloc[-1]] if len(samples) else []
    if not ends:
        ends = [lap.began.timestamp() + lap.timer_s for lap in activity.laps if lap.began and lap.timer_s]
    return float(max([began.timestamp(), *ends]))


def _heart_rate(activity: _Activity, samples: pd.DataFrame) -> float:
    """The mean of the laps, each by its time; of the samples where the laps have none."""
    known = [(lap.heart_rate, lap.timer_s) for lap in activity.laps if lap.heart_rate and lap.timer_s]
    seconds = sum(timer for _, timer in known)
    return sum(rate * timer for rate, timer in known) / seconds if seconds else recording.mean_heart_rate(samples)


def _total(values: Iterable[float | None]) -> float:
    """The sum of what is known; missing where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else np.nan


def _what_it_is(activities: list[_Activity], found: set[str]) -> str:
    if activities:
        return f"This is an activity of less than {SHORTEST_S} seconds, or one without times."
    if "Course" in found:
        return "This is a course to follow, not a recorded activity."
    if "Workout" in found:
        return "This is a planned workout, not a recorded activity."
    return "There is no recorded activity in it."
