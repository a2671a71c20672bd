"""Short words for reading one FIT file in a test."""

from __future__ import annotations

import pandas as pd

from analysis.importers import fit
from analysis.importers.base import Content, File, Hints
from analysis.tables import ACTIVITIES, RECORDS, check


def read(data: bytes, time_zone: str | None = None) -> Content:
    content = fit.read(File("run.fit", data), Hints(time_zone))
    check(content.activities, ACTIVITIES)
    check(content.records, RECORDS)
    return content


def activity(data: bytes, time_zone: str | None = None) -> pd.Series:
    activities = read(data, time_zone).activities
    assert len(activities) == 1
    return activities.iloc[0]


def sentences(content: Content) -> str:
    return "\n".join(issue.sentence for issue in content.issues)
