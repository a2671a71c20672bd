"""How long does a history of 1,000 FIT runs in one zip take, and how much memory, on one core and on all?

The runs are those of a folder of FIT files (the real exports in `../shared/corpus/fit` beside the checkout, else those
of `sample_data`), again and again, each copy a day earlier. They are read as the app reads them: samples are kept as
Parquet where they are read, and what they tell is worked out there. With one process it is told besides what that
costs on the way, in CPU time: exposures are to cost less than decoding. Each line is a process of its own. Memory is
what all its processes hold at one moment (resident; pages they share count in each). fitparse decodes a few of the
same files in the same run. From the root of the checkout:

    python benchmarks/bulk.py
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import fitparse
import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.importers import Content, fit, fit_decode, fit_reader, read_each
from analysis.importers.fit_checksum import checksum
from analysis.importers.workers import cores
from analysis.reading import stored, without_records
from dashboard.workspace.records import packed

CORPUS, SAMPLES = ROOT.parent / "shared" / "corpus" / "fit", ROOT / "sample_data"
FITPARSE_FILES = 5
LEAST_SAMPLES = 100
INSTANTS = ("timestamp", "start_time", "time_created", "local_timestamp")


def running_files(folder: Path) -> list[bytes]:
    found = []
    for path in sorted(folder.rglob("*.fit")):
        data = path.read_bytes()
        parts = fit_decode.decode(data)
        is_run = any(session.get("sport") == "running" for part in parts for session in part.messages["session"])
        if len(parts) == 1 and parts[0].is_whole and is_run and parts[0].samples >= LEAST_SAMPLES:
            found.append(data)
    return found


def earlier(data: bytes, days: int) -> bytes:
    """The same file with every instant so many days earlier. Whole days leave the times in message headers right."""
    changed = bytearray(data)
    start, end = data[0], data[0] + int.from_bytes(data[4:8], "little")
    for group in fit_reader._scan(data, start, end)[0]:
        for field, slot in group.layout.fields:
            if field.name in INSTANTS and slot.size == 4:
                kind = np.dtype(group.layout.order + "u4")
                at = np.frombuffer(group.offsets or b"", np.int64) + slot.start
                view = np.ndarray((len(changed) - 3,), kind, changed, 0, (1,))
                view[at] -= np.where(view[at] == 0xFFFFFFFF, 0, 86_400 * days).astype(kind)
    changed[end : end + 2] = checksum(bytes(changed), 0, end).to_bytes(2, "little")
    return bytes(changed)


def histories(files: list[bytes]) -> Iterator[bytes]:
    for days in itertools.count():
        for data in files:
            yield earlier(data, days) if days else data


def write_zip(out: Path, files: list[bytes], count: int) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(itertools.islice(histories(files), count)):
            archive.writestr(f"activities/{number:05}.fit", data)


def keep(records: pd.DataFrame) -> Mapping[str, str]:
    """What the app does with samples, but for the folder it keeps them in."""
    return {name: str(len(data)) for name, data in packed(records).items()}


class Memory(threading.Thread):
    """The most that this process and its children hold at one moment, in bytes. Linux only; 0 elsewhere."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.05):
            self.peak = max(self.peak, sum(map(_resident, _family("self"))))


def _family(process: str) -> Iterator[str]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(child)
        except OSError:  # ended meanwhile
            continue


def _resident(process: str) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


class Shares:
    """CPU seconds of single steps of an import, which goes the way it goes without it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def of(self, name: str, step: Callable) -> Callable:
        def timed(*given: object) -> object:
            start = time.process_time()
            try:
                return step(*given)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start

        return timed


def shares(archive: Path) -> None:
    """Read the archive with one process and say what decoding, exposures and writing cost, as JSON."""
    costs = Shares()
    fit.decode = costs.of("decoding", fit.decode)
    told, kept = costs.of("exposures", without_records), costs.of("writing", keep)

    def finish(contents: Sequence[Content]) -> list[Content]:
        for content in contents:
            if len(content.records):
                kept(content.records)
        return told(contents)

    everything = costs.of("all", lambda: sum(1 for _ in read_each(archive, finish=finish)))
    everything()
    print(json.dumps(costs.seconds))


def measured(archive: Path, workers: int) -> None:
    """Read the archive and say how it went as JSON."""
    memory = Memory()
    memory.start()
    before = sum(map(_resident, _family("self")))
    start, cpu = time.perf_counter(), sum(os.times()[:4])
    statuses: dict[str, int] = {}
    ids: set[str] = set()
    for outcome, content in read_each(archive, workers=workers, finish=partial(stored, keep)):
        statuses[outcome.status] = statuses.get(outcome.status, 0) + 1
        ids |= set(content.stored)
    seconds, cpu = time.perf_counter() - start, sum(os.times()[:4]) - cpu
    memory.ended.set()
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": memory.peak, "before": before, "statuses": statuses,
                      "activities": len(ids)}))  # fmt: skip


def with_fitparse(files: list[bytes]) -> float:
    """Files a second."""
    chosen = files[:: max(len(files) // FITPARSE_FILES, 1)][:FITPARSE_FILES]
    start = time.perf_counter()
    for data in chosen:
        for message in fitparse.FitFile(data).get_messages():
            message.get_values()
    return len(chosen) / (time.perf_counter() - start)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS if CORPUS.is_dir() else SAMPLES)
    arguments.add_argument("--files", type=int, default=1_000)
    arguments.add_argument("--measure", nargs=2, metavar=("ZIP", "WORKERS"), help=argparse.SUPPRESS)
    arguments.add_argument("--shares", type=Path, metavar="ZIP", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.shares:
        shares(options.shares)
        return
    if options.measure:
        measured(Path(options.measure[0]), int(options.measure[1]))
        return
    files = running_files(options.folder)
    if not files:
        raise SystemExit(f"No running files in {options.folder}; nothing was measured.")
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "history.zip")
        write_zip(archive, files, options.files)
        unpacked = sum(member.file_size for member in zipfile.ZipFile(archive).infolist())
        print(f"{options.files:,} files, made of {len(files)} runs: {archive.stat().st_size / 1e6:.0f} MB packed, "
              f"{unpacked / 1e6:.0f} MB unpacked")  # fmt: skip
        slow = with_fitparse(files)
        print(f"fitparse     {slow:7.1f} files/s  (decoding alone, on a few of them)")
        for workers in sorted({1, 2, cores()}):
            command = [sys.executable, __file__, "--measure", str(archive), str(workers)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            speed = options.files / told["seconds"]
            name = f"{workers} process{'es' if workers > 1 else '  '}"
            print(f"{name}  {speed:7.1f} files/s  {told['seconds']:6.1f} s"
                  f" ({told['cpu']:.1f} s of CPU)  {speed / slow:5.0f} x fitparse  peak {told['peak'] / 1e6:.0f} MB"
                  f" in all processes, {told['before'] / 1e6:.0f} MB before")  # fmt: skip
            print(f"             {told['activities']:,} activities; {told['statuses']}")
        command = [sys.executable, __file__, "--shares", str(archive)]
        costs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print("of one process, ms of CPU a file: "
              + ", ".join(f"{name} {1e3 * cost / options.files:.1f}" for name, cost in costs.items()))  # fmt: skip
        share = costs["exposures"] / costs["decoding"]
        print(f"exposures cost {share:.2f} x decoding: {'ok' if share < 1 else 'misses the bar'}")


if __name__ == "__main__":
    main()
