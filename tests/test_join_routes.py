"""Does a recording without sport find the workout it was made in?"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.join import join


def workout(start: str = "2024-05-01 05:30", km: float = 5.0, minutes: float = 30, **more: object) -> dict[str, object]:
    """A run of Apple Health, two hours ahead of UTC."""
    instant = pd.Timestamp(start, tz="UTC")
    clock = instant.tz_localize(None) + pd.Timedelta(hours=2)
    return {
        "activity_id": f"apple-{start}", "start_time": instant, "local_start_time": clock,
        "local_date": clock.normalize(), "sport": "running", "distance_m": 1000 * km, "moving_time_s": 60 * minutes,
        "elapsed_time_s": 60 * minutes + 120, "source_format": "apple_health", "source_file": "export.xml",
    } | more  # fmt: skip


def route(start: str = "2024-05-01 05:30:20", km: float = 4.9, minutes: float = 29.5, **more: object) -> dict:
    """A route beside it: no sport, and a clock that only knows UTC."""
    instant = pd.Timestamp(start, tz="UTC")
    clock = instant.tz_localize(None)
    return workout(km=km, minutes=minutes) | {
        "activity_id": f"gpx-{start}", "start_time": instant, "local_start_time": clock,
        "local_date": clock.normalize(), "sport": "other", "source_format": "gpx", "source_file": "route.gpx",
    } | more  # fmt: skip


def joined(*rows: dict[str, object]):
    return join(pd.DataFrame(list(rows)), None)


def test_a_route_becomes_one_with_its_workout():
    found = joined(workout(), route())
    run = found.activities.iloc[0]
    assert (len(found.activities), run["sport"], run["distance_m"]) == (1, "running", 5000)
    assert (str(run["local_start_time"]), run["also_in"]) == ("2024-05-01 07:30:00", "route.gpx")
    assert found.merged == {"gpx-2024-05-01 05:30:20": "apple-2024-05-01 05:30"}


def test_a_route_past_midnight_takes_the_day_of_its_workout():
    found = joined(workout("2024-05-01 22:30"), route("2024-05-01 22:30:20"))
    assert found.activities["local_date"].dt.strftime("%Y-%m-%d").tolist() == ["2024-05-02"]


def test_a_route_that_found_its_satellites_late_still_belongs():
    assert len(joined(workout(), route("2024-05-01 05:34", km=4.8)).activities) == 1


@pytest.mark.parametrize(
    "other",
    [
        route("2024-05-01 06:05"),
        route("2024-05-01 05:28:50"),
        route(km=9.0, minutes=60),
        route(source_format="apple_health"),
        route(sport="cycling"),
        route(start_time=pd.NaT),
    ],
    ids=["after it", "too early", "much longer", "same format", "another sport", "no instant"],
)
def test_what_does_not_belong_stays_apart(other: dict[str, object]):
    found = joined(workout(), other)
    assert sorted(found.activities["sport"]) == sorted(["running", other["sport"]])
    assert found.merged == {}


def test_each_route_finds_its_own_workout():
    days = ["2024-05-01 05:30", "2024-05-02 05:30", "2024-05-03 05:30"]
    found = joined(*[workout(day) for day in days], *[route(f"{day}:20") for day in reversed(days)])
    assert found.activities["also_in"].tolist() == ["route.gpx"] * 3
    assert len(found.merged) == 3


def test_routes_without_any_workout_stay_what_they_are():
    assert joined(route()).activities["sport"].tolist() == ["other"]
