"""What every reader in the registry must keep to. A new reader needs a sample here, and gets all of these tests."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from fit_tool import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Sport
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFile
from analysis.importers import READERS, Content, File, Hints, columns, fit, read
from analysis.tables import ACTIVITIES, PAIN, RECORDS, check

from . import samples

FIT_EPOCH_S = 631_065_600


def fit_of_another_encoder() -> bytes:
    """Half an hour and 5 km from 1 May 2024, 05:00 UTC, 07:00 on the wall."""
    start_ms = round(datetime(2024, 5, 1, 5, tzinfo=UTC).timestamp() * 1000)
    end_ms = start_ms + 1_800_000
    builder = FitFileBuilder(auto_define=True)
    messages = [
        (FileIdMessage(), {"type": FileType.ACTIVITY, "time_created": start_ms}),
        *[(RecordMessage(), {"timestamp": start_ms + 1000 * s, "distance": 2.5 * s}) for s in range(9)],
        (SessionMessage(), {"timestamp": end_ms, "start_time": start_ms, "sport": Sport.RUNNING, "total_distance": 5000,
                            "total_timer_time": 1800, "total_elapsed_time": 1800}),
        (ActivityMessage(), {"timestamp": end_ms, "local_timestamp": end_ms // 1000 + 7200 - FIT_EPOCH_S}),
    ]  # fmt: skip
    for message, values in messages:
        for name, value in values.items():
            setattr(message, name, value)
        builder.add(message)
    return builder.build_bytes()


GARMIN_LIST = b"""Activity Type,Date,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Avg Pace,Avg Stride Length
Running,2024-05-03 07:00:00,"Morning","10.00","600","00:50:00","150","170","5:00","1.18"
Running,2024-05-01 07:00:00,"Easy","5.00","300","00:30:00","130","166","6:00","1.00"
"""
LONG_PAIN_LOG = b"""date,moment,site,side,score,note
2024-05-01,first_steps,plantar_heel,left,3,stiff
2024-05-02,first_steps,plantar_heel,left,0,
"""
WIDE_PAIN_LOG = b"""date,morning,during,after
2024-05-01,3,1,2
2024-05-02,0,,1
"""
GPX = b"""<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type>
<trkseg><trkpt lat="50.000" lon="0.5"><ele>100</ele><time>2024-05-01T05:00:00Z</time></trkpt>
<trkpt lat="50.001" lon="0.5"><ele>101</ele><time>2024-05-01T05:01:00Z</time></trkpt>
<trkpt lat="50.002" lon="0.5"><time>2024-05-01T05:02:00Z</time></trkpt></trkseg></trk></gpx>
"""
TCX = b"""<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
<Activity Sport="Running"><Id>2024-05-01T05:00:00.000Z</Id><Lap StartTime="2024-05-01T05:00:00.000Z">
<TotalTimeSeconds>1800.0</TotalTimeSeconds><DistanceMeters>5000.0</DistanceMeters><Track>
<Trackpoint><Time>2024-05-01T05:00:00.000Z</Time><DistanceMeters>0.0</DistanceMeters></Trackpoint>
<Trackpoint><Time>2024-05-01T05:30:00.000Z</Time><DistanceMeters>5000.0</DistanceMeters></Trackpoint>
</Track></Lap></Activity></Activities></TrainingCenterDatabase>
"""
GARMIN_ACCOUNT = b"""[{"summarizedActivitiesExport": [
{"activityId": 7, "name": "Morning", "activityType": "running", "startTimeGmt": 1714539600000.0,
"startTimeLocal": 1714546800000.0, "duration": 1800000.0, "distance": 500000.0, "avgHr": 150.0}]}]
"""
STRAVA_LIST = b"""Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Elapsed Time,Distance
7,"May 1, 2024, 5:00:00 AM","Morning,
easy",Run,1800,5.00,1800.0,5000.0
"""
RUNKEEPER_LIST = b"""Date,Type,Route Name,Distance (mi),Duration,Average Pace,Climb (ft),Average Heart Rate (bpm),Notes
2024-05-01 07:00:00,Running,,3.11,29:57,9:38,48.5,150,fine
"""
APPLE_HEALTH = b"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record|Workout)*>]>
<HealthData locale="en_GB"><Record type="HKQuantityTypeIdentifierStepCount" value="20"/>
<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch"
startDate="2024-05-01 07:00:00 +0200" endDate="2024-05-01 07:32:00 +0200">
<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5" unit="km"/></Workout></HealthData>
"""
OWN_ACTIVITIES = (
    b"twinge,activity_id,local_date,sport,distance_m,surface,surface_source,source_format,source_file\r\n"
    b"activities,a,2024-05-01,running,5000.0,unknown,unknown,twinge,export.zip/file\r\n"
)
OWN_PAIN = b"twinge,local_date,moment,site,side,entry,score,note,source\r\n" + (
    b'pain,2024-05-01,first_steps,plantar_heel,left,1,0.0,"\'=stiff",export.zip/file\r\n'
)
OWN_TOLD = b"twinge,local_date,item,dose,felt\r\ncare,2024-05-01,ice,,better\r\n"
OWN_RECORDING = (
    b'{"twinge": "recording", "activity": {"activity_id": "a", "local_date": "2024-05-01", "sport": "running",'
    b' "surface": "unknown", "surface_source": "unknown", "source_format": "twinge", "source_file": "export.zip/file"},'
    b' "records": {"elapsed_s": [0.0, 1.0], "speed_m_s": [2.5, null]},'
    b' "exposures": {"dimension": ["surface"], "band": ["trail"], "distance_m": [5000.0], "source": ["entered"]}}'
)
DIARY = b"""Date;Workout;Strecke (km);Dauer (min);Schmerz nach dem Lauf (0-10)
2024-05-01;Run;8,2;45;3
2024-05-02;Swim;1,5;40;0
"""
# FORMAT -> files of it.
SAMPLES: dict[str, tuple[bytes, ...]] = {
    "twinge": (OWN_ACTIVITIES, OWN_PAIN, OWN_RECORDING, OWN_TOLD),
    "fit": (fit_of_another_encoder(),),
    "gpx": (GPX,),
    "tcx": (TCX,),
    "apple_health": (APPLE_HEALTH,),
    "garmin_account": (GARMIN_ACCOUNT,),
    "garmin_csv": (GARMIN_LIST,),
    "strava_csv": (STRAVA_LIST,),
    "runkeeper": (RUNKEEPER_LIST,),
    **samples.OF_SERVICES,
    "pain_csv": (LONG_PAIN_LOG, WIDE_PAIN_LOG),
    "table": (DIARY,),
}
FOREIGN = {
    "empty": b"",
    "random": random.Random(1).randbytes(2000),
    "zeros": bytes(2000),
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100),
    "PDF": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "HTML": b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>date,score</body></html>",
    "JSON": b'[{"date": "2024-05-01", "score": 3}]',
    "KML": b'<?xml version="1.0"?><kml><Document><Placemark><name>gpx</name></Placemark></Document></kml>',
    "prose": b"Dear diary,\nmy heel hurts since Monday, score 3.\n",
    "another table": b"name,price\napple,3\npear,4\n",
}
CASES = [pytest.param(reader, sample, id=f"{reader.FORMAT}-{n}")
         for reader in READERS for n, sample in enumerate(SAMPLES.get(reader.FORMAT, ()))]  # fmt: skip


def confirmed(sample: bytes) -> Hints:
    """What the runner says to the guess of a table that nobody declared: yes."""
    questions = columns.read(File("file", sample), Hints()).questions if columns.looks_like(File("", sample)) else ()
    return Hints(answers={(question.shape, "columns"): question.guess for question in questions})


def kept(content: Content) -> Content:
    check(content.activities, ACTIVITIES)
    check(content.records, RECORDS)
    check(content.pain, PAIN)
    assert set(content.records["activity_id"]) <= set(content.activities["activity_id"])
    return content


def content_or_refusal(reader, data: bytes) -> None:
    """Reads the data; whatever it holds, only Content that keeps its contracts or a refusal with advice may come."""
    try:
        kept(reader.read(File("file", data), confirmed(data) if reader is columns else Hints()))
    except UnreadableFile as refusal:
        assert refusal.found.strip() and refusal.advice.strip()


def test_every_reader_has_a_sample():
    assert {reader.FORMAT for reader in READERS} == SAMPLES.keys()


def test_formats_and_labels_are_given_and_unique():
    formats, labels = [reader.FORMAT for reader in READERS], [reader.LABEL for reader in READERS]
    assert all(formats) and len(set(formats)) == len(formats)
    assert all(labels) and len(set(labels)) == len(labels)


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_a_reader_knows_its_own_files(reader, sample: bytes):
    assert reader.looks_like(File("any name", sample))


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_no_other_reader_takes_them(reader, sample: bytes):
    named = READERS[:-1]  # the last one takes any table that these leave
    assert [other.FORMAT for other in named if other.looks_like(File("any name", sample))] == (
        [] if reader is columns else [reader.FORMAT]
    )


def test_the_reader_of_any_table_is_asked_last():
    assert READERS[-1] is columns


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("reader", READERS, ids=[reader.FORMAT for reader in READERS])
@pytest.mark.parametrize("name", ["a.fit", "Activities.csv", "pain.csv"])
def test_no_reader_takes_foreign_files_whatever_their_name(reader, data: bytes, name: str):
    assert not reader.looks_like(File(name, data))


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_what_is_read_keeps_its_contracts_and_says_where_it_is_from(reader, sample: bytes):
    content = kept(reader.read(File("export.zip/file", sample), confirmed(sample) if reader is columns else Hints()))
    assert set(content.activities["source_format"]) <= {reader.FORMAT}
    # A format that holds nothing for Twinge says so; a part of Twinge's own export may hold neither runs nor pain.
    sources = {*content.activities["source_file"], *content.pain["source"]}
    assert sources == {"export.zip/file"} or content.issues or content.told
    assert not content.is_partial


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_reading_again_gives_the_same(reader, sample: bytes):
    first = reader.read(File("file", sample), Hints())
    for other, files in SAMPLES.items():
        if other != reader.FORMAT:
            read([File("other", data) for data in files])
    again = reader.read(File("file", sample), Hints())
    for table in ("activities", "records", "pain"):
        assert getattr(first, table).equals(getattr(again, table))
    assert first.issues == again.issues


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_a_file_cut_anywhere_yields_content_or_a_refusal(reader, sample: bytes):
    for length in range(0, len(sample), max(1, len(sample) // 100)):
        content_or_refusal(reader, sample[:length])


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with some bytes changed, a piece taken out or put in twice."""
    data = bytearray(sample)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data) - 1))
        data[at] = draw(st.integers(0, 255))
    begin, end = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    piece = bytes(data[begin:end])
    return bytes(data[:begin]) + piece * draw(st.sampled_from([0, 1, 2])) + bytes(data[end:])


@pytest.mark.parametrize(("reader", "sample"), CASES)
@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(choose=st.data())
def test_a_damaged_file_yields_content_or_a_refusal(reader, sample: bytes, choose: st.DataObject):
    content_or_refusal(reader, choose.draw(damaged(sample)))


@settings(max_examples=60, derandomize=True)
@given(data=st.binary(max_size=300))
def test_any_bytes_behind_the_beginning_of_a_fit_file_yield_content_or_a_refusal(data: bytes):
    header = bytes([12, 0x20, 0, 0]) + len(data).to_bytes(4, "little") + b".FIT"
    content_or_refusal(fit, header + data)


def test_the_totals_of_another_encoder_are_read_right():
    imported = read(File("run.fit", fit_of_another_encoder()))
    run = imported.activities.iloc[0]
    assert (run["distance_m"], run["moving_time_s"]) == (5000, 1800)
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert imported.records["distance_m"].tolist() == [0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20]
