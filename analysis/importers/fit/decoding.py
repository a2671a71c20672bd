"""FIT bytes -> messages as plain columns and dicts. What they mean for a runner is `fit.py`'s business."""

from __future__ import annotations

import struct
from dataclasses import replace

from analysis.importers.fit import reader as fit_reader
from analysis.importers.fit.checksum import checksum
from analysis.importers.fit.part import Part

_HEADER = struct.Struct("<BBHI4s")
_MOST_PARTS = 1_000  # chained in one file
_SECOND_READER_BYTES = 1 << 16


def is_fit(data: bytes) -> bool:
    """Whether the bytes begin like a FIT file."""
    return len(data) >= _HEADER.size and data[8:12] == b".FIT"


def decode(data: bytes) -> list[Part]:
    """Decode every FIT file chained in `data`, as far as each can be read.

    A wrong checksum alone is no reason to refuse a file that decodes; it is noted.
    """
    parts: list[Part] = []
    position = 0
    while is_fit(data[position : position + _HEADER.size]) and len(parts) < _MOST_PARTS:
        part, position = _decode_part(data, position)
        parts.append(part)
    if parts and data[position : position + 1] and data[position:].strip(b"\0"):
        parts[-1] = _with_error(parts[-1], f"What follows byte {position:,} is no FIT file.")
    return parts


def _decode_part(data: bytes, position: int) -> tuple[Part, int]:
    """The FIT file at `position`, and where it ends."""
    header_size, _, _, size, _ = _HEADER.unpack_from(data, position)
    start = position + max(header_size, _HEADER.size)
    # A device that was switched off before it closed the file leaves the size at 0.
    end = start + size if size else len(data)
    has_right_checksum = _has_right_checksum(data, position, end)
    part = _read_part(data, start, min(end, len(data)))
    if end > len(data):
        part = _with_error(part, f"Cut off: the file should have {end:,} bytes.")
    return replace(part, has_right_checksum=has_right_checksum), end + 2


def _read_part(data: bytes, start: int, end: int) -> Part:
    """As our reader reads it. Where it stopped at an error and has neither a sample nor a summary, fitparse is asked.

    fitparse counts only if it comes to the end, and is spared large files because it is slow.
    """
    part = fit_reader.read_part(data, start, end)
    if part.is_whole or part.samples or part.messages["session"] or end - start > _SECOND_READER_BYTES:
        return part
    from analysis.importers.fit import second as fit_second  # it brings fitparse, and hardly a file needs it

    second = fit_second.read_part(data, start, end)
    return second if second.is_whole else part


def _with_error(part: Part, error: str) -> Part:
    return replace(part, errors=(*part.errors, error))


def _has_right_checksum(data: bytes, position: int, end: int) -> bool | None:
    written = int.from_bytes(data[end : end + 2], "little")
    if not written or end + 2 > len(data):
        return None
    return checksum(data, position, end) == written
