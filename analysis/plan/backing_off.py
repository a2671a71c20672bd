"""The step for pain that is going on: how far to run, until when, and what ends it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.backoff import Review, knows_usual, week_mean
from analysis.episode import Episode
from analysis.plan.targets import review_day
from analysis.settings import Settings
from analysis.thresholds import (
    BACKOFF_FIRST_REVIEW_DAYS,
    BACKOFF_REVIEW_DAYS,
    BACKOFF_TARGET,
    TIGHTER_TARGET,
)
from analysis.wording import distance, weekday


def backoff_step(episode: Episode, days: pd.DataFrame, settings: Settings, share: float) -> dict[str, Any]:
    """Run at most this share of the usual week until the pain has clearly come down."""
    less = "about a third less than" if share == BACKOFF_TARGET.value else "about half of"
    return {
        "what": f"Run {less} your usual week, all of it easy. Keep the walking and cross-training that does not hurt.",
        "target": _target(episode, days, settings, share),
        "why": _why(episode, settings),
        "until": _review(episode, days["local_date"].iloc[-1]),
        "ends_when": _end(episode, days),
        "flag_id": "backoff_compliance",
    }


def backoff_share(raised: pd.DataFrame) -> float:
    """How much of the usual week may be run? Half, once a review found that two thirds did not help."""
    did_not_help = (raised["flag_id"] == "backoff_review").any()
    return TIGHTER_TARGET.value if did_not_help else BACKOFF_TARGET.value


def _target(episode: Episode, days: pd.DataFrame, settings: Settings, share: float) -> str | None:
    """'at most 26.8 km in any 7 days; 4.3 km of it left for Monday 16 Mar'; None where the usual week is not known."""
    if not knows_usual(episode):
        return None
    allowed = share * episode.usual_m
    text = f"at most {distance(allowed, settings.units)} in any 7 days"
    last_six = days["distance_m"].tail(6)
    if last_six.isna().any():
        return text
    left = allowed - last_six.sum()
    rest = f"{distance(left, settings.units)} of it" if left > 0 else "nothing of it"
    return f"{text}; {rest} left for {weekday(days['local_date'].iloc[-1] + pd.Timedelta(days=1))}"


def _why(episode: Episode, settings: Settings) -> str:
    since = f"Pain has been going on {episode.since}."
    if not knows_usual(episode):
        return f"{since} Your usual week before that is not known; import older runs to see a distance here."
    usual = distance(episode.usual_m, settings.units)
    if np.isnan(episode.last_7_days_m):
        return f"{since} Your usual week before was {usual}."
    return (
        f"{since} Your usual week before was {usual}; the last 7 days hold"
        f" {distance(episode.last_7_days_m, settings.units)}."
    )


def _review(episode: Episode, today: pd.Timestamp) -> pd.Timestamp:
    """Day 14 of the back-off, a week more once that is over."""
    begun = episode.backed_off_since
    if pd.isna(begun):
        return today + pd.Timedelta(days=BACKOFF_REVIEW_DAYS.value)
    review = review_day(begun, BACKOFF_REVIEW_DAYS.value)
    return review if review > today else today + pd.Timedelta(days=BACKOFF_FIRST_REVIEW_DAYS.value)


def _end(episode: Episode, days: pd.DataFrame) -> str:
    """The 7-day mean that counts as clearly less pain, from the mean when the back-off began."""
    last = days["local_date"].iloc[-1] if pd.isna(episode.backed_off_since) else episode.first_week_ends
    rule, begun = "your mean pain of 7 days is 1 point or 30 % lower", week_mean(days, last)
    if np.isnan(begun):
        return f"It has lasted a week or more and {rule} than when you began."
    goal = Review(1, begun, begun).goal
    return (
        f"It has lasted a week or more and {rule} than when you began: {goal:.1f} or less, from {begun:.1f}."
        " If it rises instead, see a clinician."
    )
