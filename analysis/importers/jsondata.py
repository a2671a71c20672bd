"""JSON as services write it: the document, and values that are looked for by name and may be anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.errors import UnreadableFile

Entry = Mapping[str, Any]

MAX_VALUES = 5_000_000  # each takes about a hundred bytes in memory; ten years of activities are under one million
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_json(data: bytes, advice: str) -> object:
    """The document; numbers that are none (a bare `NaN`, which Polar writes) are read as NaN."""
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MAX_VALUES:
        raise UnreadableFile("This JSON file holds more values than any export.", advice)
    try:
        found = json.loads(data.decode(json.detect_encoding(data)))
        if b"\\ud" in data.lower():  # half a letter, which JSON can escape and no table can hold: a question mark
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        return found
    except (ValueError, RecursionError):
        raise UnreadableFile("This JSON file is cut off or damaged.", advice) from None


def begins_with_object(data: bytes) -> bool:
    """Whether the first sign is that of a JSON object."""
    return data[:64].removeprefix(_BYTE_ORDER_MARK).lstrip(b" \t\r\n").startswith(b"{")


def inner(entry: object, *path: str) -> Entry:
    """The object inside an object; empty where there is none."""
    for name in path:
        entry = entry.get(name) if isinstance(entry, Mapping) else None
    return entry if isinstance(entry, Mapping) else {}


def entries(entry: object, name: str) -> list[Entry]:
    """The objects in a list inside an object; what is no object is left out."""
    found = entry.get(name) if isinstance(entry, Mapping) else None
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def as_number(value: object) -> float:
    """The number, or NaN where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return np.nan
    try:
        return float(value)
    except OverflowError:
        return np.inf


def number(entry: Entry, name: str) -> float:
    return as_number(entry.get(name))


def text(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""
