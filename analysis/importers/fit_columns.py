"""FIT samples as columns: each field is read for all samples of one layout at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.importers.fit_layout import Layout, numbers, picked, scaled
from analysis.importers.fit_messages import AppFields, app_slots
from analysis.importers.fit_part import APP
from analysis.importers.fit_profile import RECORD, RECORD_FIELDS

_SQUEEZED = "compressed_speed_distance"


class Batch(NamedTuple):
    """Data messages of one layout: where they begin, and their times where those stand in the headers."""

    layout: Layout
    offsets: array[int]
    times: array[float] | None = None


def columns(data: bytes, batches: Sequence[Batch], apps: AppFields) -> dict[str, np.ndarray]:
    """Record field -> one float per sample in the order written, NaN where it has none; apps' fields beside them."""
    offsets = [np.frombuffer(batch.offsets, np.int64) for batch in batches]
    count = sum(map(len, offsets))
    everything = np.sort(np.concatenate(offsets)) if len(offsets) > 1 else None
    found: dict[str, np.ndarray] = {}
    for batch, at in zip(batches, offsets, strict=True):
        rows = slice(None) if everything is None else np.searchsorted(everything, at)
        for name, values in _native(data, batch, at):
            _fill(found, name, rows, values, count)
        for name, values in _from_apps(data, batch, at, apps):
            _fill(found, name, rows, values, count)
    _expand(found)
    for app in apps.values():
        native = app.native_name(RECORD)
        if native and APP + app.name in found:
            _fill(found, native, slice(None), found[APP + app.name], count)
    nothing = np.broadcast_to(np.nan, count)  # takes no room
    return {name: nothing for name in RECORD_FIELDS} | found


def _native(data: bytes, batch: Batch, at: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    layout = batch.layout
    for field, slot in layout.fields:
        if field.name == _SQUEEZED and slot.size == 3:
            yield _SQUEEZED, _squeezed(data, at, slot.start)
        elif slot.is_number:
            yield field.name, scaled(numbers(data, at, slot, layout.order), field)
    if batch.times is not None:
        yield "timestamp", np.array(batch.times)


def _from_apps(data: bytes, batch: Batch, at: np.ndarray, apps: AppFields) -> Iterator[tuple[str, np.ndarray]]:
    for slot, app in app_slots(batch.layout, apps):
        if app and slot.is_number:
            yield APP + app.name, numbers(data, at, slot, batch.layout.order)


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
        _fill(found, name, np.flatnonzero(has_value), values, len(squeezed))


def _fill(found: dict[str, np.ndarray], name: str, rows: slice | np.ndarray, values: np.ndarray, count: int) -> None:
    """Put `values` where the column has none yet."""
    if name not in found:
        if isinstance(rows, slice):
            found[name] = values
            return
        found[name] = np.full(count, np.nan)
    before = found[name][rows]
    found[name][rows] = np.where(np.isnan(before), values, before)
