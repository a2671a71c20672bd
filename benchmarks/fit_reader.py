"""How fast is our FIT reader beside fitparse and fitfast, and how much memory does it take?

Same files, same run: the running files of the real exports in `../shared/corpus/fit` beside the checkout. Best CPU time
of several runs per file, then the median over files. `read` is the whole way from bytes to tables. fitfast is measured
where it is installed (it is no dependency). Run from the root of the checkout:

    python benchmarks/fit_reader.py
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median

import fitparse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.importers import fit, fit_decode
from analysis.importers.base import File, Hints

CORPUS = ROOT.parent / "shared" / "corpus" / "fit"
LEAST_SAMPLES = 100
LEAST_TIMES_FITPARSE = 100
MOST_TIMES_FILE = 3


def running_files() -> dict[Path, int]:
    """Samples of each running file."""
    if not CORPUS.is_dir():
        raise SystemExit(f"The real exports are not here: {CORPUS}. This benchmark needs them; nothing was measured.")
    found = {}
    for path in sorted(CORPUS.glob("*.fit")):
        parts = fit_decode.decode(path.read_bytes())
        samples = sum(part.samples for part in parts)
        is_run = any(session.get("sport") == "running" for part in parts for session in part.messages["session"])
        if is_run and samples >= LEAST_SAMPLES:
            found[path] = samples
    return found


def cpu_ms(call: Callable[[], object], runs: int) -> float:
    """The best CPU time of `runs` calls."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return 1000 * min(times)


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
        "fitfast: samples only": lambda: fitfast.records(data),
        "fitfast: same as ours": lambda: [fitfast.records(data, kind) for kind in ("record", "session", "lap")],
        "fitfast: everything": lambda: fitfast.parse(data),
    }


def rate(times: list[tuple[float, int]]) -> float:
    """Median ms per 1,000 samples."""
    return median(1000 * ms / samples for ms, samples in times)


def report(name: str, times: list[tuple[float, int]], files: int, ours: float) -> None:
    ratio = rate(times) / ours
    per_file = median(ms for ms, _ in times)
    print(f"{name:24} {len(times):3}/{files} files  {rate(times):8.2f} ms/1,000 samples  {per_file:8.2f} ms/file"
          f"  {ratio:7.1f} x our reader's time")  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=9, help="of the fast readers; fitparse runs once per file")
    runs = arguments.parse_args().runs
    files = running_files()
    times: dict[str, list[tuple[float, int]]] = {}
    memory = []
    for path, samples in files.items():
        data = path.read_bytes()
        calls = {
            "our reader (CRC checked)": (lambda data=data: fit_decode.decode(data), runs),
            "read (bytes to tables)": (lambda data=data, path=path: fit.read(File(path.name, data), Hints()), runs),
            "fitparse": (lambda data=data: with_fitparse(data), 1),
        } | {name: (call, runs) for name, call in fitfast_calls(data).items()}
        for name, (call, count) in calls.items():
            try:
                times.setdefault(name, []).append((cpu_ms(call, count), samples))
            except (ValueError, OSError) as error:
                print(f"{name} cannot read {path.name}: {error}")
        memory.append((peak_bytes(lambda data=data: fit_decode.decode(data)), len(data)))
    ours = rate(times["our reader (CRC checked)"])
    for name, measured in times.items():
        report(name, measured, len(files), ours)
    ratios = sorted(peak / size for peak, size in memory)
    above = sum(ratio > MOST_TIMES_FILE for ratio in ratios)
    print(f"memory: median {median(ratios):.1f} x the file, most {ratios[-1]:.1f} x; "
          f"{above} files above {MOST_TIMES_FILE} x")  # fmt: skip
    ok = rate(times["fitparse"]) >= LEAST_TIMES_FITPARSE * ours and ratios[-1] <= MOST_TIMES_FILE
    ok = ok and all(rate(measured) > ours for name, measured in times.items() if name.startswith("fitfast"))
    print("ok" if ok else "misses a bar")


if __name__ == "__main__":
    main()
