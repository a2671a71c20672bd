"""Our own FIT reader: one pass notes where the messages lie, then each field is read for all messages of one layout.

It reads what the protocol says and goes on where makers stray from it: fields it does not know, and sizes that do not
fit their type, are stepped over. At the first byte that means nothing it stops and keeps what it has.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable
from typing import TypeAlias

from analysis.importers.fit.columns import Batch, Samples
from analysis.importers.fit.layout import definition_size, layout
from analysis.importers.fit.messages import AppFields, app_fields, messages
from analysis.importers.fit.part import Message, Part
from analysis.importers.fit.profile import MESSAGES

MOST_MESSAGES = 100_000  # of one kind; the longest day has a few thousand events
MOST_IN_ALL = 5_000_000  # samples and all: eight weeks of one a second


class _Group:
    """The data messages of one layout. Some watches give the time of a message in its header only."""

    def __init__(self, definition: bytes) -> None:
        self.layout = layout(definition)
        self.kind = self.layout.kind.name if self.layout.kind else ""
        self.offsets: array[int] | None = None
        self.timed: Batch | None = None
        # A sample without a time belongs to no run.
        has_clock = self.layout.clock is not None
        if self.kind and (self.kind != "record" or has_clock):
            self.offsets = array("q")
        add = None if self.offsets is None else self.offsets.append
        self.plan: _Plan = (self.layout.size, add, has_clock, self)

    def batches(self) -> list[Batch]:
        untimed = [Batch(self.layout, self.offsets)] if self.offsets else []
        return [*untimed, self.timed] if self.timed else untimed

    def time(self, data: bytes, position: int) -> int | None:
        """The full time in the message at `position`."""
        if self.layout.clock is None:
            return None
        start = position + self.layout.clock.start
        time = int.from_bytes(data[start : start + 4], "big" if self.layout.order == ">" else "little")
        return time if time != 0xFFFFFFFF else None

    def add_timed(self, position: int, time: int | None) -> None:
        if not self.kind:
            return
        if self.timed is None:
            self.timed = Batch(self.layout, array("q"), array("d"))
        self.timed.offsets.append(position)
        if self.timed.times is not None:
            self.timed.times.append(math.nan if time is None else time)


# How to step over a message: its size, where to note it if it is read, whether it has a full time, its group.
_Plan: TypeAlias = "tuple[int, Callable[[int], None] | None, bool, _Group]"


def read_part(data: bytes, start: int, end: int) -> Part:
    """What do the messages in ``data[start:end]`` say, as far as they can be read?"""
    groups, errors = _scan(data, start, end)
    batches: dict[str, list[Batch]] = {}
    for group in groups:
        batches.setdefault(group.kind, []).extend(group.batches())
    apps = app_fields(_in_order(data, batches.get("field_description", []), {}))
    found = {kind: _in_order(data, batches.get(kind, []), apps) for kind in MESSAGES}
    too_many = [f"More than {MOST_MESSAGES:,} messages of kind {kind}." for kind in MESSAGES
                if sum(len(batch.offsets) for batch in batches.get(kind, [])) > MOST_MESSAGES]  # fmt: skip
    samples = Samples(data, batches.get("record", []), apps)
    return Part(found, samples.columns(), samples, samples.positions, (*errors, *too_many))


def _in_order(data: bytes, batches: Iterable[Batch], apps: AppFields) -> list[Message]:
    """The messages of one kind in the order written, not more than any watch writes."""
    found: list[tuple[int, Message]] = []
    for batch in batches:
        offsets = batch.offsets[: MOST_MESSAGES - len(found)]
        found += zip(offsets, messages(data, batch.layout, offsets, apps), strict=True)
    return [message for _, message in sorted(found, key=lambda one: one[0])]


def _scan(data: bytes, position: int, end: int) -> tuple[list[_Group], list[str]]:
    """Where do the data messages of each layout lie, and what stopped the search before the end?"""
    groups: dict[bytes, _Group] = {}  # by definition: some watches repeat theirs before every other message
    local: list[_Plan | None] = [None] * 16
    time: int | None = None
    stamped: _Group | None = None  # the last message with a full time since `time`, and where it begins
    stamped_at = 0
    for _ in range(MOST_IN_ALL):
        if position >= end:
            break
        head = data[position]
        if head & 0xC0 == 0x40:
            size = definition_size(data, position, end)
            if size is None:
                return list(groups.values()), [f"Cut off inside the definition at byte {position:,}."]
            definition = data[position + 1 : position + size]
            if definition not in groups:
                groups[definition] = _Group(definition)
            local[head & 0xF] = groups[definition].plan
            position += size
            continue
        plan = local[head & 0xF if head < 0x80 else head >> 5 & 0x3]
        if plan is None:
            return list(groups.values()), [f"The message at byte {position:,} is of a kind that was never defined."]
        size, add, has_clock, group = plan
        if position + size > end:
            return list(groups.values()), [f"Cut off inside the message at byte {position:,}."]
        if head >= 0x80:
            if stamped is not None:
                time, stamped = stamped.time(data, stamped_at), None
            time = None if time is None else time + ((head - time) & 0x1F)
            group.add_timed(position, time)
        else:
            if add is not None:
                add(position)
            if has_clock:
                stamped, stamped_at = group, position
        position += size
    endless = f"It goes on after {MOST_IN_ALL:,} messages, as no recording does."
    return list(groups.values()), [endless] if position < end else []
