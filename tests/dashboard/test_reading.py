"""Reading goes on in slices, one at a time, and loses nothing when it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from analysis.importers import Content, Outcome
from dashboard.session import intake
from dashboard.session.intake import SLICE_FILES, Reading

PATIENCE_S = 60  # a test that waits longer has failed


def outcomes(number: int) -> Iterator[tuple[Outcome, Content]]:
    for n in range(number):
        yield Outcome(f"{n}.fit", "refused"), Content()


def reading(each: Iterator[tuple[Outcome, Content]]) -> Reading:
    return Reading([], each, 0)


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slice ends with its last file, however busy the machine is."""
    monkeypatch.setattr(intake, "SLICE_S", PATIENCE_S)


def test_a_slice_takes_so_many_files_and_the_last_one_says_that_it_is_the_last() -> None:
    taken: list[int] = []
    now = reading(outcomes(SLICE_FILES + 2))
    goes_on = [now.read_on(lambda files: taken.append(len(files))) for _ in range(3)]
    assert (taken, goes_on) == ([SLICE_FILES, 2, 0], [True, True, False])
    assert (now.done, now.total, now.file) == (SLICE_FILES + 2, SLICE_FILES + 2, f"{SLICE_FILES + 1}.fit")


def test_stopping_waits_for_the_file_that_is_being_read_and_keeps_it() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slowly() -> Iterator[tuple[Outcome, Content]]:
        begun.set()
        may_end.wait(PATIENCE_S)
        yield from outcomes(5)

    proposed: list[str] = []
    now = reading(slowly())
    reader = threading.Thread(target=now.read_on, args=(lambda files: proposed.extend(f.file for f in files),))
    stopper = threading.Thread(target=now.stop)
    reader.start()
    assert begun.wait(PATIENCE_S)
    stopper.start()
    while not now.is_stopped:
        pass
    may_end.set()
    stopper.join(PATIENCE_S)
    assert proposed == ["0.fit"]
    reader.join(PATIENCE_S)
    now.is_stopped = False
    now.read_on(lambda files: proposed.extend(f.file for f in files))
    assert proposed == [f"{n}.fit" for n in range(5)]


def test_two_runs_of_the_page_at_once_take_turns() -> None:
    proposed: list[str] = []
    now = reading(outcomes(3 * SLICE_FILES))
    runs = [threading.Thread(target=now.read_on, args=(lambda files: proposed.extend(f.file for f in files),))
            for _ in range(3)]  # fmt: skip
    for run in runs:
        run.start()
    for run in runs:
        run.join(PATIENCE_S)
    assert proposed == [f"{n}.fit" for n in range(3 * SLICE_FILES)]


def test_what_could_not_be_written_is_written_when_there_is_room_again() -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    proposed: list[str] = []
    now = reading(outcomes(2))
    assert now.read_on(full)
    assert (now.is_stopped, "No space left on device" in now.problem) == (True, True)
    now.is_stopped = False
    now.read_on(lambda files: proposed.extend(f.file for f in files))
    assert proposed == ["0.fit", "1.fit"]


def test_letting_go_ends_what_reads() -> None:
    ended = []

    def each() -> Iterator[tuple[Outcome, Content]]:
        try:
            yield from outcomes(100)
        finally:
            ended.append(True)

    now = reading(each())
    now.read_on(lambda files: None)
    now.close()
    assert ended == [True]
