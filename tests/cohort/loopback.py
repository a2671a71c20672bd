"""A real Dask cluster on this machine: a scheduler and its workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.programs import wait_or_kill

ROOT = Path(__file__).resolve().parents[2]
SLOW = 180.0  # seconds that a busy machine may take to start them


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler that has so many workers of one thread; what they say is in `folder`/log."""
    here = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    at, place = ["--host", "127.0.0.1", "--no-dashboard"], folder / "scheduler.json"
    scheduler = ["distributed.cli.dask_scheduler", *at, "--port", "0", "--scheduler-file", str(place)]
    worker = ["distributed.cli.dask_worker", *at, "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny"]
    running = []
    with (folder / "log").open("w") as log:
        for command in (scheduler, *[worker] * workers):
            started = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env=here, stdout=log, stderr=log)
            running.append(started)
    try:
        yield _address_in(place, workers)
    finally:
        for process in reversed(running):
            process.terminate()
            wait_or_kill(process)


def _address_in(place: Path, workers: int) -> str:
    """The address, once all workers are there."""
    from distributed import Client

    ends = time.monotonic() + SLOW
    while time.monotonic() < ends:
        if place.exists() and (told := place.read_text()):
            address = str(json.loads(told)["address"])
            with Client(address, timeout=SLOW) as client:
                client.wait_for_workers(workers, timeout=SLOW)
            return address
        time.sleep(0.1)
    raise TimeoutError("the Dask scheduler did not start")
