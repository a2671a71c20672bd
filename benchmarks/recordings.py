"""Years of FIT files, one for each run, as a watch writes them at one sample a second."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from analysis.importers.fit import decoding
from analysis.importers.fit import reader as fit_reader
from analysis.importers.fit.checksum import checksum
from sample_data.athletes import Athlete, heavy_athlete
from sample_data.fit_writer import fit_bytes
from sample_data.pain import entries, long_csv
from sample_data.recording import samples
from sample_data.training import Activity, activities

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "fit"
LEAST_SAMPLES = 100
RUNS_A_YEAR = 300
AN_HOUR = 1.55  # times the distance of the made-up runner: the median run takes an hour
INSTANTS = ("timestamp", "start_time", "time_created", "local_timestamp")


@dataclass(frozen=True)
class Written:
    """A history in one archive: so many runs, bytes unpacked, and the last files, one run each."""

    archive: Path
    runs: int
    size: int
    last: list[bytes]


def real_runs() -> dict[str, bytes]:
    """The running files of the real exports beside the checkout, by name; none where they are not there."""
    found = {}
    for path in sorted(CORPUS.glob("*.fit")):
        data = path.read_bytes()
        parts = decoding.decode(data)
        is_run = any(session.get("sport") == "running" for part in parts for session in part.messages["session"])
        if is_run and sum(part.samples for part in parts) >= LEAST_SAMPLES:
            found[path.name] = data
    return found


def write(folder: Path, count: int, more: int) -> Written:
    """A history of `count` runs with its pain log as one zip; `more` runs that followed are not in it."""
    runner = _runner(-(-(count + more) // RUNS_A_YEAR) + 1)
    trained = activities(runner.runner, runner.weeks, runner.last_day, Random("training"))
    runs = [activity for activity in trained if activity.is_run][-count - more :]
    log = [entry for entry in entries(runner.course, trained, runner.last_day, Random("pain"))
           if runs[0].day <= entry.day <= runs[-1 - more].day]  # fmt: skip
    files, archive, size = _files(runs), folder / f"{count}.zip", 0
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("pain.csv", long_csv(runner.course, log))
        for number in range(count):
            data = next(files)
            size += len(data)
            packed.writestr(f"runs/{number:05}.fit", data)
    return Written(archive, count, size, list(files))


def _runner(years: int) -> Athlete:
    athlete = heavy_athlete("history", years)
    return replace(athlete, weeks=[replace(week, km=AN_HOUR * week.km) for week in athlete.weeks])


def _files(runs: list[Activity]) -> Iterator[bytes]:
    """Each run as the first of its kind, some days later."""
    for run in runs:
        day, data = _first(run.kind)
        yield moved(data, (run.day - day).days)


@cache
def _first(kind: str) -> tuple[date, bytes]:
    """A run of that kind of an hour or so: writing one takes seconds, moving it to another day a millisecond."""
    runner = _runner(1)
    trained = activities(runner.runner, runner.weeks, runner.last_day, Random("first"))
    alike = sorted((run for run in trained if run.kind == kind), key=lambda run: run.timer_s)
    run = alike[len(alike) // 2]
    return run.day, fit_bytes(run, samples(run, Random(kind), interval_s=1), "Europe/Stockholm", 1000.0)


def moved(data: bytes, days: int) -> bytes:
    """The same file with every instant so many days later. Whole days leave the times in message headers right."""
    changed = bytearray(data)
    start, end = data[0], data[0] + int.from_bytes(data[4:8], "little")
    for group in fit_reader._scan(data, start, end)[0]:
        for field, slot in group.layout.fields:
            if field.name in INSTANTS and slot.size == 4:
                kind = np.dtype(group.layout.order + "u4")
                at = np.frombuffer(group.offsets or b"", np.int64) + slot.start
                view = np.ndarray((len(changed) - 3,), kind, changed, 0, (1,))
                shift = np.array(86_400 * days, "int64").astype(kind)  # earlier days wrap around
                view[at] += np.where(view[at] == 0xFFFFFFFF, kind.type(0), shift).astype(kind)
    changed[end : end + 2] = checksum(bytes(changed), 0, end).to_bytes(2, "little")
    return bytes(changed)
