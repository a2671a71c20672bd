"""What the Log page proposes: hours, midnight, places, runs, by hand."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from analysis.join import join
from dashboard.session import log_proposals as proposals
from dashboard.workspace import ENTRIES

DAY = pd.Timestamp("2026-03-31")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-31T{clock}")


def pain(*rows: dict) -> pd.DataFrame:
    usual = {"local_date": DAY, "moment": "day", "site": "plantar_heel", "side": "left", "score": 2}
    return join(None, pd.DataFrame([{**usual, **row} for row in rows])).pain if rows else join(None, None).pain


def runs(*starts: str) -> pd.DataFrame:
    rows = [
        {"local_date": DAY, "local_start_time": pd.Timestamp(at(start)), "distance_m": 8000 + n, "moving_time_s": 3000}
        for n, start in enumerate(starts)
    ]
    found = join(pd.DataFrame(rows), None).activities if rows else join(None, None).activities
    return proposals.runs_on(found, DAY)


@pytest.mark.parametrize(
    ("clock", "moment"),
    [("00:00", "night"), ("03:59", "night"), ("04:00", "first_steps"), ("10:59", "first_steps"), ("11:00", "day"),
     ("23:59", "day")],
)  # fmt: skip
def test_the_hour_proposes_the_moment(clock: str, moment: str) -> None:
    assert proposals.moment(pain(), runs(), DAY, at(clock)) == moment


def test_first_steps_are_proposed_once_a_day() -> None:
    assert proposals.moment(pain({"moment": "first_steps"}), runs(), DAY, at("08:00")) == "day"


def test_after_a_run_the_run_is_asked_about_then_the_hours_after_it() -> None:
    run = runs("12:00")
    assert proposals.moment(pain(), run, DAY, at("14:00")) == "during"
    assert proposals.moment(pain({"moment": "during"}), run, DAY, at("14:00")) == "after"
    assert proposals.moment(pain({"moment": "during"}, {"moment": "after"}), run, DAY, at("14:00")) == "day"


def test_for_a_past_day_the_usual_moment_is_proposed_whatever_the_hour() -> None:
    mornings = pain({"moment": "first_steps"}, {"moment": "first_steps"}, {"moment": "day"})
    yesterday = DAY - pd.Timedelta(days=1)
    assert proposals.moment(mornings, runs(), yesterday, at("23:00")) == "first_steps"
    assert proposals.moment(pain(), runs(), yesterday, at("08:00")) == "day"


def entries(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=ENTRIES.names)
    return frame.astype({"local_date": "datetime64[us]"})


def test_the_place_of_the_last_entry_is_remembered() -> None:
    own = entries(
        {"entry_id": "2", "local_date": DAY, "site": "arch", "side": "right"},
        {"entry_id": "1", "local_date": DAY, "site": "shin", "side": "left"},
    )
    assert proposals.place(pain(), own) == ("arch", "right")
    assert proposals.place(pain({"local_date": DAY}), own) == ("arch", "right")
    assert proposals.place(pain({"local_date": DAY + pd.Timedelta(days=1)}), own) == ("plantar_heel", "left")
    assert proposals.place(pain(), entries()) == ("unknown", "unknown")
    assert proposals.place(pain({"site": "unknown"}), entries()) == ("unknown", "unknown")


def test_no_pain_speaks_of_each_place_that_hurt_within_four_weeks() -> None:
    ago = [DAY - pd.Timedelta(days=days) for days in (27, 28)]
    logged = pain(
        {"local_date": ago[0], "site": "shin"}, {"local_date": ago[1], "site": "knee"}, {"site": "hip", "score": 0}
    )
    last = ("plantar_heel", "left")
    assert proposals.painless_places(logged, last, DAY) == [("shin", "left"), last]


def test_with_nothing_logged_no_pain_is_said_of_no_place() -> None:
    assert proposals.painless_places(pain(), proposals.NOWHERE, DAY) == [("unknown", "unknown")]


def test_of_several_runs_before_is_the_first_and_after_the_last() -> None:
    two = runs("07:00", "18:00")
    first, last = two["activity_id"]
    assert proposals.run_of("before", two) == first
    assert proposals.run_of("during", two) == proposals.run_of("after", two) == last
    assert proposals.run_of("first_steps", two) is None
    assert proposals.run_of("during", runs()) is None


@pytest.mark.parametrize(
    ("clock", "hours"), [("12:50", 0), ("13:00", 0), ("14:20", 1.5), ("12:49", None)]
)  # the run ends at 12:50
def test_hours_since_a_run_are_told_in_half_hours(clock: str, hours: float | None) -> None:
    assert proposals.hours_since(runs("12:00").iloc[0], at(clock)) == hours
