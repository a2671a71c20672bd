"""How fast is our FIT reader beside fitparse and fitfast, and how much memory does it take?

Same files, same run: the running files of the real exports in `../shared/corpus/fit` beside the checkout, or invented
ones where those are not there. Best CPU time of several runs per file, then the median over files. `read` is the whole
way from bytes to tables. fitfast is measured where it is installed (it is no dependency).

Run from the root of the checkout: python -m benchmarks.fit_reader [--rounds 9] [--quick]
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import fitparse

from analysis.importers import fit
from analysis.importers.base import File, Hints
from analysis.importers.fit import decoding
from benchmarks.recordings import real_runs, write
from benchmarks.results import Result, keep
from benchmarks.timing import cpu_s

LEAST_TIMES_FITPARSE = 100
MOST_TIMES_FILE = 3
OURS, WHOLE, PEER = "our reader, checksum too", "our reader and tables", "fitparse"


def invented() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        last = write(Path(folder), 0, 7).last
    return {f"{number}.fit": data for number, data in enumerate(last)}


def peak_bytes(call: Callable[[], object]) -> int:
    tracemalloc.start()
    result = call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del result
    return peak


def with_fitparse(data: bytes) -> None:
    for message in fitparse.FitFile(data, check_crc=True).get_messages():
        message.get_values()


def fitfast_calls(data: bytes) -> dict[str, Callable[[], object]]:
    """fitfast has columns of one kind of message, which leaves out most of the file, or everything as dicts."""
    try:
        fitfast = importlib.import_module("fitfast")
    except ImportError:
        return {}
    return {
        "fitfast, samples only": lambda: fitfast.records(data),
        "fitfast, everything": lambda: fitfast.parse(data),
    }


def rates(files: dict[str, bytes], rounds: int) -> dict[str, float]:
    """Median ms of CPU for 1,000 samples, by reader."""
    times: dict[str, list[float]] = {}
    for name, data in files.items():
        samples = sum(part.samples for part in decoding.decode(data))
        calls = {
            OURS: (partial(decoding.decode, data), rounds),
            WHOLE: (partial(fit.read, File(name, data), Hints()), rounds),
            PEER: (partial(with_fitparse, data), 1),
        } | {peer: (call, rounds) for peer, call in fitfast_calls(data).items()}
        for reader, (call, count) in calls.items():
            try:
                times.setdefault(reader, []).append(1e6 * cpu_s(call, count) / samples)
            except (ValueError, OSError) as error:
                print(f"{reader} cannot read {name}: {error}")
    return {reader: median(some) for reader, some in times.items()}


def memory(files: dict[str, bytes]) -> list[float]:
    """Peak of our reader by the size of each file, smallest first; prints those above the bar."""
    peaks = {name: peak_bytes(partial(decoding.decode, data)) / len(data) for name, data in files.items()}
    for name, peak in sorted(peaks.items(), key=lambda item: item[1]):
        if peak > MOST_TIMES_FILE:
            print(f"{name}: {len(files[name]) / 1e3:.0f} kB, {peak:.1f} x its size in memory")
    return sorted(peaks.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="of the fast readers; fitparse runs once per file")
    parser.add_argument("--quick", action="store_true", help="a try: three files, kept nowhere")
    options = parser.parse_args()
    files = real_runs() or invented()
    if options.quick:
        files = dict(islice(files.items(), 3))
    found, peaks = rates(files, options.rounds), memory(files)
    slow, about = found[PEER], f"ms/1,000 samples, {len(files)} files"
    results = [
        Result(f"{OURS}, {about}", found[OURS], f"≤ 1/{LEAST_TIMES_FITPARSE} of fitparse", found[OURS] / slow,
               PEER, found[OURS] * LEAST_TIMES_FITPARSE <= slow),
        *(Result(f"{reader}, {about}", rate, "", rate / slow, PEER) for reader, rate in found.items()
          if reader not in (OURS, PEER)),
        Result("peak memory, median file, times its size", median(peaks), "", median(peaks), "the file"),
        Result("peak memory, worst file, times its size", peaks[-1], f"≤ {MOST_TIMES_FILE}", peaks[-1], "the file",
               peaks[-1] <= MOST_TIMES_FILE),
    ]  # fmt: skip
    return keep("fit_reader", results, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
