"""What do the exposures of a run cost beside decoding it, and how fast do ten years go through?

Two measurements in one run, best CPU time of several:

- the running files of a folder of FIT files: decoding, decoding into tables, and RECORDS -> EXPOSURES, file by file and
  all files in one call. A call costs about 3 ms for its tables whatever the run, so several runs go into one where they
  can: that is what the bar is for;
- ten years made up: 3,000 runs of an hour at 1 Hz, 25 at a time as an import takes them, RECORDS -> EXPOSURES; then
  EXPOSURES -> DAYS -> WEEKS of all of them at once.

Run from the root of the checkout: python benchmarks/exposures.py [FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis import metrics
from analysis.importers import fit_decode, read_each
from analysis.join import join
from analysis.tables import ACTIVITIES, RECORDS, conform

CORPUS = ROOT.parent / "shared" / "corpus" / "fit"
LEAST_SAMPLES = 100
RUNS, PER_CALL, SECONDS = 3000, 25, 3600


def cpu_s(call: Callable[[], object], runs: int) -> float:
    """The best CPU time of `runs` calls."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def real_runs(folder: Path) -> list[tuple[Path, pd.DataFrame, pd.DataFrame]]:
    found = []
    for path in sorted(folder.glob("*.fit")):
        for _, content in read_each(path):
            if (content.activities["sport"] == "running").any() and len(content.records) >= LEAST_SAMPLES:
                found.append((path, content.activities, content.records))
    return found


def of_real_runs(folder: Path, runs: int) -> bool:
    """Print what real runs cost; whether their exposures cost less than decoding them."""
    found = real_runs(folder)
    samples = sum(len(records) for _, _, records in found)
    every = [pd.concat(frames, ignore_index=True) for frames in zip(*((a, r) for _, a, r in found), strict=True)]
    data = [path.read_bytes() for path, _, _ in found]
    costs = {
        "decoding": sum(cpu_s(lambda d=d: fit_decode.decode(d), runs) for d in data),
        "bytes to tables": sum(cpu_s(lambda p=p: list(read_each(p)), runs) for p, _, _ in found),
        "exposures, file by file": sum(cpu_s(lambda a=a, r=r: metrics.of_recordings(a, r), runs) for _, a, r in found),
        "exposures, in one call": cpu_s(lambda: metrics.of_recordings(*every), runs),
    }
    print(f"{len(found)} files with a run, {samples:,} samples")
    for name, cost in costs.items():
        print(f"  {name:26} {1e6 * cost / samples:6.2f} ms/1,000 samples  {1e3 * cost / len(found):6.1f} ms/file"
              f"  {cost / costs['decoding']:5.2f} x decoding")  # fmt: skip
    return costs["exposures, in one call"] < costs["decoding"]


def made_up(first: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Some hours of running over hills, with noise."""
    rng = np.random.default_rng(first)
    ids = np.char.add("run-", np.arange(first, first + PER_CALL).astype(str)).astype(object)
    clock = np.tile(np.arange(SECONDS, dtype="float64"), (PER_CALL, 1))
    speed = 3 + 0.5 * np.sin(clock / 300) + rng.normal(0, 0.05, clock.shape)
    columns = {
        "activity_id": np.repeat(ids, SECONDS),
        "elapsed_s": clock,
        "distance_m": np.cumsum(speed, axis=1),
        "altitude_m": 100 + 20 * np.sin(clock / 400) + rng.normal(0, 0.4, clock.shape),
        "speed_m_s": speed,
        "heart_rate_bpm": np.round(150 + 10 * np.sin(clock / 300)),
        "cadence_spm": np.round(172 + rng.normal(0, 2, clock.shape)),
    }
    frame = pd.DataFrame({name: np.ravel(values) for name, values in columns.items()})
    day = pd.Timestamp("2014-01-01") + pd.to_timedelta((np.arange(first, first + PER_CALL) * 3652) // RUNS, unit="D")
    about = {"activity_id": ids, "local_date": day, "sport": "running", "distance_m": 10_800.0, "source_format": "fit"}
    unknown = {"surface": "unknown", "surface_source": "unknown"}
    return conform(pd.DataFrame(about | unknown), ACTIVITIES), conform(frame, RECORDS)


def of_ten_years() -> None:
    """Print how fast ten years go through."""
    activities, exposures, cost = [], [], 0.0
    for first in range(0, RUNS, PER_CALL):
        runs, records = made_up(first)
        start = time.process_time()
        exposures.append(metrics.of_recordings(runs, records))
        cost += time.process_time() - start
        activities.append(runs)
    rows = pd.concat(exposures, ignore_index=True)
    joined = join(pd.concat(activities, ignore_index=True), None)
    start = time.process_time()
    known = metrics.exposures(joined.activities, rows)
    told = time.process_time()
    of_runs = metrics.runs(joined.activities, joined.pain, known)
    weeks = metrics.weeks(metrics.days(joined.activities, known, joined.pain, of_runs, joined.today))
    end = time.process_time()
    print(f"{RUNS:,} runs of an hour at 1 Hz, {PER_CALL} a call: {RUNS / cost:,.0f} runs/s,"
          f" {1e6 * cost / RUNS / SECONDS:.2f} ms/1,000 samples, {len(rows):,} rows")  # fmt: skip
    print(f"  EXPOSURES checked and completed in {told - start:.2f} s, {len(weeks)} WEEKS in {end - told:.2f} s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--runs", type=int, default=5, help="of each measurement; the best counts")
    given = arguments.parse_args()
    if not given.folder.is_dir():
        raise SystemExit(f"No such folder: {given.folder}. This benchmark needs FIT files; nothing was measured.")
    is_cheap = of_real_runs(given.folder, given.runs)
    of_ten_years()
    print("ok" if is_cheap else "misses the bar: exposures cost more than decoding")


if __name__ == "__main__":
    main()
