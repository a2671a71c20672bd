"""One line on a terminal while long work goes on."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


class Progress:
    """How many of how many, how fast, which one. Silent where nobody looks on.

    Parameters
    ----------
    total
        How many there are in all; asked for only where the line is shown.
    unit
        What they are: "files".
    """

    def __init__(self, total: Callable[[], int], unit: str) -> None:
        self.done = 0
        self._is_shown = sys.stderr.isatty()
        self._total = total() if self._is_shown else 0
        self._unit = unit
        self._began = time.monotonic()

    def follow(self, each: Iterable[_Item], name: Callable[[_Item], str]) -> Iterator[_Item]:
        """The same items, with the line kept up to date; it is gone at the end."""
        try:
            for item in each:
                self.done += 1
                self._show(name(item))
                yield item
        finally:
            self._write("")

    def _show(self, name: str) -> None:
        speed = self.done / max(time.monotonic() - self._began, 1e-9)
        line = f"{self.done:,}/{self._total:,}  {speed:,.{0 if speed >= 10 else 1}f} {self._unit}/s  {name}"
        # A name may hold anything; a longer line could not be taken back.
        self._write("".join(c if c.isprintable() else "?" for c in line)[: shutil.get_terminal_size().columns - 1])

    def _write(self, line: str) -> None:
        if self._is_shown:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
