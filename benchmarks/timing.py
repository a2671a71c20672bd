"""How long a call takes, and how much memory a process holds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np


def cpu_s(call: Callable[[], object], rounds: int) -> float:
    """The best CPU time of `rounds` calls."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def bytes_a_second() -> float:
    """How fast one core reads memory and writes it elsewhere: the best of several copies of 256 MB."""
    source = np.ones(32_000_000)
    target = np.empty_like(source)
    return source.nbytes / cpu_s(lambda: np.copyto(target, source), 5)


class Memory(threading.Thread):
    """The most that this process and its children hold at one moment, in bytes. Linux only; 0 elsewhere."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before = self.peak = resident()
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.05):
            self.peak = max(self.peak, resident())

    def end(self) -> int:
        """Stop looking; gives the peak."""
        self.ended.set()
        self.join()
        return self.peak


def resident() -> int:
    """What this process and its children hold, in bytes; pages they share count in each."""
    return sum(map(_resident, _family("self")))


def _family(process: str) -> Iterator[str]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(child)
        except OSError:  # ended meanwhile
            continue


def _resident(process: str) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0
