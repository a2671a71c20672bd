"""The checksum of FIT (CRC-16 with the polynomial 0xA001), over a whole file at once instead of byte by byte.

One step takes a state and two bytes: ``state = STEP[state ^ word]``. The step is linear over XOR, so neighbouring
words fold together: ``word[0], word[1] -> STEP[word[0]] ^ word[1]``, then pairs of pairs with two steps at once, and so
on, until one word is left.
"""

from __future__ import annotations

from functools import cache

import numpy as np

_BLOCK = 1 << 16  # bytes folded at once; bounds the memory and the number of tables


def checksum(data: bytes, start: int, end: int) -> int:
    """What is the checksum of ``data[start:end]``?"""
    state = 0
    while start < end:
        length = (end - start) % _BLOCK or _BLOCK
        state = _folded(_words(data, start, length), state)
        start += length
    return state


def _words(data: bytes, start: int, length: int) -> np.ndarray:
    """The bytes as 16-bit words; a zero in front of an odd first byte changes nothing while the state is 0."""
    if length % 2:
        return np.frombuffer(b"\0" + data[start : start + length], "<u2").copy()
    return np.frombuffer(data, "<u2", length // 2, start).copy()


def _folded(words: np.ndarray, state: int) -> int:
    words[0] ^= state
    level = 0
    while len(words) > 1:
        if len(words) % 2:
            words = np.concatenate(([np.uint16(0)], words))
        words = _steps(level)[words[0::2]] ^ words[1::2]
        level += 1
    return int(_steps(0)[words[0]])


@cache
def _steps(level: int) -> np.ndarray:
    """State -> state after 2 ** `level` words of zeros."""
    if level:
        half = _steps(level - 1)
        return half[half]
    table = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ 0xA001, table >> 1).astype(np.uint16)
    state = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(2):
        state = state >> 8 ^ table[state & 0xFF]
    return state
