"""One session of a FIT file -> one row of ACTIVITIES and its RECORDS, in our units, with what could not be kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analysis.importers.bounds import positive
from analysis.importers.fit import laps as fit_laps
from analysis.importers.fit.part import Message, Part
from analysis.importers.fit.profile import UNIX_OFFSET
from analysis.importers.fit.sessions import Session
from analysis.importers.positions import Track
from analysis.importers.sports import ON_FOOT, surface_of
from analysis.importers.titles import said_by_file, session_type_in_title
from analysis.tables import RUN_SPORT, Columns, same_text

_EARLIEST = datetime(2001, 1, 1, tzinfo=UTC)  # before GPS watches; clocks that were never set begin in 1989 or 2000
_NOT_SET = 0x10000000  # below this a FIT instant counts from when the device was switched on
_QUARTER_HOUR_S = 900
_CLOCK_SLACK_S = 60  # some watches write local time up to a minute off
_FARTHEST_ZONE_S = 14 * 3600


@dataclass(frozen=True)
class Clock:
    """How the clock of the watch relates to the world.

    Parameters
    ----------
    ahead_s
        Local time minus the instants of the file; None where the file does not say.
    is_utc
        Whether those instants are UTC; a watch that never saw a satellite counts from when it was switched on.
    """

    ahead_s: float | None = None
    is_utc: bool = True


@dataclass(frozen=True)
class When:
    """When an activity began: the instant (missing where unknown), the local clock, and whether that is sure."""

    instant: pd.Timestamp | None
    local: pd.Timestamp
    is_local_known: bool


def clock(part: Part) -> Clock:
    """How far is local time ahead of the file's clock? The activity message holds both."""
    for message in part.messages["activity"]:
        if "timestamp" not in message or "local_timestamp" not in message:
            continue
        utc, local = float(message["timestamp"]), float(message["local_timestamp"])
        if utc < _NOT_SET <= local:
            return Clock(local - utc, is_utc=False)
        zone = round((local - utc) / _QUARTER_HOUR_S) * _QUARTER_HOUR_S
        if abs(local - utc - zone) <= _CLOCK_SLACK_S and abs(zone) <= _FARTHEST_ZONE_S:
            return Clock(zone)
    return Clock()


def when(session: Session, watch: Clock, time_zone: str | None) -> When | None:
    """When did the session begin? None where the watch had no date, or one that cannot be."""
    if session.start is None or (session.start < _NOT_SET and watch.is_utc):
        return None
    start = pd.Timestamp(session.start + UNIX_OFFSET, unit="s", tz=UTC)
    if watch.ahead_s is not None:
        local = (start + timedelta(seconds=watch.ahead_s)).tz_localize(None)
    else:
        local = start.tz_convert(ZoneInfo(time_zone) if time_zone else UTC).tz_localize(None)
    if not _EARLIEST <= local.tz_localize(UTC) <= datetime.now(UTC) + timedelta(days=2):
        return None
    is_known = watch.ahead_s is not None or time_zone is not None
    return When(start if watch.is_utc else None, local, is_known)


def activity(session: Session, began: When) -> dict[str, object]:
    """What one session comes to, as a row of ACTIVITIES before its bounds are checked."""
    summary = session.summary
    sport = str(summary.get("sport", "generic"))
    sub_sport = summary.get("sub_sport")
    sub_sport = sub_sport if isinstance(sub_sport, str) else None
    surface, surface_source = surface_of(sport, sub_sport or "")
    exertion = _number(summary, "workout_rpe")
    return {
        "activity_id": _identity(sport, summary, began),
        "local_date": began.local.normalize(),
        "local_start_time": began.local,
        "start_time": began.instant,
        "sport": sport,
        "sub_sport": sub_sport,
        "distance_m": _distance(sport, summary),
        "moving_time_s": _number(summary, "total_timer_time"),
        "elapsed_time_s": _number(summary, "total_elapsed_time"),
        "ascent_m": _number(summary, "total_ascent"),
        "descent_m": _number(summary, "total_descent"),
        "avg_heart_rate_bpm": positive(_number(summary, "avg_heart_rate")),
        "avg_cadence_spm": positive(_cadence(sport, summary)),
        "avg_stride_m": positive(_number(summary, "avg_step_length") / 1000),
        "perceived_exertion": exertion / 10,
        "surface": surface,
        "surface_source": surface_source,
        "ground_contact_left_pct": _left(_number(summary, "avg_stance_time_balance")),
    }


def samples(session: Session, activity_id: str) -> Columns:
    """The samples of one session as columns of RECORDS, before their bounds are checked."""
    raw = session.records
    on_foot = session.summary.get("sport") in ON_FOOT
    steps = 2 * (raw["cadence"] + np.nan_to_num(raw["fractional_cadence"]))
    return {
        "activity_id": same_text(activity_id, len(steps)),
        "elapsed_s": raw["timestamp"] - (session.start or 0.0),
        "distance_m": raw["distance"],
        "altitude_m": _first_known(raw["enhanced_altitude"], raw["altitude"]),
        "speed_m_s": _first_known(raw["enhanced_speed"], raw["speed"]),
        "heart_rate_bpm": np.where(raw["heart_rate"] == 0, np.nan, raw["heart_rate"]),
        "cadence_spm": steps if on_foot else np.full(len(steps), np.nan),
        "stride_m": np.where(raw["step_length"] == 0, np.nan, raw["step_length"] / 1000),
    }


def session_type(session: Session, part: Part) -> dict[str, object]:
    """What kind of session the laps or the name of the workout tell of, as columns of ACTIVITIES."""
    if session.summary.get("sport") != RUN_SPORT:
        return {}
    names = (str(workout["wkt_name"]) for workout in part.messages.get("workout", []) if "wkt_name" in workout)
    laps = fit_laps.session_type(session.laps, part.messages["workout_step"])
    return said_by_file(laps or next(filter(None, map(session_type_in_title, names)), None))


def track(session: Session) -> Track:
    """Where the session went; empty where the positions were not read."""
    raw = session.records
    if "position_lat" not in raw or "position_long" not in raw:
        return Track(*np.empty((3, 0)))
    return Track(raw["position_lat"], raw["position_long"], raw["timestamp"])


def _identity(sport: str, summary: Message, began: When) -> str:
    """The same for every export of the same recording: when it began, the sport, how far and how long."""
    start = began.instant or began.local
    distance, moving = _number(summary, "total_distance"), _number(summary, "total_timer_time")
    words = f"{start:%Y-%m-%dT%H:%M:%S} {sport} {distance:.0f} {moving:.0f}"
    return f"fit-{hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _distance(sport: str, summary: Message) -> float:
    """The distance; nobody runs 0 m, so there it says that nothing measured it."""
    distance = _number(summary, "total_distance")
    return positive(distance) if sport in ON_FOOT else distance


def _cadence(sport: str, summary: Message) -> float:
    """Steps a minute, both feet; FIT counts one foot, and pedals the same way."""
    if sport not in ON_FOOT:
        return np.nan
    whole = _number(summary, "avg_running_cadence" if "avg_running_cadence" in summary else "avg_cadence")
    return 2 * (whole + float(summary.get("avg_fractional_cadence", 0)))


def _number(summary: Message, name: str) -> float:
    value = summary.get(name)
    return float(value) if isinstance(value, int | float) else np.nan


def _left(percent: float) -> float:
    """The left foot's share; 0 and 100 would be a run on one leg: nothing measured it."""
    return percent if 0 < percent < 100 else np.nan


def _first_known(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(first), second, first)
