"""The contracts reject what breaks them, and say what and where."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ContractError
from analysis.tables import ACTIVITIES, DAYS, PAIN, RECORDS, TABLES, WEEKS, check, conform, empty


def pain(**changes: object) -> pd.DataFrame:
    rows = {"local_date": ["2024-03-11", "2024-03-12"], "moment": "day", "site": "arch", "side": "left", "entry": 1,
            "score": [0, 4], "source": "pain.csv"}  # fmt: skip
    return pd.DataFrame(rows | changes)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_keeps_its_contract(table) -> None:
    assert len(check(empty(table), table)) == 0
    assert list(conform(empty(table), table).columns) == table.names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_declared_once_and_says_what_it_means(table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    for column in table.columns:
        assert column.meaning.endswith("."), column.name
        assert column.kind != "number" or column.unit or column.name in (
            "observed", "threshold", "p_adjusted"), column.name  # fmt: skip


def test_zero_stays_zero_and_missing_stays_missing() -> None:
    made = conform(pain(score=[0, None]), PAIN)
    assert made["score"].iloc[0] == 0
    assert np.isnan(made["score"].iloc[1])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"score": [11, 4]}, "PAIN.score: 1 bad value (above 10 0-10), first: 11.0"),
        ({"score": [-1, -2]}, "PAIN.score: 2 bad values (below 0 0-10), first: -1.0, -2.0"),
        ({"score": [np.inf, 1]}, "PAIN.score: 1 bad value (infinite), first: inf"),
        ({"moment": ["day", "noon"]}, "PAIN.moment: 1 bad value (not one of first_steps, rest, before"),
        ({"source": [None, "a"]}, "PAIN.source: 1 bad value (value is missing), first: nan"),
        ({"local_date": ["2024-03-11", "2024-03-12 07:30"]}, "PAIN.local_date: 1 bad value (not a whole day)"),
        ({"local_date": ["2024-03-11", "12.3.24"]}, "PAIN.local_date: 1 bad value (not a day), first: '12.3.24'"),
        ({"score": ["five", "4"]}, "PAIN.score: 1 bad value (not a number), first: 'five'"),
        ({"local_date": "2024-03-11"}, "PAIN.local_date+moment+site+side+entry: 2 bad values (key stands more than"),
    ],
)  # fmt: skip
def test_bad_values_are_named_with_table_column_count_and_first_values(changes: dict, message: str) -> None:
    with pytest.raises(ContractError) as error:
        conform(pain(**changes), PAIN)
    assert message in str(error.value)


def test_a_missing_required_column_is_named() -> None:
    with pytest.raises(ContractError, match="PAIN: required column missing: site, side"):
        conform(pain().drop(columns=["site", "side"]), PAIN)


def test_a_column_that_is_not_declared_does_not_exist() -> None:
    made = conform(pain(mood="fine"), PAIN)
    assert "mood" not in made
    with pytest.raises(ContractError, match=r"PAIN: columns differ .*undeclared: \['mood'\]"):
        check(made.assign(mood="fine"), PAIN)


def test_a_wrong_dtype_is_refused_by_check() -> None:
    made = conform(pain(), PAIN)
    with pytest.raises(ContractError, match=r"PAIN\.score: dtype int64, declared float64"):
        check(made.assign(score=[1, 2]), PAIN)


def test_conform_leaves_its_input_alone() -> None:
    frame = pain()
    before = frame.copy(deep=True)
    conform(frame, PAIN)
    pd.testing.assert_frame_equal(frame, before)


def test_an_absent_optional_column_is_missing_and_not_zero() -> None:
    made = conform(pd.DataFrame({"activity_id": ["a"], "elapsed_s": [0.0]}), RECORDS)
    assert made["heart_rate_bpm"].isna().all()


def test_an_instant_is_kept_in_utc() -> None:
    frame = pd.DataFrame({
        "activity_id": ["a"], "local_date": ["2024-03-12"], "sport": ["running"], "surface": ["unknown"],
        "surface_source": ["unknown"], "source_format": ["fit"], "start_time": ["2024-03-12T01:44:00+02:00"],
    })  # fmt: skip
    assert conform(frame, ACTIVITIES)["start_time"].iloc[0] == pd.Timestamp("2024-03-11T23:44:00Z")


def test_weeks_holds_a_total_or_largest_for_every_day_column_that_has_one() -> None:
    for column in DAYS.columns:
        assert (column.name in WEEKS.names) == bool(column.weekly), column.name
