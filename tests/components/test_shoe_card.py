"""The card of a pair, its order among others, and the rules in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables import SHOES, conform
from dashboard.components.shoe_card import facts, shoe_card
from dashboard.components.shoe_order import in_use_first
from dashboard.components.shoe_rules import kinds_of_runs, rule_words

LIMITS = (483_000.0, 805_000.0)
TODAY = pd.Timestamp("2026-10-18")


def pair(**known: object) -> pd.Series:
    plain = {"shoe": "Blue", "first_use": "2026-03-01", "last_use": "2026-10-16", "distance_m": 412_300.0,
             "n_runs": 48, "n_unmeasured": 0}  # fmt: skip
    return conform(pd.DataFrame([plain | known], columns=SHOES.names), SHOES).iloc[0]


def test_a_card_has_name_distance_and_runs_in_the_unit_of_the_runner() -> None:
    card = shoe_card(pair(), 2, LIMITS, "km")
    assert "<span>Blue</span>" in card
    assert "<b>412.3 km</b> <span>48 runs</span>" in card
    assert "var(--pair-2)" in card
    assert "<b>256.2 mi</b>" in shoe_card(pair(), None, LIMITS, "mi")
    assert "--pair-" not in shoe_card(pair(), None, LIMITS, "mi")


def test_marks_lie_where_the_limits_are_and_the_bar_ends_where_the_distance_does() -> None:
    card = shoe_card(pair(distance_m=885_500.0), None, LIMITS, "km")  # full length 1.1 x 885.5 km = 974.05 km
    assert "width:91%" in card
    assert "left:50%" in card
    assert "left:83%" in card


def test_an_unknown_distance_is_no_zero_and_has_no_bar() -> None:
    card = shoe_card(pair(distance_m=None), None, LIMITS, "km")
    assert "Distance not known" in card
    assert "tw-gauge" not in card
    assert "<b>0.0 km</b>" in shoe_card(pair(distance_m=0.0, n_runs=0), None, LIMITS, "km")


def test_a_name_of_the_runner_is_no_markup() -> None:
    assert "<b>x</b>" not in shoe_card(pair(shoe="<b>x</b>"), None, LIMITS, "km")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "Worn from 1 Mar 2026 to 16 Oct 2026."),
        ({"starting_distance_m": 120_000}, "Worn from 1 Mar 2026 to 16 Oct 2026. 120.0 km before the runs known here."),
        ({"starting_distance_m": 0}, "Worn from 1 Mar 2026 to 16 Oct 2026."),
        ({"last_use": "2026-03-01"}, "Worn on 1 Mar 2026."),
        ({"retired": "2026-10-17"}, "Worn from 1 Mar 2026 to 16 Oct 2026. Retired on 17 Oct 2026."),
        ({"last_use": None, "n_runs": 0}, "No run in it yet."),
        ({}, "What kind of shoe it is has not been entered."),
        ({"category": "max_cushion", "drop_mm": 5}, "Maximal cushion, 5 mm drop."),
        ({"drop_mm": 0}, "0 mm drop."),
        ({}, "Thumb test: not done."),
        ({"thumb_test": "mushy", "thumb_test_day": "2026-09-01"}, "Thumb test: mushy on 1 Sep 2026."),
        ({"n_unmeasured": 1}, "1 activity without a distance is not counted."),
        ({"n_unmeasured": 3}, "3 activities without a distance are not counted."),
    ],
)
def test_what_is_known_is_told_in_sentences(known: dict, says: str) -> None:
    assert says in facts(pair(**known), "km")


def test_pairs_in_use_come_first_and_a_retired_or_long_unworn_one_is_put_away() -> None:
    shoes = pd.DataFrame([
        pair(shoe="Worn long ago", last_use="2026-09-20"), pair(shoe="Just in", last_use="2026-09-21"),
        pair(shoe="Retired", retired="2026-10-17"), pair(shoe="New", last_use=None), pair(shoe="Daily"),
    ])  # fmt: skip
    in_use, put_away = in_use_first(shoes, TODAY, 28)
    assert in_use["shoe"].tolist() == ["New", "Daily", "Just in"]
    assert put_away["shoe"].tolist() == ["Retired", "Worn long ago"]


def test_a_rule_reads_as_a_sentence() -> None:
    rule = pd.Series({"kind": "weekdays", "key": "", "value": "Blue", "name": None})
    assert rule_words(rule) == "Runs on weekdays: Blue"
    place = pd.Series({"kind": "place", "key": "k", "value": "Blue", "name": "the park"})
    assert rule_words(place) == "Runs from the park: Blue"
    assert rule_words(place.replace("the park", None)) == "Runs from a place without a name: Blue"


def test_rules_may_speak_of_days_and_of_places_with_a_name() -> None:
    places = pd.DataFrame({"key": ["k1", "k2"], "name": ["the park", None]})
    assert kinds_of_runs(places) == {
        ("all", ""): "All runs", ("weekdays", ""): "Runs on weekdays", ("weekend", ""): "Runs on weekends",
        ("place", "k1"): "Runs from the park",
    }  # fmt: skip
