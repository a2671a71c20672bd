"""The JSON document holds every value as it is, and the schema refuses what is not so."""

from __future__ import annotations

import json

import jsonschema
import pandas as pd
import pytest

from analysis import analyse
from analysis.report import document, schema

ABOUT = {"athlete": None, "as_of": "2024-03-02", "units": "km", "status": "steady", "files": []}


@pytest.fixture
def made() -> dict:
    runs = pd.DataFrame({
        "local_date": ["2024-03-01"], "local_start_time": ["2024-03-01 01:44:00"], "distance_m": [5000.5],
        "start_time": ["2024-02-29T23:44:00Z"], "title": ["Morning “run” 🏃"],
    })  # fmt: skip
    pain = pd.DataFrame({"local_date": ["2024-03-01", "2024-03-02"], "score": [0, None], "signs": [None, "limp"]})
    return document(analyse(runs, pain).tables(), **ABOUT)


def test_values_come_out_as_they_are(made: dict) -> None:
    (run,) = made["activities"]
    assert run["local_date"] == "2024-03-01"
    assert run["local_start_time"] == "2024-03-01T01:44:00"
    assert run["start_time"] == "2024-02-29T23:44:00Z"
    assert run["distance_m"] == 5000.5
    assert run["title"] == "Morning “run” 🏃"
    assert run["ascent_m"] is None


def test_pain_zero_is_zero_and_a_missing_score_is_null(made: dict) -> None:
    assert [entry["score"] for entry in made["pain"]] == [0, None]
    assert [day["worst_score"] for day in made["days"]] == [0, None]


def test_counts_are_whole_numbers_and_truths_are_booleans(made: dict) -> None:
    assert made["days"][0]["n_runs"] == 1
    assert isinstance(made["days"][0]["n_runs"], int)
    assert made["days"][0]["is_logged"] is True


def test_the_document_keeps_its_schema_and_is_plain_json(made: dict) -> None:
    jsonschema.validate(json.loads(json.dumps(made, allow_nan=False)), schema())


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("pain", "score", 11), ("pain", "moment", "noon"), ("flags", "status", None), ("weeks", "known_days", 8)],
)
def test_the_schema_refuses_a_broken_value(made: dict, table: str, column: str, value: object) -> None:
    made[table][0][column] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, schema())


def test_a_document_without_a_table_is_refused(made: dict) -> None:
    del made["plan"]
    with pytest.raises(jsonschema.ValidationError, match="'plan' is a required property"):
        jsonschema.validate(made, schema())
