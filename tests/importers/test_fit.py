"""What FIT files say, written byte by byte: every expected number can be worked out from the line that writes it."""

from __future__ import annotations

import math
import struct

import pandas as pd
import pytest

from analysis.errors import UnreadableFile

from .fit_bytes import (
    ACTIVITY,
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
from .fit_reading import activity, read, sentences

TREADMILL, STREET, TRAIL, TRACK, INDOOR_RUNNING = 1, 2, 3, 4, 45
CYCLING = 2


# --- the summary of a run


def test_a_run_brings_its_totals_in_si_units():
    row = activity(run(total_ascent=120, total_descent=80, avg_heart_rate=150))
    assert row["sport"] == "running"
    assert row["distance_m"] == 10_000
    assert row["moving_time_s"] == 3000
    assert row["elapsed_time_s"] == 3000
    assert row["ascent_m"] == 120
    assert row["descent_m"] == 80
    assert row["avg_heart_rate_bpm"] == 150
    assert row["source_format"] == "fit"
    assert row["source_file"] == "run.fit"


def test_moving_time_leaves_pauses_out_and_elapsed_time_does_not():
    row = activity(run(total_timer_time=3_000_000, total_elapsed_time=3_600_000))
    assert (row["moving_time_s"], row["elapsed_time_s"]) == (3000, 3600)


def test_cadence_counts_both_feet_and_its_fraction():
    # 84 + 64/128 steps of one foot
    assert activity(run(avg_cadence=84, avg_fractional_cadence=64))["avg_cadence_spm"] == 169


def test_pedals_are_no_steps():
    row = activity(run(sport=CYCLING, avg_cadence=84))
    assert math.isnan(row["avg_cadence_spm"])


def test_step_length_in_tenths_of_a_millimetre_becomes_metres():
    assert activity(run(avg_step_length=11_500))["avg_stride_m"] == 1.15


def test_entered_effort_is_on_a_scale_to_ten():
    assert activity(run(workout_rpe=70))["perceived_exertion"] == 7


def test_entered_effort_of_zero_stays_zero():
    assert activity(run(workout_rpe=0))["perceived_exertion"] == 0


@pytest.mark.parametrize("field", ["total_ascent", "total_descent", "avg_heart_rate", "avg_cadence", "workout_rpe"])
def test_what_the_watch_left_out_is_missing(field: str):
    columns = {"total_ascent": "ascent_m", "total_descent": "descent_m", "avg_heart_rate": "avg_heart_rate_bpm",
               "avg_cadence": "avg_cadence_spm", "workout_rpe": "perceived_exertion"}  # fmt: skip
    assert math.isnan(activity(run(**{field: None}))[columns[field]])


def test_a_flat_run_climbed_zero_metres():
    assert activity(run(total_ascent=0))["ascent_m"] == 0


@pytest.mark.parametrize(
    ("field", "column"),
    [("avg_heart_rate", "avg_heart_rate_bpm"), ("avg_cadence", "avg_cadence_spm"), ("avg_step_length", "avg_stride_m"),
     ("total_distance", "distance_m")],
)  # fmt: skip
def test_zero_is_missing_where_zero_cannot_be_measured(field: str, column: str):
    assert math.isnan(activity(run(**{field: 0}))[column])


@pytest.mark.parametrize(
    ("sub_sport", "surface"),
    [(TREADMILL, "treadmill"), (TRAIL, "trail"), (TRACK, "track")],
)
def test_a_sub_sport_that_names_a_surface_says_it(sub_sport: int, surface: str):
    row = activity(run(sub_sport=sub_sport))
    assert (row["surface"], row["surface_source"], row["sub_sport"]) == (surface, "file", surface)


@pytest.mark.parametrize("sub_sport", [0, STREET, INDOOR_RUNNING, None])
def test_any_other_sub_sport_leaves_the_surface_unknown(sub_sport: int | None):
    row = activity(run(sub_sport=sub_sport))
    assert (row["surface"], row["surface_source"]) == ("unknown", "unknown")


def test_a_sport_newer_than_the_decoder_has_its_name():
    assert activity(run(sport=53))["sport"] == "diving"


# --- the clock


def test_the_watch_says_how_far_local_time_is_ahead():
    row = activity(run(hours=2))
    assert row["start_time"] == pd.Timestamp("2021-09-08 01:46:40", tz="UTC")
    assert row["local_start_time"] == pd.Timestamp("2021-09-08 03:46:40")
    assert row["local_date"] == pd.Timestamp("2021-09-08")


def test_a_run_belongs_to_its_local_day():
    assert activity(run(hours=-4))["local_date"] == pd.Timestamp("2021-09-07")


@pytest.mark.parametrize("hours", [14, -14, 5.75])
def test_an_offset_that_exists_on_earth_is_believed(hours: float):
    expected = pd.Timestamp("2021-09-08 01:46:40") + pd.Timedelta(hours=hours)
    assert activity(run(hours=hours))["local_start_time"] == expected


@pytest.mark.parametrize("hours", [14.25, -14.25, 2.1])
def test_an_offset_that_exists_nowhere_is_not_believed(hours: float):
    content = read(run(hours=hours))
    assert content.activities["local_start_time"].iloc[0] == pd.Timestamp("2021-09-08 01:46:40")
    assert "UTC" in sentences(content)


def test_an_offset_less_than_a_minute_off_a_quarter_hour_is_rounded():
    row = activity(fit_file(file_id(), session(), clock(3, seconds=-47)))
    assert row["local_start_time"] == pd.Timestamp("2021-09-08 04:46:40")


def test_without_local_time_in_the_file_the_runners_time_zone_decides():
    content = read(fit_file(file_id(), session()), "America/New_York")
    assert content.activities["local_start_time"].iloc[0] == pd.Timestamp("2021-09-07 21:46:40")
    assert content.issues == ()


def test_local_time_in_the_file_wins_over_the_runners_time_zone():
    row = activity(run(hours=2), "America/New_York")
    assert row["local_start_time"] == pd.Timestamp("2021-09-08 03:46:40")


def test_without_any_local_time_the_day_is_utc_and_said_to_be_unsure():
    content = read(fit_file(file_id(), session()))
    assert content.activities["local_date"].iloc[0] == pd.Timestamp("2021-09-08")
    assert sentences(content) == (
        "run.fit: The file knows universal time (UTC) only, not the time where you were."
        " Near midnight the day may be one off. Give your time zone when you import it."
    )
    assert not content.is_partial


def test_a_watch_without_satellites_still_knows_its_local_clock():
    switched_on_s = 17_000_000
    local = message(ACTIVITY, timestamp=switched_on_s + 3000, local_timestamp=START + 3000)
    row = activity(fit_file(file_id(), session(switched_on_s), local))
    assert row["local_start_time"] == pd.Timestamp("2021-09-08 01:46:40")
    assert pd.isna(row["start_time"])


@pytest.mark.parametrize("start", [17_000_000, 300_000_000, 4_000_000_000], ids=["never set", "1999", "2116"])
def test_a_date_that_cannot_be_is_refused_with_what_to_do(start: int):
    with pytest.raises(UnreadableFile, match="no date that can be: the clock of the watch was not set") as refusal:
        read(fit_file(file_id(), session(start)))
    assert refusal.value.advice == "Enter this activity by hand."


def test_one_impossible_date_does_not_take_the_other_activities_down():
    content = read(fit_file(file_id(), session(300_000_000), session(START), clock(2)))
    assert len(content.activities) == 1
    assert content.is_partial
    assert "the clock of the watch was not set" in sentences(content)


# --- samples


def test_samples_count_seconds_from_the_start():
    records = read(run(samples=3)).records
    assert records["elapsed_s"].tolist() == [0, 1, 2]
    assert records["distance_m"].tolist() == [0, 3, 6]
    assert records["heart_rate_bpm"].tolist() == [140, 140, 140]
    assert records["cadence_spm"].tolist() == [170, 170, 170]


def test_samples_have_no_positions():
    assert not {name for name in read(run()).records.columns if "lat" in name or "lon" in name or "position" in name}


def test_of_two_samples_at_one_instant_the_last_counts():
    data = fit_file(file_id(), record(0, 0), record(1, 3), record(1, 4), session(), clock(2))
    records = read(data).records
    assert records["elapsed_s"].tolist() == [0, 1]
    assert records["distance_m"].tolist() == [0, 4]


def test_samples_written_out_of_order_are_put_in_order():
    data = fit_file(file_id(), record(2, 6), record(0, 0), record(1, 3), session(), clock(2))
    assert read(data).records["distance_m"].tolist() == [0, 3, 6]


def test_samples_before_the_start_are_left_out():
    data = fit_file(file_id(), record(-1, 0), record(0, 1), session(), clock(2))
    assert read(data).records["elapsed_s"].tolist() == [0]


def test_a_gap_between_samples_stays_a_gap():
    data = fit_file(file_id(), record(0, 0), record(60, 200), session(), clock(2))
    assert read(data).records["elapsed_s"].tolist() == [0, 60]


def test_a_heart_that_does_not_beat_was_not_measured():
    data = fit_file(file_id(), record(0, 0, heart_rate=0), record(1, 3, heart_rate=None), session(), clock(2))
    assert read(data).records["heart_rate_bpm"].isna().all()


def test_standing_still_is_a_cadence_of_zero():
    data = fit_file(file_id(), record(0, 0, cadence=0), session(), clock(2))
    assert read(data).records["cadence_spm"].tolist() == [0]


def test_the_enhanced_field_wins_over_the_old_one():
    data = fit_file(file_id(), record(0, 0, speed=3000, enhanced_speed=3456), session(), clock(2))
    assert read(data).records["speed_m_s"].tolist() == [3.456]


def test_the_old_field_counts_where_there_is_no_enhanced_one():
    # altitude is written as (metres + 500) x 5
    data = fit_file(file_id(), record(0, 0, speed=3000, altitude=3000), session(), clock(2))
    records = read(data).records
    assert records["speed_m_s"].tolist() == [3]
    assert records["altitude_m"].tolist() == [100]


def test_fractions_of_cadence_and_step_length_are_kept():
    # 2 x (90 + 32/128) steps; 1,205.0 mm
    data = fit_file(file_id(), record(0, 0, cadence=90, fractional_cadence=32, step_length=12_050), session(), clock(2))
    records = read(data).records
    assert records["cadence_spm"].tolist() == [180.5]
    assert records["stride_m"].tolist() == [1.205]


def test_impossible_samples_are_left_out_and_said():
    samples = [record(0, 0, enhanced_speed=3000), record(1, 3, enhanced_speed=200_000)]
    content = read(fit_file(file_id(), *samples, session(), clock(2)))
    assert content.records["speed_m_s"].isna().tolist() == [False, True]
    assert content.is_partial
    assert "run.fit: Speed in the samples: 1 value is impossible. Left out; the rest was read." in sentences(content)


def test_an_impossible_total_is_left_out_and_said():
    content = read(run(total_distance=4_000_000_000, avg_heart_rate=19))
    assert content.activities[["distance_m", "avg_heart_rate_bpm"]].isna().all(axis=None)
    assert "Distance: 1 value is impossible." in sentences(content)
    assert content.is_partial


def test_the_largest_possible_distance_is_kept():
    assert activity(run(total_distance=100_000_000))["distance_m"] == 1_000_000


# --- developer fields: what an app on the watch adds


def with_app_field(name: bytes, native: int, units: bytes, native_value: int | None) -> bytes:
    """One sample whose distance is `native_value` and that has an app's field of the value 77."""
    index = definition(207, [(3, 1, UINT8)]) + b"\x00\x00"
    described = definition(
        206, [(0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 16, STRING), (8, 8, STRING), (15, 1, UINT8)]
    )
    described += bytes([0, 0, 0, UINT16]) + name.ljust(16, b"\0") + units.ljust(8, b"\0") + bytes([native])
    fields = definition(RECORD, [(253, 4, UINT32), (5, 4, UINT32)], [(0, 2, 0)])
    value = 0xFFFFFFFF if native_value is None else native_value
    sample = fields + b"\x00" + struct.pack("<IIH", START, value, 77)
    return fit_file(file_id(), index, described, sample, session(), clock(2))


def test_the_watchs_own_field_wins_over_an_apps_field_of_the_same_name():
    records = read(with_app_field(b"distance", 5, b"m", native_value=1200)).records
    assert records["distance_m"].tolist() == [12]


def test_an_apps_field_stands_in_where_the_watch_measured_nothing():
    records = read(with_app_field(b"distance", 5, b"m", native_value=None)).records
    assert records["distance_m"].tolist() == [77]


@pytest.mark.parametrize(("native", "units"), [(5, b"km"), (255, b"m")], ids=["other unit", "not declared native"])
def test_an_apps_field_that_may_mean_something_else_is_not_taken(native: int, units: bytes):
    records = read(with_app_field(b"distance", native, units, native_value=None)).records
    assert records["distance_m"].isna().all()


def test_one_files_app_fields_do_not_reach_into_the_next_file():
    read(with_app_field(b"distance", 5, b"m", native_value=None))
    undescribed = definition(RECORD, [(253, 4, UINT32)], [(0, 2, 0)]) + b"\x00" + struct.pack("<IH", START, 77)
    records = read(fit_file(file_id(), session(), clock(2), undescribed)).records
    assert records["distance_m"].isna().tolist() == [True]  # the sample counts, what nobody describes does not


# --- identity


def test_the_same_recording_has_the_same_id_in_every_import():
    first, again = activity(run()), activity(run(hours=5, samples=2, avg_heart_rate=150))
    assert first["activity_id"] == again["activity_id"]


@pytest.mark.parametrize(
    "other",
    [run(start=START + 1), run(sport=CYCLING), run(km=5), run(minutes=40)],
    ids=["another second", "another sport", "another distance", "another duration"],
)
def test_another_recording_has_another_id(other: bytes):
    assert activity(run())["activity_id"] != activity(other)["activity_id"]
