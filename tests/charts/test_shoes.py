"""Weekly distance by pair: which pairs have a colour, what nobody knows, and the words beside it."""

from __future__ import annotations

import math

import pandas as pd

from dashboard.charts.over_pain import View
from dashboard.charts.shoes import pair_keys, pairs_over_pain, pairs_seen, unknown_pairs, what_pairs_carried, worn
from dashboard.components.palette import LIGHT
from tests.charts.frames import run, weeks

MOST = len(LIGHT.pairs)
KM = View("km", (), LIGHT)
TWO_WEEKS = weeks(run(20_000.0), run(12_000.0), start="2024-03-04")


def by_pair(*rows: tuple[str, str | None, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["week_start", "shoe", "km"])
    return frame.assign(
        week_start=pd.to_datetime(frame["week_start"]),
        shoe=frame["shoe"].astype("str"),
        distance_m=1000 * frame.pop("km"),
    )


SOME = by_pair(("2024-03-04", "Red", 5), ("2024-03-04", "Blue", 11), ("2024-03-04", None, 4), ("2024-03-11", "Red", 12))


def drawn(figure: object) -> dict[str, list[float | None]]:
    bars = [trace for trace in figure.data if trace.type == "bar"]
    return {bar.name: [None if y is None or math.isnan(y) else y for y in bar.y.tolist()] for bar in bars}


def test_each_pair_is_a_bar_in_the_order_of_names_and_what_nobody_knows_comes_on_top() -> None:
    figure = pairs_over_pain(worn(TWO_WEEKS, SOME, MOST), KM)
    assert drawn(figure) == {"Blue": [11, None], "Red": [5, 12], "Pair not known": [4, None]}
    colours = [trace.marker.color for trace in figure.data if trace.type == "bar"]
    assert colours == [LIGHT.pairs[0], LIGHT.pairs[1], LIGHT.unknown]


def test_the_legend_names_what_is_drawn() -> None:
    assert pair_keys(worn(TWO_WEEKS, SOME, MOST)) == [
        ("pair:0", "Blue"), ("pair:1", "Red"), ("unknown-pair", "Pair not known"),
    ]  # fmt: skip
    assert pair_keys(worn(TWO_WEEKS, SOME.dropna(), MOST)) == [("pair:0", "Blue"), ("pair:1", "Red")]


def test_of_ten_pairs_the_eight_that_went_farthest_have_a_colour_and_the_others_one_together() -> None:
    ten = by_pair(*[("2024-03-04", f"P{n}", 10 + n) for n in range(10)])
    made = worn(TWO_WEEKS, ten, MOST)
    assert list(made.places) == [f"P{n}" for n in range(2, 10)]
    assert drawn(pairs_over_pain(made, KM))["Other pairs"] == [21, None]
    assert ("others", "Other pairs") in pair_keys(made)


def test_only_the_weeks_shown_count() -> None:
    made = worn(TWO_WEEKS.tail(1), SOME, MOST)
    assert (list(made.places), made.metres, made.unknown_share) == (["Red"], (12_000, 0), 0)


def test_the_share_nobody_knows_is_told_and_none_where_all_is_known() -> None:
    assert unknown_pairs(worn(TWO_WEEKS, SOME, MOST)) == "12 % of the distance names no pair: set it below."
    assert unknown_pairs(worn(TWO_WEEKS.tail(1), SOME, MOST)) == ""
    little = by_pair(("2024-03-04", "Red", 999), ("2024-03-04", None, 1))
    assert unknown_pairs(worn(TWO_WEEKS, little, MOST)).startswith("Under 1 % of the distance")


def test_where_no_run_names_its_pair_that_is_said_once() -> None:
    nobody = worn(TWO_WEEKS, by_pair(("2024-03-04", None, 10_000)), MOST)
    assert pairs_seen(nobody, "km") == "No run of these weeks names its pair of shoes."


def test_the_pairs_are_told_in_words_the_most_worn_first() -> None:
    assert what_pairs_carried(worn(TWO_WEEKS, SOME, MOST), "km") == "In these weeks: “Red” 17.0 km, “Blue” 11.0 km."
    four = by_pair(*[("2024-03-04", f"P{n}", 10 * n) for n in range(1, 5)])
    assert what_pairs_carried(worn(TWO_WEEKS, four, MOST), "km") == (
        "In these weeks: “P4” 40.0 km, “P3” 30.0 km, “P2” 20.0 km, all pairs together 100.0 km."
    )
    nobody = by_pair(("2024-03-04", None, 4))
    assert what_pairs_carried(worn(TWO_WEEKS, nobody, MOST), "mi") == "No run of these weeks names its pair of shoes."


def test_weeks_without_any_running_draw_nothing_and_break_nothing() -> None:
    made = worn(TWO_WEEKS, SOME.head(0), MOST)
    assert math.isnan(made.unknown_share)
    assert drawn(pairs_over_pain(made, KM)) == {}
    assert unknown_pairs(made) == ""
