"""How the data messages of one FIT definition are laid out, and how to read one field of all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.importers.fit_profile import BASE_TYPES, KINDS, TIMESTAMP, Field, Kind


class Slot(NamedTuple):
    """Where a field lies in a data message, counted from its header, and how it is written."""

    number: int
    start: int
    size: int
    base: int

    @property
    def is_number(self) -> bool:
        """One number; not text, an array, or (COROS) a size that does not fit the type."""
        return self.base in BASE_TYPES and BASE_TYPES[self.base].size == self.size


class AppSlot(NamedTuple):
    """Where an app's field lies, and which one it is: its number and the app's."""

    number: int
    start: int
    size: int
    app: int


@dataclass(frozen=True)
class Layout:
    """What one definition says of its data messages; `kind` is None for messages that are not read."""

    kind: Kind | None
    order: str
    size: int
    slots: tuple[Slot, ...]
    app_slots: tuple[AppSlot, ...]

    @property
    def clock(self) -> Slot | None:
        """The field with the full time, which times in a message's header build on."""
        return next((slot for slot in self.slots if slot.number == TIMESTAMP and slot.base == 0x86), None)

    @property
    def fields(self) -> list[tuple[Field, Slot]]:
        """The fields that are read. A watch may write one twice."""
        wanted = self.kind.fields if self.kind else {}
        return [(wanted[slot.number], slot) for slot in self.slots if slot.number in wanted]


def definition_size(data: bytes, position: int, end: int) -> int | None:
    """How long is the definition message at `position`? None where it is cut off."""
    size = 6
    if position + size > end:
        return None
    size += 3 * data[position + 5]
    if data[position] & 0x20:  # an app's fields follow
        if position + size >= end:
            return None
        size += 1 + 3 * data[position + size]
    return size if position + size <= end else None


def layout(definition: bytes) -> Layout:
    """What does a definition say? `definition` is the whole message without its header byte."""
    order = ">" if definition[1] == 1 else "<"
    fields = 3 * definition[4] + 5
    slots, size = _placed(definition[5:fields], 1)
    app_slots, size = _placed(definition[fields + 1 :], size)
    kind = KINDS.get(int.from_bytes(definition[2:4], "big" if order == ">" else "little"))
    return Layout(kind, order, size, tuple(Slot(*slot) for slot in slots), tuple(AppSlot(*slot) for slot in app_slots))


def _placed(triples: bytes, start: int) -> tuple[list[tuple[int, int, int, int]], int]:
    """(number, start, size, what the third byte says) of each field, and where the next one begins."""
    placed = []
    for number, size, third in zip(triples[0::3], triples[1::3], triples[2::3], strict=True):
        placed.append((number, start, size, third))
        start += size
    return placed, start


def numbers(data: bytes, offsets: np.ndarray, slot: Slot, order: str) -> np.ndarray:
    """The raw numbers of one field of the messages at `offsets`; NaN where a message has none."""
    base = BASE_TYPES[slot.base]
    raw = picked(data, offsets, slot.start, order + base.numpy)
    with np.errstate(invalid="ignore"):  # NaN of another kind
        values = raw.astype(np.float64)
    if base.invalid is not None:
        values[raw == base.invalid] = np.nan
    return values


def picked(data: bytes, offsets: np.ndarray, start: int, dtype: str) -> np.ndarray:
    """The value `start` bytes behind each of `offsets`, picked out of a view that has one at every byte of the file."""
    kind = np.dtype(dtype)
    return np.ndarray((len(data) - start - kind.itemsize + 1,), kind, data, start, (1,))[offsets]


def scaled(values: np.ndarray, field: Field) -> np.ndarray:
    """The raw numbers (changed in place) in the unit of the field."""
    if field.scale is not None:
        values /= field.scale
    if field.offset is not None:
        values -= field.offset
    return values
