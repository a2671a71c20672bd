"""Weekly distance by pair of shoes, under the pain of the same weeks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analysis.settings import Units
from analysis.wording import distance, percent, sentence
from dashboard.charts.over_pain import Bar, View, over_pain

OTHERS, NOBODY = "Other pairs", "Pair not known"


@dataclass(frozen=True)
class Worn:
    """Weeks with a column of distance for each part of their bars.

    Parameters
    ----------
    places
        Name of a pair -> the number of its colour. The pairs that went farthest in these weeks have one.
    metres
        What was run in any pair, and with no pair known.
    """

    weeks: pd.DataFrame
    places: dict[str, int]
    has_others: bool
    metres: tuple[float, float]

    @property
    def unknown_share(self) -> float:
        """Share of the distance whose pair is not known; NaN where nothing was run."""
        named, unknown = self.metres
        return unknown / (named + unknown) if named + unknown > 0 else float("nan")


def worn(weeks: pd.DataFrame, by_pair: pd.DataFrame, most: int) -> Worn:
    """Which pairs carried these weeks? `most` of them get a colour of their own.

    `by_pair` has `week_start`, `shoe` (missing: not known) and `distance_m`.
    """
    inside = by_pair[by_pair["week_start"].isin(weeks["week_start"])]
    metres = inside.groupby("shoe")["distance_m"].sum()
    farthest = metres.sort_index().sort_values(ascending=False, kind="stable").index[:most]
    places = {name: number for number, name in enumerate(sorted(farthest))}
    column = inside["shoe"].map({name: f"pair_{number}" for name, number in places.items()}).astype("str")
    column = column.fillna("pair_others").where(inside["shoe"].notna(), "pair_unknown")
    columns = [*(f"pair_{number}" for number in places.values()), "pair_others", "pair_unknown"]
    wide = (
        inside.groupby(["week_start", column.rename("column")])["distance_m"].sum().unstack().reindex(columns=columns)
    )
    drawn = weeks.set_index("week_start").join(wide).reset_index()
    unknown = float(inside.loc[inside["shoe"].isna(), "distance_m"].sum())
    return Worn(drawn, places, len(metres) > len(places), (float(metres.sum()), unknown))


def pairs_over_pain(made: Worn, view: View) -> go.Figure:
    """Which pair carried each week, and what did the pain do?"""
    colours = view.colours
    bars = [Bar(f"pair_{number}", name, colours.pairs[number]) for name, number in made.places.items()]
    bars += [Bar("pair_others", OTHERS, colours.load_soft), Bar("pair_unknown", NOBODY, colours.unknown)]
    return over_pain(made.weeks, bars, view)


def pair_keys(made: Worn) -> list[tuple[str, str]]:
    """The marks and words of the bars, for the legend."""
    keys = [(f"pair:{number}", name) for name, number in made.places.items()]
    if made.has_others:
        keys.append(("others", OTHERS))
    return [*keys, ("unknown-pair", NOBODY)] if made.metres[1] > 0 else keys


def pairs_seen(made: Worn, units: Units) -> str:
    """The chart in words: what each pair carried, and what nobody knows."""
    unknown = unknown_pairs(made) if made.places else ""  # else the first sentence says it
    return f"{what_pairs_carried(made, units)} {unknown}".strip()


def what_pairs_carried(made: Worn, units: Units) -> str:
    """The pairs of the chart with what each carried, the most first."""
    named, _ = made.metres
    if not made.places:
        return "No run of these weeks names its pair of shoes."
    metres = {name: made.weeks[f"pair_{number}"].sum() for name, number in made.places.items()}
    most = sorted(metres, key=lambda name: -metres[name])[:3]
    parts = ", ".join(f"“{name}” {distance(metres[name], units)}" for name in most)
    others = f", all pairs together {distance(named, units)}" if len(metres) > len(most) or made.has_others else ""
    return f"In these weeks: {parts}{others}."


def unknown_pairs(made: Worn) -> str:
    """How much of the distance nobody knows the pair of, as a sentence; empty where all is known."""
    if not made.unknown_share > 0:
        return ""
    return f"{sentence(percent(made.unknown_share))} of the distance names no pair: set it below."
