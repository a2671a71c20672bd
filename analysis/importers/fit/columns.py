"""FIT samples as columns: each field is read for all samples of one layout at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from analysis.importers.fit.layout import Layout, numbers, picked, scaled
from analysis.importers.fit.messages import AppFields, app_slots
from analysis.importers.fit.profile import DEGREES, POSITION, RECORD, RECORD_FIELDS

_Columns: TypeAlias = "Iterable[tuple[str, np.ndarray]]"
_SQUEEZED = "compressed_speed_distance"


class Batch(NamedTuple):
    """Data messages of one layout: where they begin, and their times where those stand in the headers."""

    layout: Layout
    offsets: array[int]
    times: array[float] | None = None


class Samples(Mapping[str, np.ndarray]):
    """The samples of a file. As a mapping: the name of an app's field -> its column, read only when it is asked for."""

    def __init__(self, data: bytes, batches: Sequence[Batch], apps: AppFields) -> None:
        self._data, self._batches, self._apps = data, batches, apps
        self._offsets = [np.frombuffer(batch.offsets, np.int64) for batch in batches]
        described = [app for batch in batches for slot, app in app_slots(batch.layout, apps) if slot.is_number]
        self._app_names = tuple(dict.fromkeys(app.name for app in described if app))

    def __iter__(self) -> Iterator[str]:
        return iter(self._app_names)

    def __len__(self) -> int:
        return len(self._app_names)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._table(lambda batch, at: self._from_apps(batch, at, name))[name]

    def columns(self) -> dict[str, np.ndarray]:
        """Record field -> one float per sample in the order written, NaN where it has none."""
        found = self._table(self._native)
        _expand(found)
        natives = {native for app in self._apps.values() if (native := app.native_name(RECORD))}
        for name in natives.intersection(self):
            found |= _first_known((name, column) for column in (found.get(name, self[name]), self[name]))
        nothing = np.broadcast_to(np.nan, sum(map(len, self._offsets)))  # takes no room
        return {name: nothing for name in RECORD_FIELDS} | found

    def positions(self) -> dict[str, np.ndarray]:
        """Where each sample was, in degrees; nothing where the file has no positions."""
        return {name: column * DEGREES for name, column in self._table(self._placed).items()}

    def _placed(self, batch: Batch, at: np.ndarray) -> _Columns:
        for slot in batch.layout.slots:
            if slot.number in POSITION and slot.is_number:
                yield POSITION[slot.number].name, numbers(self._data, at, slot, batch.layout.order)

    def _table(self, values: Callable[[Batch, np.ndarray], _Columns]) -> dict[str, np.ndarray]:
        """The columns of all layouts as one table, in the order the samples were written."""
        if len(self._batches) == 1:
            return _first_known(values(self._batches[0], self._offsets[0]))
        written = np.sort(np.concatenate([*self._offsets, np.empty(0, np.int64)]))
        found: dict[str, np.ndarray] = {}
        for batch, at in zip(self._batches, self._offsets, strict=True):
            rows = _as_slice(np.searchsorted(written, at))
            before: set[str] = set()
            for name, column in values(batch, at):
                if name not in found:
                    found[name] = np.full(len(written), np.nan)
                known = found[name][rows] if name in before else None
                found[name][rows] = column if known is None else np.where(np.isnan(known), column, known)
                before.add(name)
        return found

    def _native(self, batch: Batch, at: np.ndarray) -> _Columns:
        order = batch.layout.order
        for field, slot in batch.layout.fields:
            if field.name == _SQUEEZED and slot.size == 3:
                yield _SQUEEZED, _squeezed(self._data, at, slot.start)
            elif slot.is_number:
                yield field.name, scaled(numbers(self._data, at, slot, order), field)
        if batch.times is not None:
            yield "timestamp", np.array(batch.times)

    def _from_apps(self, batch: Batch, at: np.ndarray, name: str) -> _Columns:
        for slot, app in app_slots(batch.layout, self._apps):
            if app and app.name == name and slot.is_number:
                yield name, numbers(self._data, at, slot, batch.layout.order)


def _as_slice(rows: np.ndarray) -> np.ndarray | slice:
    """Rows that follow one another as a slice, which takes no room."""
    return slice(rows[0], rows[-1] + 1) if rows[-1] - rows[0] + 1 == len(rows) else rows


def _first_known(values: _Columns) -> dict[str, np.ndarray]:
    """By name: where one comes more than once, its first value that is not missing."""
    found: dict[str, np.ndarray] = {}
    for name, column in values:
        found[name] = np.where(np.isnan(found[name]), column, found[name]) if name in found else column
    return found


def _squeezed(data: bytes, at: np.ndarray, start: int) -> np.ndarray:
    low, middle, high = (picked(data, at, start + byte, "u1").astype(float) for byte in range(3))
    values = low + 256 * middle + 65_536 * high
    values[values == 0xFFFFFF] = np.nan
    return values


def _expand(found: dict[str, np.ndarray]) -> None:
    """Old watches squeeze speed and a distance that starts again at 0 every 256 m into three bytes."""
    squeezed = found.pop(_SQUEEZED, None)
    if squeezed is None:
        return
    has_value = ~np.isnan(squeezed)
    bits = squeezed[has_value].astype(np.int64)
    distance = np.cumsum(np.diff(bits >> 12, prepend=0) & 0xFFF)
    for name, values in (("speed", (bits & 0xFFF) / 100), ("distance", distance / 16)):
        expanded = np.full(len(squeezed), np.nan)
        expanded[has_value] = values
        found |= _first_known((name, column) for column in (found.get(name, expanded), expanded))
