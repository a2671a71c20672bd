"""Files read a few together and in other processes, a few on their way at a time, given back in their order.

A file that kills the process that reads it spoils no other. See docs/decisions/0014-bulk-in-processes.md.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from analysis.importers.base import File

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

FEW_FILES, FEW_BYTES = 32, 4_000_000  # read here, while the processes start where there are more
BATCH_FILES, BATCH_BYTES = 16, 2_000_000  # read together: what their samples tell costs less worked out at once
MOST_BATCHES_EACH, MOST_BYTES = 2, 32_000_000  # on their way: per process, and at all (one file may be more)
IDLE_S = 30  # a process without work ends itself, also where the one that started it was killed

_FORBIDDEN = (BrokenExecutor, ImportError, NotImplementedError, OSError)  # what a host that allows no processes gives
_Result = TypeVar("_Result")
_Step: TypeAlias = "Callable[[Sequence[File]], list[_Result]]"


def cores() -> int:
    """How many processes can work at once here: the cores this process may use, containers' limits counted."""
    from loky import cpu_count  # imported late, as below: most reading needs no other process

    return int(cpu_count())


def in_order(
    items: Iterable[File | _Result], step: _Step[_Result], lost: Callable[[File], _Result], workers: int
) -> Iterator[_Result]:
    """What `step` makes of the files, in the order given; an item that is a result already passes in its place.

    Parameters
    ----------
    step
        The results of a few files, one each; it is given as many at once as are small.
    lost
        The result of a file whose process died.
    workers
        Processes to use; 1 reads everything here. The first few files are always read here.
    """
    batches = _batches(items)
    with _Line(step, lost, workers) as line:
        few: list[list[File | _Result]] = []
        for batch in batches:
            if workers == 1 or not (few or _files(batch)):
                yield from _in_place(batch, step)
                continue
            few.append(batch)
            if sum(map(len, few)) >= FEW_FILES or sum(map(_size, few)) >= FEW_BYTES:
                line.start()
                break
        for batch in few:
            yield from _in_place(batch, step)
        few.clear()
        for batch in batches:
            line.join(batch)
            while line.has_result or line.is_full:
                yield from line.next()
        while line.is_waiting:
            yield from line.next()


def _batches(items: Iterable[File | _Result]) -> Iterator[list[File | _Result]]:
    """The items, as many at a time as are read together."""
    batch: list[File | _Result] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH_FILES or _size(batch) >= BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _files(batch: Iterable[File | _Result]) -> list[File]:
    return [item for item in batch if isinstance(item, File)]


def _size(batch: Iterable[File | _Result]) -> int:
    return sum(len(file.data) for file in _files(batch))


def _in_place(batch: Sequence[File | _Result], step: _Step[_Result]) -> Iterator[_Result]:
    """What `step` makes of the files of a batch, each in its place among the results that stand there already."""
    files = _files(batch)
    results = iter(step(files) if files else ())
    return (next(results) if isinstance(item, File) else item for item in batch)


class _Line(Generic[_Result]):
    """Batches that stand in line for a process. Leaving it stops the processes, whatever they are at."""

    def __init__(self, step: _Step[_Result], lost: Callable[[File], _Result], workers: int) -> None:
        self._step, self._lost, self._workers = step, lost, workers
        self._waiting: deque[tuple[list[File | _Result], Future[list[_Result]] | None]] = deque()
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
        size = sum(_size(batch) for batch, _ in self._waiting)
        return len(self._waiting) > MOST_BATCHES_EACH * self._workers or (size > MOST_BYTES and len(self._waiting) > 1)

    def join(self, batch: list[File | _Result]) -> None:
        self._waiting.append((batch, self._send(_files(batch))))

    def next(self) -> Iterator[_Result]:
        """The results of the first in line; waits for them."""
        batch, future = self._waiting.popleft()
        if future is None:
            return _in_place(batch, self._step)
        try:
            results = future.result()
        except (BrokenExecutor, MemoryError):
            results = self._one_by_one(_files(batch))
        return _in_place(batch, lambda _: results)

    def _one_by_one(self, files: Iterable[File]) -> list[_Result]:
        """A process died over one of these files or over one behind them: read each by itself, which tells."""
        self._stop()
        results = [self._alone(file) for file in files]
        self._waiting = deque((batch, self._sent_again(batch, future)) for batch, future in self._waiting)
        return results

    def _alone(self, file: File) -> _Result:
        future = self._send([file])
        try:
            return future.result()[0] if future else self._lost(file)
        except (BrokenExecutor, MemoryError):
            self._stop()
            return self._lost(file)

    def _sent_again(
        self, batch: list[File | _Result], future: Future[list[_Result]] | None
    ) -> Future[list[_Result]] | None:
        """The future, or another one where it went down with the processes."""
        if future and not (future.done() and future.exception() is None):
            return self._send(_files(batch))
        return future

    def _send(self, files: list[File]) -> Future[list[_Result]] | None:
        """The files on their way; None where there are none, or no process can take them."""
        if not files:
            return None
        if self._pool is None and not self._is_alone:
            self.start()
        if self._begun is not None:
            self._see_it_begun(self._begun)
        try:
            return self._pool.submit(self._step, files) if self._pool else None
        except BrokenExecutor as broken:  # over a file before this one, which is still in line
            future: Future[list[_Result]] = Future()
            future.set_exception(broken)
            return future

    def start(self) -> None:
        """Start the processes, which takes a second, and go on here. Some hosts forbid them: then all is read here."""
        from loky import ProcessPoolExecutor

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
