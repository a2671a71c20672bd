from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd
import pandas.testing as pdt
import pytest

from analysis.importers import File, Store, gather, read_each
from analysis.importers.workers import FEW_FILES, MOST_FILES_EACH

from .fit_bytes import START, file_id, fit_file, record, session


def run_of(day: int, last_m: float = 6) -> File:
    """A run with three samples, so many days after the first."""
    second = 86_400 * day
    samples = [record(second + s, m) for s, m in enumerate((0, 3, last_m))]
    return File(f"{day}.fit", fit_file(file_id(), *samples, session(START + second)))


FILES = [run_of(day) for day in range(FEW_FILES + 12)]
KILLER = FEW_FILES + 3


# Stores are made inside functions, because a process of its own cannot import this file.


def names_of() -> Store:
    """A store that keeps nothing: the name says which process was asked, and how many samples it was given."""
    return lambda records: {str(records["activity_id"].iloc[0]): f"{os.getpid()} {len(records)}"}


def deadly() -> Store:
    """A store that takes its process down with one of the files, as a kernel does that runs out of memory."""
    return lambda records: os._exit(9) if records["distance_m"].max() == 666 else {}


def failing() -> Store:
    def store(records: pd.DataFrame) -> Mapping[str, str]:
        raise OSError("the disk is full")

    return store


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


def test_a_store_is_called_where_the_file_is_read_and_samples_stay_there():
    contents = [content for _, content in read_each(FILES, workers=2, store=names_of())]
    assert all(content.records.empty for content in contents)
    assert [list(content.stored) for content in contents] == [list(c.activities["activity_id"]) for c in contents]
    processes = [name.split()[0] for content in contents for name in content.stored.values()]
    assert processes[:FEW_FILES] == [str(os.getpid())] * FEW_FILES
    assert str(os.getpid()) not in processes[FEW_FILES:]
    assert {name.split()[1] for content in contents for name in content.stored.values()} == {"3"}


def test_a_file_that_kills_its_process_is_refused_and_the_rest_goes_on():
    files = [*FILES[:KILLER], replace(run_of(KILLER, last_m=666), name="killer.fit"), *FILES[KILLER + 1 :]]
    outcomes = [outcome for outcome, _ in read_each(files, workers=2, store=deadly())]
    assert [o.file for o in outcomes if o.status != "imported"] == ["killer.fit"]
    assert [o.file for o in outcomes] == [file.name for file in files]
    assert outcomes[KILLER].issues[0].sentence == (
        "killer.fit: Reading this file took more memory than there is, or was stopped from outside."
        " Nothing was taken from it. Import it again by itself."
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_store_raises_is_not_blamed_on_the_file(workers: int):
    with pytest.raises(OSError, match="the disk is full"):
        list(read_each(FILES, workers=workers, store=failing()))


def test_files_are_opened_only_a_few_ahead():
    opened: list[str] = []
    reading = read_each(given([run_of(day) for day in range(FEW_FILES + 60)], opened), workers=2)
    for _ in range(FEW_FILES + 1):
        next(reading)
    assert FEW_FILES < len(opened) <= FEW_FILES + 2 * MOST_FILES_EACH + 1
    reading.close()  # type: ignore[attr-defined]


def test_to_stop_in_the_middle_ends_the_processes():
    reading = read_each(FILES, workers=2, store=names_of())
    contents = [next(reading)[1] for _ in range(FEW_FILES + 1)]
    process = int(next(iter(contents[-1].stored.values())).split()[0])
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
