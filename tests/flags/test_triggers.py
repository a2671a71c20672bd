"""The pointer to what goes with more pain (S7)."""

from analysis.flags.triggers import goes_with_more_pain
from analysis.tables import ASSOCIATIONS, conform
from tests.flags.frames import current, inputs


def found(*rows):
    """From (exposure, verdict, adjusted p)."""
    table = [
        {"exposure": name, "moment": "first_steps", "lag_days": 1, "n": 90, "verdict": verdict, "p_adjusted": p,
         "sentence": f"About {name}."}
        for name, verdict, p in rows
    ]  # fmt: skip
    return current(
        goes_with_more_pain(
            inputs(associations=conform({name: [row[name] for row in table] for name in table[0]}, ASSOCIATIONS))
        )
    )


def test_the_surest_pattern_is_told_and_the_others_are_counted():
    said = found(
        ("descent_m", "more_pain", 0.04), ("fast_m", "more_pain", 0.01), ("distance_m", "no_clear_association", 0.6)
    )
    assert (said.status, said.observed, said.n) == ("raised", 0.01, 90)
    assert said.sentence == "About fast_m. 1 more pattern on the page Patterns."


def test_a_searched_log_without_a_pattern_is_clear():
    said = found(("descent_m", "no_clear_association", 0.06))
    assert (said.status, said.sentence) == (
        "clear",
        "No part of the training clearly goes with more pain in 90 logged days.",
    )


def test_too_short_a_log_says_how_much_is_needed():
    said = found(("descent_m", "not_enough_data", None))
    assert said.status == "not_enough_data"
    assert "28 logged days within 42 days or more" in said.sentence


def test_without_associations_there_is_nothing_to_say():
    assert current(goes_with_more_pain(inputs())).status == "not_enough_data"
