"""GPX files, written here point by point: 0.001 degrees of latitude are 111.195 m on a sphere of the mean radius."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import gpx
from analysis.importers.base import Content, File, Hints
from analysis.tables import ACTIVITIES, RECORDS, check

STEP_M = 111.195  # 6 371 008.8 m x 0.001 degrees x pi / 180


def point(latitude: object, time: str | None, more: str = "", longitude: object = 0.5) -> str:
    when = f"<time>{time}</time>" if time else ""
    return f'<trkpt lat="{latitude}" lon="{longitude}">{when}{more}</trkpt>'


def at(minute: int, second: int = 0) -> str:
    return f"2024-05-01T23:{minute:02}:{second:02}Z"


def segment(*points: str) -> str:
    return f"<trkseg>{''.join(points)}</trkseg>"


def track(*segments: str, kind: str = "<type>running</type>", name: str = "<name>Evening</name>") -> str:
    return f"<trk>{name}{kind}{''.join(segments)}</trk>"


def gpx_file(*inside: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> File:
    namespaces = (
        'xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="urn:a" xmlns:gpxdata="urn:b" xmlns:ns3="urn:c"'
    )
    return File("run.gpx", f"{head}<gpx version='1.1' {namespaces}>{''.join(inside)}</gpx>".encode())


def read(*inside: str, time_zone: str | None = None) -> Content:
    content = gpx.read(gpx_file(*inside), Hints(time_zone))
    check(content.activities, ACTIVITIES)
    check(content.records, RECORDS)
    return content


def one(*inside: str, time_zone: str | None = None) -> pd.Series:
    content = read(*inside, time_zone=time_zone)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def sentences(content: Content) -> str:
    return " ".join(issue.sentence for issue in content.issues)


TWO_STEPS = segment(point(50.000, at(0)), point(50.001, at(1)), point(50.002, at(2)))


# --- distance and times


def test_distance_is_the_great_circle_from_point_to_point():
    run = one(track(TWO_STEPS))
    assert run["distance_m"] == pytest.approx(2 * STEP_M, abs=0.01)
    assert (run["elapsed_time_s"], run["moving_time_s"]) == (120, 120)


def test_a_degree_of_longitude_is_shorter_in_the_north():
    east = segment(point(60, at(0), longitude=0.500), point(60, at(1), longitude=0.501))
    assert one(track(east))["distance_m"] == pytest.approx(STEP_M / 2, abs=0.01)


def test_what_lies_between_segments_is_neither_distance_nor_moving_time():
    later = segment(point(50.010, at(12)), point(50.011, at(13)))
    run = one(track(TWO_STEPS, later))
    assert run["distance_m"] == pytest.approx(3 * STEP_M, abs=0.01)
    assert (run["elapsed_time_s"], run["moving_time_s"]) == (780, 180)


def test_a_pause_without_a_break_is_elapsed_time_but_not_moving_time():
    standing = segment(point(50.000, at(0)), point(50.001, at(1)), point(50.0011, at(11)), point(50.0021, at(12)))
    run = one(track(standing))
    assert (run["elapsed_time_s"], run["moving_time_s"]) == (720, 120)
    assert run["distance_m"] == pytest.approx(2.1 * STEP_M, abs=0.01)


def test_a_watch_that_samples_now_and_then_was_not_paused():
    sparse = segment(point(50.000, at(0)), point(50.003, at(2)), point(50.006, at(4)))
    assert one(track(sparse))["moving_time_s"] == 240


def test_climb_is_missing_because_altitudes_are_too_rough_to_add_up():
    hilly = segment(point(50.000, at(0), "<ele>100</ele>"), point(50.001, at(1), "<ele>180</ele>"))
    content = read(track(hilly))
    assert content.activities[["ascent_m", "descent_m"]].isna().all(axis=None)
    assert content.records["altitude_m"].tolist() == [100, 180]


def test_records_count_seconds_and_metres_from_the_start():
    records = read(track(TWO_STEPS)).records
    assert records["elapsed_s"].tolist() == [0, 60, 120]
    assert records["distance_m"].tolist() == pytest.approx([0, STEP_M, 2 * STEP_M], abs=0.01)


def test_no_position_leaves_the_importer():
    content = read(track(TWO_STEPS))
    written = content.activities.to_csv() + content.records.to_csv()
    assert "50.00" not in written and "0.5" not in written


@pytest.mark.parametrize("nowhere", [("0", "0"), ("91", "0.5"), ("x", "0.5"), ("nan", "0.5"), ("50.5", "181")])
def test_a_position_that_cannot_be_adds_no_distance(nowhere: tuple[str, str]):
    spoilt = segment(point(50.000, at(0)), point(nowhere[0], at(0, 30), longitude=nowhere[1]), point(50.001, at(1)))
    content = read(track(spoilt))
    assert content.activities["distance_m"][0] == pytest.approx(STEP_M, abs=0.01)
    assert len(content.records) == 3


def test_a_run_faster_than_anyone_has_no_distance_and_says_so():
    fast = segment(point(50.000, at(0)), point(50.500, at(2)))
    content = read(track(fast))
    assert content.activities["distance_m"].isna().all()
    assert content.is_partial
    assert "The run in it is faster than anyone can run, so its distance was left out." in sentences(content)


# --- time stamps


def test_two_points_of_one_second_are_one_sample():
    doubled = segment(point(50.000, at(0)), point(50.001, at(1)), point(50.001, at(1)), point(50.002, at(2)))
    content = read(track(doubled))
    assert content.records["elapsed_s"].tolist() == [0, 60, 120]
    assert content.activities["distance_m"][0] == pytest.approx(2 * STEP_M, abs=0.01)


@pytest.mark.parametrize("wrong", ["2024-04-30T23:01:30Z", "2031-01-01T00:00:00Z"], ids=["backward", "far ahead"])
def test_a_time_out_of_line_spoils_one_sample_only(wrong: str):
    spoilt = segment(point(50.000, at(0)), point(50.001, at(1)), point(50.0015, wrong), point(50.002, at(2)))
    content = read(track(spoilt))
    assert content.records["elapsed_s"].tolist() == [0, 60, 120]
    assert content.activities["elapsed_time_s"][0] == 120


def test_a_segment_written_in_the_wrong_order_is_put_right():
    later = segment(point(50.010, at(12)), point(50.011, at(13)))
    assert one(track(later, TWO_STEPS))["elapsed_time_s"] == 780


def test_a_segment_written_twice_counts_once():
    run = one(track(TWO_STEPS, TWO_STEPS))
    assert run["distance_m"] == pytest.approx(2 * STEP_M, abs=0.01)


def test_segments_of_two_days_are_two_activities():
    next_day = TWO_STEPS.replace("2024-05-01", "2024-05-02")
    content = read(track(TWO_STEPS, next_day))
    assert content.activities["local_date"].dt.day.tolist() == [1, 2]
    assert content.activities["distance_m"].tolist() == pytest.approx([2 * STEP_M, 2 * STEP_M], abs=0.01)


def test_each_track_is_an_activity():
    content = read(track(TWO_STEPS), track(TWO_STEPS.replace("T23", "T06"), kind="<type>cycling</type>"))
    assert content.activities["sport"].tolist() == ["running", "cycling"]
    assert content.records.groupby("activity_id").size().tolist() == [3, 3]


# --- the local clock


def test_universal_time_alone_is_said_and_taken_as_the_clock():
    content = read(track(TWO_STEPS))
    assert content.activities["local_start_time"][0] == pd.Timestamp("2024-05-01 23:00")
    assert "The file knows universal time (UTC) only, not the time where you were." in sentences(content)


def test_the_time_zone_of_the_athlete_gives_the_local_day():
    content = read(track(TWO_STEPS), time_zone="Europe/Berlin")
    assert content.activities["local_start_time"][0] == pd.Timestamp("2024-05-02 01:00")
    assert content.activities["local_date"][0] == pd.Timestamp("2024-05-02")
    assert content.activities["start_time"][0] == pd.Timestamp("2024-05-01 23:00", tz="UTC")
    assert content.issues == ()


def test_an_offset_in_the_file_is_the_local_clock_whatever_the_time_zone():
    offset = segment(point(50.0, "2024-05-01T23:00:00+02:00"), point(50.001, "2024-05-01T23:02:00.500+02:00"))
    run = one(track(offset), time_zone="Asia/Tokyo")
    assert run["local_start_time"] == pd.Timestamp("2024-05-01 23:00")
    assert run["start_time"] == datetime(2024, 5, 1, 21, tzinfo=UTC)
    assert run["elapsed_time_s"] == 120.5


def test_the_same_run_has_the_same_id_in_every_time_zone():
    ids = {one(track(TWO_STEPS), time_zone=zone)["activity_id"] for zone in (None, "Asia/Tokyo", "UTC")}
    assert len(ids) == 1


def test_a_clock_that_was_never_set_is_refused():
    lost = segment(point(50.0, "1970-01-01T00:00:10Z"), point(50.001, "1970-01-01T00:02:10Z"))
    with pytest.raises(UnreadableFile, match="no date that can be: the clock of the watch was not set"):
        read(track(lost))


# --- heart rate and cadence


@pytest.mark.parametrize(
    "extension",
    [
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{}</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions>",
        "<extensions><gpxdata:hr>{}</gpxdata:hr></extensions>",
        "<extensions><ns3:TrackPointExtension><ns3:hr>{}</ns3:hr></ns3:TrackPointExtension></extensions>",
        "<extensions><heartrate>{}</heartrate></extensions>",
    ],
    ids=["gpxtpx", "gpxdata", "ns3", "none"],
)
def test_heart_rate_is_read_under_any_prefix(extension: str):
    points = segment(
        point(50.000, at(0), extension.format(140)), point(50.001, at(1)), point(50.002, at(2), extension.format(150))
    )
    content = read(track(points))
    assert content.records["heart_rate_bpm"].fillna(-1).tolist() == [140, -1, 150]
    assert content.activities["avg_heart_rate_bpm"][0] == 145


@pytest.mark.parametrize(
    ("written", "kind", "steps"), [("85", "running", 170), ("170", "running", 170), ("59", "walking", 118)]
)
def test_cadence_counts_both_feet_whatever_the_file_counts(written: str, kind: str, steps: float):
    cadence = f"<extensions><gpxtpx:cad>{written}</gpxtpx:cad></extensions>"
    points = segment(point(50.000, at(0), cadence), point(50.001, at(1), cadence))
    assert one(track(points, kind=f"<type>{kind}</type>"))["avg_cadence_spm"] == steps


def test_pedals_are_no_steps():
    cadence = "<extensions><gpxtpx:cad>85</gpxtpx:cad></extensions>"
    points = segment(point(50.000, at(0), cadence), point(50.001, at(1), cadence))
    content = read(track(points, kind="<type>cycling</type>"))
    assert content.activities["avg_cadence_spm"].isna().all()
    assert content.records["cadence_spm"].isna().all()


def test_an_impossible_heart_rate_is_left_out_and_said():
    beats = "<extensions><hr>{}</hr></extensions>"
    points = segment(point(50.000, at(0), beats.format(999)), point(50.001, at(1), beats.format(150)))
    content = read(track(points))
    assert "Heart rate in the samples: 1 value is impossible. Left out; the rest was read." in sentences(content)
    assert content.is_partial


# --- the sport


@pytest.mark.parametrize(
    ("kind", "sport", "surface"),
    [
        ("running", "running", "unknown"),
        ("9", "running", "unknown"),
        ("trail_running", "running", "trail"),
        ("Treadmill Running", "running", "treadmill"),
        ("cycling", "cycling", "unknown"),
    ],
)
def test_the_type_says_which_sport(kind: str, sport: str, surface: str):
    run = one(track(TWO_STEPS, kind=f"<type>{kind}</type>"))
    assert (run["sport"], run["surface"]) == (sport, surface)


def test_without_type_the_title_may_say_it():
    content = read(track(TWO_STEPS, kind="", name="<name>Running 5/1/24 11:00 pm</name>"))
    assert content.activities["sport"][0] == "running"
    assert "The file does not say which sport it was; its title says running." in sentences(content)


def stretch(metres_a_second: float) -> str:
    """Two minutes at one speed; a degree of latitude is 111.19 km."""
    return segment(*(point(50 + 60 * minute * metres_a_second / 111_194.93, at(minute)) for minute in range(3)))


@pytest.mark.parametrize("name", ["", "<name>Along the river</name>", "<name>Ride, then run</name>"])
def test_without_type_and_word_the_speed_of_a_run_is_read_as_a_run_and_asked(name: str):
    content = read(track(stretch(3), kind="", name=name))
    assert content.activities["sport"][0] == "running"
    assert "The file does not say which sport it was; at its speed it was read as a run." in sentences(content)
    (question,) = content.questions
    assert (question.topic, question.guess, question.text) == (
        "sport", "running", "Which sport was it? The file does not say.",
    )  # fmt: skip
    assert [answer for answer, _ in question.choices] == ["running", "walking", "cycling", "other"]


@pytest.mark.parametrize(
    ("speed", "sport"), [(1.7, "other"), (1.9, "running"), (5.9, "running"), (6.1, "other")],
    ids=["just_below", "just_above_slowest", "just_below_fastest", "just_above"],
)  # fmt: skip
def test_only_the_speed_of_a_run_is_read_as_a_run(speed: float, sport: str):
    assert one(track(stretch(speed), kind="", name=""))["sport"] == sport


def test_the_answer_holds_and_the_activity_keeps_its_id():
    file = gpx_file(track(stretch(3), kind="", name=""))
    asked = gpx.read(file, Hints())
    shape = asked.questions[0].shape
    answered = gpx.read(file, Hints(answers={(shape, "sport"): "cycling"}))
    assert answered.activities["sport"][0] == "cycling"
    assert answered.questions == ()
    assert "which sport" not in sentences(answered)
    assert answered.activities["activity_id"][0] == asked.activities["activity_id"][0]


def test_a_type_nobody_knows_is_other_training_and_named():
    content = read(track(TWO_STEPS, kind="<type>bog snorkelling</type>"))
    assert content.activities["sport"][0] == "other"
    assert "Twinge does not know these types of activity: “bog snorkelling” (1)." in sentences(content)


def test_the_name_of_the_file_or_of_its_author_is_no_title():
    metadata = "<metadata><name>All of it</name><author><name>Somebody</name></author></metadata>"
    assert one(metadata, track(TWO_STEPS))["title"] == "Evening"


# --- what is no recording


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<rte><rtept lat="50" lon="1"/></rte>', "This is a route or a list of places, not a recorded activity."),
        ('<wpt lat="50" lon="1"><name>Home</name></wpt>', "This is a route or a list of places, not a recorded"),
        (track(segment(point(50.0, None), point(50.001, None))), "This is a route without times, not a recorded"),
        (track(segment(point(50.0, at(0)), point(50.0, at(0, 59)))), "This is an activity of less than 60 seconds."),
    ],
)
def test_what_is_no_recording_is_named(inside: str, found: str):
    content = read(inside)
    assert content.activities.empty
    assert found in sentences(content)


def test_sixty_seconds_are_an_activity():
    assert one(track(segment(point(50.0, at(0)), point(50.001, at(1)))))["elapsed_time_s"] == 60


# --- damage and malice


def test_what_stands_before_a_cut_is_kept_and_said():
    data = gpx_file(track(TWO_STEPS)).data
    content = gpx.read(File("cut.gpx", data[: data.rindex(b"<trkpt")]), Hints("UTC"))
    assert content.records["elapsed_s"].tolist() == [0, 60]
    assert content.is_partial
    assert "cut.gpx: The file is cut off or damaged; 2 samples before that could be read." in sentences(content)


def test_a_file_cut_before_its_first_point_is_refused():
    with pytest.raises(UnreadableFile, match="cut off or damaged before any activity in it is complete"):
        gpx.read(File("cut.gpx", gpx_file(track(TWO_STEPS)).data[:200]), Hints())


ENTITIES = '<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FROM_DISK = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entities", [ENTITIES, FROM_DISK], ids=["bomb", "file"])
def test_entities_are_refused(entities: str):
    file = gpx_file(track(TWO_STEPS, name="<name>&a;</name>"), head=entities)
    assert gpx.looks_like(file)
    with pytest.raises(UnreadableFile, match="defines entities, which no export needs"):
        gpx.read(file, Hints())


def test_elements_in_elements_without_end_are_refused():
    with pytest.raises(UnreadableFile, match="nested too deep"):
        gpx.read(gpx_file("<a>" * 5000), Hints())


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + gpx_file(track(TWO_STEPS)).data,
        b"          \n" + gpx_file(track(TWO_STEPS)).data,
        gpx_file(track(TWO_STEPS), head='<?xml version="1.0" encoding="UTF-16"?>').data.decode().encode("utf-16"),
        gpx_file(track(TWO_STEPS), head="<?xml version='1.0'?><!-- <kml> --><!DOCTYPE gpx>").data,
        gpx_file(track(TWO_STEPS)).data.replace(b"</", b"</g:").replace(b"<t", b"<g:t").replace(b"<n", b"<g:n")
        .replace(b"<gpx ", b"<g:gpx xmlns:g='urn:g' "),
    ],
    ids=["byte order mark", "blanks first", "utf-16", "comment and doctype", "prefix"],
)  # fmt: skip
def test_gpx_is_gpx_however_it_is_written(data: bytes):
    file = File("any name", data)
    assert gpx.looks_like(file)
    assert gpx.read(file, Hints()).activities["distance_m"][0] == pytest.approx(2 * STEP_M, abs=0.01)


@pytest.mark.parametrize("data", [b"", b"gpx", b"<kml><gpx/></kml>", b"<gpxx></gpxx>", b"<!-- <gpx> -->"])
def test_other_files_are_not(data: bytes):
    assert not gpx.looks_like(File("run.gpx", data))
