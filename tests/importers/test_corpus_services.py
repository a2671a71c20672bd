"""Real exports of the smaller services: counts and totals are those worked out from the files by other means."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.importers import Content, Outcome, read_each

from .conftest import CORPUS

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real exports do not lie beside this checkout"),
]
MILE_M = 1609.344


def paths(folder: str, pattern: str = "*") -> list[Path]:
    return sorted((CORPUS / folder).glob(pattern))


def imported(path: Path) -> tuple[Outcome, Content]:
    ((outcome, content),) = read_each(path)
    return outcome, content


def table(path: Path) -> list[dict[str, str]]:
    """The rows by name as the csv module reads them, rows of another width than most left out."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    header, *rows = [row for row in csv.reader(io.StringIO(text)) if any(row)]
    width = Counter(map(len, rows)).most_common(1)[0][0]
    return [dict(zip((name.strip() for name in header), map(str.strip, row), strict=False))
            for row in rows if len(row) == width]  # fmt: skip


def number(text: str) -> float:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else 0.0


def total(activities: pd.DataFrame, column: str = "distance_m") -> float:
    return float(activities[column].sum())


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("trainingpeaks", {"imported": 1}),
        ("intervals_icu", {"imported": 1}),
        ("hrv4training", {"imported": 1, "partly_imported": 1}),
        ("mapmyrun", {"imported": 1}),
        ("apple_health_auto_export", {"imported": 1, "nothing_in_it": 1}),
        ("polar", {"imported": 4, "asks": 1}),
        ("suunto", {"imported": 1}),
        ("garmin_splits", {"nothing_in_it": 2}),
        ("other_csv", {"imported": 1}),
    ],
)
def test_this_many_files_come_to_this(folder: str, expected: dict[str, int]):
    assert Counter(imported(path)[0].status for path in paths(folder)) == expected


def test_trainingpeaks_totals_are_those_of_what_was_done():
    for path in paths("trainingpeaks"):
        done = [row for row in table(path) if number(row["TimeTotalInHours"]) or number(row["DistanceInMeters"])]
        outcome, content = imported(path)
        assert len(content.activities) == len(done)
        assert total(content.activities) == pytest.approx(sum(number(row["DistanceInMeters"]) for row in done))
        hours = sum(number(row["TimeTotalInHours"]) for row in done)
        assert total(content.activities, "moving_time_s") == pytest.approx(3600 * hours)
        assert total(content.activities, "perceived_exertion") == sum(number(row["Rpe"]) for row in done)
        assert (
            f"{len([row for row in table(path) if row['WorkoutType'] == 'Day Off'])} days off"
            in outcome.issues[0].found
        )


def test_intervals_totals_are_those_of_its_columns():
    for path in paths("intervals_icu"):
        rows, activities = table(path), imported(path)[1].activities
        assert len(activities) == len(rows)
        for column, name in (("distance_m", "distance"), ("moving_time_s", "moving_time"),
                             ("ascent_m", "total_elevation_gain"), ("perceived_exertion", "icu_rpe")):  # fmt: skip
            assert total(activities, column) == pytest.approx(sum(number(row[name]) for row in rows)), column
        ahead = activities["local_start_time"].dt.tz_localize("UTC") - activities["start_time"]
        assert set(ahead.dt.total_seconds() % 900) == {0}


def test_hrv4training_totals_are_those_of_its_columns():
    for path in paths("hrv4training"):
        metres = 0.0
        for row in table(path):
            synced = [
                (number(row[f"{kind}_distance"]), number(row[f"{kind}_time"])) for kind in ("run", "bike", "swim")
            ]
            is_synced = any(distance or seconds > 60 for distance, seconds in synced)
            far = sum(distance for distance, _ in synced) if is_synced else number(row["trainingDistance"])
            metres += far if far > 1000 else 1000 * far
        assert total(imported(path)[1].activities) == pytest.approx(metres)


def test_mapmyrun_and_health_auto_export_totals_are_those_of_their_columns():
    for path in paths("mapmyrun"):
        miles = sum(number(row["Distance (mi)"]) for row in table(path))
        assert total(imported(path)[1].activities) == pytest.approx(miles * MILE_M)
    for path in paths("apple_health_auto_export", "*pt*"):
        kilometres = sum(number(row["Distância (km)"]) for row in table(path))
        assert total(imported(path)[1].activities) == pytest.approx(kilometres * 1000)


def test_polar_xml_totals_are_those_of_its_results():
    for path in paths("polar", "*.xml"):
        laps = re.compile(r"<laps>.*?</laps>", re.DOTALL)
        text = laps.sub("", path.read_text(encoding="utf-8"))
        activities, records = imported(path)[1].activities, imported(path)[1].records
        assert len(activities) == text.count("<exercise>")
        assert total(activities) == pytest.approx(sum(map(float, re.findall(r"<distance>([^<]*)<", text))))
        rates = re.search(r"HEARTRATE</type>\s*<values>([^<]*)<", text)
        beats = [float(rate) for rate in rates[1].split(",")] if rates else []
        assert records["heart_rate_bpm"].count() == len(beats)
        assert records["heart_rate_bpm"].sum() == sum(beats)


def test_polar_hrm_distance_is_what_its_speeds_add_up_to():
    for path in paths("polar", "*.hrm"):
        text = path.read_text(encoding="latin-1")
        tenths = [int(line.split("\t")[1]) for line in text.split("[HRData]")[1].split("\n") if "\t" in line]
        seconds = int(re.findall(r"Interval=(\d+)", text)[0])
        activities, records = imported(path)[1].activities, imported(path)[1].records
        assert len(records) == len(tenths)
        assert total(activities) == pytest.approx(sum(tenths) * seconds / 36)


def test_suunto_samples_are_those_with_an_instant():
    for path in paths("suunto"):
        text = path.read_text(encoding="utf-8")
        samples = re.findall(r"<Sample>.*?</Sample>", text, re.DOTALL)
        beats = [60 * float(rate) for sample in samples for rate in re.findall(r"<HR>([\d.]+)</HR>", sample)]
        activities, records = imported(path)[1].activities, imported(path)[1].records
        assert activities["moving_time_s"].tolist() == [float(re.findall(r"<Duration>([\d.]+)<", text)[0])]
        assert activities["ascent_m"].tolist() == [float(re.findall(r"<Ascent>([\d.]+)<", text)[0])]
        assert records["heart_rate_bpm"].sum() == pytest.approx(sum(beats))


def test_wahoo_distance_is_that_of_its_summary():
    for path in paths("other_csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        place = next(n for n, line in enumerate(lines) if line.startswith("workout,"))
        summary = dict(zip(lines[place].split(","), lines[place + 1].split(","), strict=False))
        activities = imported(path)[1].activities
        assert activities["distance_m"].tolist() == [float(summary["gpsdist"])]
        assert activities["moving_time_s"].tolist() == [float(summary["runningtime"])]
