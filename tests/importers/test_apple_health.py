"""Exports of Apple Health, written here workout by workout."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import apple_health, read
from analysis.importers.base import Content, File, Hints
from analysis.importers.unpacking import DAMAGED_ADVICE
from analysis.join import join
from analysis.tables import ACTIVITIES, check

from .zip_bytes import zipped

DECLARATIONS = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 11 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Workout ((MetadataEntry|WorkoutEvent|WorkoutRoute)*)>
]>
"""
BROKEN_DECLARATIONS = DECLARATIONS.replace("  locale CDATA #REQUIRED\n>\n", "  locale CDATA #REQUIRED\n")
RECORD = '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="72"/>\n'
FIVE_KM = '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.25" unit="km"/>'


def workout(*inside: str, kind: str = "Running", more: str = 'duration="30.5" durationUnit="min"', day: int = 1) -> str:
    dates = f'startDate="2024-05-{day:02} 07:30:00 +0200" endDate="2024-05-{day:02} 08:05:00 +0200"'
    tag = f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" {more} sourceName="Watch" {dates}'
    return f"{tag}>{''.join(inside)}</Workout>\n" if inside else f"{tag}/>\n"


def metadata(key: str, value: str) -> str:
    return f'<MetadataEntry key="{key}" value="{value}"/>'


def statistics(quantity: str, **values: object) -> str:
    told = " ".join(f'{name}="{value}"' for name, value in values.items())
    return f'<WorkoutStatistics type="HKQuantityTypeIdentifier{quantity}" {told}/>'


def export(*inside: str, declarations: str = DECLARATIONS) -> File:
    body = f'<HealthData locale="en_GB">\n{"".join(inside)}</HealthData>\n'
    return File("export.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{declarations}{body}'.encode())


def content(*inside: str) -> Content:
    held = apple_health.read(export(*inside), Hints())
    check(held.activities, ACTIVITIES)
    return held


def one(*inside: str) -> pd.Series:
    held = content(*inside)
    assert len(held.activities) == 1
    return held.activities.iloc[0]


def sentences(held: Content) -> str:
    return " ".join(issue.sentence for issue in held.issues)


# --- what a workout says


def test_a_run_of_a_new_export():
    run = one(
        workout(
            metadata("HKElevationAscended", "4180 cm"),
            metadata("HKElevationDescended", "38 m"),
            FIVE_KM,
            statistics("HeartRate", average=150.5, minimum=90, maximum=180, unit="count/min"),
            statistics("RunningStrideLength", average=1.05, unit="m"),
            statistics("StepCount", sum=5002, unit="count"),
        )
    )
    assert (run["sport"], run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (
        "running", 5250, 1830, 2100,
    )  # fmt: skip
    assert (run["ascent_m"], run["descent_m"]) == (pytest.approx(41.8), 38)
    assert (run["avg_heart_rate_bpm"], run["avg_stride_m"], run["avg_cadence_spm"]) == (150.5, 1.05, 164)
    assert (str(run["start_time"]), str(run["local_start_time"])) == (
        "2024-05-01 05:30:00+00:00", "2024-05-01 07:30:00",
    )  # fmt: skip


def test_a_run_of_an_old_export_has_its_distance_in_its_tag():
    more = 'duration="1800" durationUnit="s" totalDistance="3.1" totalDistanceUnit="mi" totalEnergyBurned="300"'
    run = one(workout(more=more))
    assert (run["distance_m"], run["moving_time_s"]) == (pytest.approx(4988.97, abs=0.01), 1800)


def test_the_oldest_exports_write_dates_without_dashes():
    run = one(workout(FIVE_KM).replace("2024-05-01 07:30:00 +0200", "20240501073000+0200"))
    assert str(run["local_start_time"]) == "2024-05-01 07:30:00"


def test_the_clock_is_that_of_where_the_workout_was_not_of_where_the_phone_was_at_the_export():
    run = one(workout(FIVE_KM, metadata("HKTimeZone", "America/New_York")))
    assert str(run["local_start_time"]) == "2024-05-01 01:30:00"
    assert str(run["start_time"]) == "2024-05-01 05:30:00+00:00"


@pytest.mark.parametrize("zone", ["GMT+0200", "", "../../etc/passwd", "/etc/passwd", "America", "x" * 5000])
def test_a_zone_nobody_knows_leaves_the_offset_of_the_file(zone: str):
    assert str(one(workout(FIVE_KM, metadata("HKTimeZone", zone)))["local_start_time"]) == "2024-05-01 07:30:00"


def test_the_same_workout_exported_in_another_zone_has_the_same_identity():
    here = one(workout(FIVE_KM))
    there = one(
        workout(FIVE_KM).replace("07:30:00 +0200", "01:30:00 -0400").replace("08:05:00 +0200", "02:05:00 -0400")
    )
    assert here["activity_id"] == there["activity_id"]


@pytest.mark.parametrize(
    ("kind", "inside", "sport", "sub_sport"),
    [
        ("Running", (metadata("HKIndoorWorkout", "1"),), "running", "indoor_running"),
        ("Running", (metadata("HKIndoorWorkout", "0"),), "running", None),
        ("Walking", (), "walking", None),
        ("Hiking", (), "hiking", None),
        ("Cycling", (), "cycling", None),
        ("TraditionalStrengthTraining", (), "training", "strength_training"),
        ("SwimBikeRun", (), "multisport", None),
        ("Pickleball2030", (), "other", None),
    ],
)
def test_sports(kind: str, inside: tuple[str, ...], sport: str, sub_sport: str | None):
    held = content(workout(*inside, kind=kind))
    row = held.activities.iloc[0]
    assert (row["sport"], row["sub_sport"] if isinstance(row["sub_sport"], str) else None) == (sport, sub_sport)
    assert held.issues == ()


def test_parts_of_a_triathlon_add_up():
    parts = (statistics("DistanceSwimming", sum=1500, unit="m"), statistics("DistanceCycling", sum=40, unit="km"))
    assert one(workout(*parts, FIVE_KM, kind="SwimBikeRun"))["distance_m"] == 46_750


def test_of_a_run_only_what_was_run_counts():
    assert one(workout(statistics("DistanceCycling", sum=40, unit="km"), FIVE_KM))["distance_m"] == 5250


def test_without_a_duration_pauses_are_not_known():
    run = one(workout(FIVE_KM, more=""))
    assert (run["moving_time_s"], run["elapsed_time_s"]) == (2100, 2100)


def test_what_is_not_measured_is_missing_not_0():
    run = one(workout(statistics("DistanceWalkingRunning", sum=0, unit="km")))
    assert run[["distance_m", "ascent_m", "descent_m", "avg_heart_rate_bpm", "avg_cadence_spm"]].isna().all()


@pytest.mark.parametrize("unit", ["furlong", "", "kcal"])
def test_a_unit_nobody_knows_leaves_the_value_out(unit: str):
    assert pd.isna(one(workout(statistics("DistanceWalkingRunning", sum=5, unit=unit)))["distance_m"])


def test_the_entries_of_a_part_do_not_speak_for_the_workout():
    part = f'<WorkoutActivity uuid="1">{metadata("HKTimeZone", "Asia/Tokyo")}</WorkoutActivity>'
    assert str(one(workout(part, FIVE_KM))["local_start_time"]) == "2024-05-01 07:30:00"


def test_positions_of_old_exports_are_passed_over():
    route = '<WorkoutRoute sourceName="Watch"><Location latitude="1" longitude="2"/></WorkoutRoute>'
    held = content(workout(route * 2000, FIVE_KM))
    assert held.activities["distance_m"].tolist() == [5250]
    assert held.records.empty


def test_a_run_nobody_can_run_has_no_distance():
    held = content(workout(statistics("DistanceWalkingRunning", sum=50, unit="km")))
    assert held.activities["distance_m"].isna().all()
    assert "1 run in it is faster than anyone can run. The distance was left out." in sentences(held)


def test_a_workout_that_stands_there_twice_counts_once():
    held = content(workout(FIVE_KM), workout(FIVE_KM))
    assert len(held.activities) == 1
    assert "1 activity more than once in the file." in sentences(held)


# --- the file


def test_records_between_the_workouts_are_passed_over():
    held = content(RECORD * 50, workout(FIVE_KM), RECORD * 50, workout(FIVE_KM, day=2), RECORD)
    assert held.activities["local_date"].dt.day.tolist() == [1, 2]
    assert (held.issues, held.is_partial) == ((), False)


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_where_the_pieces_of_a_stream_end_makes_no_difference(size: int):
    data = export(RECORD, workout(FIVE_KM), RECORD, workout(FIVE_KM, day=2), workout(kind="Walking", day=3)).data

    def pieces() -> Iterator[bytes]:
        return (data[begin : begin + size] for begin in range(0, len(data), size))

    streamed = apple_health.read(File("export.xml", data[:500], pieces), Hints())
    assert streamed.activities.equals(apple_health.read(File("export.xml", data), Hints()).activities)
    assert (len(streamed.activities), streamed.is_partial) == (3, False)


def test_the_broken_declarations_of_ios_16_do_no_harm():
    file = export(workout(FIVE_KM), declarations=BROKEN_DECLARATIONS)
    assert apple_health.looks_like(file)
    assert read(file).activities["distance_m"].tolist() == [5250]


def test_characters_no_xml_may_hold_do_no_harm():
    file = export(workout(FIVE_KM, metadata("HKWorkoutBrandName", "Lauf\x0b")))
    assert read(file).activities["distance_m"].tolist() == [5250]


@pytest.mark.parametrize(
    "declaration", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "x">']
)
def test_entities_are_refused(declaration: str):
    file = export(workout(FIVE_KM), declarations=f"<!DOCTYPE HealthData [{declaration}]>")
    with pytest.raises(UnreadableFile, match="defines entities, which no export needs"):
        apple_health.read(file, Hints())


def test_an_export_without_workouts_says_so():
    held = content(RECORD)
    assert held.activities.empty
    assert sentences(held) == (
        "export.xml: There are no workouts in this Apple Health export. There is nothing in it to import."
    )


def test_a_damaged_workout_does_not_take_the_others_down():
    held = content(workout(FIVE_KM), workout("<MetadataEntry key=>", day=2), workout(FIVE_KM, day=3))
    assert held.activities["local_date"].dt.day.tolist() == [1, 3]
    assert "1 workout in it is damaged. Left out." in sentences(held)
    assert held.is_partial


def test_a_workout_without_a_date_that_can_be_is_left_out():
    held = content(workout(FIVE_KM), workout(FIVE_KM).replace("2024-05-01", "1970-01-01"))
    assert len(held.activities) == 1
    assert "1 workout in it is without a date that can be. Left out." in sentences(held)


def test_a_file_cut_off_keeps_the_workouts_before_the_cut():
    file = export(workout(FIVE_KM), workout(FIVE_KM, day=2))
    held = apple_health.read(File("export.xml", file.data[: file.data.rindex(b"</Workout>")]), Hints())
    assert held.activities["local_date"].dt.day.tolist() == [1]
    assert "The file is cut off or damaged; the workouts before that were read." in sentences(held)


def test_a_file_cut_off_before_its_first_workout_is_refused():
    with pytest.raises(UnreadableFile, match="cut off or damaged"):
        apple_health.read(File("export.xml", export(workout(FIVE_KM)).data[:600]), Hints())


def test_an_archive_that_breaks_while_it_is_streamed_keeps_what_came_before():
    def pieces() -> Iterator[bytes]:
        yield export(workout(FIVE_KM)).data[:-10]
        raise UnreadableFile("This file in the archive is cut off or damaged.", DAMAGED_ADVICE)

    held = apple_health.read(File("export.xml", b"<HealthData", pieces), Hints())
    assert held.activities["distance_m"].tolist() == [5250]
    assert held.is_partial


def test_a_workout_without_end_is_dropped_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apple_health, "MAX_WORKOUT_BYTES", 2000)
    endless = workout(FIVE_KM, metadata("x", "y") * 100).replace("</Workout>", "")
    data = export(endless, RECORD * 20, workout(FIVE_KM, day=2)).data

    def pieces() -> Iterator[bytes]:
        return (data[begin : begin + 500] for begin in range(0, len(data), 500))

    held = apple_health.read(File("export.xml", data[:500], pieces), Hints())
    assert held.activities["local_date"].dt.day.tolist() == [2]
    assert "1 workout in it is damaged." in sentences(held)


@pytest.mark.parametrize(("workouts", "is_read"), [(3, True), (4, False)], ids=["just_at", "just_above"])
def test_more_workouts_than_anybody_has_are_refused(workouts: int, is_read: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apple_health, "MAX_WORKOUTS", 3)
    file = export(*[workout(FIVE_KM, day=day + 1) for day in range(workouts)])
    if is_read:
        assert len(apple_health.read(file, Hints()).activities) == 3
    else:
        with pytest.raises(UnreadableFile, match="more than 3 workouts, as no export does"):
            apple_health.read(file, Hints())


def test_an_export_and_its_routes_in_a_zip_are_read_and_become_one_activity():
    points = "".join(
        f'<trkpt lat="{50 + 0.0236 * minute / 30:.6f}" lon="0.5"><ele>9</ele>'
        f"<time>2024-05-01T05:{30 + minute:02}:15Z</time></trkpt>"
        for minute in range(30)
    )
    route = f'<gpx creator="Apple Health Export"><trk><name>Route 2024</name><trkseg>{points}</trkseg></trk></gpx>'
    run = workout(statistics("DistanceWalkingRunning", sum=2.6, unit="km"))
    data = zipped(
        {
            "apple_health_export/workout-routes/route_2024-05-01_8.00am.gpx": route.encode(),
            "apple_health_export/exportación.xml": export(RECORD, run).data,
            "apple_health_export/export_cda.xml": b'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>',
        }
    )
    imported = read(File("export.zip", data))
    assert [outcome.status for outcome in imported.outcomes] == ["imported", "imported", "refused"]
    said = " ".join(issue.sentence for issue in imported.issues)
    assert "This is a route of Apple Health; the workout it belongs to stands in export.xml." in said
    assert "meant for doctors' software. The workouts stand in export.xml beside it." in said
    joined = join(imported.activities, None)
    assert joined.activities["sport"].tolist() == ["running"]
    assert joined.activities["distance_m"].tolist() == [2600]
    assert joined.activities["title"].isna().all()
    assert len(imported.records) == 30


@pytest.mark.parametrize(
    "data", [b"", b"HealthData", b"<ClinicalDocument/>", b"<!-- <HealthData> -->", b"<HealthDataX>"]
)
def test_other_files_are_not(data: bytes):
    assert not apple_health.looks_like(File("export.xml", data))
