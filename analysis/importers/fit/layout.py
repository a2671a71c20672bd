"""How the data messages of one FIT definition are laid out, and how to read one field of all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.importers.fit.profile import BASE_TYPES, KINDS, TIMESTAMP, Field, Kind

_UINT32 = 0x86


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
    """What one definition says of its data messages; `kind` is None for messages that are not read.

    `fields` are those that are read (a watch may write one twice), `clock` is the field with the full time, which
    times in a message's header build on.
    """

    kind: Kind | None
    order: str
    size: int
    slots: tuple[Slot, ...]
    app_slots: tuple[AppSlot, ...]
    fields: tuple[tuple[Field, Slot], ...]
    clock: Slot | None


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


@lru_cache(maxsize=256)  # the files of one watch have the same definitions
def layout(definition: bytes) -> Layout:
    """What does a definition say? `definition` is the whole message without its header byte."""
    order = ">" if definition[1] == 1 else "<"
    kind = KINDS.get(int.from_bytes(definition[2:4], "big" if order == ">" else "little"))
    fields = 3 * definition[4] + 5
    slots = tuple(Slot(*placed) for placed in _placed(definition[5:fields], 1))
    own_size = 1 + sum(definition[6:fields:3])
    app_slots = tuple(AppSlot(*placed) for placed in _placed(definition[fields + 1 :], own_size))
    wanted = kind.fields if kind else {}
    return Layout(
        kind,
        order,
        own_size + sum(definition[fields + 2 :: 3]),
        slots,
        app_slots,
        tuple((wanted[slot.number], slot) for slot in slots if slot.number in wanted),
        next((slot for slot in slots if slot.number == TIMESTAMP and slot.base == _UINT32), None),
    )


def _placed(triples: bytes, start: int) -> Iterator[tuple[int, int, int, int]]:
    """(number, start, size, what the third byte says) of each field."""
    for number, size, third in zip(triples[0::3], triples[1::3], triples[2::3], strict=True):
        yield number, start, size, third
        start += size


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
