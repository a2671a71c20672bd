"""What every list of activities gets on its way: units from its header, values, rows that a comma shifted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import listing, mapmyrun
from analysis.importers.base import File, Hints
from analysis.importers.dates import When
from analysis.importers.delimited import Row, Sheet
from analysis.importers.listing import Table, both_feet, split_unit


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    fields = {"distance": "distance", "gps distance": "distance", "speed": "speed", "hr": "hr"}
    return Table(Sheet(header, tuple(Row(n, cells) for n, cells in enumerate(rows, start=2))), fields, Hints())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Distance (mi)", ("Distance", "mi")),
        ("Distance [KM]", ("Distance", "km")),
        ("Climb ( ft )", ("Climb", "ft")),
        ("Distance", ("Distance", "")),
        ("(mi)", ("(mi)", "")),
    ],
)
def test_a_unit_is_what_stands_in_brackets_at_the_end(name: str, expected: tuple[str, str]):
    assert split_unit(name) == expected


@pytest.mark.parametrize(
    ("unit", "metres"),
    [("km", 5000), ("mi", 5 * 1609.344), ("m", 5), ("ft", 1.524), ("yd", 4.572), ("furlong", 5)],
)
def test_numbers_are_metres_by_the_unit_of_their_column(unit: str, metres: float):
    one = table((f"Distance ({unit})",), ("5",))
    assert one.number(one.rows[0], "distance") == pytest.approx(metres)


def test_a_speed_is_metres_a_second():
    one = table(("Speed (km/h)",), ("36",))
    assert one.number(one.rows[0], "speed") == pytest.approx(10)


def test_of_columns_that_name_one_field_the_first_with_a_value_counts_in_its_own_unit():
    one = table(("Distance (km)", "GPS Distance (m)"), ("--", "5100"), ("5", "5100"))
    assert [one.number(row, "distance") for row in one.rows] == [5100, 5000]


def test_the_decimal_sign_is_decided_for_each_column():
    one = table(("Distance", "HR"), ("5,25", "1,200"), ("1,500", "900"))
    assert [one.number(row, "distance") for row in one.rows] == [5.25, 1.5]
    assert one.number(one.rows[0], "hr") == 1200


def test_missing_is_missing_and_0_is_missing_only_where_it_cannot_be_measured():
    one = table(("Distance", "HR"), ("0", "0"), ("", "n/a"))
    assert one.number(one.rows[0], "distance") == 0
    assert np.isnan(one.positive(one.rows[0], "hr"))
    assert np.isnan([one.number(one.rows[1], "distance"), one.number(one.rows[1], "speed")]).all()


@pytest.mark.parametrize(("cadence", "steps"), [(85, 170), (119.9, 239.8), (120, 120), (170, 170), (np.nan, np.nan)])
def test_less_than_120_steps_a_minute_are_those_of_one_foot(cadence: float, steps: float):
    assert both_feet(cadence) == pytest.approx(steps, nan_ok=True)


def test_a_standing_foot_is_no_cadence():
    assert np.isnan(both_feet(0))


@pytest.mark.parametrize(
    ("width", "is_shifted"),
    [(2, False), (3, False), (4, True)],
)
def test_a_row_with_more_cells_than_most_is_shifted(width: int, is_shifted: bool):
    rows = [("1", "2", ""), ("1", "2", ""), ("1", "2", "", "")[:width]]
    one = table(("Distance", "HR"), *rows)
    assert one.is_shifted(one.rows[-1]) is is_shifted


def test_a_value_behind_the_last_name_is_shifted_even_where_every_row_has_one():
    one = table(("Distance", "HR"), ("1", "2", "3"), ("1", "2", "3"))
    assert one.is_shifted(one.rows[0])


@pytest.mark.parametrize(
    ("texts", "unit"),
    [(["0:28 km/h", ""], "km"), (["5:30 min/mi"], "mi"), (["1 km/h", "1 mi/h"], None), (["2.8"], None), ([""], None)],
)
def test_a_unit_may_stand_beside_speeds(texts: list[str], unit: str | None):
    assert table(("Speed",), *((text,) for text in texts)).unit_said == unit


def test_nobody_moves_0_metres_on_foot():
    when = When(date(2024, 5, 1))
    run = listing.activity("x", when, ("running", ""), distance_m=0.0)
    lift = listing.activity("x", when, ("training", ""), distance_m=0.0)
    assert np.isnan(run["distance_m"])  # type: ignore[call-overload]
    assert lift["distance_m"] == 0


def test_what_is_no_list_is_refused_with_what_to_do():
    with pytest.raises(UnreadableFile, match=r"^This is not MapMyRun's list of activities\. Correct it in MapMyRun"):
        mapmyrun.read(File("a.csv", b"name,price\napple,3\n"), Hints())
