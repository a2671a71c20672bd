"""What does a history of FIT runs cost from its bytes to the flags, and what does one more run cost after that?

1,000 and 3,000 invented runs of about an hour at one sample a second, with a pain log, in one zip. They go the way the
app goes: samples are kept as Parquet where they are read, what they tell is worked out there, the import is proposed
and kept in SQLite, everything is read back and analysed (exposures, days, weeks, flags). Each history has a process of
its own, which then goes on as the app would: the same zip again (warm), and one more run after another, each imported,
kept, and looked at. Another process reads on two cores, for the clock and for memory.

Beside it stands the same work with fitparse and pandas row by row, timed on a few of the files and multiplied, which
keeps nothing and judges nothing; and the bound: how long memory takes to hand over those bytes.

Run from the root of the checkout: python -m benchmarks.history [--runs 1000 3000] [--plain 30] [--quick]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import fitparse
import pandas as pd

from analysis import pipeline, reading
from analysis.importers import Content, File, Outcome, fit, read_each
from analysis.importers.containers import Source
from benchmarks.recordings import Written, write
from benchmarks.results import Result, keep
from benchmarks.timing import Memory, bytes_a_second
from dashboard.workspace import Import, Workspace, records

ROOT = Path(__file__).resolve().parent.parent
AT_A_TIME = 25  # files that are proposed together, as in the app
MORE = 5  # runs that follow, one by one; the median counts
ONE_MORE = 0.01  # of the cold history
STEPS = (
    ("decoding", fit, "decode"),
    ("exposures", reading, "without_records"),
    ("Parquet", records, "write"),
    ("database", Workspace, "propose"),
    ("database", Workspace, "keep"),
    ("database", Workspace, "load"),
    ("analysis", pipeline, "analyse"),
)


def watched() -> Counter:
    """CPU seconds of each step from now on, on a way that goes as it goes without. Only what this process does."""
    spent: Counter = Counter()

    def timed(what: str, step: Callable, *given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return step(*given, **named)
        finally:
            spent[what] += time.process_time() - start

    for what, where, name in STEPS:
        step = getattr(where, name)
        setattr(where, name, lambda *given, what=what, step=step, **named: timed(what, step, *given, **named))
    return spent


def bring(workspace: Workspace, files: Source | list[File], workers: int) -> None:
    """Import files and keep what is in them."""
    finish = partial(reading.stored, partial(records.write, workspace.records_place))
    some = []
    for pair in read_each(files, workers=workers, finish=finish, skip=workspace.known_digests()):
        some.append(as_import(*pair))
        if len(some) == AT_A_TIME:
            workspace.propose(some)
            some = []
    workspace.propose(some)
    workspace.keep()


def as_import(outcome: Outcome, content: Content) -> Import:
    return Import(outcome.file, outcome.format, outcome.status, activities=content.activities, pain=content.pain,
                  exposures=content.exposures, stored=content.stored, digest=outcome.digest)  # fmt: skip


def look(workspace: Workspace) -> int:
    """Everything that is kept, analysed; gives the number of runs."""
    seen = workspace.load()
    return len(pipeline.analyse(seen.activities, seen.pain, exposures=seen.exposures).runs)


def work(folder: Path, runs: int, workers: int) -> None:
    """Go the whole way in this process and say what it took as JSON."""
    spent = watched() if workers == 1 else Counter()
    workspace, memory = Workspace(folder / f"home-{runs}-{workers}"), Memory()
    start, cpu = time.perf_counter(), time.process_time()
    bring(workspace, folder / f"{runs}.zip", workers)
    found = look(workspace)
    told = {"cold": time.process_time() - cpu, "clock": time.perf_counter() - start, "runs": found,
            "peak": memory.end(), "before": memory.before, "steps": dict(spent)}  # fmt: skip
    if workers == 1:
        told |= afterwards(workspace, folder, runs, spent)
    workspace.close()
    print(json.dumps(told))


def afterwards(workspace: Workspace, folder: Path, runs: int, spent: Counter) -> dict[str, object]:
    """CPU seconds of the same zip again, and of each further run; of the last one step by step."""
    start = time.process_time()
    bring(workspace, folder / f"{runs}.zip", 1)
    look(workspace)
    warm, kept, more = time.process_time() - start, [], []
    for number, path in enumerate(sorted(folder.glob(f"{runs}-more-*.fit")), 1):
        spent.clear()
        start = time.process_time()
        bring(workspace, path, 1)
        kept.append(time.process_time() - start)
        if look(workspace) != runs + number:
            raise SystemExit(f"{path.name} did not arrive")
        more.append(time.process_time() - start)
    return {"warm": warm, "kept": kept, "more": more, "more_steps": dict(spent)}


def measured(folder: Path, runs: int, workers: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.history", "--work", str(folder), str(runs), str(workers)]
    alike = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # as the app has it
    done = subprocess.run(command, cwd=ROOT, env=alike, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def plainly(files: list[bytes]) -> float:
    """CPU seconds for a file, decoded by fitparse and summed row by row into bands, days and weeks."""
    start, runs = time.process_time(), []
    for data in files:
        frame = pd.DataFrame(
            [message.get_values() for message in fitparse.FitFile(BytesIO(data)).get_messages("record")]
        )
        bands, before = {"easy": 0.0, "moderate": 0.0, "fast": 0.0, "up": 0.0, "down": 0.0}, None
        for _, row in frame.iterrows():
            if before is not None:
                metres = row["distance"] - before["distance"]
                speed = row["enhanced_speed"]
                bands["easy" if speed < 2.8 else "moderate" if speed < 3.3 else "fast"] += metres
                if row.get("enhanced_altitude") is not None:
                    bands["up" if row["enhanced_altitude"] > before["enhanced_altitude"] else "down"] += metres
            before = row
        runs.append({"day": frame["timestamp"].iloc[0].normalize(), "distance_m": frame["distance"].iloc[-1], **bands})
    days = pd.DataFrame(runs).groupby("day").sum().asfreq("D", fill_value=0.0)
    days.groupby(days.index.to_period("W")).sum()
    return (time.process_time() - start) / len(files)


def some_of(written: Written, count: int) -> list[bytes]:
    """Files spread over the whole history."""
    with zipfile.ZipFile(written.archive) as archive:
        names = [name for name in archive.namelist() if name.endswith(".fit")]
        return [archive.read(name) for name in names[:: max(len(names) // count, 1)][:count]]


def results(written: Written, one: dict, two: dict, plain: float, bandwidth: float) -> list[Result]:
    """Print the steps; give what counts."""
    runs, cold = written.runs, one["cold"]
    kept, more = statistics.median(one["kept"]), statistics.median(one["more"])
    name = f"{runs:,} runs"
    for what, steps, whole, count in (
        ("cold", one["steps"], cold, runs),
        ("one more", one["more_steps"], one["more"][-1], 1),
    ):
        rest = whole - sum(steps.values())
        parts = ", ".join(f"{step} {1e3 * cost / count:.1f}" for step, cost in {**steps, "the rest": rest}.items())
        print(f"{name}, {what}: ms of CPU a run: {parts}")
    return [
        Result(f"{name}, cold, bytes to flags, s of CPU", cold, "", cold / (plain * runs),
               "fitparse and pandas row by row"),
        Result(f"{name}, cold, MB of FIT a second of CPU", written.size / 1e6 / cold, "",
               cold * bandwidth / written.size, "the time memory needs to hand over the bytes"),
        Result(f"{name}, two processes, s by the clock", two["clock"], "", two["clock"] / one["clock"], "one process"),
        Result(f"{name}, the same zip again, s of CPU", one["warm"], "", one["warm"] / cold, "the cold history"),
        *(Result(f"{name}, one more run {what}, s of CPU", cost, f"≤ {ONE_MORE:.0%} of cold", cost / cold,
                 "the cold history", cost <= ONE_MORE * cold)
          for what, cost in (("read and kept", kept), ("read, kept and everything analysed again", more))),
        Result(f"{name}, peak memory, MB", one["peak"] / 1e6, "", one["peak"] / written.size, "the FIT files"),
        Result(f"{name}, peak memory of two processes, MB", two["peak"] / 1e6, "", two["peak"] / one["peak"],
               "one process"),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, nargs="+", default=[1_000, 3_000])
    parser.add_argument("--plain", type=int, default=30, help="files that go the plain way")
    parser.add_argument("--quick", action="store_true", help="a try: few runs, kept nowhere")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        folder, runs, workers = options.work
        work(Path(folder), int(runs), int(workers))
        return 0
    counts, few = ([150], 2) if options.quick else (options.runs, options.plain)
    found: list[Result] = []
    plain, bandwidth = 0.0, bytes_a_second()
    with tempfile.TemporaryDirectory() as place:
        for runs in counts:
            written = write(Path(place), runs, MORE)
            for number, data in enumerate(written.last):
                Path(place, f"{runs}-more-{number}.fit").write_bytes(data)
            plain = plain or plainly(some_of(written, few))
            one, two = (measured(Path(place), runs, workers) for workers in (1, 2))
            found += results(written, one, two, plain, bandwidth)
    return keep("history", found, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
