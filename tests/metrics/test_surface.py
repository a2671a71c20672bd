"""What was run on?"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ContractError
from analysis.metrics import surface
from tests.metrics.athlete import ran, tables

DAY = "2024-03-04"


def on(**surfaces: float) -> pd.DataFrame:
    """Runs of one day, the kilometres on each surface."""
    frame = ran(*((DAY, km) for km in surfaces.values()), surface=list(surfaces), activity_id=list(surfaces))
    return frame.assign(surface_source=["unknown" if name == "unknown" else "entered" for name in surfaces])


def test_each_run_is_exposed_to_its_surface_and_says_who_told() -> None:
    exposures = tables(on(trail=8, unknown=5).assign(moving_time_s=[3000, 1800])).exposures
    told = exposures.loc[exposures["dimension"] == "surface", ["dimension", "band", "distance_m", "time_s", "source"]]
    assert told.to_numpy().tolist() == [
        ["surface", "trail", 8000, 3000, "entered"],
        ["surface", "unknown", 5000, 1800, "unknown"],
    ]


def test_other_sports_have_no_surface() -> None:
    assert tables(pd.DataFrame({"local_date": [DAY], "sport": ["cycling"], "distance_m": [1]})).exposures.empty


def test_a_day_adds_up_its_surfaces() -> None:
    day = tables(on(concrete=1, asphalt=4, trail=8, unknown=2)).day(DAY)
    names = ["concrete_m", "asphalt_m", "gravel_m", "trail_m", "unknown_m", "hard_surface_m"]
    assert day[names].tolist() == [1000, 4000, 0, 8000, 2000, 5000]


def test_hard_surface_is_missing_where_no_surface_is_known() -> None:
    made = tables(on(unknown=5))
    assert pd.isna(made.day(DAY)["hard_surface_m"])
    assert pd.isna(made.weeks.loc[0, "hard_surface_m"])
    assert made.day(DAY)["unknown_m"] == 5000


def test_hard_surface_is_zero_on_a_trail_and_on_a_rest_day() -> None:
    assert tables(on(trail=5)).day(DAY)["hard_surface_m"] == 0
    assert tables(on(asphalt=5), as_of="2024-03-05").day("2024-03-05")["hard_surface_m"] == 0


def test_a_week_with_rest_and_one_unknown_surface_claims_no_zero_of_hard_surface() -> None:
    assert pd.isna(tables(on(unknown=5), as_of="2024-03-06").weeks.loc[0, "hard_surface_m"])


def test_a_run_without_a_distance_leaves_its_surface_missing() -> None:
    day = tables(on(asphalt=float("nan"))).day(DAY)
    assert pd.isna(day["asphalt_m"])
    assert pd.isna(day["hard_surface_m"])


def test_given_exposures_win_for_the_activity_and_dimension_they_speak_of() -> None:
    given = pd.DataFrame({
        "activity_id": ["trail", "trail", "trail"], "dimension": ["surface", "surface", "shoe"],
        "band": ["asphalt", "gravel", "blue pair"], "distance_m": [3000, 5000, 8000],
    })  # fmt: skip
    made = tables(on(trail=8, concrete=2), exposures=given)
    assert made.day(DAY)[["asphalt_m", "gravel_m", "trail_m", "concrete_m"]].tolist() == [3000, 5000, 0, 2000]
    assert made.exposures.query("dimension == 'shoe'")["source"].tolist() == ["entered"]


def test_given_exposures_of_runs_that_are_not_there_are_left_out() -> None:
    given = pd.DataFrame({"activity_id": ["gone"], "dimension": ["surface"], "band": ["asphalt"], "distance_m": [1]})
    assert tables(on(trail=8), exposures=given).exposures["activity_id"].unique().tolist() == ["trail"]


def test_a_surface_of_another_name_is_refused() -> None:
    given = pd.DataFrame({"activity_id": ["trail"], "dimension": ["surface"], "band": ["sand"], "distance_m": [1]})
    with pytest.raises(ContractError, match=r"EXPOSURES\.band: no surface: sand; use one of concrete, asphalt, "):
        tables(on(trail=8), exposures=given)


def test_shares_tell_each_surface_and_who_says_so() -> None:
    runs = ran(("2024-03-04", 6), ("2024-03-05", 3), ("2024-03-06", 1), ("2024-02-01", 50)).assign(
        surface=["asphalt", "asphalt", "unknown", "trail"], surface_source=["entered", "route", "unknown", "file"]
    )
    made = tables(runs.assign(activity_id=["a", "b", "c", "d"]))
    shares = surface.shares(made.exposures, runs.assign(activity_id=["a", "b", "c", "d"]), pd.Timestamp("2024-03-01"))
    assert shares.to_numpy().tolist() == [
        ["asphalt", "entered", 6000, 0.6], ["asphalt", "route", 3000, 0.3], ["unknown", "unknown", 1000, 0.1],
    ]  # fmt: skip


def test_runs_without_a_distance_have_no_share() -> None:
    runs = on(asphalt=float("nan"))
    assert surface.shares(tables(runs).exposures, runs, pd.Timestamp("2024-01-01")).empty
