"""The second FIT reader, fitparse: slow and written by others. `decode` says when it is asked."""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator

import numpy as np
from fitparse import DataMessage, FitFile, FitFileDataProcessor
from fitparse.records import BASE_TYPES, DEV_TYPES, DevField, DevFieldDefinition

from analysis.importers.fit.names import NEWER_SPORTS
from analysis.importers.fit.part import Message, Part, Value
from analysis.importers.fit.profile import KINDS, MESSAGES, NEWER_FIELDS, RECORD_FIELDS

_HEADER = struct.Struct("<BBHI4s")
_BYTE_TYPE = 0x0D
_FIELDS = {kind.name: {field.name for field in kind.fields.values()} for kind in KINDS.values()}
# fitparse names the cadence of a runner apart, and what its profile is too old to know by number.
_NAMES = {("session", "avg_running_cadence"): "avg_cadence", ("lap", "avg_running_cadence"): "avg_cadence"} | {
    (kind, f"unknown_{number}"): name for (kind, number), name in NEWER_FIELDS.items()
}
# fitparse lets these out on damaged bytes; FitParseError is a ValueError.
_DECODER_ERRORS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, EOFError, struct.error,
)  # fmt: skip
_one_at_a_time = threading.Lock()


def read_part(data: bytes, start: int, end: int) -> Part:
    """What do the messages in ``data[start:end]`` say, as fitparse reads them?"""
    messages: dict[str, list[Message]] = {kind: [] for kind in (*MESSAGES, "record")}
    errors: tuple[str, ...] = ()
    # fitparse keeps developer fields of all files of the process in one place: one file at a time, and from scratch.
    with _one_at_a_time:
        DEV_TYPES.clear()
        try:
            for message in _fitparse_messages(data[start:end]):
                if message.name in messages:
                    messages[message.name].append(_values(message))
        except _DECODER_ERRORS as error:
            errors = (f"fitparse stopped: {error}",)
    return Part(messages, _columns(messages.pop("record")), errors=errors)


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
    wanted = _FIELDS[message.name]
    written: Message = {}
    expanded: Message = {}
    app: Message = {}
    for field in message.fields:
        name = _NAMES.get((message.name, field.name), field.name)
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
        found["sport"] = NEWER_SPORTS.get(int(found["sport"]), "generic")
    return found


def _stands_for_native(field: DevField, message: DataMessage) -> bool:
    """Whether an app's field says it is the native one of its name, in the native unit."""
    native = message.mesg_type.fields.get(field.native_field_num)
    return native is not None and native.name == field.name and native.units == field.units


def _columns(records: list[Message]) -> dict[str, np.ndarray]:
    return {name: np.array([_number(record.get(name)) for record in records], dtype=float) for name in RECORD_FIELDS}


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
