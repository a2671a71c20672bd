"""What the runner says of one run counts before a rule of theirs, and that fills in what the file leaves open."""

from __future__ import annotations

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Told, analyse
from analysis.corrections import corrected, following, heard, who_says
from analysis.errors import ContractError
from analysis.tables import ACTIVITIES, CORRECTABLE, CORRECTIONS, DEFAULTS, EXPOSURES, SHOES, conform

MONDAY, SATURDAY = "2026-03-02", "2026-03-07"


def activities(*rows: dict) -> pd.DataFrame:
    usual = {"local_date": MONDAY, "sport": "running", "surface": "unknown", "surface_source": "unknown",
             "source_format": "fit", "distance_m": 10_000}  # fmt: skip
    return conform(
        pd.DataFrame([{**usual, "activity_id": f"run {n}", **row} for n, row in enumerate(rows)]), ACTIVITIES
    )


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return conform(pd.DataFrame(rows, columns=["activity_id", "field", "value"]), CORRECTIONS)


def rules(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return conform(pd.DataFrame(rows, columns=["kind", "key", "field", "value"]), DEFAULTS)


def told(corrections: pd.DataFrame | None = None, defaults: pd.DataFrame | None = None, **more: pd.DataFrame) -> Told:
    return Told(
        corrections=said() if corrections is None else corrections,
        defaults=rules() if defaults is None else defaults,
        **more,
    )


def surfaces(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["surface"], frame["surface_source"], strict=True))


def test_what_the_runner_says_of_one_run_counts_before_the_rule_and_the_file():
    runs = activities({}, {}, {"surface": "trail", "surface_source": "file"})
    heard_of = told(said(("run 1", "surface", "track"), ("run 2", "surface", "gravel")),
                    rules(("all", "", "surface", "asphalt")))  # fmt: skip
    assert surfaces(corrected(runs, heard_of)) == [("asphalt", "route"), ("track", "entered"), ("gravel", "entered")]


def test_a_rule_does_not_overrule_what_the_file_says_of_the_run():
    treadmill = activities({"surface": "treadmill", "surface_source": "file"}, {"shoe": "Blue"}, {})
    heard_of = told(defaults=rules(("all", "", "surface", "asphalt"), ("all", "", "shoe", "Red")))
    found = corrected(treadmill, heard_of)
    assert surfaces(found)[0] == ("treadmill", "file")
    assert found["shoe"].tolist() == ["Red", "Blue", "Red"]


def test_of_two_rules_the_more_particular_one_counts():
    runs = activities(
        {"local_date": MONDAY}, {"local_date": SATURDAY},
        {"local_date": SATURDAY, "place": "p1;p2"}, {"local_date": SATURDAY, "place": "p1", "route": "r1;r2;r3"},
    )  # fmt: skip
    heard_of = told(defaults=rules(
        ("route", "r1;r2;r3", "surface", "gravel"), ("all", "", "surface", "concrete"),
        ("weekend", "", "surface", "asphalt"), ("place", "p1", "surface", "grass"),
    ))  # fmt: skip
    assert corrected(runs, heard_of)["surface"].tolist() == ["concrete", "asphalt", "grass", "gravel"]


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2026-03-06", "weekdays"), ("2026-03-07", "weekend"), ("2026-03-08", "weekend"), ("2026-03-09", "weekdays")],
)
def test_the_weekend_is_saturday_and_sunday(day: str, kind: str):
    heard_of = told(defaults=rules(("weekdays", "", "shoe", "weekdays"), ("weekend", "", "shoe", "weekend")))
    assert corrected(activities({"local_date": day}), heard_of)["shoe"].tolist() == [kind]


def test_rules_are_for_runs_and_a_corrected_sport_decides_what_is_a_run():
    mixed = activities({"sport": "cycling", "sub_sport": "road"}, {}, {"sport": "walking"})
    heard_of = told(said(("run 0", "sport", "running"), ("run 1", "sport", "hiking")),
                    rules(("all", "", "surface", "asphalt")))  # fmt: skip
    found = corrected(mixed, heard_of)
    assert found["sport"].tolist() == ["running", "hiking", "walking"]
    assert found["surface"].tolist() == ["asphalt", "unknown", "unknown"]
    assert found["sub_sport"].isna().all()


def test_a_pair_by_rule_is_worn_from_its_first_use_until_it_is_retired():
    shoes = conform(pd.DataFrame({"shoe": ["Red"], "first_use": ["2026-03-03"], "retired": ["2026-03-05"]}), SHOES)
    runs = activities(*({"local_date": f"2026-03-0{day}"} for day in (2, 3, 4, 5)))
    found = corrected(runs, told(defaults=rules(("all", "", "shoe", "Red")), shoes=shoes))
    assert found["shoe"].fillna("").tolist() == ["", "Red", "Red", ""]


def test_a_value_that_no_run_can_have_is_refused():
    with pytest.raises(ContractError, match=r"surface.*lava"):
        corrected(activities({}), told(said(("run 0", "surface", "lava"))))


def test_who_says_so_is_the_runner_a_rule_the_file_or_nobody():
    runs = activities({"shoe": "Blue"}, {}, {}, {"local_date": SATURDAY})
    heard_of = told(said(("run 1", "shoe", "Green")), rules(("weekdays", "", "shoe", "Red")))
    assert who_says(corrected(runs, heard_of), heard_of, "shoe").tolist() == ["file", "entered", "route", "unknown"]
    assert who_says(corrected(runs, heard_of), heard_of, "session_type").tolist() == ["unknown"] * 4


# Whatever was told

FEW = {"surface": ["asphalt", "trail", "unknown"], "shoe": ["A", "B"], "session_type": ["easy", "race", "unknown"],
       "sport": ["running", "cycling", "walking"]}  # fmt: skip
ids = st.sampled_from([f"run {n}" for n in range(6)])
values = st.sampled_from(CORRECTABLE).flatmap(lambda field: st.tuples(st.just(field), st.sampled_from(FEW[field])))
corrections = st.dictionaries(st.tuples(ids, st.sampled_from(CORRECTABLE)), st.integers(0, 2), max_size=8).map(
    lambda told: said(*((name, field, FEW[field][n % len(FEW[field])]) for (name, field), n in told.items()))
)
whom = st.sampled_from(
    [("all", ""), ("weekdays", ""), ("weekend", ""), ("place", "p1"), ("place", "p2"), ("route", "r1")]
)
defaults = st.dictionaries(st.tuples(whom, st.sampled_from(CORRECTABLE)), st.integers(0, 2), max_size=8).map(
    lambda told: rules(*((*which, field, FEW[field][n % len(FEW[field])]) for (which, field), n in told.items()))
)
histories = st.lists(
    st.fixed_dictionaries(
        {
            "local_date": st.sampled_from([MONDAY, SATURDAY]),
            "sport": st.sampled_from(FEW["sport"]),
            "place": st.sampled_from([None, "p1", "p1;p2"]),
            "route": st.sampled_from([None, "r1"]),
            "surface": st.sampled_from(["unknown", "treadmill"]),
            "shoe": st.sampled_from([None, "A"]),
        }
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: activities(*rows))


@settings(max_examples=60)
@given(histories, corrections, defaults)
def test_hearing_the_runner_twice_is_hearing_them_once(runs, corrections, defaults):
    once = corrected(runs, told(corrections, defaults))
    pdt.assert_frame_equal(corrected(once, told(corrections, defaults)), once)


@settings(max_examples=60)
@given(histories, corrections, defaults, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_told_does_not_matter(runs, corrections, defaults, random):
    def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[random.sample(range(len(frame)), len(frame))]

    other = told(shuffled(corrections), shuffled(defaults))
    pdt.assert_frame_equal(corrected(runs, other), corrected(runs, told(corrections, defaults)))


@settings(max_examples=60)
@given(histories, corrections, defaults)
def test_a_correction_always_holds_and_nothing_else_of_the_run_is_touched(runs, corrections, defaults):
    found = corrected(runs, told(corrections, defaults)).set_index("activity_id")
    for row in corrections[corrections["activity_id"].isin(runs["activity_id"])].itertuples():
        assert found.loc[row.activity_id, row.field] == row.value
    untouched = [name for name in ACTIVITIES.names if name not in (*CORRECTABLE, "sub_sport", "activity_id")
                 and not name.endswith("_source")]  # fmt: skip
    pdt.assert_frame_equal(found[untouched], runs.set_index("activity_id")[untouched])


# Exposures


def exposures(*rows: tuple) -> pd.DataFrame:
    names = ["activity_id", "dimension", "band", "distance_m", "source"]
    return conform(pd.DataFrame(rows, columns=names), EXPOSURES)


def bands(frame: pd.DataFrame) -> list[tuple]:
    rows = frame.sort_values(["activity_id", "dimension", "band"])
    return list(zip(rows["activity_id"], rows["band"], rows["distance_m"], rows["source"], strict=True))


MAPPED = exposures(
    ("run 0", "surface", "asphalt", 6000, "map"), ("run 0", "surface", "unknown", 4000, "unknown"),
    ("run 1", "surface", "asphalt", 9000, "map"), ("run 1", "surface", "unknown", 1000, "unknown"),
)  # fmt: skip


def test_what_the_runner_says_of_a_run_takes_the_place_of_what_a_map_says():
    runs = activities({}, {})
    heard_of = told(said(("run 0", "surface", "grass")))
    assert bands(heard(MAPPED, corrected(runs, heard_of), heard_of)) == [
        ("run 1", "asphalt", 9000, "map"), ("run 1", "unknown", 1000, "unknown"),
    ]  # fmt: skip
    found = analyse(runs, None, exposures=MAPPED, told=heard_of).exposures
    assert bands(found[found["dimension"] == "surface"])[0] == ("run 0", "grass", 10_000, "entered")


def test_a_rule_fills_in_what_the_map_does_not_know():
    runs = activities({"place": "p1"}, {})
    gravel = told(defaults=rules(("place", "p1", "surface", "gravel")))
    assert bands(heard(MAPPED, corrected(runs, gravel), gravel))[:2] == [
        ("run 0", "asphalt", 6000, "map"), ("run 0", "gravel", 4000, "route"),
    ]  # fmt: skip


def test_what_a_rule_adds_to_a_band_of_the_map_is_added_up():
    runs = activities({}, {"sport": "cycling"})
    asphalt = told(defaults=rules(("all", "", "surface", "asphalt")))
    assert bands(heard(MAPPED, corrected(runs, asphalt), asphalt)) == [
        ("run 0", "asphalt", 10_000, "map"), ("run 1", "asphalt", 9000, "map"), ("run 1", "unknown", 1000, "unknown"),
    ]  # fmt: skip


def test_surfaces_entered_band_by_band_stay():
    runs = activities({})
    heard_of = told(said(("run 0", "surface", "grass")))
    entered = exposures(("run 0", "surface", "asphalt", 6000, "entered"))
    assert bands(heard(entered, corrected(runs, heard_of), heard_of)) == [("run 0", "asphalt", 6000, "entered")]


def test_nobody_climbs_on_what_turns_out_to_be_a_treadmill():
    hilly = exposures(
        ("run 0", "grade", "uphill", 6000, "file"), ("run 0", "elevation", "whole", 10_000, "file"),
        ("run 0", "speed", "2.9", 10_000, "file"),
    )  # fmt: skip
    found = analyse(activities({}), None, exposures=hilly, told=told(said(("run 0", "surface", "treadmill")))).exposures
    assert bands(found[found["dimension"] == "grade"]) == [("run 0", "level", 10_000, "file")]
    assert "speed" in set(found["dimension"])
    assert "elevation" not in set(found["dimension"])


# Duplicates and parts

TWICE = [
    {"activity_id": "fit", "local_start_time": f"{MONDAY} 07:00", "moving_time_s": 3000},
    {"activity_id": "csv", "local_start_time": f"{MONDAY} 07:00", "moving_time_s": 3000, "source_format": "garmin_csv"},
]


@pytest.mark.parametrize("name", ["fit", "csv"])
def test_a_correction_of_either_copy_is_one_of_the_run(name: str):
    found = analyse(activities(*TWICE), None, told=told(said((name, "surface", "track")))).activities
    assert surfaces(found) == [("track", "entered")]


def test_a_run_that_turns_out_to_be_a_ride_stays_one_activity_and_has_no_pain_of_a_run():
    pain = pd.DataFrame({"local_date": [MONDAY], "moment": ["after"], "score": [3]})
    found = analyse(activities(*TWICE), pain, told=told(said(("csv", "sport", "cycling"))))
    assert found.activities["sport"].tolist() == ["cycling"]
    assert found.runs.empty
    assert found.pain["activity_id"].isna().all()


def test_a_ride_that_turns_out_to_be_a_run_counts_as_one():
    found = analyse(activities({"sport": "cycling"}), None, told=told(said(("run 0", "sport", "running"))))
    assert found.runs["distance_m"].tolist() == [10_000]


def test_what_was_said_of_the_kept_one_counts_before_what_was_said_of_its_copy():
    both = told(said(("copy", "surface", "track"), ("b", "surface", "grass"), ("kept", "surface", "trail"),
                     ("copy", "shoe", "Red")))  # fmt: skip
    found = following(both, ({"copy": "kept"}, {"kept": "whole", "b": "whole"}))
    assert sorted(zip(found.corrections["activity_id"], found.corrections["field"], found.corrections["value"],
                      strict=True)) == [("whole", "shoe", "Red"), ("whole", "surface", "grass")]  # fmt: skip


def test_exposures_of_a_merged_copy_follow_to_the_run_that_is_kept():
    climbs = exposures(("csv", "grade", "uphill", 2000, "file"), ("csv", "grade", "level", 8000, "file"))
    found = analyse(activities(*TWICE), None, exposures=climbs)
    assert bands(found.exposures[found.exposures["dimension"] == "grade"]) == [
        ("fit", "level", 8000, "file"), ("fit", "uphill", 2000, "file"),
    ]  # fmt: skip
    assert found.days["uphill_m"].tolist() == [2000]
