"""Files read in other processes: a few on their way at a time, given back in their order.

A file that kills the process that reads it spoils no other. See docs/decisions/0014-bulk-in-processes.md.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future
from typing import Generic, TypeVar

from loky import ProcessPoolExecutor, cpu_count

from analysis.importers.base import File

FEW_FILES, FEW_BYTES = 32, 4_000_000  # read here, while the processes start where there are more
MOST_FILES_EACH, MOST_BYTES = 4, 32_000_000  # on their way: per process, and at all (one file may be more)
IDLE_S = 30  # a process without work ends itself, also where the one that started it was killed

_FORBIDDEN = (BrokenExecutor, ImportError, NotImplementedError, OSError)  # what a host that allows no processes gives
_Result = TypeVar("_Result")


def cores() -> int:
    """How many processes can work at once here: the cores this process may use, containers' limits counted."""
    return int(cpu_count())


def in_order(
    items: Iterable[File | _Result], step: Callable[[File], _Result], lost: Callable[[File], _Result], workers: int
) -> Iterator[_Result]:
    """What `step` makes of each file, in the order given; an item that is a result already passes in its place.

    Parameters
    ----------
    lost
        The result of a file whose process died.
    workers
        Processes to use; 1 reads everything here. The first few files are always read here.
    """
    items = iter(items)
    with _Line(step, lost, workers) as line:
        few: list[File | _Result] = []
        size = 0
        for item in items:
            if workers == 1 or not (few or isinstance(item, File)):
                yield step(item) if isinstance(item, File) else item
                continue
            few.append(item)
            size += len(item.data) if isinstance(item, File) else 0
            if len(few) >= FEW_FILES or size >= FEW_BYTES:
                line.start()
                break
        for item in few:
            yield step(item) if isinstance(item, File) else item
        few.clear()
        for item in items:
            line.join(item)
            while line.has_result or line.is_full:
                yield line.next()
        while line.is_waiting:
            yield line.next()


class _Line(Generic[_Result]):
    """Files that stand in line for a process. Leaving it stops the processes, whatever they are at."""

    def __init__(self, step: Callable[[File], _Result], lost: Callable[[File], _Result], workers: int) -> None:
        self._step, self._lost, self._workers = step, lost, workers
        self._waiting: deque[tuple[File | _Result, Future[_Result] | None]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        self._begun: Future[bool] | None = None
        self._is_alone = False

    def __enter__(self) -> _Line[_Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def is_waiting(self) -> bool:
        return bool(self._waiting)

    @property
    def has_result(self) -> bool:
        """Whether the first in line is done."""
        return bool(self._waiting) and ((future := self._waiting[0][1]) is None or future.done())

    @property
    def is_full(self) -> bool:
        size = sum(len(item.data) for item, _ in self._waiting if isinstance(item, File))
        return len(self._waiting) > MOST_FILES_EACH * self._workers or (size > MOST_BYTES and len(self._waiting) > 1)

    def join(self, item: File | _Result) -> None:
        self._waiting.append((item, self._send(item) if isinstance(item, File) else None))

    def next(self) -> _Result:
        """The result of the first in line; waits for it."""
        item, future = self._waiting.popleft()
        if not isinstance(item, File):
            return item
        if future is None:
            return self._step(item)
        try:
            return future.result()
        except MemoryError:
            return self._lost(item)
        except BrokenExecutor:
            return self._alone(item)

    def _alone(self, file: File) -> _Result:
        """A process died over this file or over one behind it: read this one by itself, which tells."""
        self._stop()
        future = self._send(file)
        try:
            result = future.result() if future else self._lost(file)
        except (BrokenExecutor, MemoryError):
            self._stop()
            result = self._lost(file)
        self._waiting = deque((item, self._sent_again(item, future)) for item, future in self._waiting)
        return result

    def _sent_again(self, item: File | _Result, future: Future[_Result] | None) -> Future[_Result] | None:
        """The future, or another one where it went down with the processes."""
        if isinstance(item, File) and future and not (future.done() and future.exception() is None):
            return self._send(item)
        return future

    def _send(self, file: File) -> Future[_Result] | None:
        """The file on its way; None where no process can take it."""
        if self._pool is None and not self._is_alone:
            self.start()
        if self._begun is not None:
            self._see_it_begun(self._begun)
        try:
            return self._pool.submit(self._step, file) if self._pool else None
        except BrokenExecutor as broken:  # over a file before this one, which is still in line
            future: Future[_Result] = Future()
            future.set_exception(broken)
            return future

    def start(self) -> None:
        """Start the processes, which takes a second, and go on here. Some hosts forbid them: then all is read here."""
        try:
            self._pool = ProcessPoolExecutor(self._workers, timeout=IDLE_S, initializer=_begin)
            self._begun = self._pool.submit(callable, self._step)
        except _FORBIDDEN:
            self._read_alone()

    def _see_it_begun(self, begun: Future[bool]) -> None:
        """Wait until the processes know what to do."""
        self._begun = None
        try:
            begun.result()
        except _FORBIDDEN:
            self._read_alone()

    def _read_alone(self) -> None:
        self._stop()
        self._is_alone = True

    def _stop(self) -> None:
        self._begun = None
        if self._pool is not None:
            self._pool.shutdown(kill_workers=True)
            self._pool = None


def _begin() -> None:
    """Get a new process ready."""
    # A terminal sends Ctrl-C to all processes; the one that was started ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # loky collects garbage every second, and what was imported is none
