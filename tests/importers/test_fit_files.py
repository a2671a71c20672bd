"""FIT files as devices leave them: several activities in one, cut, damaged, without summary, or no activity at all."""

from __future__ import annotations

import math
import struct

import pytest

from analysis.errors import UnreadableFile
from analysis.importers import fit
from analysis.importers.base import File, Hints

from .fit_bytes import (
    ENUM,
    EVENT,
    LAP,
    RECORD,
    SESSION,
    SPORT,
    START,
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
from .fit_reading import activity, read, sentences

TREADMILL = 1
CYCLING, TRANSITION, SWIMMING = 2, 3, 5


# --- several activities in one file


def test_a_triathlon_is_one_activity_per_sport_and_changing_clothes_is_none():
    data = fit_file(
        file_id(),
        record(0, 0), record(600, 1000), record(700, 1100), record(1900, 5000),
        record(2000, 5003), record(3800, 10_003),
        session(START, km=1, minutes=10, sport=SWIMMING),
        session(START + 660, km=0.1, minutes=3, sport=TRANSITION),
        session(START + 840, km=20, minutes=30, sport=CYCLING),
        session(START + 2000, km=5, minutes=30),
        clock(2),
    )  # fmt: skip
    content = read(data)
    assert content.activities["sport"].tolist() == ["swimming", "cycling", "running"]
    assert content.activities["distance_m"].tolist() == [1000, 20_000, 5000]
    run_id = content.activities["activity_id"].iloc[2]
    run_records = content.records[content.records["activity_id"] == run_id]
    assert run_records["elapsed_s"].tolist() == [0, 1800]
    assert run_records["distance_m"].tolist() == [3, 5003]
    assert len(content.records) == 5  # the sample of the transition belongs to no activity


def test_distance_that_starts_anew_with_each_session_is_left_alone():
    data = fit_file(
        file_id(), record(0, 0), record(600, 4000), record(700, 1), record(800, 300),
        session(START, km=4, minutes=10), session(START + 700, km=0.3, minutes=2), clock(2),
    )  # fmt: skip
    assert read(data).records["distance_m"].tolist() == [0, 4000, 1, 300]


def test_chained_files_are_all_read_each_with_its_own_clock():
    data = run(hours=2) + fit_file(file_id(), session(START + 86_400, km=5), clock(1))
    content = read(data)
    assert content.activities["distance_m"].tolist() == [10_000, 5000]
    assert content.activities["local_start_time"].dt.hour.tolist() == [3, 2]
    assert not content.is_partial


def test_the_same_recording_chained_twice_counts_once():
    content = read(run() + run())
    assert len(content.activities) == 1
    assert len(content.records) == 3
    assert content.issues == ()


# --- files as devices and damage leave them


def test_a_short_header_is_as_good_as_a_long_one():
    messages = (file_id(), session(), clock(2))
    assert activity(fit_file(*messages, header_size=12)).equals(activity(fit_file(*messages, header_size=14)))


def test_a_wrong_checksum_alone_is_no_reason_to_refuse():
    data = bytearray(run())
    data[-2:] = b"\x12\x34"
    assert not read(bytes(data)).is_partial


def test_a_missing_checksum_alone_is_no_reason_to_complain():
    assert not read(run()[:-2]).is_partial


def test_zeros_behind_the_end_mean_nothing():
    assert not read(run() + b"\0" * 512).is_partial


def test_a_file_cut_in_half_keeps_its_first_half_and_says_so():
    samples = [record(second, 3.0 * second) for second in range(200)]
    data = fit_file(file_id(), *samples, session(), clock(2))
    content = read(data[: len(data) // 2])
    row = content.activities.iloc[0]
    assert content.is_partial
    assert row["distance_m"] == content.records["distance_m"].iloc[-1] > 250
    assert row["elapsed_time_s"] == content.records["elapsed_s"].iloc[-1]
    assert f"The file is cut off or damaged; {len(content.records)} samples before that could be read." in sentences(
        content
    )
    assert "The watch wrote no summary, so distance and time were worked out from the samples." in sentences(content)


def test_a_file_cut_before_any_activity_is_refused_with_what_to_do():
    with pytest.raises(UnreadableFile, match="cut off or damaged before any activity") as refusal:
        read(run(samples=5)[:80])
    assert refusal.value.advice == "Copy it from the watch or download it from the service again."


def test_a_file_the_watch_never_closed_is_read_to_its_end():
    data = bytearray(run())
    data[4:8] = b"\0\0\0\0"
    assert activity(bytes(data))["distance_m"] == 10_000


def test_rubbish_behind_the_activity_is_said_and_harms_nothing():
    content = read(run() + b"something else that follows")
    assert len(content.activities) == 1
    assert content.is_partial


def test_a_field_whose_size_does_not_fit_its_type_does_not_spoil_the_file():
    # COROS watches declare 32-bit fields of one byte
    odd = definition(SESSION, [(2, 4, UINT32), (5, 1, ENUM), (9, 4, UINT32), (48, 1, UINT32)]) + b"\x00"
    odd += struct.pack("<IBIB", START, 1, 1_000_000, 7)
    content = read(fit_file(file_id(), record(0, 0), odd, clock(2)))
    assert content.activities["distance_m"].tolist() == [10_000]
    assert not content.is_partial


def test_compressed_timestamps_count_on_from_the_last_full_one():
    full = record(0, 0)
    # local message 1: distance only; the five low bits of the header are the seconds
    low = struct.pack("<BBBHB", 0x41, 0, 0, RECORD, 1) + bytes([5, 4, UINT32])
    compressed = b"".join(bytes([0xA0 | ((START + s) & 0x1F)]) + struct.pack("<I", 300 * s) for s in (1, 2, 40))
    content = read(fit_file(file_id(), full, low, compressed, session(), clock(2)))
    # 40 s is more than five bits can count: 40 - 32 = 8 s, the next instant with those bits
    assert content.records["elapsed_s"].tolist() == [0, 1, 2, 8]
    assert content.records["distance_m"].tolist() == [0, 3, 6, 120]


# --- files without summary


def minute_and_more() -> list[bytes]:
    return [record(second, 3.0 * second) for second in (0, 30, 60, 90)]


def test_without_summary_the_samples_tell_distance_and_time():
    sport = message(SPORT, sport=1, sub_sport=TREADMILL)
    content = read(fit_file(file_id(), sport, *minute_and_more(), clock(2)))
    row = content.activities.iloc[0]
    assert (row["sport"], row["surface"]) == ("running", "treadmill")
    assert (row["distance_m"], row["elapsed_time_s"]) == (270, 90)
    assert math.isnan(row["moving_time_s"])
    assert math.isnan(row["ascent_m"])
    assert "Climb and drop are missing." in sentences(content)


def test_without_summary_the_timer_events_tell_moving_time():
    def timer(second: int, kind: int) -> bytes:
        return message(EVENT, timestamp=START + second, event=0, event_type=kind)

    start, stop = 0, 4
    events = [timer(0, start), timer(30, stop), timer(50, start)]  # 30 s, then from 50 to the last sample at 90
    row = activity(fit_file(file_id(), *minute_and_more(), *events, clock(2)))
    assert row["moving_time_s"] == 70


def test_without_summary_and_samples_the_laps_tell():
    laps = [
        message(LAP, start_time=START + 300 * n, total_timer_time=300_000, total_distance=100_000, sport=1)
        for n in (0, 1)
    ]
    row = activity(fit_file(file_id(), *laps, clock(2)))
    assert (row["sport"], row["distance_m"], row["moving_time_s"]) == ("running", 2000, 600)


def test_without_any_sport_the_speed_guesses_and_the_runner_is_asked():
    slow = [record(second, 1.5 * second) for second in range(0, 120, 5)]
    fast = [record(second, 3.0 * second) for second in range(0, 120, 5)]
    for samples, sport in ((slow, "other"), (fast, "running")):
        content = read(fit_file(file_id(), *samples, clock(2)))
        assert content.activities["sport"].tolist() == [sport]
        assert [(question.topic, question.guess) for question in content.questions] == [("sport", sport)]
        assert "The file does not say which sport it was; " in sentences(content)


def test_an_answer_to_which_sport_it_was_counts_and_leaves_the_id_as_it_was():
    file = File("run.fit", fit_file(file_id(), *minute_and_more(), clock(2)))
    asked = fit.read(file, Hints())
    answered = fit.read(file, Hints(answers={(asked.questions[0].shape, "sport"): "walking"}))
    assert answered.activities["sport"].tolist() == ["walking"]
    assert answered.activities["activity_id"].tolist() == asked.activities["activity_id"].tolist()
    assert answered.questions == ()


def test_a_button_pressed_by_mistake_is_no_activity():
    content = read(fit_file(file_id(), record(0, 0), record(59, 1), clock(2)))
    assert content.activities.empty
    assert "This is an activity of less than 60 seconds, or one without times." in sentences(content)


def test_a_summary_without_totals_takes_them_from_the_samples():
    bare = message(SESSION, start_time=START, sport=1)
    row = activity(fit_file(file_id(), *minute_and_more(), bare, clock(2)))
    assert row["distance_m"] == 270


def test_a_summary_without_start_begins_with_its_first_sample():
    bare = message(SESSION, sport=1, total_distance=27_000)
    assert activity(fit_file(file_id(), *minute_and_more(), bare, clock(2)))["local_start_time"].minute == 46


# --- files that are no activity


@pytest.mark.parametrize(
    ("kind", "what"),
    [(2, "the settings of a watch"), (5, "a planned workout"), (6, "a course to follow"), (9, "body weight"),
     (32, "all-day monitoring"), (34, "a segment"), (99, "something the watch keeps for itself")],
)  # fmt: skip
def test_files_that_are_no_activity_say_what_they_are(kind: int, what: str):
    content = read(fit_file(file_id(kind), *minute_and_more()))
    assert content.activities.empty
    assert sentences(content) == f"run.fit: This is {what}, not a recorded activity. There is nothing in it to import."


def test_a_cut_file_says_at_which_byte():
    whole = fit_file(file_id(), *minute_and_more(), clock(2))
    assert "at byte " in sentences(read(whole[:-30]))


def test_a_checksum_that_does_not_match_is_told_and_refuses_nothing():
    file = bytearray(fit_file(file_id(), *minute_and_more(), session(), clock(2)))
    assert "checksum" not in sentences(read(bytes(file)))  # 0 says that there is none
    file[-2:] = b"\x12\x34"
    content = read(bytes(file))
    assert len(content.activities) == 1
    assert not content.is_partial
    assert "Its checksum does not match" in sentences(content)
