"""Writes FIT files byte by byte, so that a test can hold any file a watch may write, broken ones included."""

from __future__ import annotations

import struct
from collections.abc import Sequence

ENUM, UINT8, UINT16, UINT32, SINT32, STRING = 0x00, 0x02, 0x84, 0x86, 0x85, 0x07
_FORMATS = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I", SINT32: "i"}
_SIZES = {ENUM: 1, UINT8: 1, UINT16: 2, UINT32: 4, SINT32: 4}
_MISSING = {ENUM: 0xFF, UINT8: 0xFF, UINT16: 0xFFFF, UINT32: 0xFFFFFFFF, SINT32: 0x7FFFFFFF}

FILE_ID, SESSION, LAP, RECORD, EVENT, ACTIVITY, SPORT = 0, 18, 19, 20, 21, 34, 12
START = 1_000_000_000  # 2021-09-08 01:46:40 UTC in FIT seconds

# Field number and type of the fields the tests use, per message.
FIELDS = {
    FILE_ID: {"type": (0, ENUM), "time_created": (4, UINT32)},
    SPORT: {"sport": (0, ENUM), "sub_sport": (1, ENUM)},
    RECORD: {
        "timestamp": (253, UINT32), "distance": (5, UINT32), "heart_rate": (3, UINT8), "cadence": (4, UINT8),
        "fractional_cadence": (53, UINT8), "speed": (6, UINT16), "enhanced_speed": (73, UINT32),
        "altitude": (2, UINT16), "step_length": (85, UINT16), "position_lat": (0, SINT32), "position_long": (1, SINT32),
    },
    LAP: {
        "start_time": (2, UINT32), "total_timer_time": (8, UINT32), "total_distance": (9, UINT32), "sport": (25, ENUM),
    },
    EVENT: {"timestamp": (253, UINT32), "event": (0, ENUM), "event_type": (1, ENUM)},
    SESSION: {
        "timestamp": (253, UINT32), "start_time": (2, UINT32), "sport": (5, ENUM), "sub_sport": (6, ENUM),
        "total_elapsed_time": (7, UINT32), "total_timer_time": (8, UINT32), "total_distance": (9, UINT32),
        "avg_heart_rate": (16, UINT8), "avg_cadence": (18, UINT8), "total_ascent": (22, UINT16),
        "total_descent": (23, UINT16), "avg_fractional_cadence": (92, UINT8), "avg_step_length": (134, UINT16),
        "workout_rpe": (193, UINT8), "avg_stance_time_balance": (133, UINT16),
    },
    ACTIVITY: {"timestamp": (253, UINT32), "local_timestamp": (5, UINT32)},
}  # fmt: skip


def message(number: int, **values: int | None) -> bytes:
    """A definition and one data message of it, with raw values as they stand in the file; None is FIT's null."""
    fields = [FIELDS[number][name] for name in values]
    data = b"".join(
        struct.pack("<" + _FORMATS[kind], _MISSING[kind] if value is None else value)
        for (_, kind), value in zip(fields, values.values(), strict=True)
    )
    return definition(number, [(field, _SIZES[kind], kind) for field, kind in fields]) + b"\x00" + data


def definition(
    number: int, fields: Sequence[tuple[int, int, int]], developer: Sequence[tuple[int, int, int]] = ()
) -> bytes:
    """A definition of local message 0: (number, size, type) per field, (number, size, index) per developer field."""
    head = struct.pack("<BBBHB", 0x60 if developer else 0x40, 0, 0, number, len(fields))
    tail = bytes([len(developer)]) + b"".join(map(bytes, developer)) if developer else b""
    return head + b"".join(map(bytes, fields)) + tail


def fit_file(*messages: bytes, header_size: int = 14) -> bytes:
    """The file around the messages. Its checksums are 0, which says that there are none."""
    body = b"".join(messages)
    header = struct.pack("<BBHI4s", header_size, 0x20, 2100, len(body), b".FIT")
    return header.ljust(header_size, b"\0") + body + b"\0\0"


def record(second: int, distance_m: float | None = None, **values: int | None) -> bytes:
    distance = None if distance_m is None else round(distance_m * 100)
    return message(RECORD, timestamp=START + second, distance=distance, **values)


def session(start: int = START, *, km: float = 10, minutes: float = 50, sport: int = 1, **values: int | None) -> bytes:
    """A session; running if `sport` is not given."""
    timer = round(minutes * 60_000)
    totals = {"total_distance": round(km * 100_000), "total_timer_time": timer, "total_elapsed_time": timer}
    return message(SESSION, start_time=start, sport=sport, **(totals | values))


def file_id(kind: int = 4) -> bytes:
    """The first message; 4 is an activity."""
    return message(FILE_ID, type=kind, time_created=START)


def clock(hours: float, seconds: int = 0) -> bytes:
    """The activity message of a watch whose local time is `hours` ahead of UTC."""
    end = START + 3000
    return message(ACTIVITY, timestamp=end, local_timestamp=end + round(hours * 3600) + seconds)


def run(*, samples: int = 3, hours: float = 2, **values: int | None) -> bytes:
    """A small, complete file of one run: 10 km in 50 minutes, at 03:46 local time."""
    records = [record(second, 3.0 * second, heart_rate=140, cadence=85) for second in range(samples)]
    return fit_file(file_id(), *records, session(**values), clock(hours))
