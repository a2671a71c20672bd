"""A recording as GPX and TCX hold it: samples and what the file says of them -> one activity and its records."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers.base import Content, File, Hints, concatenate
from analysis.importers.bounds import impossible_issues, within_bounds
from analysis.importers.instants import Start, epoch_s, start, utc_only
from analysis.importers.positions import Track, on_earth, steps_m
from analysis.importers.sports import FASTEST_RUN_M_S, ON_FOOT, Asked, guessed_by_speed, sport_or_question, surface_of
from analysis.importers.whereabouts import STANDING_M_S, look
from analysis.tables import ACTIVITIES, EXPOSURES, RECORDS, RUN_SPORT, of_rows

SHORTEST_S = 60  # less than this is a button pressed by mistake
PAUSE_S = 10.0  # no sample for longer than this at less than walking speed: the watch was paused
ONE_FOOT_BELOW = 120.0  # typical cadence: one foot takes 70 to 100 steps a minute, both take 140 to 200
SHORTEST_STEP_S, LONGEST_STEP_S = 0.1, 3600.0  # from sample to sample, where a file states it; else it is damaged
MAX_SAMPLES = 1_000_000  # eleven days of one a second
AGAIN = "Download it from the service again."
FIELDS = ("time", "segment", "latitude", "longitude", "altitude", "distance", "speed", "heart_rate", "cadence")


class Samples:
    """Samples as they stand in a file; NaN where one lacks a value. `time` is in seconds of UTC."""

    def __init__(self) -> None:
        self._flat = array("d")

    def add(self, **values: float | None) -> None:
        if len(self._flat) >= MAX_SAMPLES * len(FIELDS):
            raise UnreadableFile(f"The file holds more than {MAX_SAMPLES:,} samples, as no recording does.", AGAIN)
        self._flat.extend(np.nan if (value := values.get(field)) is None else value for field in FIELDS)

    def in_order(self) -> pd.DataFrame:
        """The samples that have a time and follow one another in time, which may be fewer than stand in the file."""
        frame = pd.DataFrame(np.array(self._flat).reshape(-1, len(FIELDS)), columns=list(FIELDS))
        frame = frame[np.isfinite(frame["time"])]
        # A segment that begins before the one above it was written in the wrong order.
        frame = frame.assign(begins=frame.groupby("segment")["time"].transform("min"))
        frame = frame.sort_values("begins", kind="stable", ignore_index=True).drop(columns="begins")
        return frame.iloc[_longest_rise(frame["time"].to_list())].reset_index(drop=True)


def _longest_rise(times: Sequence[float]) -> list[int]:
    """The places of the most times that rise one after the other: the rest are echoes or slips of the clock."""
    ends: list[float] = []
    places: list[int] = []
    before: list[int] = []
    for place, time in enumerate(times):
        at = bisect_left(ends, time)
        before.append(places[at - 1] if at else -1)
        ends[at : at + 1] = [time]
        places[at : at + 1] = [place]
    chain = places[-1:]
    while chain and before[chain[-1]] >= 0:
        chain.append(before[chain[-1]])
    return chain[::-1]


def path_m(samples: pd.DataFrame) -> np.ndarray:
    """How far along its path is each sample? NaN where it has no position.

    Great-circle distance between neighbours (haversine, mean radius of the Earth); what lies between two segments,
    where the recording was paused, is not counted.
    """
    latitude, longitude = samples["latitude"].to_numpy(), samples["longitude"].to_numpy()
    placed = np.flatnonzero(on_earth(latitude, longitude))
    steps = steps_m(latitude[placed], longitude[placed])
    steps[np.diff(samples["segment"].to_numpy()[placed]) != 0] = 0.0
    path = np.full(len(samples), np.nan)
    path[placed] = np.concatenate([[0.0], np.cumsum(steps)]) if len(placed) else []
    return path


def moving_s(samples: pd.DataFrame, distance: np.ndarray) -> float:
    """How long was the recording going on? Time between segments and steps of a pause are left out."""
    time = samples["time"].to_numpy()
    seconds = np.diff(time)
    metres = np.diff(pd.Series(distance).ffill().fillna(0.0).to_numpy())
    paused = (seconds > PAUSE_S) & (metres < STANDING_M_S * seconds)
    between = np.diff(samples["segment"].to_numpy()) != 0
    return float(seconds[~paused & ~between].sum())


def typical_speed_m_s(time: np.ndarray, distance: np.ndarray) -> float:
    """The median speed while moving, each second counting alike; missing where nothing moved."""
    seconds, metres = np.diff(time), np.diff(distance)
    moving = (seconds > 0) & (metres >= STANDING_M_S * seconds)
    if not moving.any():
        return np.nan
    speeds, weights = metres[moving] / seconds[moving], seconds[moving]
    order = np.argsort(speeds)
    middle = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(speeds[order][middle])


def ask_sport(recording: Recording, shape: str, hints: Hints) -> Recording:
    """The recording with the sport the runner answers for this kind of file, else guessed by its speed and asked."""
    guess = guessed_by_speed(typical_speed_m_s(recording.samples["time"].to_numpy(), recording.distance))
    (sport, sub_sport), asked = sport_or_question("", shape, hints, guess)
    return replace(recording, sport=sport, sub_sport=sub_sport, asked=asked)


def guess_issue(content: Content, name: str) -> Iterable[Issue]:
    """What to say of a sport that was guessed."""
    if content.questions and len(content.activities):
        is_run = content.activities["sport"].iloc[0] == RUN_SPORT
        found = "at its speed it was read as a run" if is_run else "its speed is not that of a run"
        yield Issue(name, f"The file does not say which sport it was; {found}.", "Say which it was, and it counts so.")


@dataclass(frozen=True)
class Recording:
    """One activity as a file tells it. `distance` is that of each sample.

    `began` is the instant with its offset; without a zone it is the local clock, and samples count from it.
    """

    sport: str
    sub_sport: str
    title: str
    began: datetime
    samples: pd.DataFrame
    distance: np.ndarray
    distance_m: float
    moving_time_s: float
    elapsed_time_s: float
    avg_heart_rate_bpm: float = np.nan
    ascent_m: float = np.nan
    descent_m: float = np.nan
    asked: Asked | None = None


def content(recording: Recording, file: File, source_format: str, hints: Hints) -> Content:
    """One recording as tables; without rows where its date cannot be."""
    began = start(recording.began, hints.time_zone)
    if began is None:
        found = "An activity in it has no date that can be: the clock of the watch was not set."
        return Content(issues=(Issue(file.name, found, "Enter this activity by hand."),), is_partial=True)
    speed_issues = () if _is_possible(recording) else (_too_fast(file.name),)
    row = _activity(recording, began) | {"source_format": source_format, "source_file": file.name}
    row["activity_id"] = f"{source_format}-{_identity(recording)}"
    whereabouts, exposures = look(_track(recording.samples), row, hints)
    row |= whereabouts
    activity, impossible = within_bounds(of_rows([row], ACTIVITIES), ACTIVITIES)
    records, impossible_samples = within_bounds(_records(recording, str(row["activity_id"])), RECORDS)
    issues = (
        *speed_issues,
        *impossible_issues(impossible, "", file.name),
        *impossible_issues(impossible_samples, " in the samples", file.name),
        *(() if began.is_local_known else (utc_only(file.name),)),
    )
    is_partial = bool(speed_issues or impossible or impossible_samples)
    questions = recording.asked.questions if recording.asked else ()
    return Content(activity, records, exposures, issues=issues, is_partial=is_partial, questions=questions)


def _track(samples: pd.DataFrame) -> Track:
    return Track(*(samples[name].to_numpy() for name in ("latitude", "longitude", "time")))


def _is_possible(recording: Recording) -> bool:
    fastest = FASTEST_RUN_M_S * recording.moving_time_s
    return recording.sport != RUN_SPORT or not recording.distance_m > fastest


def _too_fast(name: str) -> Issue:
    found = "The run in it is faster than anyone can run, so its distance was left out."
    return Issue(name, found, "Check that it is a run, and that its time is right.")


def _activity(recording: Recording, began: Start) -> dict[str, object]:
    surface, surface_source = surface_of(recording.sport, recording.sub_sport)
    on_foot = recording.sport in ON_FOOT
    return {
        "local_date": began.local.normalize(),
        "local_start_time": began.local,
        "start_time": began.instant,
        "sport": recording.sport,
        "sub_sport": recording.sub_sport or None,
        "distance_m": _distance_m(recording),
        "moving_time_s": recording.moving_time_s,
        "elapsed_time_s": recording.elapsed_time_s,
        "ascent_m": recording.ascent_m,
        "descent_m": recording.descent_m,
        "avg_heart_rate_bpm": recording.avg_heart_rate_bpm,
        "avg_cadence_spm": _mean(_cadence(recording)) if on_foot else np.nan,
        "surface": surface,
        "surface_source": surface_source,
        "title": recording.title or None,
    }


def _distance_m(recording: Recording) -> float:
    """The distance; nobody runs 0 m, so there it says that nothing measured it."""
    nothing = recording.sport in ON_FOOT and recording.distance_m == 0
    return np.nan if nothing or not _is_possible(recording) else recording.distance_m


def _identity(recording: Recording) -> str:
    """The same for every export of the same recording: when it began, the sport, how far and how long."""
    began = epoch_s(recording.began)
    sport = "other" if recording.asked else recording.sport  # the same whatever is answered
    words = f"{began:.0f} {sport} {recording.distance_m:.0f} {recording.moving_time_s:.0f}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _records(recording: Recording, activity_id: str) -> pd.DataFrame:
    samples = recording.samples
    records = pd.DataFrame(
        {
            "activity_id": activity_id,
            "elapsed_s": samples["time"] - epoch_s(recording.began),
            "distance_m": recording.distance,
            "altitude_m": samples["altitude"],
            "speed_m_s": samples["speed"],
            "heart_rate_bpm": samples["heart_rate"].mask(samples["heart_rate"] == 0),
            "cadence_spm": _cadence(recording),
        }
    )
    return records[records["elapsed_s"] >= 0].reset_index(drop=True)


def _cadence(recording: Recording) -> pd.Series:
    """Steps a minute, both feet: most files count one foot, some both, which only the values can tell."""
    cadence = recording.samples["cadence"]
    if recording.sport not in ON_FOOT:
        return cadence.mask(cadence.notna())
    typical = cadence[cadence > 0].median()
    return cadence * 2 if typical < ONE_FOOT_BELOW else cadence


def _mean(values: pd.Series) -> float:
    """The mean of what was measured while moving: 0 is a foot that stands."""
    return float(values[values > 0].mean())


def mean_heart_rate(samples: pd.DataFrame) -> float:
    """The mean of the samples that have one."""
    return _mean(samples["heart_rate"])


def heart_rate(said: float, samples: pd.DataFrame) -> float:
    """The mean that the file says; where it says none or 0, that of the samples."""
    return said if said > 0 else mean_heart_rate(samples)


def merged(contents: Sequence[Content], file: File, *, is_whole: bool, more: tuple[Issue, ...] = ()) -> Content:
    """All activities of a file as one, each once, with what is to be said about the file."""
    by_id = {content.activities["activity_id"].iloc[0]: content for content in contents if len(content.activities)}
    cut = () if is_whole else (_cut_issue(by_id.values(), file.name),)
    return Content(
        concatenate((content.activities for content in by_id.values()), ACTIVITIES),
        concatenate((content.records for content in by_id.values()), RECORDS),
        concatenate((content.exposures for content in by_id.values()), EXPOSURES),
        issues=tuple(dict.fromkeys((*cut, *(issue for content in contents for issue in content.issues), *more))),
        is_partial=bool(cut) or any(content.is_partial for content in contents),
        questions=tuple(dict.fromkeys(question for content in contents for question in content.questions)),
    )


def collected(contents: Sequence[Content], file: File, *, is_whole: bool, else_it_is: str) -> Content:
    """What a file holds: its activities; without any, why there is none. `else_it_is` tells of one without data."""
    if any(len(content.activities) for content in contents):
        return merged(contents, file, is_whole=is_whole)
    if not is_whole:
        raise UnreadableFile("The file is cut off or damaged before any activity in it is complete.", AGAIN)
    if contents:
        raise UnreadableFile(contents[0].issues[0].found, contents[0].issues[0].advice)
    return Content(issues=(Issue(file.name, else_it_is, "There is nothing in it to import."),))


def _cut_issue(contents: Iterable[Content], name: str) -> Issue:
    samples = sum(len(content.records) for content in contents)
    found = f"The file is cut off or damaged; {samples:,} samples before that could be read."
    return Issue(name, found, f"What could be read is there. {AGAIN}")
