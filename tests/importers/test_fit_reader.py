"""Our own FIT reader: bytes whose meaning can be worked out by hand, damage of every kind, and fitparse beside it."""

from __future__ import annotations

import random
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from fitparse.profile import FIELD_TYPES, MESSAGE_TYPES
from fitparse.records import Crc
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers.fit import decoding
from analysis.importers.fit import names as fit_names
from analysis.importers.fit import reader as fit_reader
from analysis.importers.fit import second as fit_second
from analysis.importers.fit.checksum import checksum
from analysis.importers.fit.part import APP, Part
from analysis.importers.fit.profile import KINDS, MESSAGES, NEWER_FIELDS, RECORD_FIELDS

from .conftest import CORPUS
from .fit_bytes import (
    EVENT,
    LAP,
    RECORD,
    START,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    clock,
    definition,
    file_id,
    fit_file,
    message,
    record,
    run,
    session,
)

DEVICE_INFO, WORKOUT_STEP = 23, 27
HEART_RATE, DISTANCE, SPEED, SQUEEZED, TIMESTAMP = 3, 5, 6, 8, 253


def part(*messages: bytes) -> Part:
    """The one FIT file with these messages."""
    (only,) = decoding.decode(fit_file(*messages))
    return only


def sample(layout: str, fields: list[tuple[int, int, int]], *values: object) -> bytes:
    """A record: `fields` as (number, size, type) with `values` written by the struct code `layout`."""
    return definition(RECORD, fields) + b"\0" + struct.pack(layout, *values)


# --- the tables of fit_profile and fit_names


@pytest.mark.parametrize("number", KINDS)
def test_messages_and_fields_are_those_of_the_public_profile(number: int):
    kind, known = KINDS[number], MESSAGE_TYPES[number]
    assert kind.name == known.name
    for field_number, field in kind.fields.items():
        if (kind.name, field_number) in NEWER_FIELDS:
            assert field_number not in known.fields
            continue
        public = known.fields[field_number]
        assert (field.name, field.scale, field.offset) == (public.name, public.scale, public.offset)
        assert field.unit in (public.units, None)


@pytest.mark.parametrize(
    "name",
    ["file", "sport", "sub_sport", "event", "event_type", "intensity", "lap_trigger", "wkt_step_duration",
     "wkt_step_target"],
)  # fmt: skip
def test_names_are_those_of_the_public_profile(name: str):
    newer = {"sport": fit_names.NEWER_SPORTS, "intensity": fit_names.NEWER_INTENSITIES}.get(name, {})
    assert getattr(fit_names, name.upper()) == FIELD_TYPES[name].values | newer
    assert not newer.keys() & FIELD_TYPES[name].values.keys()


# --- what a message says


def test_numbers_of_either_byte_order_are_read():
    fields = b"".join(map(bytes, [(TIMESTAMP, 4, UINT32), (DISTANCE, 4, UINT32)]))
    big = b"\x40" + struct.pack(">BBHB", 0, 1, RECORD, 2) + fields + b"\0" + struct.pack(">II", START, 1234)
    assert part(big, record(1, 50)).records["distance"].tolist() == [12.34, 50]


@pytest.mark.parametrize(
    ("code", "kind", "missing"),
    [("B", 0x00, 0xFF), ("b", 0x01, 0x7F), ("B", 0x02, 0xFF), ("h", 0x83, 0x7FFF), ("H", 0x84, 0xFFFF),
     ("i", 0x85, 0x7FFFFFFF), ("I", 0x86, 0xFFFFFFFF), ("f", 0x88, float("nan")), ("d", 0x89, float("nan")),
     ("B", 0x0A, 0), ("H", 0x8B, 0), ("I", 0x8C, 0), ("q", 0x8E, 0x7FFFFFFFFFFFFFFF), ("Q", 0x8F, 2**64 - 1),
     ("Q", 0x90, 0)],
)  # fmt: skip
def test_each_type_has_its_own_missing_value(code: str, kind: int, missing: float):
    fields = [(TIMESTAMP, 4, UINT32), (HEART_RATE, struct.calcsize(code), kind)]
    samples = [sample("<I" + code, fields, START + second, value) for second, value in ((0, missing), (1, 100))]
    assert np.array_equal(part(*samples).records["heart_rate"], [np.nan, 100], equal_nan=True)


def test_zero_is_a_value_where_the_type_does_not_say_otherwise():
    assert part(record(0, 0, heart_rate=0)).records["heart_rate"].tolist() == [0]


@pytest.mark.parametrize("size", [2, 3, 6, 8], ids=["half", "odd", "one and a half", "two of them"])
def test_a_size_that_does_not_fit_the_type_is_stepped_over(size: int):
    fields = [(TIMESTAMP, 4, UINT32), (DISTANCE, size, UINT32), (HEART_RATE, 1, UINT8)]
    records = part(sample(f"<I{size}sB", fields, START, b"\1" * size, 150), record(1, 7)).records
    assert np.array_equal(records["distance"], [np.nan, 7], equal_nan=True)
    assert np.array_equal(records["heart_rate"], [150, np.nan], equal_nan=True)


def test_of_a_field_that_stands_twice_the_first_value_that_is_not_missing_counts():
    fields = [(TIMESTAMP, 4, UINT32), (HEART_RATE, 1, UINT8), (HEART_RATE, 1, UINT8)]
    samples = [sample("<IBB", fields, START + at, *pair) for at, pair in enumerate([(140, 150), (255, 150)])]
    assert part(*samples).records["heart_rate"].tolist() == [140, 150]


def test_samples_of_different_layouts_stay_in_the_order_written():
    samples = [record(0, 1), record(1, heart_rate=99), record(2, 3), record(3, heart_rate=98), record(4, 5)]
    records = part(*samples).records
    assert (records["timestamp"] - START).tolist() == [0, 1, 2, 3, 4]
    assert np.array_equal(records["distance"], [1, np.nan, 3, np.nan, 5], equal_nan=True)
    assert np.array_equal(records["heart_rate"], [np.nan, 99, np.nan, 98, np.nan], equal_nan=True)


def test_messages_of_different_layouts_stay_in_the_order_written():
    events = [message(EVENT, event=0), message(EVENT, event=0, event_type=4), message(EVENT, event=9)]
    found = part(*events).messages["event"]
    assert found == [{"event": "timer"}, {"event": "timer", "event_type": "stop_all"}, {"event": "lap"}]


def test_a_time_in_the_header_goes_on_from_the_last_full_one_of_any_message():
    event = message(EVENT, timestamp=START)  # START ends in the five bits 0
    heart_only = definition(RECORD, [(HEART_RATE, 1, UINT8)])
    compressed = b"".join(bytes([0x80 | (second & 0x1F), 100 + second]) for second in (3, 31, 33, 62, 63, 64))
    records = part(event, heart_only, compressed).records
    assert (records["timestamp"] - START).tolist() == [3, 31, 33, 62, 63, 64]
    assert records["heart_rate"].tolist() == [103, 131, 133, 162, 163, 164]


def test_a_time_in_the_header_without_any_full_time_is_missing():
    records = part(definition(RECORD, [(HEART_RATE, 1, UINT8)]), bytes([0x83, 100])).records
    assert np.isnan(records["timestamp"]).tolist() == [True]


def test_speed_and_distance_squeezed_into_three_bytes_are_let_out():
    def squeezed(second: int, speed_cm_s: int, distance_16th: int) -> bytes:
        bits = speed_cm_s | (distance_16th % 4096) << 12
        fields = [(TIMESTAMP, 4, UINT32), (SQUEEZED, 3, 0x0D)]
        return sample("<I3s", fields, START + second, bits.to_bytes(3, "little"))

    nothing = sample("<I3s", [(TIMESTAMP, 4, UINT32), (SQUEEZED, 3, 0x0D)], START + 2, b"\xff\xff\xff")
    records = part(squeezed(0, 300, 0), squeezed(1, 310, 4000), nothing, squeezed(3, 320, 4200)).records
    assert np.array_equal(records["speed"], [3, 3.1, np.nan, 3.2], equal_nan=True)
    assert np.array_equal(records["distance"], [0, 250, np.nan, 262.5], equal_nan=True)  # 4,200 / 16, past 4,096


def test_devices_and_planned_steps_are_read():
    device = definition(DEVICE_INFO, [(2, 2, UINT16), (5, 2, UINT16), (27, 8, STRING)]) + b"\0"
    device += struct.pack("<HH8s", 1, 350, b"Watch\0xx")
    step = definition(WORKOUT_STEP, [(254, 2, UINT16), (0, 6, STRING), (1, 1, 0), (2, 4, UINT32), (7, 1, 0)]) + b"\0"
    step += struct.pack("<H6sBIB", 0, "Größe".encode()[:6], 1, 100_000, 2)
    messages = part(device, step).messages
    assert messages["device_info"] == [{"manufacturer": 1, "software_version": 3.5, "product_name": "Watch"}]
    assert messages["workout_step"] == [
        {"message_index": 0, "wkt_step_name": "Größ", "duration_type": "distance", "duration_value": 100_000,
         "intensity": "warmup"}
    ]  # fmt: skip


def test_an_apps_field_stays_in_a_namespace_of_its_own():
    described = definition(206, [(0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 9, STRING)])
    described += bytes([0, 0, 7, UINT16]) + b"distance\0"
    fields = definition(RECORD, [(TIMESTAMP, 4, UINT32)], [(7, 2, 0)])
    lap = definition(LAP, [(TIMESTAMP, 4, UINT32)], [(7, 2, 0)]) + b"\0" + struct.pack("<IH", START, 78)
    found = part(described, fields, b"\0" + struct.pack("<IH", START, 77), record(1, 5), lap)
    assert np.array_equal(found.records["distance"], [np.nan, 5], equal_nan=True)
    assert list(found.app_records) == ["distance"]
    assert np.array_equal(found.app_records["distance"], [77, np.nan], equal_nan=True)
    assert found.messages["lap"] == [{"timestamp": START, APP + "distance": 78}]


# --- checksums


@pytest.mark.parametrize("length", [1, 2, 3, 255, 65_535, 65_536, 65_537, 140_001])
def test_the_checksum_is_that_of_a_byte_by_byte_one(length: int):
    data = random.Random(length).randbytes(length + 3)
    assert checksum(data, 3, length + 3) == Crc.calculate(data[3:])


def test_a_checksum_is_right_wrong_or_absent():
    data = run()
    right = Crc.calculate(data[:-2])
    verdicts = [
        decoding.decode(data[:-2] + number.to_bytes(2, "little"))[0].has_right_checksum
        for number in (right, right ^ 1, 0)
    ]
    assert verdicts == [True, False, None]
    assert decoding.decode(data[:-2])[0].has_right_checksum is None


# --- damage


def test_a_message_nobody_defined_ends_the_reading_and_says_where():
    found = part(record(0, 1), b"\x05", record(1, 2))
    assert found.samples == 1
    at = 14 + len(record(0, 1))
    assert found.errors == (f"The message at byte {at} is of a kind that was never defined.",)


@pytest.mark.parametrize("cut", range(1, len(record(0, 1))))
def test_a_file_cut_anywhere_keeps_the_messages_before(cut: int):
    data = fit_file(record(0, 1), record(1, 2))[: -2 - cut]
    (found,) = decoding.decode(data)
    assert found.records["distance"].tolist() == [1]
    assert found.errors[-1] == f"Cut off: the file should have {len(data) + cut:,} bytes."


def test_a_header_that_promises_two_gigabytes_takes_no_more_room_than_the_file():
    data = bytearray(run())
    data[4:8] = struct.pack("<I", 2_000_000_000)
    (found,) = decoding.decode(bytes(data))
    assert found.samples == 3
    assert found.errors[-1] == "Cut off: the file should have 2,000,000,014 bytes."


def test_what_follows_the_end_and_is_no_fit_file_is_said():
    data = run()
    (found,) = decoding.decode(data + b"garbage")
    assert found.errors == (f"What follows byte {len(data)} is no FIT file.",)


def test_more_messages_than_any_watch_writes_are_not_kept():
    events = message(EVENT, event=0) + b"\0\0" * 150_000
    found = part(events)
    assert len(found.messages["event"]) == 100_000
    assert found.errors == ("More than 100,000 messages of kind event.",)


@pytest.mark.parametrize(
    ("empty", "error"), [(996, ()), (997, ("It goes on after 1,000 messages, as no recording does.",))]
)
def test_the_search_for_messages_ends_and_what_was_found_is_kept(monkeypatch, empty: int, error: tuple[str, ...]):
    monkeypatch.setattr(fit_reader, "MOST_IN_ALL", 1_000)
    found = part(record(0, 0), definition(EVENT, []) + b"\0" * empty, b"\0")  # with three definitions and messages
    assert found.samples == 1
    assert found.errors == error


def test_more_chained_files_than_any_watch_writes_are_not_read():
    parts = decoding.decode(fit_file(b"").ljust(16, b"\0") * 1_002)
    assert len(parts) <= 1_000


def test_reading_takes_at_most_three_times_the_file():
    fields = [(TIMESTAMP, 4, UINT32), (DISTANCE, 4, UINT32), (HEART_RATE, 1, UINT8), (0, 4, 0x85), (1, 4, 0x85)]
    layout = definition(RECORD, fields)
    data = fit_file(layout, b"".join(b"\0" + struct.pack("<IIBii", START + n, n, 140, n, n) for n in range(20_000)))
    decoding.decode(data)  # the checksum's tables are made once
    tracemalloc.start()
    decoding.decode(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= 3 * len(data)


WHOLE = fit_file(file_id(), *(record(n, 3.0 * n, heart_rate=140) for n in range(30)), session(), clock(2))


@settings(max_examples=300)
@given(st.data())
def test_damaged_bytes_give_what_could_be_read_and_never_an_error(data: st.DataObject):
    damaged = bytearray(WHOLE[: data.draw(st.integers(14, len(WHOLE)))])
    for place, byte in data.draw(st.lists(st.tuples(st.integers(12, len(damaged) - 1), st.integers(0, 255)))):
        damaged[place] = byte
    for found in decoding.decode(bytes(damaged)):
        assert {len(column) for column in found.records.values()} == {found.samples}
        assert found.samples <= len(damaged)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_header_are_read_without_an_error(body: bytes):
    for found in decoding.decode(fit_file(body)):
        assert set(RECORD_FIELDS) <= found.records.keys()


# --- fitparse: second reader and oracle


def test_fitparse_is_asked_only_where_ours_found_no_activity_and_an_error(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []

    def read_part(data: bytes, start: int, end: int) -> Part:
        asked.append(end - start)
        return empty

    empty = part(file_id(5))
    monkeypatch.setattr(fit_second, "read_part", read_part)
    decoding.decode(run())
    decoding.decode(run()[:-20])
    decoding.decode(fit_file(file_id()))
    assert asked == []
    assert decoding.decode(fit_file(file_id(), b"\x05"))[0].messages is empty.messages
    assert asked == [len(file_id()) + 1]
    decoding.decode(fit_file(file_id(), b"\x05" * 70_000))
    assert len(asked) == 1


def with_time(found: Part) -> np.ndarray:
    return np.flatnonzero(~np.isnan(found.records["timestamp"]))


def differences(ours: Part, theirs: Part) -> list[str]:
    """What our reader and fitparse read differently: samples that have a time, and totals."""
    rows, their_rows = with_time(ours), with_time(theirs)
    if len(rows) != len(their_rows):
        return [f"{len(rows)} samples, fitparse {len(their_rows)}"]
    pairs = {name: (ours.records[name][rows], theirs.records[name][their_rows]) for name in RECORD_FIELDS}
    for name in ("speed", "altitude"):  # fitparse fills the enhanced field from the old one
        enhanced = pairs.pop(f"enhanced_{name}")
        pairs[name] = tuple(np.where(np.isnan(a), b, a) for a, b in zip(enhanced, pairs[name], strict=True))
    wrong = [name for name, (a, b) in pairs.items() if not np.array_equal(a, b, equal_nan=True)]
    for kind in ("file_id", "sport", "activity", "session", "lap", "event"):
        native = [{k: v for k, v in one.items() if not k.startswith(APP)} for one in ours.messages[kind]]
        if native != theirs.messages[kind]:
            wrong.append(kind)
    return wrong


def oracle(data: bytes) -> Part:
    """The first FIT file in `data` as fitparse reads it: enhanced fields first, native before an app's."""
    header, size = data[0], int.from_bytes(data[4:8], "little")
    return fit_second.read_part(data, header, header + size)


def test_fitparse_reads_the_same_from_bytes_written_by_hand():
    assert differences(decoding.decode(WHOLE)[0], oracle(WHOLE)) == []


def corpus_fit() -> list[Path]:
    return sorted((CORPUS / "fit").glob("*.fit"))


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no real files beside the checkout (../shared/corpus)")
@pytest.mark.parametrize("path", corpus_fit(), ids=lambda path: path.name[:3])
def test_real_files_have_the_values_fitparse_reads_to_the_last_digit(path: Path):
    data = path.read_bytes()
    ours = decoding.decode(data)[0]
    assert ours.is_whole
    assert ours.has_right_checksum is not False
    assert differences(ours, oracle(data)) == []


def test_every_kind_of_message_is_there_even_if_a_file_has_none():
    assert set(part(file_id()).messages) == set(MESSAGES)
