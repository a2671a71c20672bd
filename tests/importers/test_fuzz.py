"""A small part of what `benchmarks/fuzz.py` runs: the same inputs every time, of every reader and archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis import importers
from analysis.errors import UnreadableFile
from analysis.importers.base import Content, File, Hints
from analysis.tables import ACTIVITIES, empty

from . import fuzzing, mutations

INPUTS = 12  # of each format


def test_every_reader_has_a_file_to_begin_with():
    seeds = fuzzing.seeds()
    assert {reader.FORMAT for reader in importers.READERS} < seeds.keys()
    assert [name for name, files in seeds.items() if not files] == []


def test_the_same_number_makes_the_same_input():
    for name in ("fit", "gpx", "pain_csv", "zip"):
        assert fuzzing.made(name, 1, 5) == fuzzing.made(name, 1, 5)
    assert len({fuzzing.made("gpx", 1, number) for number in range(30)}) > 25


def test_inputs_stay_small_enough_to_be_read_in_time():
    assert all(
        len(fuzzing.made(name, 1, number)) <= mutations.LARGEST for name in ("gpx", "table") for number in range(50)
    )


@pytest.mark.parametrize("name", sorted(fuzzing.seeds()))
def test_wrong_files_end_in_tables_or_a_sentence(name: str):
    failures = {
        number: attempt.failure
        for number in range(INPUTS)
        if (attempt := fuzzing.attempt(fuzzing.made(name, 1, number), number)).failure
    }
    assert failures == {}


# --- the harness sees what it looks for


def failure(read: Callable[[File, Hints], Content], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the harness says of a reader that takes every file and reads it so."""
    reader = SimpleNamespace(FORMAT="broken", LABEL="broken", looks_like=lambda file: True, read=read)
    monkeypatch.setattr(importers, "READERS", (reader,))
    monkeypatch.setattr(fuzzing, "READERS", (reader,))
    return fuzzing.attempt(b"anything", 0).failure


def test_an_error_nobody_expected_is_told_with_its_traceback(monkeypatch: pytest.MonkeyPatch):
    def read(file: File, hints: Hints) -> Content:
        raise KeyError("heel")

    told = failure(read, monkeypatch)
    assert "nobody expected this" in told
    assert "KeyError: 'heel'" in told


def test_a_reader_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch):
    def read(file: File, hints: Hints) -> Content:
        while True:
            pass

    monkeypatch.setattr(fuzzing, "SECONDS", 0.05)
    assert failure(read, monkeypatch).startswith("more than 0.05 s")


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="this system does not tell the peak of memory")
def test_a_reader_that_takes_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch):
    def read(file: File, hints: Hints) -> Content:
        held = bytearray(100_000_000)
        raise UnreadableFile(f"It is {len(held)} bytes.", "Leave it.")

    monkeypatch.setattr(fuzzing, "PEAK_BYTES", 50_000_000)
    assert "at its peak" in failure(read, monkeypatch)


def test_tables_that_break_their_contract_are_told(monkeypatch: pytest.MonkeyPatch):
    activities = empty(ACTIVITIES).reindex([0]).assign(activity_id="a", distance_m=-5.0)
    assert "ContractError" in failure(lambda file, hints: Content(activities), monkeypatch)


def test_a_refusal_without_a_sentence_is_told(monkeypatch: pytest.MonkeyPatch):
    def read(file: File, hints: Hints) -> Content:
        raise UnreadableFile("It is broken.", " ")

    assert "without a sentence or without advice" in failure(read, monkeypatch)


def test_a_sentence_of_pages_is_told(monkeypatch: pytest.MonkeyPatch):
    def read(file: File, hints: Hints) -> Content:
        raise UnreadableFile("It is broken.", "Do this. " * 500)

    assert "a sentence nobody reads" in failure(read, monkeypatch)
