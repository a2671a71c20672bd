"""The lines that parts of the plan are folded behind: each says what it holds, so that few have to be opened."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.wording import day
from dashboard.components.plan_course import LIGHT_WORDS


def review_line(made: Any, today: pd.Timestamp) -> str:
    """'The review: day 14 on 4 Oct 2026'."""
    ahead = [each for each in made.review_days if each.local_date >= today] if made.review is not None else []
    if ahead:
        return f"The review: day {ahead[0].number} on {day(ahead[0].local_date)}"
    return "The review: its days have passed" if made.review is not None else "The review: not begun"


def way_back_line(back: Any, has_begun: bool) -> str:
    """'The way back: 1 of 4 conditions met', or the stage that is reached."""
    here = [step.title.lower() for step in back.stages if step.state == "here"] if has_begun else []
    if here:
        return f"The way back: you are at “{here[0]}”"
    met = sum(held is True for held in back.conditions.values())
    return f"The way back: {met} of {len(back.conditions)} conditions met"


def lights_line(lights: Any) -> str:
    """'The light of each run: the last was red'."""
    if not lights:
        return "The light of each run"
    last = lights[0].light
    return f"The light of each run: the last {'was' if last else 'has'} {LIGHT_WORDS[last].lower()}"
