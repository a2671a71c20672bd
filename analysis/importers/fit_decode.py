"""FIT bytes -> messages as plain columns and dicts. What they mean for a runner is `fit.py`'s business.

`decode()` is the one thing a faster decoder has to offer in its place.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from fitparse import DataMessage, FitFile, FitFileDataProcessor
from fitparse.records import BASE_TYPES, DEV_TYPES, DevField, DevFieldDefinition

Value: TypeAlias = "float | int | str"
Message: TypeAlias = "dict[str, Value]"

# The fields that are read; instants are seconds since UNIX_OFFSET.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "file_id": ("type", "time_created"),
    "sport": ("sport", "sub_sport"),
    "activity": ("timestamp", "local_timestamp"),
    "session": (
        "start_time", "timestamp", "sport", "sub_sport", "total_distance", "total_timer_time", "total_elapsed_time",
        "total_ascent", "total_descent", "avg_heart_rate", "avg_cadence", "avg_running_cadence",
        "avg_fractional_cadence", "avg_step_length", "workout_rpe",
    ),
    "lap": ("start_time", "sport", "sub_sport", "total_distance", "total_timer_time"),
    "event": ("timestamp", "event", "event_type"),
    "record": (
        "timestamp", "distance", "enhanced_altitude", "altitude", "enhanced_speed", "speed", "heart_rate", "cadence",
        "fractional_cadence", "step_length",
    ),
}  # fmt: skip
UNIX_OFFSET = 631_065_600  # FIT counts seconds from 1989-12-31 UTC

# What the profile of fitparse 1.2 is too old to know.
_NEWER_FIELDS = {("session", "unknown_193"): "workout_rpe"}
_NEWER_SPORTS = {
    49: "baseball", 53: "diving", 62: "hiit", 64: "racket", 65: "wheelchair_push_walk", 66: "wheelchair_push_run",
    67: "meditation", 69: "disc_golf", 71: "cricket", 72: "rugby", 73: "hockey", 74: "lacrosse", 75: "volleyball",
    76: "water_tubing", 77: "wakesurfing", 80: "mixed_martial_arts", 82: "snorkeling", 83: "dance", 84: "jump_rope",
}  # fmt: skip
_HEADER = struct.Struct("<BBHI4s")
_BYTE_TYPE = 0x0D
# fitparse lets these out on damaged bytes; FitParseError is a ValueError.
_DECODER_ERRORS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, EOFError, struct.error,
)  # fmt: skip
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Part:
    """One FIT file; several may be chained in one.

    Parameters
    ----------
    messages
        Kind of message -> its messages in the order written, absent values left out.
    records
        Record field -> one float per sample, NaN where the sample has none. All of one length.
    is_whole
        Whether it could be read to its end.
    """

    messages: Mapping[str, list[Message]]
    records: Mapping[str, np.ndarray]
    is_whole: bool

    @property
    def samples(self) -> int:
        return len(self.records["timestamp"])


def is_fit(data: bytes) -> bool:
    """Whether the bytes begin like a FIT file."""
    return len(data) >= _HEADER.size and data[8:12] == b".FIT"


def decode(data: bytes) -> list[Part]:
    """Decode every FIT file chained in `data`, as far as each can be read.

    Checksums are not checked: a wrong one alone is no reason to refuse a file that decodes.
    """
    parts = []
    position = 0
    while is_fit(data[position : position + _HEADER.size]):
        header_size, _, _, size, _ = _HEADER.unpack_from(data, position)
        start = position + max(header_size, _HEADER.size)
        # A device that was switched off before it closed the file leaves the size at 0.
        end = start + size if size else len(data)
        parts.append(_decode_part(data[start:end], end <= len(data)))
        position = end + 2
    if data[position:].strip(b"\0") and parts:
        parts[-1] = Part(parts[-1].messages, parts[-1].records, is_whole=False)
    return parts


def _decode_part(body: bytes, is_whole: bool) -> Part:
    messages: dict[str, list[Message]] = {kind: [] for kind in FIELDS}
    # fitparse keeps developer fields of all files of the process in one place: one file at a time, and from scratch.
    with _one_at_a_time:
        DEV_TYPES.clear()
        try:
            for message in _fitparse_messages(body):
                if message.name in messages:
                    messages[message.name].append(_values(message))
        except _DECODER_ERRORS:
            is_whole = False
    return Part(messages, _columns(messages.pop("record")), is_whole)


class _Plain(FitFileDataProcessor):
    """Leaves values as they are; the default's look-ups per field take a third of the decoding time."""

    def run_type_processor(self, field_data: object) -> None: ...

    def run_field_processor(self, field_data: object) -> None: ...

    def run_unit_processor(self, field_data: object) -> None: ...

    def run_message_processor(self, data_message: object) -> None: ...


def _fitparse_messages(body: bytes) -> Iterator[DataMessage]:
    # A header of our own, so that a length that lies cannot lead fitparse astray.
    data = _HEADER.pack(_HEADER.size, 0x20, 2100, len(body), b".FIT") + _with_sound_definitions(body) + b"\0\0"
    return FitFile(data, check_crc=False, data_processor=_Plain()).get_messages()


def _values(message: DataMessage) -> Message:
    """The wanted fields of a message: as written, else expanded from another field, else an app's; first non-null."""
    wanted = FIELDS[message.name]
    written: Message = {}
    expanded: Message = {}
    app: Message = {}
    for field in message.fields:
        name = _NEWER_FIELDS.get((message.name, field.name), field.name)
        if name not in wanted or not isinstance(field.value, int | float | str):
            continue
        if field.field_def is None:
            expanded.setdefault(name, field.value)
        elif not isinstance(field.field_def, DevFieldDefinition):
            written.setdefault(name, field.value)
        elif _stands_for_native(field.field, message):
            app.setdefault(name, field.value)
    found = {**app, **expanded, **written}
    if isinstance(found.get("sport"), int):
        found["sport"] = _NEWER_SPORTS.get(int(found["sport"]), "generic")
    return found


def _stands_for_native(field: DevField, message: DataMessage) -> bool:
    """Whether an app's field says it is the native one of its name, in the native unit."""
    native = message.mesg_type.fields.get(field.native_field_num)
    return native is not None and native.name == field.name and native.units == field.units


def _columns(records: list[Message]) -> dict[str, np.ndarray]:
    return {name: np.array([_number(record.get(name)) for record in records], dtype=float) for name in FIELDS["record"]}


def _number(value: Value | None) -> float:
    return float(value) if isinstance(value, int | float) else np.nan


def _with_sound_definitions(body: bytes) -> bytes:
    """Declare fields whose size does not fit their type as raw bytes, as the FIT protocol asks of a reader.

    COROS watches write them, and fitparse would give up on the file.
    """
    sound = bytearray(body)
    lengths: dict[int, int] = {}
    position = 0
    try:
        while position < len(sound):
            head = sound[position]
            if head & 0x80 or not head & 0x40:
                position += 1 + lengths[(head >> 5) & 0x3 if head & 0x80 else head & 0xF]
            else:
                position, lengths[head & 0xF] = _sound_definition(sound, position)
    except LookupError:
        pass  # cut off or damaged here: the decoder comes to the same end and says so
    return bytes(sound)


def _sound_definition(sound: bytearray, position: int) -> tuple[int, int]:
    """Mend the definition at `position`; give where it ends and how long its data messages are."""
    has_developer_fields = sound[position] & 0x20
    fields, position = sound[position + 5], position + 6
    length = 0
    for at in range(position, position + 3 * fields, 3):
        size, base_type = sound[at + 1], BASE_TYPES.get(sound[at + 2])
        if base_type and size % base_type.size:
            sound[at + 2] = _BYTE_TYPE
        length += size
    position += 3 * fields
    if has_developer_fields:
        fields, position = sound[position], position + 1
        length += sum(sound[position + 1 : position + 3 * fields : 3])
        position += 3 * fields
    return position, length
