"""GPX files: tracks with positions and times. One activity per track, or per stretch between breaks of hours.

Field                      how
distance                   computed from the positions (haversine), breaks between segments left out
times                      elapsed parsed; moving time is elapsed without breaks and pauses
heart rate, cadence        parsed, under whatever prefix the device writes; cadence made to count both feet
speed                      parsed where the file has it
climb                      not in GPX: the altitudes are too rough to add up
perceived exertion, shoe   not in GPX
surface                    inferred from the type: treadmill, track, trail
positions                  used for the distance, for places and a map where asked for, then forgotten
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import recording
from analysis.importers.base import Content, File, Hints
from analysis.importers.instants import read_instant
from analysis.importers.markup import Markup, decimal, root_name, texts
from analysis.importers.recording import SHORTEST_S, Recording, Samples
from analysis.importers.sports import OTHER, sport_in_title, sport_of, unknown_sports

FORMAT = "gpx"
LABEL = "GPX file"

BREAK_S = 6 * 3600  # a break this long between segments: another outing in the memory of the device
_APPLE = "Apple Health Export"
_WHOLE = frozenset({"trkpt", "rtept", "wpt", "extensions"})
_HEART_RATE = ("hr", "heartrate", "heart_rate", "HeartRate", "Hr")
_CADENCE = ("cad", "cadence", "RunCadence", "Cadence")


@dataclass
class _Track:
    """One track as it stands in the file."""

    title: str = ""
    kind: str = ""
    creator: str = ""
    zone: tzinfo = UTC
    segments: int = 0
    points: int = 0
    samples: Samples = field(default_factory=Samples)

    def add(self, point: Element) -> None:
        inside = texts(point)
        instant = read_instant(inside.get("time"))
        if instant is not None and instant.tzinfo and not self.points:
            self.zone = instant.tzinfo
        self.points += 1
        self.samples.add(
            time=instant.timestamp() if instant else None,
            segment=self.segments,
            latitude=decimal(point.get("lat")),
            longitude=decimal(point.get("lon")),
            altitude=decimal(inside.get("ele")),
            speed=decimal(inside.get("speed")),
            heart_rate=_first(inside, _HEART_RATE),
            cadence=_first(inside, _CADENCE),
        )


def looks_like(file: File) -> bool:
    """Whether the outermost element is that of GPX."""
    return root_name(file.data) == "gpx"


def read(file: File, hints: Hints) -> Content:
    """Which activities does this GPX file hold?"""
    markup = Markup(file.data, _WHOLE)
    tracks = list(_tracks(markup))
    outings = [(track, outing) for track in tracks for outing in _outings(track)]
    contents = [_content(track, outing, file, hints) for track, outing in outings]
    if any(len(content.activities) for content in contents):
        return recording.merged(contents, file, is_whole=markup.is_whole)
    if not markup.is_whole:
        raise UnreadableFile("The file is cut off or damaged before any activity in it is complete.", recording.AGAIN)
    if contents:
        raise UnreadableFile(contents[0].issues[0].found, contents[0].issues[0].advice)
    return Content(issues=(Issue(file.name, _what_it_is(tracks), "There is nothing in it to import."),))


def _tracks(markup: Markup) -> Iterator[_Track]:
    """The tracks of the file; one that a cut ends is given too."""
    track = None
    creator = ""
    place: list[str] = []
    for event, name, element in markup:
        if event == "start":
            place.append(name)
            creator = creator or (element.get("creator") or "")
            if name == "trk":
                track = _Track(creator=creator)
            elif name == "trkseg" and track:
                track.segments += 1
            continue
        if name not in _WHOLE:
            place.pop()
        if track is None:
            continue
        if name == "trkpt":
            track.add(element)
        elif name == "name" and place[-1:] == ["trk"] and creator != _APPLE:  # Apple calls every route `Route`
            track.title = (element.text or "").strip()
        elif name == "type" and place[-1:] == ["trk"]:
            track.kind = (element.text or "").strip()
        elif name == "trk":
            yield track
            track = None
    if track:
        yield track


def _first(inside: dict[str, str], names: Iterable[str]) -> float | None:
    return next((decimal(inside[name]) for name in names if name in inside), None)


def _outings(track: _Track) -> list[pd.DataFrame]:
    """The samples of a track, cut where a break between two segments lasts for hours."""
    samples = track.samples.in_order()
    ends = (samples["time"].diff() >= BREAK_S) & (samples["segment"].diff() != 0)
    outings = [outing.reset_index(drop=True) for _, outing in samples.groupby(ends.cumsum())]
    return [outing for outing in outings if outing["time"].iloc[-1] - outing["time"].iloc[0] >= SHORTEST_S]


def _content(track: _Track, samples: pd.DataFrame, file: File, hints: Hints) -> Content:
    sport, sub_sport = sport_of(track.kind) or sport_in_title(track.title) or OTHER
    first, last = float(samples["time"].iloc[0]), float(samples["time"].iloc[-1])
    try:
        began = datetime.fromtimestamp(first, track.zone)
    except (ValueError, OverflowError):  # the year 1 or 9999, seen from another zone
        began = datetime.fromtimestamp(0, UTC)
    path = recording.path_m(samples)
    one = Recording(
        sport=sport,
        sub_sport=sub_sport,
        title=track.title,
        began=began,
        samples=samples,
        distance=path,
        distance_m=float(np.nanmax(path)) if np.isfinite(path).any() else np.nan,
        moving_time_s=recording.moving_s(samples, path),
        elapsed_time_s=last - first,
        avg_heart_rate_bpm=recording.mean_heart_rate(samples),
    )
    if not track.kind and sport_in_title(track.title) is None and track.creator != _APPLE:
        one = recording.ask_sport(one, f"{FORMAT}:{track.creator[:40]}", hints)
    content = recording.content(one, file, FORMAT, hints)
    about = recording.guess_issue(content, file.name) if one.asked else _about_sport(track, file.name)
    return replace(content, issues=(*content.issues, *about))


def _about_sport(track: _Track, name: str) -> Iterable[Issue]:
    if track.kind:
        yield from unknown_sports(name, [track.kind])
    elif sport := sport_in_title(track.title):
        found = f"The file does not say which sport it was; its title says {sport[0]}."
        yield Issue(name, found, "If that is wrong, change it after the import.")
    else:
        found = "This is a route of Apple Health; the workout it belongs to stands in export.xml."
        yield Issue(name, found, "Import the whole export, and the two become one activity.")


def _what_it_is(tracks: list[_Track]) -> str:
    if not any(track.points for track in tracks):
        return "This is a route or a list of places, not a recorded activity."
    if all(track.samples.in_order().empty for track in tracks):
        return "This is a route without times, not a recorded activity."
    return f"This is an activity of less than {SHORTEST_S} seconds."
