"""What a runner may choose: personal numbers within their bounds, in place of the usual ones and marked as such."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import Settings, analyse
from analysis.flags import RULES
from analysis.thresholds import LIGHT_AMBER_WORST, LIGHT_GREEN_WORST, PERSONAL, SHOE_DUE_M, SPIKE_LARGE


def test_without_numbers_of_their_own_the_usual_ones_count() -> None:
    assert Settings().own(LIGHT_GREEN_WORST) is LIGHT_GREEN_WORST
    assert Settings(limits={"green_up_to": 3.0}).own(LIGHT_GREEN_WORST) is LIGHT_GREEN_WORST


def test_an_own_number_says_that_it_is_one_and_what_is_usual() -> None:
    own = Settings(limits={"amber_up_to": 6}).own(LIGHT_AMBER_WORST)
    assert (own.value, own.unit, own.grade) == (6, LIGHT_AMBER_WORST.unit, "personal")
    assert own.source == "your own setting, in place of the usual 5"


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ({"green_up_to": 5}, "green_up_to must be 0 to 4"),
        ({"amber_up_to": 8}, "amber_up_to must be 2 to 7"),
        ({"green_up_to": 4, "amber_up_to": 3}, "green_up_to must not be above amber_up_to"),
        ({"shoe_notice_m": 900_000}, "shoe_notice_m must not be above shoe_due_m"),
        ({"spike_large": 3}, "limits may hold"),
        ({"green_up_to": float("nan")}, "green_up_to must be 0 to 4"),
    ],
)
def test_a_number_that_cannot_be_is_refused(limits: dict[str, float], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Settings(limits=limits)


def test_nothing_behind_a_warning_for_a_clinician_may_be_set() -> None:
    behind = {limit for rule in RULES.values() if rule.severity == "clinician" for limit in rule.thresholds}
    assert not behind & {personal.usual for personal in PERSONAL.values()}
    assert Settings(limits={"shoe_due_m": 700_000}).own(SPIKE_LARGE) is SPIKE_LARGE


def light_of_a_run_at(score: float, **limits: float) -> tuple[str, str]:
    """Light of one run with pain of `score`, and the sentence of the rule for that light."""
    runs = pd.DataFrame({"local_date": ["2024-03-04"], "distance_m": [8000.0], "activity_id": ["a"]})
    day = {"local_date": "2024-03-04", "site": "plantar_heel", "side": "left"}
    pain = pd.DataFrame([
        {**day, "moment": "during", "score": score, "start_score": score, "end_score": score, "quality": "ache",
         "activity_id": "a"},
        {**day, "moment": "first_steps", "score": 1.0},
        {**day, "moment": "first_steps", "score": 1.0, "local_date": "2024-03-05"},
    ])  # fmt: skip
    found = analyse(runs, pain, settings=Settings(limits=limits))
    light = found.runs["light"].iloc[0]
    flags = found.flags[found.flags["is_current"]].set_index("flag_id")
    return light, flags.loc[f"{light}_run", "sentence"]


@pytest.mark.parametrize(
    ("score", "limits", "light", "said"),
    [
        (3, {}, "green", "was green"),
        (4, {}, "amber", "pain above 3"),
        (6, {}, "red", "pain above 5"),
        (3, {"green_up_to": 2}, "amber", "pain above 2"),
        (4, {"green_up_to": 4}, "green", "was green"),
        (5, {"amber_up_to": 4}, "red", "pain above 4"),
        (7, {"amber_up_to": 7}, "amber", "pain above 3"),
    ],
)
def test_the_light_of_a_run_keeps_to_the_runners_own_limits(score: float, limits: dict, light: str, said: str) -> None:
    seen, sentence = light_of_a_run_at(score, **limits)
    assert seen == light
    assert said in sentence


def test_a_pair_is_worn_from_the_runners_own_distance_on() -> None:
    runs = pd.DataFrame({"local_date": ["2024-03-04"], "distance_m": [9000.0], "activity_id": ["a"], "shoe": ["Blue"]})
    from_own = Settings(limits={"shoe_notice_m": 100_000, "shoe_due_m": 600_000})
    assert from_own.own(SHOE_DUE_M).value == 600_000
    flag = analyse(runs, None, settings=from_own).flags.query("flag_id == 'shoe_distance'").iloc[0]
    assert flag["threshold"] == 100_000
    assert flag["sentence"].endswith("You set 100 km for a look at a pair, and 600 km for worn.")
