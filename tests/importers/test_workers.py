from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pandas.testing as pdt
import pytest

from analysis.importers import Content, File, Finish, gather, read_each
from analysis.importers.workers import BATCH_BYTES, BATCH_FILES, FEW_FILES, MOST_BATCHES_EACH

from .fit_bytes import START, file_id, fit_file, record, session


def run_of(day: int, last_m: float = 6) -> File:
    """A run with three samples, so many days after the first."""
    second = 86_400 * day
    samples = [record(second + s, m) for s, m in enumerate((0, 3, last_m))]
    return File(f"{day}.fit", fit_file(file_id(), *samples, session(START + second)))


FILES = [run_of(day) for day in range(FEW_FILES + 2 * BATCH_FILES + 4)]
KILLER = FEW_FILES + 3


# What is done with a file is made inside functions, because a process of its own cannot import this file.


def telling_where() -> Finish:
    """Leaves of each file which process was asked, and how many samples it was given."""
    return lambda contents: [
        Content(content.activities, stored={"told": f"{os.getpid()} {len(content.records)}"}) for content in contents
    ]


def deadly() -> Finish:
    """Takes its process down with one of the files, as a kernel does that runs out of memory."""
    return lambda contents: [
        os._exit(9) if content.records["distance_m"].max() == 666 else content for content in contents
    ]


def too_much() -> Finish:
    """Takes more memory than there is for one of the files."""

    def finish(contents: Sequence[Content]) -> Sequence[Content]:
        if any(content.records["distance_m"].max() == 666 for content in contents):
            raise MemoryError
        return contents

    return finish


def counting(asked: list[int]) -> Finish:
    """Notes how many files it is given at once."""

    def finish(contents: Sequence[Content]) -> Sequence[Content]:
        asked.append(len(contents))
        return contents

    return finish


def failing() -> Finish:
    def finish(contents: Sequence[Content]) -> Sequence[Content]:
        raise OSError("the disk is full")

    return finish


def given(files: list[File], opened: list[str]) -> Iterator[File]:
    for file in files:
        opened.append(file.name)
        yield file


def test_two_processes_give_what_one_gives_in_the_same_order():
    alone, together = list(read_each(FILES)), list(read_each(FILES, workers=2))
    assert [outcome for outcome, _ in together] == [outcome for outcome, _ in alone]
    assert [outcome.file for outcome, _ in together] == [file.name for file in FILES]
    pdt.assert_frame_equal(gather(together).records, gather(alone).records)


def test_what_cannot_be_opened_keeps_its_place_in_the_line():
    files = [*FILES[:20], 42, File("empty.fit", b""), *FILES[20:]]
    outcomes = [outcome for outcome, _ in read_each(files, workers=2)]  # type: ignore[arg-type]
    assert [o.status for o in outcomes[19:23]] == ["imported", "refused", "refused", "imported"]
    assert outcomes[-1].file == FILES[-1].name


def test_a_file_is_finished_where_it_is_read_and_only_what_is_left_comes_back():
    contents = [content for _, content in read_each(FILES, workers=2, finish=telling_where())]
    assert all(content.records.empty for content in contents)
    processes = [content.stored["told"].split()[0] for content in contents]
    assert processes[:FEW_FILES] == [str(os.getpid())] * FEW_FILES
    assert str(os.getpid()) not in processes[FEW_FILES:]
    assert {content.stored["told"].split()[1] for content in contents} == {"3"}


def test_small_files_are_finished_a_few_at_a_time_and_large_ones_one_by_one():
    asked: list[int] = []
    list(read_each(FILES[: BATCH_FILES + 3], finish=counting(asked)))
    assert asked == [BATCH_FILES, 3]
    large = replace(FILES[1], data=FILES[1].data + bytes(BATCH_BYTES))
    asked.clear()
    outcomes = [outcome for outcome, _ in read_each([large, large, FILES[0]], finish=counting(asked))]
    assert [o.file for o in outcomes] == ["1.fit", "1.fit", "0.fit"]
    assert asked == [1, 1, 1]


@pytest.mark.parametrize("fatal", [deadly, too_much])
def test_a_file_that_kills_its_process_is_refused_and_the_rest_goes_on(fatal: Callable[[], Finish]):
    files = [*FILES[:KILLER], replace(run_of(KILLER, last_m=666), name="killer.fit"), *FILES[KILLER + 1 :]]
    outcomes = [outcome for outcome, _ in read_each(files, workers=2, finish=fatal())]
    assert [o.file for o in outcomes if o.status != "imported"] == ["killer.fit"]
    assert [o.file for o in outcomes] == [file.name for file in files]
    assert outcomes[KILLER].issues[0].sentence == (
        "killer.fit: Reading this file took more memory than there is, or was stopped from outside."
        " Nothing was taken from it. Import it again by itself."
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_what_finishing_raises_is_not_blamed_on_the_file(workers: int):
    with pytest.raises(OSError, match="the disk is full"):
        list(read_each(FILES, workers=workers, finish=failing()))


def test_files_are_opened_only_a_few_ahead():
    opened: list[str] = []
    most = FEW_FILES + BATCH_FILES * (2 * MOST_BATCHES_EACH + 1)
    reading = read_each(given([run_of(day) for day in range(most + 60)], opened), workers=2)
    for _ in range(FEW_FILES + 1):
        next(reading)
    assert FEW_FILES < len(opened) <= most
    reading.close()  # type: ignore[attr-defined]


def test_to_stop_in_the_middle_ends_the_processes():
    reading = read_each(FILES, workers=2, finish=telling_where())
    contents = [next(reading)[1] for _ in range(FEW_FILES + 1)]
    process = int(contents[-1].stored["told"].split()[0])
    os.kill(process, 0)  # it is there
    reading.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_file_that_need_not_be_read_again_is_already_there():
    digest = next(read_each(FILES[0]))[0].digest
    ((first, content), (second, _)) = read_each(FILES[:2], skip={digest})
    assert (first.status, first.activities, first.digest, first.format) == ("already_there", 0, digest, "")
    assert content.activities.empty
    assert second.status == "imported"


def test_a_process_that_reads_loads_neither_statistics_nor_spreadsheets():
    heavy = "import sys, analysis.reading; print(*{'scipy', 'openpyxl', 'analysis.pipeline'} & sys.modules.keys())"
    told = subprocess.run([sys.executable, "-c", heavy], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == ""
