"""How do the importers stand files that are wrong in every way?

Every registered reader and every kind of archive gets mutations of sound files: those of the tests, and small real ones
from `../shared/corpus` where they lie beside the checkout. Each must end within 2 s of one core and within a bound of
memory, in tables that keep their contracts or in a sentence. The same seed makes the same inputs. Run from the root:

    python benchmarks/fuzz.py --inputs 200000 --seed 1 --save /tmp/failures
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.importers import fuzzing

BATCH = 50


@dataclass
class Tally:
    """What became of the inputs of one format."""

    inputs: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    slowest_s: float = 0.0
    peak_bytes: int = 0
    failures: int = 0

    def add(self, result: fuzzing.Attempt) -> None:
        self.inputs += 1
        for status in result.statuses:
            self.statuses[status] = self.statuses.get(status, 0) + 1
        self.slowest_s = max(self.slowest_s, result.seconds)
        self.peak_bytes = max(self.peak_bytes, result.peak_bytes)
        self.failures += bool(result.failure)


def batches(inputs: int, only: list[str]) -> Iterator[tuple[str, int, int]]:
    """(format, first, last) in turns, so that a run that is stopped has seen every format."""
    names = [name for name in fuzzing.seeds() if not only or name in only]
    each = -(-inputs // len(names))
    for first in range(0, each, BATCH):
        for name in names:
            yield name, first, min(first + BATCH, each)


def child(pipe: Connection, seed: int) -> None:
    """Read what is asked for until the pipe closes. What is being read is told first, in case it is the last."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fuzzing.seeds()
    fuzzing.limit_this_process()
    while True:
        try:
            name, first, last = pipe.recv()
        except EOFError:
            return
        for number in range(first, last):
            pipe.send((name, number, None))
            pipe.send((name, number, fuzzing.attempt(fuzzing.made(name, seed, number), number)))
        pipe.send(None)


@dataclass
class Worker:
    """A child at work, and where it is."""

    seed: int
    at: tuple[str, int, int] | None = None

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=child, args=(other, self.seed), daemon=True)
        self.process.start()
        other.close()

    def give(self, batch: tuple[str, int, int] | None) -> None:
        self.at = batch
        if batch:
            self.pipe.send(batch)


def run(inputs: int, seed: int, only: list[str], jobs: int, save: Path | None) -> dict[str, Tally]:
    """Read them all on `jobs` processes."""
    tallies = {name: Tally() for name in fuzzing.seeds() if not only or name in only}
    todo = batches(inputs, only)
    workers = [Worker(seed) for _ in range(jobs)]
    for worker in workers:
        worker.give(next(todo, None))
    while busy := {worker.pipe: worker for worker in workers if worker.at}:
        try:
            ready = wait(list(busy))
        except KeyboardInterrupt:  # Ctrl-C shows what there is so far
            break
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]
            try:
                told = worker.pipe.recv()
            except (EOFError, OSError):
                told = _died(worker)
            if told is None:
                worker.give(next(todo, None))
                continue
            name, number, result = told
            worker.at = (name, number, worker.at[2])  # type: ignore[index]
            if result is not None:
                tallies[name].add(result)
                if result.failure:
                    _keep(name, seed, number, result.failure, save)
    for worker in workers:
        worker.pipe.close()
        worker.process.terminate()
    return tallies


def _died(worker: Worker) -> tuple[str, int, fuzzing.Attempt]:
    """The input that took its process down; another process goes on behind it."""
    name, number, last = worker.at  # type: ignore[misc]
    worker.process.join()
    worker.start()
    worker.pipe.send((name, number + 1, last))
    return name, number, fuzzing.Attempt(failure=f"the process died (exit code {worker.process.exitcode})")


def _keep(name: str, seed: int, number: int, failure: str, save: Path | None) -> None:
    print(f"FAILED {name} {number}: {failure.strip().splitlines()[-1]}", flush=True)
    if save:
        save.mkdir(parents=True, exist_ok=True)
        (save / f"{name}-{seed}-{number}.bin").write_bytes(fuzzing.made(name, seed, number))
        (save / f"{name}-{seed}-{number}.txt").write_text(failure, encoding="utf-8")


def show(tallies: dict[str, Tally]) -> None:
    columns = ("imported", "partly_imported", "asks", "nothing_in_it", "refused")
    print(f"{'format':<16}{'inputs':>8}", *(f"{name:>16}" for name in columns), "slowest s  peak MB  failures")
    for name, tally in tallies.items():
        counts = (f"{tally.statuses.get(column, 0):>16}" for column in columns)
        rest = f"{tally.slowest_s:9.2f}{tally.peak_bytes / 1e6:9.0f}{tally.failures:10}"
        print(f"{name:<16}{tally.inputs:>8}", *counts, rest)
    print(f"{'all':<16}{sum(tally.inputs for tally in tallies.values()):>8}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=20_000, help="of all formats together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], metavar="FORMAT")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, help="folder for the inputs that fail")
    asked = parser.parse_args()
    without = [name for name, files in fuzzing.seeds().items() if not files]
    if without and not asked.only:
        raise SystemExit(f"No sample in tests/importers/test_registry.py for: {', '.join(without)}")
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    began = time.perf_counter()
    tallies = run(asked.inputs, asked.seed, asked.only, asked.jobs, asked.save)
    show(tallies)
    print(f"{time.perf_counter() - began:.0f} s on {asked.jobs} processes, seed {asked.seed}")
    return int(any(tally.failures for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
