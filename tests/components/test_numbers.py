"""Numbers as a person reads them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables import DAYS, WEEKS
from analysis.wording import span
from dashboard.components.numbers import bare_distance, duration, plain, quantity, shown

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (8046.72, "m", "5.0 mi"),
        (1.324, "x", "1.32 ×"),
        (0.66, "of the usual week", "66 % of the usual week"),
        (0.061, "of the distance", "6 % of the distance"),
        (0.5, "of the minutes left out", "50 % of the minutes left out"),
        (0.97, "probability", "97 %"),
        (2.0, "points", "2 points"),
        (1.0, "points", "1 point"),
        (1.0, "entries", "1 entry"),
        (1.0, "days logged", "1 day logged"),
        (0.0, "entries", "0 entries"),
        (3.0, "", "3"),
        (NAN, "points", "–"),
        (None, "points", "–"),
    ],
)
def test_a_number_is_said_with_its_unit(value, unit, said):
    assert quantity(value, unit, "mi") == said


@pytest.mark.parametrize(
    ("value", "column", "said"),
    [
        (12400.0, DAYS["distance_m"], "12.4 km"),
        (0.0, DAYS["distance_m"], "0.0 km"),
        (NAN, DAYS["distance_m"], "–"),
        (310.0, DAYS["descent_m"], "310 m"),
        (3900.0, DAYS["moving_time_s"], "1:05 h"),
        (1.4, DAYS["spike_ratio"], "1.40 ×"),
        (0.0, WEEKS["first_steps_mean"], "0"),
        (pd.Timestamp("2024-03-12"), DAYS["local_date"], "12 Mar 2024"),
        (pd.NA, WEEKS["run_days"], "–"),
    ],
)
def test_a_value_of_a_column_is_said_as_the_column_declares(value, column, said):
    assert shown(value, column, "km") == said


def test_a_descent_stays_in_metres_for_who_runs_miles():
    assert shown(310.0, DAYS["descent_m"], "mi") == "310 m"


@pytest.mark.parametrize(("metres", "said"), [(8150, "8.2"), (99949, "99.9"), (99950, "100"), (0, "0.0"), (NAN, "–")])
def test_a_bare_distance_stays_narrow(metres, said):
    assert bare_distance(metres, "km") == said


@pytest.mark.parametrize(("value", "said"), [(3.0, "3"), (3.42, "3.4"), (0.0, "0"), (10.0, "10"), (NAN, "–")])
def test_a_score_has_no_needless_decimal(value, said):
    assert plain(value) == said


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00 h"), (59, "0:01 h"), (36000, "10:00 h")])
def test_a_duration_is_in_hours_and_minutes(seconds, said):
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-03-12", "2024-03-12", "12 Mar 2024"),
        ("2024-03-04", "2024-03-17", "4 to 17 Mar 2024"),
        ("2023-12-28", "2024-01-03", "28 Dec 2023 to 3 Jan 2024"),
    ],
)
def test_a_span_says_no_month_twice(start, end, said):
    assert span(pd.Timestamp(start), pd.Timestamp(end)) == said


def test_a_span_as_long_as_rules_look_back_names_no_first_day():
    end = pd.Timestamp("2026-11-27")
    assert span(pd.Timestamp("2026-07-30"), end) == "Last 120 days, to 27 Nov 2026"
    assert span(pd.Timestamp("2026-07-31"), end) == "31 Jul 2026 to 27 Nov 2026"


def test_a_fall_has_a_minus_sign_as_in_sentences():
    assert quantity(-0.9, "points (7-day mean)", "km") == "−0.9 points (7-day mean)"
