"""Save and load give back every value as it was."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tables import ACTIVITIES, PAIN, RECORDS, Column, Table, conform
from dashboard.workspace import Import, Workspace

DAYS = st.dates(pd.Timestamp("1970-01-01").date(), pd.Timestamp("2200-12-31").date()).map(pd.Timestamp)
CLOCKS = st.datetimes(pd.Timestamp("1970-01-01").to_pydatetime(), pd.Timestamp("2200-12-31").to_pydatetime())
AWKWARD = st.sampled_from(["", " ", "'", '"', "a;b", "line\nline\r\n", "🦶 «heel»", "NULL", "0", "nan", "\t", "x\x00y"])
ATHLETES = map("athlete {}".format, count())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples; each example is an athlete of its own in it."""
    return tmp_path_factory.mktemp("home")


def values(column: Column) -> st.SearchStrategy:
    """Every value the declaration allows, missing too where it may be."""
    low = -1e300 if column.low is None else column.low
    high = 1e300 if column.high is None else column.high
    strategy = {
        "text": st.sampled_from(column.values) if column.values else AWKWARD | st.text(),
        "number": st.sampled_from([low if column.low is not None else 0.0, 0.0 if low <= 0 else low])
        | st.floats(low, high, allow_nan=False),
        "count": st.integers(int(max(low, -(2**53))), int(min(high, 2**53))),
        "day": DAYS,
        "clock": CLOCKS,
        "instant": CLOCKS,
    }[column.kind]
    return strategy if column.required else st.none() | strategy


def frames(table: Table) -> st.SearchStrategy[pd.DataFrame]:
    """Frames of `table` with different keys."""
    row = st.fixed_dictionaries({column.name: values(column) for column in table.columns})
    rows = st.lists(row, max_size=4, unique_by=lambda row: tuple(row[name] for name in table.key))
    return rows.map(lambda rows: conform(pd.DataFrame(rows, columns=table.names), table))


def in_order(frame: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    return frame.sort_values(list(key)).reset_index(drop=True)


@settings(max_examples=40)
@given(activities=frames(ACTIVITIES), pain=frames(PAIN))
def test_activities_and_pain_come_back_as_they_were(home: Path, activities: pd.DataFrame, pain: pd.DataFrame) -> None:
    workspace = Workspace(home, next(ATHLETES))
    workspace.save(Import("a", "test", "imported", activities=activities, pain=pain))
    seen = workspace.load()
    workspace.close()
    pd.testing.assert_frame_equal(in_order(seen.activities, ACTIVITIES.key), in_order(activities, ACTIVITIES.key))
    pd.testing.assert_frame_equal(in_order(seen.pain, PAIN.key), in_order(pain, PAIN.key))


@settings(max_examples=20)
@given(records=frames(RECORDS))
def test_records_come_back_as_they_were(home: Path, records: pd.DataFrame) -> None:
    ids = records["activity_id"].unique()
    activities = conform(
        pd.DataFrame(
            {
                "activity_id": pd.Series(ids, dtype="str"),
                "local_date": "2026-03-02",
                "sport": "running",
                "surface": "unknown",
                "surface_source": "unknown",
                "source_format": "test",
            }
        ),
        ACTIVITIES,
    )
    workspace = Workspace(home, next(ATHLETES))
    workspace.save(Import("a", "test", "imported", activities=activities, records=records))
    seen = workspace.load_records(ids)
    workspace.close()
    pd.testing.assert_frame_equal(in_order(seen, RECORDS.key), in_order(records, RECORDS.key))


def test_missing_is_missing_and_not_a_word_or_zero(tmp_path: Path) -> None:
    row = {"activity_id": "x", "local_date": "2026-03-02", "sport": "running", "surface": "unknown"}
    frame = conform(pd.DataFrame([{**row, "surface_source": "unknown", "source_format": "test"}]), ACTIVITIES)
    workspace = Workspace(tmp_path)
    workspace.save(Import("a", "test", "imported", activities=frame))
    seen = workspace.load().activities
    workspace.close()
    filled = {"activity_id", "local_date", "sport", "surface", "surface_source", "source_format"}
    assert set(seen.columns[seen.iloc[0].notna()]) == filled
    assert np.isnan(seen["distance_m"].iloc[0])
