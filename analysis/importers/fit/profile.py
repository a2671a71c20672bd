"""What the numbers in a FIT file mean: the messages and fields that are read, out of the public FIT profile.

A test holds these tables to the profile that fitparse ships; what is newer than that one is marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.importers.fit import names as fit_names

UNIX_OFFSET = 631_065_600  # FIT counts seconds from 1989-12-31 UTC


class Field(NamedTuple):
    """One field: its value is ``raw / scale - offset`` in `unit`, or the name that `names` has for it."""

    name: str
    scale: int | None = None
    offset: int | None = None
    unit: str | None = None
    names: Mapping[int, str] | None = None


class Kind(NamedTuple):
    """One kind of message, with its fields by number."""

    name: str
    fields: Mapping[int, Field]


# Younger than the profile of fitparse 1.2.
NEWER_FIELDS = {("session", 193): "workout_rpe"}

TIMESTAMP = 253
_TIMESTAMP = {TIMESTAMP: Field("timestamp", unit="s")}
_INDEX = {254: Field("message_index")}

KINDS: Mapping[int, Kind] = {
    0: Kind("file_id", {0: Field("type", names=fit_names.FILE), 4: Field("time_created")}),
    12: Kind("sport", {0: Field("sport", names=fit_names.SPORT), 1: Field("sub_sport", names=fit_names.SUB_SPORT)}),
    18: Kind(
        "session",
        {
            **_TIMESTAMP,
            2: Field("start_time"),
            5: Field("sport", names=fit_names.SPORT),
            6: Field("sub_sport", names=fit_names.SUB_SPORT),
            7: Field("total_elapsed_time", 1000, unit="s"),
            8: Field("total_timer_time", 1000, unit="s"),
            9: Field("total_distance", 100, unit="m"),
            16: Field("avg_heart_rate", unit="bpm"),
            18: Field("avg_cadence", unit="rpm"),
            22: Field("total_ascent", unit="m"),
            23: Field("total_descent", unit="m"),
            92: Field("avg_fractional_cadence", 128, unit="rpm"),
            133: Field("avg_stance_time_balance", 100, unit="percent"),
            134: Field("avg_step_length", 10, unit="mm"),
            193: Field("workout_rpe"),
        },
    ),
    19: Kind(
        "lap",
        {
            **_TIMESTAMP,
            **_INDEX,
            2: Field("start_time"),
            7: Field("total_elapsed_time", 1000, unit="s"),
            8: Field("total_timer_time", 1000, unit="s"),
            9: Field("total_distance", 100, unit="m"),
            15: Field("avg_heart_rate", unit="bpm"),
            17: Field("avg_cadence", unit="rpm"),
            21: Field("total_ascent", unit="m"),
            22: Field("total_descent", unit="m"),
            23: Field("intensity", names=fit_names.INTENSITY),
            24: Field("lap_trigger", names=fit_names.LAP_TRIGGER),
            25: Field("sport", names=fit_names.SPORT),
            39: Field("sub_sport", names=fit_names.SUB_SPORT),
            71: Field("wkt_step_index"),
        },
    ),
    20: Kind(
        "record",
        {
            **_TIMESTAMP,
            2: Field("altitude", 5, 500, "m"),
            3: Field("heart_rate", unit="bpm"),
            4: Field("cadence", unit="rpm"),
            5: Field("distance", 100, unit="m"),
            6: Field("speed", 1000, unit="m/s"),
            8: Field("compressed_speed_distance"),
            53: Field("fractional_cadence", 128, unit="rpm"),
            73: Field("enhanced_speed", 1000, unit="m/s"),
            78: Field("enhanced_altitude", 5, 500, "m"),
            85: Field("step_length", 10, unit="mm"),
        },
    ),
    21: Kind(
        "event",
        {**_TIMESTAMP, 0: Field("event", names=fit_names.EVENT), 1: Field("event_type", names=fit_names.EVENT_TYPE)},
    ),
    23: Kind(
        "device_info",
        {
            **_TIMESTAMP,
            0: Field("device_index"),
            2: Field("manufacturer"),
            4: Field("product"),
            5: Field("software_version", 100),
            27: Field("product_name"),
        },
    ),
    26: Kind("workout", {8: Field("wkt_name")}),
    27: Kind(
        "workout_step",
        {
            **_INDEX,
            0: Field("wkt_step_name"),
            1: Field("duration_type", names=fit_names.WKT_STEP_DURATION),
            2: Field("duration_value"),
            3: Field("target_type", names=fit_names.WKT_STEP_TARGET),
            4: Field("target_value"),
            7: Field("intensity", names=fit_names.INTENSITY),
        },
    ),
    34: Kind("activity", {**_TIMESTAMP, 5: Field("local_timestamp")}),
    206: Kind(
        "field_description",
        {
            0: Field("developer_data_index"),
            1: Field("field_definition_number"),
            2: Field("fit_base_type_id"),
            3: Field("field_name"),
            8: Field("units"),
            15: Field("native_field_num"),
        },
    ),
}
# Read only where something is made of them: see `columns.Samples.positions`.
POSITION = {
    0: Field("position_lat", unit="semicircles"),
    1: Field("position_long", unit="semicircles"),
}
DEGREES = 180 / 2**31  # one semicircle
MESSAGES = tuple(kind.name for kind in KINDS.values() if kind.name != "record")
RECORD = KINDS[20]
RECORD_FIELDS = tuple(field.name for field in RECORD.fields.values() if field.name != "compressed_speed_distance")


class BaseType(NamedTuple):
    """How a value is written: numpy and struct code, and the raw value that says there is none."""

    numpy: str
    struct: str
    size: int
    invalid: int | None


# Floats have NaN for a missing value. `byte` holds whatever the maker likes: such fields are not read.
BASE_TYPES: Mapping[int, BaseType] = {
    0x00: BaseType("u1", "B", 1, 0xFF),
    0x01: BaseType("i1", "b", 1, 0x7F),
    0x02: BaseType("u1", "B", 1, 0xFF),
    0x83: BaseType("i2", "h", 2, 0x7FFF),
    0x84: BaseType("u2", "H", 2, 0xFFFF),
    0x85: BaseType("i4", "i", 4, 0x7FFFFFFF),
    0x86: BaseType("u4", "I", 4, 0xFFFFFFFF),
    0x88: BaseType("f4", "f", 4, None),
    0x89: BaseType("f8", "d", 8, None),
    0x0A: BaseType("u1", "B", 1, 0),
    0x8B: BaseType("u2", "H", 2, 0),
    0x8C: BaseType("u4", "I", 4, 0),
    0x8E: BaseType("i8", "q", 8, 0x7FFFFFFFFFFFFFFF),
    0x8F: BaseType("u8", "Q", 8, 0xFFFFFFFFFFFFFFFF),
    0x90: BaseType("u8", "Q", 8, 0),
}
STRING = 0x07
