"""FIT messages that come singly (sessions, laps, events, …) as dicts, and what the watch's apps say of their fields."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from analysis.importers.fit.layout import Layout, Slot
from analysis.importers.fit.part import APP, Message, Value
from analysis.importers.fit.profile import BASE_TYPES, STRING, Field, Kind

_Reading: TypeAlias = "Callable[[Any], Value | None]"


class AppField(NamedTuple):
    """A field of an app, as its description says: written as `base`, in `unit`, for the native field `native`."""

    name: str
    base: int
    unit: str | None
    native: int | None

    def native_name(self, kind: Kind) -> str | None:
        """The native field it says it is, in the native unit; only then may it stand in for it."""
        native = kind.fields.get(-1 if self.native is None else self.native)
        return self.name if native and (native.name, native.unit) == (self.name, self.unit) else None


AppFields: TypeAlias = "Mapping[tuple[int, int], AppField]"


def app_fields(descriptions: Iterable[Message]) -> dict[tuple[int, int], AppField]:
    """(app, field number) -> the field; the last description of it counts."""
    fields = {}
    for text in descriptions:
        app, number = text.get("developer_data_index"), text.get("field_definition_number")
        base = text.get("fit_base_type_id")
        if isinstance(app, int) and isinstance(number, int) and isinstance(base, int):
            native, unit = text.get("native_field_num"), text.get("units")
            fields[app, number] = AppField(
                str(text.get("field_name", f"field {number}")),
                base,
                unit if isinstance(unit, str) else None,
                native if isinstance(native, int) else None,
            )
    return fields


def messages(data: bytes, layout: Layout, offsets: Iterable[int], apps: AppFields) -> list[Message]:
    """The messages at `offsets`: a native field before an app's, of two with one name the first that has a value."""
    readings, codes = _readings(layout, apps)
    stand_ins = _stand_ins(layout, apps)
    unpack = struct.Struct(layout.order + codes).unpack_from
    found = []
    for offset in offsets:
        message: Message = {}
        for (name, reading), raw in zip(readings, unpack(data, offset + 1), strict=True):
            value = reading(raw)
            if value is not None:
                message.setdefault(name, value)
        for name, native in stand_ins:
            if name in message:
                message.setdefault(native, message[name])
        found.append(message)
    return found


def _stand_ins(layout: Layout, apps: AppFields) -> list[tuple[str, str]]:
    """Pairs of (an app's field, the native field it may stand in for)."""
    natives = [(app, app.native_name(layout.kind)) for _, app in app_slots(layout, apps) if app and layout.kind]
    return [(APP + app.name, native) for app, native in natives if native]


def _readings(layout: Layout, apps: AppFields) -> tuple[list[tuple[str, _Reading]], str]:
    """Name and meaning of each field that is read, and how `struct` finds it among the others."""
    readings: list[tuple[str, _Reading]] = []
    codes = ""
    wanted = layout.kind.fields if layout.kind else {}
    for slot in layout.slots:
        code = _code(slot) if slot.number in wanted else None
        codes += code or f"{slot.size}x"
        if code:
            field = wanted[slot.number]
            readings.append((field.name, _reading(slot.base, field)))
    for slot, app in app_slots(layout, apps):
        code = _code(slot)
        codes += code or f"{slot.size}x"
        if code and app:
            readings.append((APP + app.name, _reading(slot.base, Field(app.name))))
    return readings, codes


def app_slots(layout: Layout, apps: AppFields) -> list[tuple[Slot, AppField | None]]:
    """The apps' fields of a layout with their descriptions; one without a description cannot be read."""
    described = ((slot, apps.get((slot.app, slot.number))) for slot in layout.app_slots)
    return [(Slot(slot.number, slot.start, slot.size, app.base if app else -1), app) for slot, app in described]


def _code(slot: Slot) -> str | None:
    if slot.is_number:
        return BASE_TYPES[slot.base].struct
    return f"{slot.size}s" if slot.base == STRING and slot.size else None


def _reading(base: int, field: Field) -> _Reading:
    if base == STRING:
        return _text
    invalid = BASE_TYPES[base].invalid
    scale, offset, names = field.scale, field.offset, field.names or {}

    def number(raw: Any) -> Value | None:
        if raw == invalid or raw != raw:
            return None
        value = names.get(raw, raw)
        if scale is not None:
            value /= scale
        return value if offset is None else value - offset

    return number


def _text(raw: bytes) -> str | None:
    return raw.split(b"\0", 1)[0].decode("utf-8", "replace") or None
