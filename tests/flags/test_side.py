"""Where it hurts and on which side (S5, S6)."""

import pytest

from analysis.flags.side import one_sided, where_it_hurts
from analysis.settings import Settings
from tests.flags.frames import current, daily_pain, days, inputs, pain


def places(*rows, **more):
    return {found.site: found for found in where_it_hurts(inputs(pain=pain(*rows), **more))}


def test_each_place_is_followed_by_itself_and_never_mixed():
    found = places(
        {"local_date": "2026-03-30", "score": 3},
        {"local_date": "2026-03-31", "score": 5},
        {"local_date": "2026-03-31", "score": 1, "site": "knee", "side": "right"},
    )
    assert found["plantar_heel"].sentence == (
        "Left heel pain on 2 days of the last four weeks. It hurts in several places: each is followed by itself."
    )
    assert found["knee"].hint.startswith("Downhill running loads the knee most.")
    assert (found["plantar_heel"].severity, found["knee"].severity) == ("info", "info")


@pytest.mark.parametrize(("site", "severity"), [("heel_side", "watch"), ("groin", "watch"), ("arch", "info")])
def test_places_that_call_for_the_warning_signs_are_watched(site, severity):
    assert places({"local_date": "2026-03-31", "score": 1, "site": site})[site].severity == severity


def test_the_back_of_the_heel_gets_no_stretch_below_the_step():
    found = places({"local_date": "2026-03-31", "score": 3, "site": "posterior_heel"})["posterior_heel"]
    assert "no stretch with the heel below a step" in found.hint


def test_under_fifteen_the_back_of_the_heel_is_for_a_clinician():
    found = places(
        {"local_date": "2026-03-31", "score": 3, "site": "posterior_heel"}, settings=Settings(history=("under_15",))
    )["posterior_heel"]
    assert found.severity == "clinician"
    assert found.hint.startswith("Under 15 the back of the heel is still growing there.")


@pytest.mark.parametrize(("when", "status"), [("2026-03-04", "raised"), ("2026-03-03", "not_enough_data")])
def test_pain_of_four_weeks_counts(when, status):
    assert [found.status for found in where_it_hurts(inputs(pain=pain({"local_date": when, "score": 5})))] == [status]


def test_logged_days_without_pain_are_clear_and_zero_is_no_pain():
    found = current(where_it_hurts(inputs(pain=daily_pain([0.0] * 9), days=days([0.0] * 60, [0.0] * 9))))
    assert (found.site, found.status) == ("all", "clear")


def sided(*sides):
    log = [{"local_date": f"2026-03-{31 - n}", "score": 2, "side": side} for n, side in enumerate(sides)]
    return current(one_sided(inputs(pain=pain(*log))))


@pytest.mark.parametrize(
    ("sides", "status"),
    [
        (["left"] * 4 + ["right"], "raised"),  # exactly 80 %
        (["left"] * 7 + ["right"] * 2, "clear"),  # just below
        (["left"] * 4, "not_enough_data"),
        (["left"] * 4 + ["unknown"], "not_enough_data"),
        (["both"] * 5, "clear"),
        (["left"] * 4 + ["both"], "raised"),
    ],
)
def test_four_painful_days_in_five_on_one_side_are_one_sided(sides, status):
    assert sided(*sides).status == status


def test_a_day_with_both_sides_is_neither():
    log = [
        {"local_date": f"2026-03-{31 - n}", "score": 2, "side": side} for n in range(5) for side in ("left", "right")
    ]
    found = current(one_sided(inputs(pain=pain(*log))))
    assert (found.status, found.observed, found.n) == ("clear", 0, 5)


def test_the_sentence_names_the_side_and_the_days():
    assert sided(*["right"] * 6).sentence == (
        "Heel pain was on the right alone on 100 % of 6 days with 2 points or more."
    )


def test_days_below_two_points_do_not_count():
    log = [{"local_date": f"2026-03-{31 - n}", "score": 1.9} for n in range(6)]
    assert current(one_sided(inputs(pain=pain(*log)))).status == "not_enough_data"
