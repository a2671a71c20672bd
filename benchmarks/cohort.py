"""How many athletes a second, on one process and on two, and what do the processes cost over plain Python?

The made-up runners of `sample_data`, each several times under another name: nine months of runs and pain each, read
from files and analysed. Plain Python reads and analyses them one after another in a loop and keeps nothing; `cohort`
keeps every table as Parquet and a row for the summary, through processes of its own or through a Dask scheduler with
one worker and with two on this machine, which are running already. Each way is a process of its own; CPU time is that
of all its processes, but those of Dask are not its own. Measured again and again in turn; the best counts.

Run from the root of the checkout: python -m benchmarks.cohort [--copies 4] [--rounds 2] [--quick]
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
from tests.cohort.loopback import cluster

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_data"
WAYS = ("plain", "1", "2", "again")
DASK = {"dask 1": 1, "dask 2": 2}  # workers


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
        workers = int(way) if way in ("1", "2") else 1
        rows = list(spread(athletes, Job(out), workers=workers, cluster=os.environ.get("TWINGE_CLUSTER")))
        if {row.status for row in rows} != {"analysed"}:
            raise SystemExit(f"Some failed: {[row.error for row in rows]}")
    print(json.dumps({"seconds": time.perf_counter() - began}))


def measured(way: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds by the clock, and of CPU in all processes (their start counted)."""
    if way in DASK:
        with tempfile.TemporaryDirectory() as place, cluster(Path(place), DASK[way]) as address:
            return _worked(way, folder, out, {"TWINGE_CLUSTER": address})
    return _worked(way, folder, out, {})


def _worked(way: str, folder: Path, out: Path, setting: dict[str, str]) -> tuple[float, float]:
    if way != "again":
        shutil.rmtree(out, ignore_errors=True)
    before = sum(os.times()[2:4])
    command = [sys.executable, "-m", "benchmarks.cohort", "--work", way, str(folder), str(out)]
    alike = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **setting}  # threads as the command line has them
    done = subprocess.run(command, cwd=ROOT, env=alike, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["seconds"], sum(os.times()[2:4]) - before


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=4, help="of each made-up runner")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="a try: each runner once, one round, kept nowhere")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        way, folder, out = options.work
        work(way, Path(folder), Path(out))
        return 0
    copies, many = (1, 1) if options.quick else (options.copies, options.rounds)
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "club"), Path(place, "out")
        athletes = club(folder, copies)
        rounds = [{way: measured(way, folder, out) for way in (*WAYS, *DASK)} for _ in range(many)]
        kept = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / athletes
    wall = {way: min(one[way][0] for one in rounds) for way in (*WAYS, *DASK)}
    cpu = {way: min(one[way][1] for one in rounds) for way in WAYS}
    speed = {way: athletes / seconds for way, seconds in wall.items()}
    names = {"1": "1 process", "2": "2 processes", "dask 1": "Dask, 1 worker", "dask 2": "Dask, 2 workers",
             "again": "all done before"}  # fmt: skip
    return keep("cohort", [
        *(Result(f"athletes/s, {name}", speed[way], "", speed[way] / speed["plain"], "plain Python")
          for way, name in names.items()),
        *(Result(f"CPU of an athlete, {names[way]}, ms", 1e3 * cpu[way] / athletes, "", cpu[way] / cpu["plain"],
                 "plain Python, which keeps nothing") for way in ("1", "2")),
        Result("Parquet and row of an athlete, kB", kept / 1e3, "", kept / athletes_bytes(), "what was read"),
    ], is_try=options.quick)  # fmt: skip


def athletes_bytes() -> float:
    """Mean bytes of a made-up runner's files."""
    runners = [path for path in SAMPLES.iterdir() if (path / "pain.csv").exists()]
    return sum(path.stat().st_size for runner in runners for path in runner.rglob("*") if path.is_file()) / len(runners)


if __name__ == "__main__":
    sys.exit(main())
