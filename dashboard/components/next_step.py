"""What to do next: the first rows of PLAN."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.wording import day
from dashboard.components.learn_link import learn_link
from dashboard.components.words import prose


def next_steps(plan: pd.DataFrame, said: str = "", most: int = 3) -> str:
    """The most urgent steps with their reason; a quiet sentence where there is nothing to do.

    The first reason stands open, unless it was `said` already.
    """
    if plan.empty:
        return '<p class="tw-note">Nothing to change. Keep running and logging as you do.</p>'
    steps = [_step(row, n == 0 and row.why != said) for n, row in enumerate(plan.head(most).itertuples())]
    return f'<ol class="tw-todo">{"".join(steps)}</ol>'


def steps_but(plan: pd.DataFrame, flag_ids: Sequence[str]) -> pd.DataFrame:
    """PLAN without the steps that follow from these flags."""
    return plan[~plan["flag_id"].isin(flag_ids)]


def _step(row, is_open: bool) -> str:
    target = "" if pd.isna(row.target) else f'<div class="tw-todo-target">{prose(_capital(row.target))}</div>'
    learn = "" if pd.isna(row.flag_id) else f"<p>{learn_link(row.flag_id, row.what)}</p>"
    until = "" if pd.isna(row.until) else f" Look again on {day(row.until)}."
    return (
        f'<li><div><div class="tw-todo-what">{prose(row.what)}</div>{target}'
        f'<details class="tw-todo-why"{" open" if is_open else ""}><summary>Why, and until when</summary>'
        f"<p>{prose(row.why)}</p><p><b>What ends it.</b> {prose(row.ends_when)}{until}</p>{learn}</details></div></li>"
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
