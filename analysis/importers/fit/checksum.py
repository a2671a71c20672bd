"""The checksum of FIT (CRC-16 with the polynomial 0xA001), over a whole file at once instead of byte by byte.

One step takes a state and two bytes: ``state = STEP[state ^ word]``. The step is linear over XOR, so neighbouring
words fold together: ``word[0], word[1] -> STEP[word[0]] ^ word[1]``, then pairs of pairs with two steps at once, and so
on, until one word is left.
"""

from __future__ import annotations

from functools import cache

import numpy as np

_BLOCK = 1 << 16  # bytes folded at once; bounds the memory


def checksum(data: bytes, start: int, end: int) -> int:
    """What is the checksum of ``data[start:end]``?"""
    state = 0
    if (end - start) % 2:
        state = int(_steps(0)[data[start] << 8])
        start += 1
    while start < end:
        words = np.frombuffer(data, "<u2", min(end - start, _BLOCK) // 2, start)
        state = _after(state, len(words)) ^ _folded(words)
        start += 2 * len(words)
    return state


def _after(state: int, words: int) -> int:
    """The state after so many words of zeros."""
    for level in range(words.bit_length()):
        if words >> level & 1:
            state = int(_steps(level)[state])
    return state


def _folded(words: np.ndarray) -> int:
    level = 0
    while len(words) > 1:
        odd = len(words) % 2
        folded = _steps(level)[words[odd::2]] ^ words[odd + 1 :: 2]
        words = np.concatenate((words[:1], folded)) if odd else folded
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
