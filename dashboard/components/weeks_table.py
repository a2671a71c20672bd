"""The weeks of a chart as numbers, for who reads rather than looks."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.settings import Units
from analysis.tables import WEEKS
from dashboard.components.numbers import shown
from dashboard.components.words import MOMENT_WORDS

_COLUMNS = (
    "distance_m", "usual_m", "change_mean_4", "run_days", "back_to_back_days", "longest_run_m", "cross_training_s",
    "replacing_s", "known_days",
)  # fmt: skip


def weeks_table(weeks: pd.DataFrame, moments: list[str], units: Units, more: tuple[str, ...] = ()) -> str:
    """Newest week first: distance, usual, runs, other sports, columns that were asked for, and mean and worst pain of
    each moment."""
    columns = (*_COLUMNS, *more)
    heads = ["Week of", *(WEEKS[name].title for name in columns)]
    heads += [f"{MOMENT_WORDS[moment]}: mean (worst)" for moment in moments] + ["Days logged"]
    rows = "".join(_row(row, moments, units, columns) for _, row in weeks[::-1].iterrows())
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        '<div class="tw-scroll" role="region" tabindex="0" aria-label="Weeks as numbers"><table class="tw-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(week: pd.Series, moments: list[str], units: Units, columns: tuple[str, ...]) -> str:
    note = "" if week["is_complete"] else " (unfinished)"
    numbers = [shown(week[name], WEEKS[name], units) for name in columns]
    numbers += [_pain(week, moment) for moment in moments] + [shown(week["logged_days"], WEEKS["logged_days"], units)]
    cells = "".join(f"<td>{escape(number)}</td>" for number in numbers)
    return f'<tr><th scope="row">{shown(week["week_start"], WEEKS["week_start"], units)}{note}</th>{cells}</tr>'


def _pain(week: pd.Series, moment: str) -> str:
    mean, worst = week[f"{moment}_mean"], week[f"{moment}_max"]
    return "–" if pd.isna(mean) else f"{mean:.1f} ({worst:g})"
