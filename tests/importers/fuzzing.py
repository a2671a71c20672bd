"""One wrong file at a time, and what must hold whatever it is: a time, a bound of memory, and a sentence for a runner.

`seeds` gives a sound file of every registered reader and of every kind of archive; `attempt` reads one mutation of it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gzip
import io
import resource
import signal
import traceback
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import openpyxl

from analysis.errors import UnreadableFile
from analysis.importers import READERS, File, Hints, Outcome, read_each
from analysis.tables import ACTIVITIES, PAIN, RECORDS, check

from .mutations import mutated
from .zip_bytes import zipped

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LARGEST_SEED = 60_000
MOST_SEEDS = 12  # of one format; the first are the invented ones
SECONDS = 2.0  # of one core, so that a busy machine changes nothing
STUCK_SECONDS = 30.0  # of one core, too: for what hangs in C and does not even listen to the alarm
PEAK_BYTES = 300_000_000
ADDRESS_BYTES = 1_500_000_000  # beyond this a child gets no more memory
LONGEST_SENTENCE = 2000  # with its advice
GENERIC = "Twinge could not read this file."


class TooSlow(BaseException):
    """No Exception, so that nothing on the way takes it for a bad file."""


@dataclass
class Attempt:
    """What became of one input."""

    statuses: set[str] = field(default_factory=set)
    seconds: float = 0.0
    peak_bytes: int = 0
    failure: str = ""


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Format -> sound files of it. A registered reader without a sample has an empty tuple, which no run accepts."""
    from .test_registry import SAMPLES

    found = {reader.FORMAT: [*SAMPLES.get(reader.FORMAT, ())] for reader in READERS}
    for path in sorted(CORPUS.rglob("*")) if CORPUS.is_dir() else ():
        if path.is_file() and path.stat().st_size <= LARGEST_SEED:
            file = File(path.name, path.read_bytes())
            reader = next((reader for reader in READERS if reader.looks_like(file)), None)
            if reader and len(found[reader.FORMAT]) < MOST_SEEDS:
                found[reader.FORMAT].append(file.data)
    return {name: tuple(files) for name, files in (found | _archives(found)).items()}


def _archives(found: Mapping[str, list[bytes]]) -> dict[str, list[bytes]]:
    """Every kind of archive, with sound files in it."""
    files = [data for of_it in found.values() for data in of_it[:1]]
    small, more = ({f"{n}.bin": data for n, data in enumerate(some)} for some in (files[:4], files[4:8]))
    inner = zipped(small)
    book = openpyxl.Workbook()
    for row in (
        ["date", "moment", "site", "score"],
        ["2024-05-01", "first_steps", "heel", 3],
        ["2024-05-02", "", "", 0],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return {
        "zip": [
            zipped(small),
            zipped(more, zipfile.ZIP_STORED),
            zipped({"part.zip": inner, "a.gz": gzip.compress(files[0])}),
        ],
        "gz": [gzip.compress(files[0]), gzip.compress(b"date,score\n") + gzip.compress(b"2024-05-01,3\n")],
        "xlsx": [stream.getvalue()],
    }


def made(name: str, seed: int, number: int) -> bytes:
    """The input of that number, the same in every run. What lies in an archive is mutated before or after packing."""
    random = Random(f"{seed} {name} {number}")
    samples = seeds()[name]
    others = [data for of_it in seeds().values() for data in of_it]
    sample = random.choice(samples)
    if name in ("zip", "xlsx") and random.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(sample)) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        member = random.choice(list(members))
        return zipped(members | {member: mutated(members[member], random, others)})
    if name == "gz" and random.random() < 0.5:
        return gzip.compress(mutated(gzip.decompress(sample), random, others))
    return mutated(sample, random, others if random.random() < 0.3 else samples)


def attempt(data: bytes, number: int) -> Attempt:
    """Read one input as a runner's upload, then again with an answer to what it asks."""
    result = Attempt()
    zone = (None, "Europe/Berlin")[number % 2]
    before = _memory("VmRSS")
    _forget_peak()
    try:
        answers = _read(data, Hints(zone), result)
        if answers:
            _read(data, Hints(zone, answers), result)
    except TooSlow:
        result.failure = f"more than {SECONDS} s\n{traceback.format_exc()}"
    except MemoryError:
        result.failure = f"more than {ADDRESS_BYTES // 10**6} MB\n{traceback.format_exc()}"
    except Exception:
        result.failure = traceback.format_exc()
    result.peak_bytes = max(0, _memory("VmHWM") - before)
    if result.peak_bytes > PEAK_BYTES and not result.failure:
        result.failure = f"took {result.peak_bytes // 10**6} MB at its peak"
    return result


def _read(data: bytes, hints: Hints, result: Attempt) -> dict[tuple[str, str], str]:
    """Hold everything that comes of the file to what was promised. Gives an answer to each question asked."""
    answers = {}
    began = _cpu()
    try:
        with _alarm():
            outcomes = list(read_each(File("file", data), hints=hints))
    finally:
        result.seconds = max(result.seconds, _cpu() - began)
    for outcome, content in outcomes:
        result.statuses.add(outcome.status)
        _hold(outcome, data, hints)
        for frame, table in ((content.activities, ACTIVITIES), (content.records, RECORDS), (content.pain, PAIN)):
            if len(frame):
                check(frame, table)
        assert set(content.records["activity_id"]) <= set(content.activities["activity_id"]), "records of no activity"
        for question in outcome.questions:
            choices = [answer for answer, _ in question.choices]
            answer = question.guess or (choices[0] if choices else None)
            if answer is not None:
                answers[question.shape, question.topic] = answer
    return answers


def _hold(outcome: Outcome, data: bytes, hints: Hints) -> None:
    assert outcome.issues or outcome.status not in ("refused", "nothing_in_it"), "refused without a reason"
    for issue in outcome.issues:
        if issue.found == GENERIC:
            raise AssertionError(f"nobody expected this\n{_reason(data, hints)}")
        assert issue.found.strip() and issue.advice.strip(), "an issue without a sentence or without advice"
        assert len(issue.found) + len(issue.advice) <= LONGEST_SENTENCE, "a sentence nobody reads"


def _reason(data: bytes, hints: Hints) -> str:
    """The traceback that a runner never sees."""
    file = File("file", data)
    try:
        reader = next((reader for reader in READERS if reader.looks_like(file)), None)
        if reader:
            reader.read(file, hints)
    except UnreadableFile:
        pass
    except Exception:
        return traceback.format_exc()
    return "not of a reader: in the walk through archives, or in foreign.py"


# --- limits of the process that reads


def limit_this_process() -> None:
    """For the life of a child: no more memory than allowed, and a traceback from what hangs in C."""
    faulthandler.enable()
    faulthandler.register(signal.SIGVTALRM, chain=True)  # then the signal ends the process
    most = _memory("VmSize") + ADDRESS_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_VIRTUAL, STUCK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory(name: str) -> int:
    """A line of the process's own status, in bytes; 0 where the system has none."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name):
                return 1024 * int(line.split()[1])
    return 0


def _forget_peak() -> None:
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
        peak.write("5")
