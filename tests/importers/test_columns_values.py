"""Cells of tables that no service wrote."""

import pytest

from analysis.importers.columns import values


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("1:05:00", "min", 3900),
        ("45:30", "m:ss", 2730),
        ("0:45", "h:mm", 2700),
        ("0:45", "min", 45),
        ("1h 20", "min", 4800),
        ("1h20", "s", 4800),
        ("1.5 h", "min", 5400),
        ("2h05m10s", "min", 7510),
        ("30 min", "s", 1800),
        ("45 Minuten", "s", 2700),
        ("7'30\"", "min", 450),
        ("7′30″", "min", 450),
        ("45'", "s", 2700),
        ("90", "min", 5400),
        ("90", "s", 90),
        ("1,5", "h", 5400),
        ("0.03125", "day", 2700),
        ("0 days 00:30:00", "min", 1800),
    ],
)
def test_times_as_people_type_them(text, unit, seconds):
    decimal = "," if "," in text else "."
    assert values.seconds(text, unit, decimal) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["soon", "min", "1:2:3:4", "=cmd()", "7 bananas", "h" * 500])
def test_what_is_no_time_is_none(text):
    assert values.seconds(text, "min", ".") is None


@pytest.mark.parametrize(
    ("text", "unit", "decimal", "metres"),
    [
        ("8,2", "km", ",", 8200),
        ("8.2 km", "mi", ".", 8200),
        ("5 mi", "km", ".", 8046.72),
        ("~8", "km", ".", 8000),
        ("1,234", "m", ".", 1234),
        ("1,234", "km", ",", 1234),
        ("1.234", "m", ",", 1234),
        ("1'234 m", "km", ".", 1234),
        ("12 000", "m", ".", 12000),
        ("300 ft", "m", ".", 91.44),
    ],
)
def test_distances_with_the_unit_of_the_cell_before_that_of_the_column(text, unit, decimal, metres):
    assert values.metres(text, unit, decimal) == pytest.approx(metres)


@pytest.mark.parametrize("text", ["far", "8 laps", "", "8-9"])
def test_what_is_no_distance_is_none(text):
    assert values.metres(text, "km", ".") is None


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("5:30", (330, "")),
        ("5:30 /km", (330, "km")),
        ("7'30\"", (450, "")),
        ("8:05 min/mi", (485, "mi")),
        ("5:30 min per km", (330, "km")),
        ("14.1", None),
    ],
)
def test_paces_with_the_unit_they_say(text, pace):
    assert values.pace(text) == pace


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("45363", "2024-03-12"),
        ("45363.5", "2024-03-12 12:00:00"),
        ("20240312", "2024-03-12"),
        ("Di, 12.03.2024", "12.03.2024"),
        ("12/03/2024", "12/03/2024"),
        ("99999", "99999"),
    ],
)
def test_dates_are_laid_out_for_the_reader_of_dates(text, day):
    assert values.date_text(text) == day
