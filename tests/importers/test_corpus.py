"""Real exports: each is imported with the right totals, or says why not in a sentence. They lie outside the project."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import fitdecode
import gpxpy
import pytest

from analysis.importers import Content, Outcome, read_each
from analysis.tables import ACTIVITIES, PAIN, RECORDS, check

from .conftest import CORPUS

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real exports do not lie beside this checkout"),
    pytest.mark.filterwarnings("ignore::UserWarning:fitdecode"),
]
DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}|\d\d? \w{3,}\.? \d{4}")
TOTALS = {"distance_m": "total_distance", "moving_time_s": "total_timer_time", "ascent_m": "total_ascent"}
UNEXPECTED = "Twinge could not read this file."


def files(folder: str) -> list[Path]:
    return sorted(path for path in (CORPUS / folder).iterdir() if path.is_file())


@cache
def imported(path: Path) -> tuple[Outcome, Content]:
    """Each file on its own, so that the same run in two files counts in both."""
    ((outcome, content),) = read_each(path)
    return outcome, content


def statuses(folder: str) -> Counter[str]:
    return Counter(imported(path)[0].status for path in files(folder))


@cache
def sessions(path: Path) -> list[dict[str, object]]:
    """The session messages as an independent decoder reads them, as far as it gets."""
    found: list[dict[str, object]] = []
    reader = fitdecode.FitReader(
        path, check_crc=fitdecode.CrcCheck.DISABLED, error_handling=fitdecode.ErrorHandling.WARN
    )
    try:
        with reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session":
                    found.append({name: _native(frame, name) for name in ("sport", *TOTALS.values())})
    except fitdecode.FitError:
        pass  # cut off: what came before counts
    return [session for session in found if session["sport"] != "transition"]


def _native(frame: fitdecode.FitDataMessage, name: str) -> object:
    """The watch's own field, not one of the same name that an app added."""
    values = [field.value for field in frame.fields if field.name == name and not _is_from_an_app(field)]
    return next((value for value in values if value is not None), None)


def _is_from_an_app(field: fitdecode.types.FieldData) -> bool:
    return isinstance(field.field_def, fitdecode.types.DevFieldDefinition)


def differences(path: Path) -> list[str]:
    """Where the totals of the imported activities are not those of the sessions."""
    _, content = imported(path)
    # A sync that was repeated writes the same session twice.
    expected = list({tuple(session.values()): session for session in sessions(path)}.values())
    if not expected:
        return []
    if len(content.activities) != len(expected):
        return [f"{path.name}: {len(content.activities)} activities, {len(expected)} sessions"]
    return [
        f"{path.name}: {column} {row[column]} is not {session[field]}"
        for (_, row), session in zip(content.activities.iterrows(), expected, strict=True)
        for column, field in TOTALS.items()
        if session[field] is not None and row[column] != session[field]
    ]


@pytest.mark.parametrize("folder", ["fit", "fit_corrupt"])
def test_fit_totals_are_those_an_independent_decoder_reads(folder: str):
    assert [difference for path in files(folder) for difference in differences(path)] == []


@pytest.mark.parametrize("folder", ["fit", "fit_corrupt"])
def test_every_fit_file_with_a_session_is_imported(folder: str):
    left_out = [path.name for path in files(folder) if sessions(path) and not imported(path)[0].activities]
    assert left_out == []


def test_gpx_distances_and_times_are_those_an_independent_reader_works_out():
    wrong = {}
    for path in files("gpx"):
        track = gpxpy.parse(path.read_bytes())
        # It takes the radius at the equator for that of the Earth: 0.11 % more than the mean.
        expected = [(track.length_2d() / 1.0011, track.get_duration())] if track.get_duration() >= 60 else []
        activities = imported(path)[1].activities
        found = list(zip(activities["distance_m"], activities["elapsed_time_s"], strict=True))
        if found != [pytest.approx(pair, rel=0.002) for pair in expected]:
            wrong[path.name] = (found, expected)
    assert wrong == {}


def test_tcx_totals_are_those_of_the_laps():
    wrong = {}
    for path in files("tcx"):
        text = path.read_text(encoding="utf-8-sig")
        expected = [
            (lap_total(body, "DistanceMeters"), lap_total(body, "TotalTimeSeconds"))
            for body in re.findall(r"<Activity [^>]*>(.*?)</Activity>", text, re.DOTALL)
        ]
        activities = imported(path)[1].activities
        found = list(zip(activities["distance_m"], activities["moving_time_s"], strict=True))
        if found != [pytest.approx(pair) for pair in expected]:
            wrong[path.name] = (found, expected)
    assert wrong == {}


def lap_total(body: str, name: str) -> float:
    """The sum of a total over the laps, their samples left out."""
    laps = re.sub(r"<Track>.*?</Track>", "", body, flags=re.DOTALL)
    return sum(map(float, re.findall(rf"<{name}>([^<]*)<", laps)))


def test_garmin_account_totals_are_those_of_the_list_in_other_units():
    for path in files("garmin_account_export"):
        entries = json.loads(path.read_bytes())[0]["summarizedActivitiesExport"]
        activities = imported(path)[1].activities
        assert len(activities) == len(entries)
        assert activities["distance_m"].sum() == pytest.approx(sum(entry.get("distance", 0) for entry in entries) / 100)
        assert activities["moving_time_s"].sum() == pytest.approx(sum(entry["duration"] for entry in entries) / 1000)


def test_strava_totals_are_those_of_the_metre_column():
    for path in files("strava_bulk"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        if "Distance.1" in rows[0]:
            metres = [float(row[rows[0].index("Distance.1")] or 0) for row in rows[1:]]
            activities = imported(path)[1].activities
            assert len(activities) == len(metres)
            assert activities["distance_m"].sum() == pytest.approx(sum(metres))


def test_runkeeper_totals_are_those_of_its_columns():
    for path in files("runkeeper"):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        names = ["Date", "Type", "Duration", "Distance (mi)"]
        once = {tuple(row[name] for name in names) for row in rows}
        activities = imported(path)[1].activities
        assert len(activities) == len(once)
        assert activities["distance_m"].sum() == pytest.approx(sum(float(key[3] or 0) for key in once) * 1609.344)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("runkeeper", {"imported": 1}),
        ("strava_bulk", {"imported": 1, "partly_imported": 1, "nothing_in_it": 2, "refused": 1}),
        ("garmin_account_export", {"imported": 1}),
        ("tcx", {"imported": 9, "nothing_in_it": 1}),
        ("gpx", {"imported": 5, "nothing_in_it": 1}),
        ("fit", {"imported": 96, "nothing_in_it": 10}),
        ("fit_corrupt", {"imported": 2, "partly_imported": 3, "refused": 1}),
        ("garmin_activities", {"imported": 19, "partly_imported": 1, "nothing_in_it": 2}),
    ],
)
def test_this_many_files_come_to_this(folder: str, expected: dict[str, int]):
    assert statuses(folder) == expected


def test_every_row_with_a_date_is_an_activity_or_is_accounted_for():
    wrong = {}
    for path in files("garmin_activities"):
        outcome, content = imported(path)
        rows = dated_rows(path.read_text(encoding="utf-8-sig"))
        if rows != len(content.activities) + accounted_for(outcome):
            wrong[path.name] = (rows, len(content.activities), accounted_for(outcome))
    assert wrong == {}


def dated_rows(text: str) -> int:
    """Rows with a date in them; the delimiter is the one the text has most of."""
    delimiter = max(",;\t", key=text.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    return sum(any(DATE.search(cell) for cell in row) for row in rows)


def accounted_for(outcome: Outcome) -> int:
    """Rows that an issue says were left out or stand there more than once."""
    repeated = [re.match(r"(\d+) activit\w+ more than once", issue.found) for issue in outcome.issues]
    left_out = sum("The row was left out." in issue.advice for issue in outcome.issues)
    return left_out + sum(int(match.group(1)) for match in repeated if match)


@pytest.mark.parametrize("folder", sorted(path.name for path in CORPUS.glob("*/")))
def test_every_real_file_keeps_the_contracts_or_says_why_not(folder: str):
    for path in files(folder):
        outcome, content = imported(path)
        for frame, table in ((content.activities, ACTIVITIES), (content.records, RECORDS), (content.pain, PAIN)):
            check(frame, table)
        if outcome.status != "imported":
            assert outcome.issues or outcome.questions, path.name
        for issue in outcome.issues:
            assert issue.found.endswith((".", "?", "!")) and issue.advice.endswith("."), issue.sentence
            assert issue.found != UNEXPECTED, issue.sentence
