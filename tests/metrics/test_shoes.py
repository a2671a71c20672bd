"""Which pair carried what: counted per pair, per day in the newest, and per week."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import analyse
from analysis.metrics import shoes
from analysis.tables import SHOES, check
from analysis.told import Told

NAN = float("nan")


def worn(*rows: tuple[str, float, str | None], **more: object) -> pd.DataFrame:
    """Activities from (start, km, pair)."""
    frame = pd.DataFrame(rows, columns=["local_start_time", "km", "shoe"])
    start = pd.to_datetime(frame["local_start_time"], format="ISO8601")
    return frame.assign(
        local_start_time=start, local_date=start.dt.normalize(), distance_m=1000 * frame.pop("km"), **more
    )


def told(*rows: dict) -> Told:
    return Told(shoes=pd.DataFrame(rows, columns=SHOES.names))


def pair(made: object, name: str) -> pd.Series:
    return made.shoes.set_index("shoe").loc[name]


def in_newest(*rows: tuple[str, float, str | None], **more: object) -> dict[str, float]:
    """Date -> shoe_distance_m in km, rest days left out."""
    days = analyse(worn(*rows, **more), None).days
    ran = days[days["coverage"] == "recorded"]
    return {
        f"{day:%m-%d}": metres / 1000 for day, metres in zip(ran["local_date"], ran["shoe_distance_m"], strict=True)
    }


# Pairs


def test_a_pair_has_its_runs_and_what_it_had_gone_before() -> None:
    made = analyse(
        worn(("2026-03-01", 5, "Blue"), ("2026-03-04", 7.5, "Blue"), ("2026-03-02", 4, "Red")),
        None,
        told=told({"shoe": "Blue", "starting_distance_m": 120_000, "category": "standard", "drop_mm": 8}),
    )
    blue = pair(made, "Blue")
    assert (blue["distance_m"], blue["n_runs"], blue["category"], blue["drop_mm"]) == (132_500, 2, "standard", 8)
    assert (blue["first_use"], blue["last_use"]) == (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-04"))
    assert pair(made, "Red")["distance_m"] == 4000
    assert made.shoes["shoe"].tolist() == ["Blue", "Red"]
    check(made.shoes, SHOES)


def test_a_run_without_a_distance_is_counted_and_adds_nothing_and_is_no_zero() -> None:
    made = analyse(worn(("2026-03-01", 5, "Blue"), ("2026-03-02", NAN, "Blue"), ("2026-03-03", NAN, "Red")), None)
    assert pair(made, "Blue")[["distance_m", "n_runs", "n_unmeasured"]].tolist() == [5000, 2, 1]
    assert pd.isna(pair(made, "Red")["distance_m"])
    assert pair(made, "Red")[["n_runs", "n_unmeasured"]].tolist() == [1, 1]


def test_two_recordings_of_one_run_are_one_run_in_the_pair() -> None:
    parts = worn(("2026-03-01 08:00", 5, "Blue"), ("2026-03-01 08:35", 2, "Blue"), moving_time_s=1800.0)
    assert pair(analyse(parts, None), "Blue")[["distance_m", "n_runs"]].tolist() == [7000, 1]


def test_walks_wear_a_running_shoe_too_and_boots_that_only_walk_are_not_listed() -> None:
    frame = worn(("2026-03-01", 5, "Blue"), ("2026-03-02", 3, "Blue"), ("2026-03-03", 12, "Boots"))
    made = analyse(frame.assign(sport=["running", "walking", "hiking"]), None)
    assert made.shoes["shoe"].tolist() == ["Blue"]
    assert pair(made, "Blue")[["distance_m", "n_runs"]].tolist() == [8000, 1]


def test_a_pair_that_was_only_entered_has_its_starting_distance_and_no_runs() -> None:
    made = analyse(
        worn(("2026-03-01", 5, "Blue")),
        None,
        told=told({"shoe": "New", "starting_distance_m": 0}, {"shoe": "Found", "first_use": "2025-05-01"}),
    )
    assert pair(made, "New")[["distance_m", "n_runs"]].tolist() == [0, 0]
    assert pd.isna(pair(made, "Found")["distance_m"])
    assert pair(made, "Found")["first_use"] == pd.Timestamp("2025-05-01")


@pytest.mark.parametrize(
    ("entered", "first"), [("2025-12-24", "2025-12-24"), ("2026-03-20", "2026-03-01")], ids=["before", "after"]
)
def test_the_first_use_is_the_entered_day_unless_a_run_was_earlier(entered: str, first: str) -> None:
    made = analyse(worn(("2026-03-01", 5, "Blue"), ("2026-04-01", 5, "Blue")), None,
                   told=told({"shoe": "Blue", "first_use": entered}))  # fmt: skip
    assert pair(made, "Blue")["first_use"] == pd.Timestamp(first)


def test_seen_from_an_earlier_evening_nothing_later_is_known() -> None:
    rows = told(
        {"shoe": "Blue", "retired": "2026-03-09", "thumb_test": "mushy", "thumb_test_day": "2026-03-09"},
        {"shoe": "New", "first_use": "2026-03-09", "starting_distance_m": 0},
    )
    runs = worn(("2026-03-01", 5, "Blue"), ("2026-03-10", 5, "Blue"))
    blue = pair(analyse(runs, None, told=rows, as_of="2026-03-08"), "Blue")
    assert (blue["distance_m"], blue["last_use"]) == (5000, pd.Timestamp("2026-03-01"))
    assert blue[["retired", "thumb_test", "thumb_test_day"]].isna().all()
    assert analyse(runs, None, told=rows, as_of="2026-03-08").shoes["shoe"].tolist() == ["Blue"]
    blue = pair(analyse(runs, None, told=rows), "Blue")
    assert (blue["thumb_test"], blue["retired"]) == ("mushy", pd.Timestamp("2026-03-09"))


def test_no_data_and_runs_that_name_no_pair_give_an_empty_table() -> None:
    assert check(analyse(None, None).shoes, SHOES).empty
    assert check(analyse(worn(("2026-03-01", 5, None)), None).shoes, SHOES).empty


# Rules of the runner


def ruled(*rules: tuple[str, str], shoes: list[dict] | None = None) -> Told:
    """Rules for shoes as (kind, pair)."""
    frame = pd.DataFrame(rules, columns=["kind", "value"]).assign(key="", field="shoe", name=None)
    return replace(told(*(shoes or [])), defaults=frame)


def pairs(runs: pd.DataFrame, rules: Told) -> list[str | None]:
    found = analyse(runs, None, told=rules).activities["shoe"]
    return [None if pd.isna(name) else name for name in found]


def test_a_rule_for_weekdays_and_one_for_weekends_name_the_pairs_of_runs_that_name_none() -> None:
    friday_to_monday = worn(
        ("2026-03-06", 5, None), ("2026-03-07", 6, None), ("2026-03-08", 6, "Race"), ("2026-03-09", 5, None)
    )
    rules = ruled(("weekdays", "Blue"), ("weekend", "Red"))
    assert pairs(friday_to_monday, rules) == ["Blue", "Red", "Race", "Blue"]


def test_a_rule_holds_from_the_first_use_of_the_pair_until_the_day_it_is_retired() -> None:
    runs = worn(*[(f"2026-03-{n:02}", 5, None) for n in range(1, 6)])
    blue = {"shoe": "Blue", "first_use": "2026-03-02", "retired": "2026-03-05"}
    assert pairs(runs, ruled(("all", "Blue"), shoes=[blue])) == [None, "Blue", "Blue", "Blue", None]
    assert pairs(runs, ruled(("all", "Blue"))) == ["Blue"] * 5


def test_a_rule_about_a_pair_that_files_name_holds_from_the_first_of_those_runs_on() -> None:
    runs = worn(("2026-03-01", 5, None), ("2026-03-02", 5, "Blue"), ("2026-03-03", 5, None))
    assert pairs(runs, ruled(("all", "Blue"))) == [None, "Blue", "Blue"]


# Exposures


def test_a_run_in_a_known_pair_is_one_exposure_and_one_in_an_unknown_pair_none() -> None:
    runs = worn(("2026-03-01", 5, "Blue"), ("2026-03-02", 4, None), moving_time_s=1500.0)
    exposed = analyse(runs, None).exposures.query("dimension == 'shoe'")
    assert exposed[["band", "distance_m", "time_s"]].to_numpy().tolist() == [["Blue", 5000, 1500]]


def test_two_pairs_in_one_run_can_be_told_and_win_over_its_one_name() -> None:
    runs = worn(("2026-03-01", 5, "Blue"), ("2026-03-02", 10, "Blue")).assign(activity_id=["a", "b"])
    given = pd.DataFrame(
        {"activity_id": ["b", "b"], "dimension": "shoe", "band": ["Blue", "Red"], "distance_m": [6000.0, 4000.0]}
    )
    made = analyse(runs, None, exposures=given)
    assert made.days["shoe_distance_m"].tolist() == [0, 4000]
    weekly = shoes.weeks_by_pair(made.activities, made.exposures)
    assert weekly[["shoe", "distance_m"]].to_numpy().tolist() == [["Blue", 5000], ["Blue", 6000], ["Red", 4000]]


# Days: the newest pair


def test_only_distance_in_the_newest_of_two_pairs_counts() -> None:
    assert in_newest(
        ("2026-03-01", 5, "Blue"), ("2026-03-02", 6, "Red"), ("2026-03-03", 7, "Blue"), ("2026-03-04", 8, "Red")
    ) == {"03-01": 0, "03-02": 6, "03-03": 0, "03-04": 8}


def test_a_third_pair_becomes_the_newest_from_its_first_run_on() -> None:
    rows = [("2026-03-01", 5, "A"), ("2026-03-02", 6, "B"), ("2026-03-03", 7, "C"), ("2026-03-04", 8, "B")]
    assert in_newest(*rows) == {"03-01": 0, "03-02": 6, "03-03": 7, "03-04": 0}


def test_with_a_single_pair_in_use_nothing_is_in_a_newer_one() -> None:
    assert in_newest(("2026-03-01", 5, "Blue"), ("2026-03-05", 6, "Blue")) == {"03-01": 0, "03-05": 0}


def test_a_pair_is_in_use_for_28_days_after_its_last_run() -> None:
    every_week = [(f"2026-03-{n:02}", 5, "Red") for n in (8, 15, 22, 28)]
    last = in_newest(("2026-03-01", 5, "Blue"), *every_week)
    assert last["03-28"] == 5
    assert in_newest(("2026-03-01", 5, "Blue"), *every_week, ("2026-03-29", 5, "Red"))["03-29"] == 0


def test_a_run_in_an_unknown_pair_leaves_its_day_open_and_a_rest_day_is_zero() -> None:
    rows = [("2026-03-01", 5, "Blue"), ("2026-03-02", 6, "Red"), ("2026-03-04 07:00", 5, "Red"),
            ("2026-03-04 18:00", 3, None)]  # fmt: skip
    days = analyse(worn(*rows), None).days
    assert days["shoe_distance_m"].iloc[:3].tolist() == [0, 6000, 0]
    assert pd.isna(days["shoe_distance_m"].iloc[3])


def test_what_comes_later_does_not_change_the_days_before() -> None:
    rows = [("2026-03-01", 5, "A"), ("2026-03-02", 6, "B"), ("2026-03-09", 7, "C"), ("2026-03-10", 8, "B")]
    whole = analyse(worn(*rows), None).days["shoe_distance_m"].tolist()
    for cut in range(1, 10):
        seen = analyse(worn(*rows), None, as_of=f"2026-03-{cut:02}").days["shoe_distance_m"].tolist()
        assert seen == whole[:cut]


# Weeks


def test_weeks_hold_each_pair_and_what_nobody_knows() -> None:
    runs = worn(("2026-03-02", 5, "Blue"), ("2026-03-08", 6, "Red"), ("2026-03-08", 2, None), ("2026-03-09", 3, "Red"))
    made = analyse(runs, None)
    monday = shoes.weeks_by_pair(made.activities, made.exposures).fillna({"shoe": "?"})
    assert [(f"{week:%m-%d}", pair, metres) for week, pair, metres in monday.itertuples(index=False)] == [
        ("03-02", "Blue", 5000), ("03-02", "Red", 6000), ("03-02", "?", 2000), ("03-09", "Red", 3000),
    ]  # fmt: skip
    sunday = shoes.weeks_by_pair(made.activities, made.exposures, week_start=6)
    assert sunday.groupby("week_start")["distance_m"].sum().tolist() == [5000, 11_000]


def test_weeks_by_pair_add_up_to_the_distance_of_weeks() -> None:
    rows = [(f"2026-03-{n:02}", n, ["A", "B", None][n % 3]) for n in range(1, 29)]
    made = analyse(worn(*rows), None)
    by_pair = shoes.weeks_by_pair(made.activities, made.exposures).groupby("week_start")["distance_m"].sum()
    assert by_pair.tolist() == made.weeks["distance_m"].tolist()
