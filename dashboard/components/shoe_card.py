"""One pair of shoes: how far it went, against where midsoles are said to fade, and what is known of it."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.settings import Units
from analysis.wording import count, day, distance
from dashboard.components.words import SHOE_WORDS, prose


def shoe_card(pair: pd.Series, place: int | None, limits: tuple[float, float], units: Units) -> str:
    """A row of SHOES as markup.

    Parameters
    ----------
    place
        Number of its colour in the chart; None where it has none there.
    limits
        Metres from which on the pair is worth a look, and said to be worn.
    """
    key = "" if place is None else f'<span class="tw-key" style="background:var(--pair-{place})"></span>'
    gone = "Distance not known" if pd.isna(pair["distance_m"]) else distance(pair["distance_m"], units)
    runs = count(int(pair["n_runs"]), "run")
    return (
        f'<article class="tw-shoe"><h3 class="tw-shoe-name">{key}<span>{escape(pair["shoe"])}</span></h3>'
        f'<p class="tw-shoe-distance"><b>{gone}</b> <span>{runs}</span></p>{_gauge(pair["distance_m"], limits)}'
        + "".join(f'<p class="tw-note">{prose(line)}</p>' for line in facts(pair, units))
        + "</article>"
    )


def _gauge(metres: float, limits: tuple[float, float]) -> str:
    """Distance as a bar with marks at the limits; nothing where it is not known."""
    if pd.isna(metres):
        return ""
    full = 1.1 * max(metres, limits[1])
    marks = "".join(f'<span class="tw-gauge-mark" style="left:{100 * limit / full:.0f}%"></span>' for limit in limits)
    fill = f'<span class="tw-gauge-fill" style="width:{100 * metres / full:.0f}%;background:var(--load)"></span>'
    return f'<div class="tw-gauge" aria-hidden="true">{fill}{marks}</div>'


def facts(pair: pd.Series, units: Units) -> list[str]:
    """What is known of the pair, in sentences."""
    return [sentence for sentence in (_since(pair, units), _kind(pair), _thumb(pair), _left_out(pair)) if sentence]


def _since(pair: pd.Series, units: Units) -> str:
    start = pair["starting_distance_m"]
    before = f" {distance(start, units)} before the runs known here." if pd.notna(start) and start > 0 else ""
    if pd.isna(pair["last_use"]):
        return f"No run in it yet.{before}"
    ended = f" Retired on {day(pair['retired'])}." if pd.notna(pair["retired"]) else ""
    if pair["first_use"] == pair["last_use"]:
        return f"Worn on {day(pair['last_use'])}.{before}{ended}"
    return f"Worn from {day(pair['first_use'])} to {day(pair['last_use'])}.{before}{ended}"


def _kind(pair: pd.Series) -> str:
    if pd.isna(pair["category"]) and pd.isna(pair["drop_mm"]):
        return "What kind of shoe it is has not been entered."
    kind = "" if pd.isna(pair["category"]) else SHOE_WORDS[pair["category"]]
    drop = "" if pd.isna(pair["drop_mm"]) else f"{pair['drop_mm']:g} mm drop"
    return ", ".join(filter(None, [kind, drop])).capitalize() + "."


def _thumb(pair: pd.Series) -> str:
    if pd.isna(pair["thumb_test"]):
        return "Thumb test: not done."
    when = "" if pd.isna(pair["thumb_test_day"]) else f" on {day(pair['thumb_test_day'])}"
    return f"Thumb test: {pair['thumb_test']}{when}."


def _left_out(pair: pd.Series) -> str:
    left = int(pair["n_unmeasured"])
    return f"{count(left, 'activity')} without a distance {'is' if left == 1 else 'are'} not counted." if left else ""
