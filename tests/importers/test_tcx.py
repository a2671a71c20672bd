"""TCX files, written here lap by lap."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import tcx
from analysis.importers.base import Content, File, Hints
from analysis.tables import ACTIVITIES, RECORDS, check


def at(minute: int, hour: int = 6) -> str:
    return f"2024-05-01T{hour:02}:{minute:02}:00.000Z"


def point(time: str | None, inside: str = "") -> str:
    return f"<Trackpoint>{f'<Time>{time}</Time>' if time else ''}{inside}</Trackpoint>"


def metres(distance: float) -> str:
    return f"<DistanceMeters>{distance}</DistanceMeters>"


def place(latitude: float) -> str:
    return f"<Position><LatitudeDegrees>{latitude}</LatitudeDegrees><LongitudeDegrees>0.5</LongitudeDegrees></Position>"


def lap(start: str, totals: str, *points: str) -> str:
    return f'<Lap StartTime="{start}">{totals}<Track>{"".join(points)}</Track></Lap>'


def totals(seconds: float, distance: float | None = None, more: str = "") -> str:
    return f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>{metres(distance) if distance is not None else ''}{more}"


def activity(*laps: str, sport: str = "Running", start: str = at(0)) -> str:
    return f'<Activity Sport="{sport}"><Id>{start}</Id>{"".join(laps)}</Activity>'


def tcx_file(*inside: str) -> File:
    namespace = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    body = f'<TrainingCenterDatabase xmlns="{namespace}">{"".join(inside)}</TrainingCenterDatabase>'
    return File("run.tcx", f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode())


def read(*activities: str, time_zone: str | None = None) -> Content:
    content = tcx.read(tcx_file(f"<Activities>{''.join(activities)}</Activities>"), Hints(time_zone))
    check(content.activities, ACTIVITIES)
    check(content.records, RECORDS)
    return content


def one(*laps: str, sport: str = "Running", time_zone: str | None = None) -> pd.Series:
    content = read(activity(*laps, sport=sport), time_zone=time_zone)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def sentences(content: Content) -> str:
    return " ".join(issue.sentence for issue in content.issues)


TWO_LAPS = (
    lap(at(0), totals(300, 1000), point(at(0), metres(0)), point(at(5), metres(1000))),
    lap(at(8), totals(310.5, 1002.5), point(at(8), metres(1000)), point("2024-05-01T06:13:11.000Z", metres(2002.5))),
)


# --- totals


def test_distance_and_timer_are_the_sums_of_the_laps():
    run = one(*TWO_LAPS)
    assert (run["distance_m"], run["moving_time_s"]) == (2002.5, 610.5)
    assert run["elapsed_time_s"] == 791


def test_records_go_on_through_the_laps():
    records = read(activity(*TWO_LAPS)).records
    assert records["elapsed_s"].tolist() == [0, 300, 480, 791]
    assert records["distance_m"].tolist() == [0, 1000, 1000, 2002.5]


def test_a_lap_without_distance_takes_how_far_the_samples_got():
    assert one(lap(at(0), totals(300), point(at(0), metres(0)), point(at(5), metres(990))))["distance_m"] == 990


def test_without_any_distance_it_is_computed_from_the_positions():
    run = one(lap(at(0), totals(300, 0), point(at(0), place(50.0)), point(at(5), place(50.01))))
    assert run["distance_m"] == pytest.approx(1111.95, abs=0.1)


def test_a_run_that_nothing_measured_has_no_distance():
    assert math.isnan(one(lap(at(0), totals(1800, 0), point(at(0)), point(at(30))))["distance_m"])


def test_a_ride_indoors_may_have_gone_nowhere():
    assert one(lap(at(0), totals(1800, 0), point(at(0)), point(at(30))), sport="Biking")["distance_m"] == 0


def test_a_treadmill_run_without_positions_is_a_run():
    run = one(lap(at(0), totals(1800, 5000), point(at(0), metres(0)), point(at(30), metres(5000))))
    assert (run["sport"], run["distance_m"], run["surface"]) == ("running", 5000, "unknown")


def test_an_activity_of_laps_without_samples_is_one_too():
    content = read(activity(f'<Lap StartTime="{at(0)}">{totals(1800, 5000)}</Lap>'))
    assert content.activities[["distance_m", "moving_time_s", "elapsed_time_s"]].to_numpy().tolist() == [
        [5000, 1800, 1800]
    ]
    assert content.records.empty


def test_without_a_timer_moving_time_comes_from_the_samples():
    samples = [point(at(minute), metres(200 * minute)) for minute in range(6)]
    assert one(lap(at(0), "", *samples))["moving_time_s"] == 300


def test_climb_is_missing_and_altitude_is_kept():
    heights = [f"<AltitudeMeters>{height}</AltitudeMeters>" for height in (-3.5, 120)]
    content = read(activity(lap(at(0), totals(300, 1000), point(at(0), heights[0]), point(at(5), heights[1]))))
    assert content.activities["ascent_m"].isna().all()
    assert content.records["altitude_m"].tolist() == [-3.5, 120]


def test_samples_without_distance_or_altitude_are_samples():
    heart = "<HeartRateBpm><Value>150</Value></HeartRateBpm>"
    content = read(activity(lap(at(0), totals(300, 1000), point(at(0), metres(0)), point(at(5), heart))))
    assert content.records["distance_m"].fillna(-1).tolist() == [0, -1]
    assert content.records["heart_rate_bpm"].fillna(-1).tolist() == [-1, 150]


# --- heart rate and cadence


def test_heart_rate_is_the_mean_of_the_laps_by_their_time():
    def rate(value: int) -> str:
        return f"<AverageHeartRateBpm><Value>{value}</Value></AverageHeartRateBpm>" + (
            "<MaximumHeartRateBpm><Value>190</Value></MaximumHeartRateBpm>"
        )

    run = one(lap(at(0), totals(300, 1000, rate(140))), lap(at(5), totals(900, 3000, rate(160))))
    assert run["avg_heart_rate_bpm"] == 155


@pytest.mark.parametrize(
    "cadence",
    [
        "<Extensions><ns3:TPX xmlns:ns3='urn:a'><ns3:Speed>3.0</ns3:Speed><ns3:RunCadence>{}</ns3:RunCadence>"
        "</ns3:TPX></Extensions>",
        "<Cadence>{}</Cadence>",
    ],
    ids=["extension", "plain"],
)
@pytest.mark.parametrize("counted", [86, 172], ids=["one foot", "both feet"])
def test_cadence_counts_both_feet_whatever_the_file_counts(cadence: str, counted: int):
    samples = [point(at(minute), cadence.format(counted)) for minute in (0, 5)]
    content = read(activity(lap(at(0), totals(300, 1000), *samples)))
    assert content.activities["avg_cadence_spm"].tolist() == [172]
    assert content.records["cadence_spm"].tolist() == [172, 172]


def test_speed_is_read_from_the_extension():
    speed = "<Extensions><TPX xmlns='urn:a'><Speed>3.25</Speed></TPX></Extensions>"
    content = read(activity(lap(at(0), totals(300, 1000), point(at(0)), point(at(5), speed))))
    assert content.records["speed_m_s"].fillna(-1).tolist() == [-1, 3.25]


# --- several activities, sports


def test_a_multisport_session_holds_its_activities():
    first = f"<FirstSport>{activity(lap(at(0), totals(600, 4000)), sport='Biking')}</FirstSport>"
    change = f'<Transition StartTime="{at(10)}">{totals(60, 100)}</Transition>'
    second = activity(lap(at(11), totals(1200, 4000)), start=at(11))
    content = read(f"<MultiSportSession>{first}<NextSport>{change}{second}</NextSport></MultiSportSession>")
    assert content.activities["sport"].tolist() == ["cycling", "running"]
    assert content.activities["moving_time_s"].tolist() == [600, 1200]


def test_activities_of_a_whole_list_are_all_read():
    content = read(
        activity(lap(at(0), totals(600, 2000))), activity(lap(at(0, 18), totals(600, 2000)), start=at(0, 18))
    )
    assert content.activities["local_start_time"].dt.hour.tolist() == [6, 18]


def test_the_same_activity_twice_counts_once():
    assert len(read(activity(*TWO_LAPS), activity(*TWO_LAPS)).activities) == 1


@pytest.mark.parametrize(
    ("written", "sport"),
    [("Running", "running"), ("running", "running"), ("Biking", "cycling")],
)
def test_the_sport_is_read_in_any_case(written: str, sport: str):
    assert one(*TWO_LAPS, sport=written)["sport"] == sport


@pytest.mark.parametrize("written", ["Other", ""])
def test_a_sport_that_says_nothing_is_guessed_by_speed_and_asked(written: str):
    content = read(activity(*TWO_LAPS, sport=written))  # 1,000 m in 5 minutes: 3.3 m/s
    assert content.activities["sport"][0] == "running"
    assert [(question.topic, question.guess) for question in content.questions] == [("sport", "running")]
    assert "at its speed it was read as a run" in sentences(content)


def test_other_training_that_goes_nowhere_is_not_asked_about():
    content = read(activity(lap(at(0), totals(300, 0), point(at(0)), point(at(5))), sport="Other"))
    assert (content.activities["sport"][0], content.questions) == ("other", ())


def test_a_sport_nobody_knows_is_named():
    content = read(activity(*TWO_LAPS, sport="Bog snorkelling"))
    assert "Twinge does not know these types of activity: “Bog snorkelling” (1)." in sentences(content)


# --- times


def test_the_clock_is_universal_unless_somebody_says_where():
    content = read(activity(*TWO_LAPS))
    assert content.activities["local_start_time"][0] == pd.Timestamp("2024-05-01 06:00")
    assert "The file knows universal time (UTC) only" in sentences(content)
    assert one(*TWO_LAPS, time_zone="Asia/Tokyo")["local_start_time"] == pd.Timestamp("2024-05-01 15:00")


def test_an_offset_is_the_local_clock():
    start = "2024-05-01T23:30:00.000+01:00"
    run = one(lap(start, totals(300, 1000), point(start), point("2024-05-01T23:35:00.000+01:00")))
    assert run["local_start_time"] == pd.Timestamp("2024-05-01 23:30")
    assert run["start_time"] == pd.Timestamp("2024-05-01 22:30", tz="UTC")


def test_parts_of_a_second_are_kept():
    run = lap(at(0), totals(300, 1000), point("2024-05-01T06:00:00.250Z"), point("2024-05-01T06:05:00.750Z"))
    assert read(activity(run)).records["elapsed_s"].tolist() == [0.25, 300.75]


def test_a_lap_that_begins_hours_from_its_samples_is_not_believed():
    run = one(lap(at(0), totals(300, 1000), point(at(0, 12)), point(at(5, 12))))
    assert run["local_start_time"] == pd.Timestamp("2024-05-01 12:00")


def test_a_sample_back_in_time_is_left_out():
    samples = [point(at(minute), metres(200 * minute)) for minute in (0, 1, 2, 1, 3, 4, 5)]
    records = read(activity(lap(at(0), totals(300, 1000), *samples))).records
    assert records["elapsed_s"].tolist() == [0, 60, 120, 180, 240, 300]


# --- what is no recording, damage and malice


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<Courses><Course><Name>Loop</Name></Course></Courses>", "This is a course to follow, not a recorded"),
        ("<Workouts><Workout Sport='Running'/></Workouts>", "This is a planned workout, not a recorded activity."),
        ("<Folders/>", "There is no recorded activity in it."),
        (f"<Activities>{activity(lap(at(0), totals(59, 100)))}</Activities>", "This is an activity of less than 60"),
        ("<Activities><Activity Sport='Running'/></Activities>", "or one without times."),
    ],
)
def test_what_is_no_recording_is_named(inside: str, found: str):
    content = tcx.read(tcx_file(inside), Hints())
    assert content.activities.empty
    assert found in sentences(content)


def test_what_stands_before_a_cut_is_kept_and_said():
    data = tcx_file(f"<Activities>{activity(*TWO_LAPS)}</Activities>").data
    content = tcx.read(File("cut.tcx", data[: data.rindex(b"<Trackpoint>")]), Hints("UTC"))
    assert content.records["elapsed_s"].tolist() == [0, 300, 480]
    assert content.is_partial
    assert "cut.tcx: The file is cut off or damaged; 3 samples before that could be read." in sentences(content)


def test_entities_are_refused():
    data = tcx_file("<Activities/>").data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', 1)
    assert tcx.looks_like(File("bomb", data))
    with pytest.raises(UnreadableFile, match="defines entities, which no export needs"):
        tcx.read(File("bomb", data), Hints())


def test_blanks_before_the_declaration_are_no_damage():
    data = b"          " + tcx_file(f"<Activities>{activity(*TWO_LAPS)}</Activities>").data
    assert tcx.looks_like(File("any name", data))
    assert not tcx.read(File("any name", data), Hints()).is_partial


def test_a_bad_number_costs_only_itself():
    run = lap(at(0), totals(300, 1000), point(at(0), "<AltitudeMeters>x</AltitudeMeters>"), point(at(5), metres(1000)))
    assert read(activity(run)).records["distance_m"].fillna(-1).tolist() == [-1, 1000]
