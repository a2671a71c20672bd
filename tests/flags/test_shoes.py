"""Shoes: distance, thumb test, sudden change of kind, varying the load. Each raised, just below, too little data."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.flags import RULES
from analysis.metrics import shoes as counting
from analysis.settings import Settings
from analysis.tables import ACTIVITIES, RUNS, SHOES, conform
from analysis.told import Told
from tests.flags.frames import NAN, TODAY, current, days, inputs, past

NOT_NAMED = (
    "No run of the last 28 days names its pair of shoes. Say which pair you wear: one rule for all runs is enough."
)


def ago(n: int) -> pd.Timestamp:
    return TODAY - pd.Timedelta(days=n)


def wearing(*worn: tuple[int, float, str | None], told: list[dict] | None = None, **more: object) -> object:
    """Inputs from runs of (days ago, km, pair), all other days rest; `told` are rows of SHOES."""
    frame = pd.DataFrame(worn, columns=["ago", "km", "shoe"])
    common = {
        "activity_id": [f"r{number:03}" for number in range(len(worn))],
        "local_date": TODAY - pd.to_timedelta(frame["ago"], unit="D"),
        "distance_m": 1000 * frame["km"],
    }
    ran = conform(
        pd.DataFrame({**common, "shoe": frame["shoe"], "sport": "running", "surface": "unknown",
                      "surface_source": "unknown", "source_format": "entered"}),
        ACTIVITIES,
    )  # fmt: skip
    rows = pd.DataFrame(told or [], columns=SHOES.names)
    counted = counting.counted(ran, rows, TODAY)
    metres = [0.0] * 120
    for since, km, _ in worn:
        metres[119 - since] += 1000 * km
    usual = {"activities": ran, "runs": conform(pd.DataFrame(common), RUNS), "told": Told(shoes=counted)}
    return inputs(**(usual | {"days": days(metres)} | more))


def found(rule: str, given: object) -> object:
    return current(RULES[rule].find(given))


# H1: distance


def test_a_pair_with_483_km_is_noticed_for_information_only() -> None:
    finding = found("shoe_distance", wearing((3, 3.0, "Blue"), told=[{"shoe": "Blue", "starting_distance_m": 480_000}]))
    assert (finding.status, finding.observed, finding.threshold, finding.n) == ("raised", 483_000, 483_000, 1)
    assert RULES["shoe_distance"].severity == "info"
    assert finding.sentence == (
        "On your shoes so far: “Blue” 483.0 km. Midsoles are said to fade somewhere between 483 km and 805 km."
    )


def test_a_pair_just_below_483_km_is_clear() -> None:
    finding = found("shoe_distance", wearing((3, 2.9, "Blue"), told=[{"shoe": "Blue", "starting_distance_m": 480_000}]))
    assert (finding.status, finding.observed) == ("clear", 482_900)
    assert finding.sentence.startswith("The most worn pair, “Blue”, has 482.9 km on it.")


def test_a_pair_with_805_km_is_named_as_beyond_and_still_only_for_information() -> None:
    told = [{"shoe": "Blue", "starting_distance_m": 800_000}, {"shoe": "Red", "starting_distance_m": 500_000}]
    finding = found("shoe_distance", wearing((3, 5.0, "Blue"), (4, 5.0, "Red"), told=told))
    assert (finding.status, finding.threshold, finding.severity) == ("raised", 805_000, None)
    assert "“Blue” 805.0 km, “Red” 505.0 km." in finding.sentence
    assert finding.sentence.endswith(" “Blue” is beyond that: have a close look.")


def test_distance_is_told_in_miles_where_the_runner_counts_them() -> None:
    given = wearing((3, 3.0, "Blue"), told=[{"shoe": "Blue", "starting_distance_m": 480_000}])
    assert "“Blue” 300.1 mi" in found("shoe_distance", replace(given, settings=Settings(units="mi"))).sentence


def test_a_retired_pair_and_one_not_worn_for_28_days_are_not_spoken_of() -> None:
    told = [{"shoe": "Old", "starting_distance_m": 900_000, "retired": ago(1)},
            {"shoe": "Shelf", "starting_distance_m": 900_000}]  # fmt: skip
    given = wearing((2, 5.0, "Old"), (28, 5.0, "Shelf"), (1, 5.0, "Blue"), told=told)
    assert found("shoe_distance", given).status == "clear"
    given = wearing((2, 5.0, "Old"), (27, 5.0, "Shelf"), (1, 5.0, "Blue"), told=told)
    assert found("shoe_distance", given).status == "raised"


def test_runs_without_a_pair_that_may_hide_a_worn_one_leave_it_open() -> None:
    finding = found("shoe_distance", wearing((60, 5.0, "Blue"), (40, 480.0, None), (2, 5.0, "Blue")))
    assert finding.status == "not_enough_data"
    assert finding.sentence == (
        "The pair “Blue” has at least 10.0 km on it, but since it came into use 480.0 km were run in nobody knows which"
        " pair. Say which pair that was."
    )
    assert found("shoe_distance", wearing((60, 480.0, None), (40, 5.0, "Blue"), (2, 5.0, "Blue"))).status == "clear"


def test_a_pair_of_which_no_run_has_a_distance_is_not_taken_for_a_new_one() -> None:
    finding = found("shoe_distance", wearing((2, NAN, "Blue"), days=days([0.0] * 60)))
    assert (finding.status, finding.sentence) == ("not_enough_data", "No distance is known of “Blue”.")


@pytest.mark.parametrize("rule", ["shoe_distance", "shoe_thumb_test", "shoe_switch", "shoe_rotation"])
def test_runs_that_name_no_pair_say_nothing_of_shoes(rule: str) -> None:
    finding = found(rule, wearing(*[(since, 5.0, None) for since in range(1, 20)]))
    assert (finding.status, finding.sentence) == ("not_enough_data", NOT_NAMED)


# H2: thumb test


def thumb(test: str | None, since: int | None) -> object:
    told = [{"shoe": "Blue", "thumb_test": test, "thumb_test_day": None if since is None else ago(since)}]
    return found("shoe_thumb_test", wearing((2, 5.0, "Blue"), told=told))


def test_a_mushy_midsole_counts_whatever_its_distance_and_however_old_the_test() -> None:
    finding = thumb("mushy", 400)
    assert (finding.status, finding.observed, finding.n) == ("raised", 1, 1)
    assert finding.sentence == "Under your thumb “Blue” felt mushy."
    assert "whatever its distance" in RULES["shoe_thumb_test"].hint


def test_a_firm_midsole_is_clear_and_the_limit_of_the_test_is_told() -> None:
    finding = thumb("firm", 90)
    assert (finding.status, finding.observed) == ("clear", 0)
    assert finding.sentence == "Under your thumb “Blue” felt firm. Old, hard foam can feel firm too."


def test_a_firm_answer_of_91_days_ago_says_too_little() -> None:
    finding = thumb("firm", 91)
    assert finding.status == "not_enough_data"
    assert finding.sentence.startswith("Not pressed in the last 90 days: “Blue”. Press the midsole")
    assert thumb(None, None).status == "not_enough_data"


def test_one_untested_pair_of_two_leaves_it_open() -> None:
    told = [{"shoe": "Blue", "thumb_test": "firm", "thumb_test_day": ago(3)}]
    finding = found("shoe_thumb_test", wearing((2, 5.0, "Blue"), (3, 5.0, "Red"), told=told))
    assert finding.status == "not_enough_data"
    assert "90 days: “Red”." in finding.sentence


# H3: sudden change of kind

STANDARD = {"shoe": "Blue", "category": "standard", "drop_mm": 10}
MINIMALIST = {"shoe": "Zero", "category": "minimalist", "drop_mm": 0}
BEFORE = [(since, 10.0, "Blue") for since in (40, 36, 32, 28, 24)]


def switched(blue_km: float, zero_km: float, *told: dict, **more: object) -> object:
    """A fortnight that began 20 days ago with the first run in Zero."""
    fortnight = [(20, zero_km, "Zero"), (14, blue_km, "Blue")]
    return wearing(*BEFORE, *fortnight, told=list(told), **more)


def test_another_kind_of_shoe_with_more_than_a_third_of_the_distance_is_raised() -> None:
    finding = found("shoe_switch", switched(6.0, 4.0, STANDARD, MINIMALIST))
    assert (finding.status, finding.observed, finding.threshold) == ("raised", 40, 33)
    assert (finding.period_start, finding.period_end) == (ago(20), TODAY)
    assert finding.sentence == (
        "Since 11 Mar 2026 you run in “Zero”, another kind of shoe than “Blue” before it. Within 14 days it carried"
        " 40 % of your distance."
    )
    assert RULES["shoe_switch"].severity == "watch"


def test_exactly_33_percent_is_just_below() -> None:
    finding = found("shoe_switch", switched(67.0, 33.0, STANDARD, MINIMALIST))
    assert (finding.status, finding.observed) == ("clear", 33)
    assert found("shoe_switch", switched(66.9, 33.1, STANDARD, MINIMALIST)).status == "raised"


def test_a_difference_of_drop_alone_counts_from_4_mm_on() -> None:
    blue, zero = {"shoe": "Blue", "drop_mm": 8}, {"shoe": "Zero", "drop_mm": 4}
    assert found("shoe_switch", switched(5.0, 5.0, blue, zero)).status == "raised"
    nearer = {"category": "standard"}
    assert found("shoe_switch", switched(5.0, 5.0, blue | nearer, zero | nearer | {"drop_mm": 4.5})).status == "clear"


def test_a_new_pair_of_the_same_kind_is_no_switch() -> None:
    again = {"shoe": "Zero", "category": "standard", "drop_mm": 10}
    assert found("shoe_switch", switched(1.0, 9.0, STANDARD, again)).status == "clear"


def test_a_kind_that_was_worn_before_in_another_pair_is_no_switch() -> None:
    earlier = (30, 10.0, "Bare")
    fortnight = [(20, 9.0, "Zero"), (14, 1.0, "Blue")]
    bare = MINIMALIST | {"shoe": "Bare"}
    given = wearing(*BEFORE, earlier, *fortnight, told=[STANDARD, MINIMALIST, bare])
    assert found("shoe_switch", given).status == "clear"


def test_a_pair_with_a_starting_distance_is_no_new_pair() -> None:
    worn = MINIMALIST | {"starting_distance_m": 200_000}
    assert found("shoe_switch", switched(5.0, 5.0, STANDARD, worn)).status == "clear"


def test_a_pair_of_unknown_kind_asks_unless_it_carried_little() -> None:
    finding = found("shoe_switch", switched(5.0, 5.0, STANDARD))
    assert finding.status == "not_enough_data"
    assert finding.sentence == "Say what kind of shoe each is, and their drop: “Zero” and “Blue”."
    assert found("shoe_switch", switched(9.0, 1.0, STANDARD)).status == "clear"


def test_runs_without_a_pair_before_the_new_one_leave_it_open() -> None:
    given = wearing((40, 10.0, None), (20, 5.0, "Zero"), (14, 5.0, "Zero"), told=[MINIMALIST])
    finding = found("shoe_switch", given)
    assert (finding.status, finding.sentence[:42]) == ("not_enough_data", "No run of the four weeks before “Zero” nam")


def test_unknown_days_and_unnamed_runs_of_the_fortnight_leave_it_open() -> None:
    given = switched(6.0, 4.0, STANDARD, MINIMALIST)
    gap = given.days.assign(distance_m=given.days["distance_m"].mask(given.days["local_date"] == ago(10)))
    assert found("shoe_switch", replace(given, days=gap)).sentence == (
        "Some days of the two weeks with “Zero” are not known. Import the missing runs."
    )
    fortnight = [(20, 3.0, "Zero"), (14, 6.0, "Blue"), (12, 1.0, None)]
    unnamed = wearing(*BEFORE, *fortnight, told=[STANDARD, MINIMALIST])
    assert found("shoe_switch", unnamed).sentence == "Too many runs of the two weeks with “Zero” name no pair."


def test_the_first_run_of_a_new_kind_is_held_against_the_fortnight_before_it() -> None:
    """5 km of 35 km: one short try is no sudden change, although it is all that was run since the first use."""
    tried = [(since, 10.0, "Blue") for since in (30, 12, 8, 4)] + [(0, 5.0, "Zero")]
    finding = found("shoe_switch", wearing(*tried, told=[STANDARD, MINIMALIST]))
    assert (finding.status, round(finding.observed, 1)) == ("clear", 14.3)


@pytest.mark.parametrize(("painful_days", "says"), [(15, True), (25, False)], ids=["soon after", "before the switch"])
def test_pain_that_began_within_28_days_is_mentioned_without_a_verdict(painful_days: int, says: bool) -> None:
    given = switched(6.0, 4.0, STANDARD, MINIMALIST)
    scores = [0.0] * (60 - painful_days) + [4.0] * painful_days
    in_pain = given.days.assign(worst_score=[NAN] * 60 + scores)
    sentence = found("shoe_switch", replace(given, days=in_pain)).sentence
    assert ("whether one led to the other, nobody can tell from this." in sentence) == says
    assert ("Pain began 6 days after its first run;" in sentence) == says


def test_a_switch_of_months_ago_stands_as_past_and_the_current_finding_is_another() -> None:
    old = [(100, 10.0, "Blue"), (90, 5.0, "Zero"), (85, 5.0, "Zero"), (80, 2.0, "Blue")]
    recent = [(since, 5.0, "Blue") for since in range(2, 27, 4)]
    findings = RULES["shoe_switch"].find(wearing(*old, *recent, told=[STANDARD, MINIMALIST]))
    (before,) = past(findings)
    assert (before.status, before.period_start, before.period_end) == ("raised", ago(90), ago(77))
    assert current(findings).status == "clear"


# H4: rotation


def rotating(blue: int, red: int, nobody: int = 0) -> object:
    pairs = ["Blue"] * blue + ["Red"] * red + [None] * nobody
    return found("shoe_rotation", wearing(*[(since, 5.0, pair) for since, pair in enumerate(pairs, start=1)]))


def test_two_pairs_with_a_fifth_of_the_runs_each_vary_the_load() -> None:
    finding = rotating(8, 2)
    assert (finding.status, finding.observed, finding.threshold, finding.n) == ("clear", 20, 20, 10)
    assert finding.sentence == ("Of your 10 runs in the last 28 days “Blue” and “Red” each carried a fifth or more.")


def test_a_second_pair_just_below_a_fifth_leaves_one_that_carries_nearly_all() -> None:
    finding = rotating(9, 2)
    assert (finding.status, round(finding.observed, 1)) == ("raised", 18.2)
    assert finding.sentence == "Of 11 runs in the last 28 days 9 were in one pair, “Blue”."
    assert RULES["shoe_rotation"].severity == "info"
    assert "varying the load" in RULES["shoe_rotation"].evidence


def test_four_runs_show_no_habit() -> None:
    finding = rotating(4, 0)
    assert (finding.status, finding.sentence) == (
        "not_enough_data", "Only 4 runs in the last 28 days; it takes 5 to see a habit."
    )  # fmt: skip
    assert rotating(5, 0).status == "raised"


def test_with_fewer_than_four_of_five_runs_named_nothing_is_said() -> None:
    assert rotating(8, 0, 2).status == "raised"
    finding = rotating(7, 0, 3)
    assert (finding.status, finding.sentence) == (
        "not_enough_data", "Only 7 of the 10 runs of the last 28 days name their pair."
    )  # fmt: skip
