"""What the calendar draws of each day, and says of it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from analysis.spans import Span
from analysis.tables import FLAGS, conform
from dashboard.components.day_card import flags_of, year_facts
from dashboard.components.year_calendar import months
from tests.components.test_week_strip import days

TUESDAY = pd.Timestamp("2024-03-12")


def year(*rows, spans=()):
    made = days(*rows)
    return SimpleNamespace(first=made["local_date"].iloc[0], last=made["local_date"].iloc[-1], days=made, spans=spans)


def drawn(*rows, spans=(), week_start=0):
    """The days that lie in the data."""
    return [
        day for month in months(year(*rows, spans=spans), week_start, "km") for day in month["days"]
        if not day["is_out"]
    ]  # fmt: skip


ROWS = (
    {"worst_score": 0.0, "distance_m": 0.0},
    {"worst_score": 4.0, "distance_m": 5000.0},
    {"distance_m": 10_000.0},
    {"worst_score": 2.0, "distance_m": float("nan")},
)


def test_no_pain_is_a_score_and_a_day_without_a_log_is_none() -> None:
    assert [day["pain"] for day in drawn(*ROWS)] == [0.0, 4.0, None, 2.0]


def test_rest_is_no_bar_and_unknown_training_is_unknown() -> None:
    assert [day["run"] for day in drawn(*ROWS)] == [0.0, 0.5, 1.0, None]


def test_every_day_is_told_in_words() -> None:
    first, second, third, last = (day["label"] for day in drawn(*ROWS))
    assert first.endswith(": worst pain 0, no run")
    assert second.endswith(": worst pain 4, ran 5.0 km")
    assert third.endswith(": not logged, ran 10.0 km")
    assert last.endswith(": worst pain 2, training not known")


def test_bands_begin_and_end_with_their_span() -> None:
    dates = days(*ROWS)["local_date"]
    spans = (Span("pain", dates[0], dates[2]), Span("backoff", dates[1], dates[1]))
    made = drawn(*ROWS, spans=spans)
    assert [[(band["kind"], band["edges"]) for band in day["bands"]] for day in made] == [
        [("hurt", "begins")], [("hurt", ""), ("cut", "alone")], [("hurt", "ends")], [],
    ]  # fmt: skip
    assert made[1]["label"].endswith("pain going on; running cut")


def test_the_week_begins_when_the_runner_says() -> None:
    leads = {start: months(year(*ROWS), start, "km")[0]["lead"] for start in (0, 6, 5)}
    first = days(*ROWS)["local_date"].iloc[0].replace(day=1)
    assert leads == {0: first.day_of_week, 6: (first.day_of_week + 1) % 7, 5: (first.day_of_week + 2) % 7}


def test_a_month_is_whole_and_days_outside_the_data_stay_out() -> None:
    (month,) = months(year(*ROWS), 0, "km")
    assert len(month["days"]) == 31
    assert sum(day["is_out"] for day in month["days"]) == 27


def test_the_year_in_numbers_counts_gaps_as_gaps() -> None:
    assert year_facts(days(*ROWS), "km").count("<li>") == 3
    assert "<b>2</b>painful of 3 logged days" in year_facts(days(*ROWS), "km")
    assert "<b>15.0\u00a0km</b>run on 2 days" in year_facts(days(*ROWS), "km")
    assert "<b>?</b>training not known" in year_facts(days({"distance_m": float("nan")}), "km")


def test_the_warnings_of_a_day_are_those_whose_days_hold_it() -> None:
    usual = {"flag_id": "x", "rule": "L1", "site": "all", "is_current": True, "status": "raised", "severity": "watch",
             "evidence": "", "sentence": "A long one.", "hint": "", "validity": "weak"}  # fmt: skip
    span = {"period_start": TUESDAY, "period_end": TUESDAY}
    flags = conform(pd.DataFrame([usual | span, usual | span | {"flag_id": "y", "severity": "info"}]), FLAGS)
    rules = {"x": SimpleNamespace(title="A jump"), "y": SimpleNamespace(title="Told")}
    assert "A jump" in flags_of(flags, TUESDAY, rules) and "Told" not in flags_of(flags, TUESDAY, rules)
    assert "No warning speaks of this day." in flags_of(flags, TUESDAY + pd.Timedelta(days=1), rules)
