"""How many athletes a second, on one process and on two, and what do the processes cost over plain Python?

The made-up runners of `sample_data`, each several times under another name: nine months of runs and pain each, read
from files and analysed. Plain Python reads and analyses them one after another in a loop and keeps nothing; `cohort`
keeps every table as Parquet and a row for the summary. Each way is a process of its own; CPU time is that of all its
processes. Measured again and again in turn; the best counts.

Run from the root of the checkout: python -m benchmarks.cohort [--copies 4] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis import analyse, read
from analysis.cohort import Job, spread
from analysis.cohort.command import in_folder
from benchmarks.results import Result, keep

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_data"
WAYS = ("plain", "1", "2", "again")


def club(folder: Path, copies: int) -> int:
    """Each made-up runner so many times; how many there are."""
    runners = [path for path in sorted(SAMPLES.iterdir()) if (path / "pain.csv").exists()]
    for runner in runners:
        for copy in range(copies):
            shutil.copytree(runner, folder / f"{runner.name}-{copy}")
    return copies * len(runners)


def work(way: str, folder: Path, out: Path) -> None:
    """Go one way once, and say what it took as JSON; what is imported is not counted."""
    athletes = in_folder(folder, out)
    began = time.perf_counter()
    if way == "plain":
        for athlete in athletes:
            imported = read(athlete)
            analyse(imported.activities, imported.pain, exposures=imported.exposures)
    else:
        rows = list(spread(athletes, Job(out), workers=1 if way == "again" else int(way)))
        if {row.status for row in rows} != {"analysed"}:
            raise SystemExit(f"Some failed: {[row.error for row in rows]}")
    print(json.dumps({"seconds": time.perf_counter() - began}))


def measured(way: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds by the clock, and of CPU in all processes (their start counted)."""
    if way != "again":
        shutil.rmtree(out, ignore_errors=True)
    before = sum(os.times()[2:4])
    command = [sys.executable, "-m", "benchmarks.cohort", "--work", way, str(folder), str(out)]
    alike = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # as the command line has it
    done = subprocess.run(command, cwd=ROOT, env=alike, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["seconds"], sum(os.times()[2:4]) - before


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=4, help="of each made-up runner")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        way, folder, out = options.work
        work(way, Path(folder), Path(out))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "club"), Path(place, "out")
        athletes = club(folder, options.copies)
        rounds = [{way: measured(way, folder, out) for way in WAYS} for _ in range(options.rounds)]
        kept = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / athletes
    wall = {way: min(one[way][0] for one in rounds) for way in WAYS}
    cpu = {way: min(one[way][1] for one in rounds) for way in WAYS}
    for way in WAYS:
        print(f"{way:6} {athletes / wall[way]:6.2f} athletes/s, {1e3 * cpu[way] / athletes:6.0f} ms of CPU each")
    plain = athletes / wall["plain"]
    return keep("cohort", [
        Result("athletes/s, 1 process", athletes / wall["1"], "", athletes / wall["1"] / plain, "plain Python"),
        Result("athletes/s, 2 processes", athletes / wall["2"], "", athletes / wall["2"] / plain, "plain Python"),
        Result("CPU of an athlete with 1 process, ms", 1e3 * cpu["1"] / athletes, "", cpu["1"] / cpu["plain"],
               "plain Python, which keeps nothing"),
        Result("CPU of an athlete with 2 processes, ms", 1e3 * cpu["2"] / athletes, "", cpu["2"] / cpu["plain"],
               "plain Python, which keeps nothing"),
        Result("athletes/s, all done before", athletes / wall["again"], "", athletes / wall["again"] / plain,
               "plain Python"),
        Result("Parquet and row of an athlete, kB", kept / 1e3, "", kept / athletes_bytes(), "what was read"),
    ])  # fmt: skip


def athletes_bytes() -> float:
    """Mean bytes of a made-up runner's files."""
    runners = [path for path in SAMPLES.iterdir() if (path / "pain.csv").exists()]
    return sum(path.stat().st_size for runner in runners for path in runner.rglob("*") if path.is_file()) / len(runners)


if __name__ == "__main__":
    sys.exit(main())
