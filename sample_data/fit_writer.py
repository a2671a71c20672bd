"""A run as a FIT activity file, as a watch writes it. No positions: a demo runs nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from fit_tool import FitFileBuilder
from fit_tool.message import Message
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.device_info_message import DeviceInfoMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import (
    Event,
    EventType,
    FileType,
    LapTrigger,
    Manufacturer,
    SessionTrigger,
    Sport,
    SubSport,
)

from sample_data.recording import Sample
from sample_data.training import Activity

PRODUCT = 3992  # a running watch
SERIAL = 1000001
FIT_EPOCH_S = 631_065_600  # FIT counts from 1989-12-31; fit-tool converts every time but the local one
PAUSE_AT = 0.4  # a break falls after this share of the run


@dataclass(frozen=True)
class _Clock:
    """Turns timer seconds into the milliseconds since 1970 that fit-tool takes."""

    start_ms: int
    pause_from_s: float
    pause_s: float

    def at(self, timer_s: float) -> int:
        waited = self.pause_s if timer_s > self.pause_from_s else 0.0
        return self.start_ms + 1000 * round(timer_s + waited)


def fit_bytes(activity: Activity, samples: Sequence[Sample], zone: str, lap_m: float) -> bytes:
    """The whole file. `zone` is where the runner lives, `lap_m` the length of an automatic lap."""
    start = activity.local_start.replace(tzinfo=ZoneInfo(zone))
    pause_from_s = samples[int(PAUSE_AT * len(samples))].timer_s
    clock = _Clock(round(start.timestamp()) * 1000, pause_from_s, activity.elapsed_s - activity.timer_s)
    end_ms = clock.start_ms + 1000 * round(activity.elapsed_s)
    laps = _laps(activity, samples, clock, lap_m)
    builder = FitFileBuilder(auto_define=True)
    builder.add_all([_file_id(clock.start_ms), _device(clock.start_ms), *_timeline(samples, clock, end_ms), *laps])
    builder.add(_session(activity, clock.start_ms, end_ms, len(laps)))
    builder.add(_activity(activity, end_ms, start.utcoffset() or timedelta()))
    return builder.build_bytes()


def _filled(message: Message, **values: object) -> Message:
    for name, value in values.items():
        setattr(message, name, value)
    return message


def _file_id(start_ms: int) -> Message:
    return _filled(FileIdMessage(local_id=0), type=FileType.ACTIVITY, manufacturer=Manufacturer.GARMIN.value,
                   product=PRODUCT, serial_number=SERIAL, time_created=start_ms)  # fmt: skip


def _device(start_ms: int) -> Message:
    return _filled(DeviceInfoMessage(local_id=1), timestamp=start_ms, device_index=0, software_version=21.19,
                   manufacturer=Manufacturer.GARMIN.value, product=PRODUCT, serial_number=SERIAL)  # fmt: skip


def _timer(at_ms: int, event_type: EventType) -> Message:
    return _filled(EventMessage(local_id=2), timestamp=at_ms, event=Event.TIMER, event_type=event_type)


def _timeline(samples: Sequence[Sample], clock: _Clock, end_ms: int) -> list[Message]:
    """Timer events and records in the order of time."""
    messages = [_timer(clock.start_ms, EventType.START)]
    for sample in samples:
        messages.append(_record(sample, clock.at(sample.timer_s)))
        if clock.pause_s and sample.timer_s == clock.pause_from_s:
            stopped_ms = clock.at(sample.timer_s)
            messages.append(_timer(stopped_ms, EventType.STOP_ALL))
            messages.append(_timer(stopped_ms + 1000 * round(clock.pause_s), EventType.START))
    return [*messages, _timer(end_ms, EventType.STOP_ALL)]


def _record(sample: Sample, at_ms: int) -> Message:
    record = _filled(RecordMessage(local_id=3), timestamp=at_ms, distance=sample.distance_m,
                     enhanced_speed=sample.speed_m_s, heart_rate=sample.heart_rate_bpm,
                     cadence=sample.cadence_spm // 2)  # fmt: skip
    if sample.altitude_m is not None:
        record.enhanced_altitude = sample.altitude_m
    return record


def _laps(activity: Activity, samples: Sequence[Sample], clock: _Clock, lap_m: float) -> list[Message]:
    """Automatic laps of `lap_m`, and the rest."""
    marks = [lap_m * i for i in range(int(activity.distance_m // lap_m) + 1)] + [activity.distance_m]
    times = [_time_at(samples, mark) for mark in marks[:-1]] + [activity.timer_s]
    laps = []
    for i, (begin, end) in enumerate(pairwise(times)):
        is_last = i == len(times) - 2
        waited = clock.pause_s if begin <= clock.pause_from_s < end else 0.0
        within = [s.heart_rate_bpm for s in samples if begin <= s.timer_s <= end] or [activity.avg_heart_rate]
        laps.append(
            _filled(
                LapMessage(local_id=4), message_index=i, timestamp=clock.at(end), start_time=clock.at(begin),
                total_timer_time=round(end - begin, 3), total_elapsed_time=round(end - begin + waited, 3),
                total_distance=round(marks[i + 1] - marks[i], 2), sport=Sport.RUNNING,
                avg_heart_rate=round(sum(within) / len(within)), max_heart_rate=max(within),
                event=Event.LAP, event_type=EventType.STOP,
                lap_trigger=LapTrigger.SESSION_END if is_last else LapTrigger.DISTANCE,
            )
        )  # fmt: skip
    return laps


def _time_at(samples: Sequence[Sample], distance_m: float) -> float:
    for before, after in pairwise(samples):
        if after.distance_m >= distance_m:
            share = (distance_m - before.distance_m) / (after.distance_m - before.distance_m)
            return before.timer_s + share * (after.timer_s - before.timer_s)
    return samples[-1].timer_s


def _session(activity: Activity, start_ms: int, end_ms: int, laps: int) -> Message:
    session = _filled(
        SessionMessage(local_id=5), message_index=0, timestamp=end_ms, start_time=start_ms,
        sport=Sport.RUNNING, sub_sport=SubSport[activity.sub_sport.upper()],
        total_elapsed_time=activity.elapsed_s, total_timer_time=activity.timer_s,
        total_distance=activity.distance_m, total_calories=activity.calories,
        total_strides=round(activity.cadence_spm / 2 * activity.timer_s / 60),
        avg_heart_rate=activity.avg_heart_rate, max_heart_rate=activity.max_heart_rate,
        avg_running_cadence=activity.cadence_spm // 2, avg_fractional_cadence=activity.cadence_spm % 2 / 2,
        avg_step_length=round(1000 * activity.stride_m, 1),
        enhanced_avg_speed=round(activity.speed_m_s, 3), first_lap_index=0, num_laps=laps,
        event=Event.SESSION, event_type=EventType.STOP, trigger=SessionTrigger.ACTIVITY_END,
    )  # fmt: skip
    if activity.ascent_m is not None:
        session.total_ascent, session.total_descent = activity.ascent_m, activity.descent_m
    return session


def _activity(activity: Activity, end_ms: int, offset: timedelta) -> Message:
    return _filled(ActivityMessage(local_id=6), timestamp=end_ms, total_timer_time=activity.timer_s, num_sessions=1,
                   local_timestamp=end_ms // 1000 - FIT_EPOCH_S + round(offset.total_seconds()),
                   event=Event.ACTIVITY, event_type=EventType.STOP)  # fmt: skip
