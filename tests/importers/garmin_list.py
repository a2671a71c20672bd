"""Garmin Connect's activity list, written line by line for the tests."""

from analysis.importers import garmin_csv
from analysis.importers.base import File, Hints
from analysis.tables import ACTIVITIES, check


def file_of(*lines, name="Activities.csv"):
    return File(name, "\r\n".join(lines).encode() + b"\r\n")


def read(*lines):
    return garmin_csv.read(file_of(*lines), Hints())


def one(*lines):
    content = read(*lines)
    check(content.activities, ACTIVITIES)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def sentences(content):
    return [issue.sentence for issue in content.issues]
