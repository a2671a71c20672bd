"""A runner whose heel hurts, who backs off, comes back, and has a flare: the story of the plan, as two files."""

from __future__ import annotations

import pandas as pd

FIRST = pd.Timestamp("2026-06-01")  # a Monday
HURT, CALM, FLARE = (pd.Timestamp(day) for day in ("2026-07-27", "2026-08-20", "2026-09-12"))
LAST = pd.Timestamp("2026-09-13")


def _week(monday: pd.Timestamp) -> dict[int, float]:
    """Kilometres by weekday: as usual, cut from the first painful week on, then a longer long run each week."""
    if monday < HURT:
        return {1: 8, 3: 8, 4: 8, 6: 16}
    if monday < CALM:
        return {1: 8, 3: 6, 6: 8}
    return {1: 8, 3: 6, 6: 8 + 2 * ((monday - CALM).days // 7 + 1)}


def activities() -> str:
    """Every run at 6 minutes a km; stride and steps tell that distances are kilometres."""
    rows = []
    for monday in pd.date_range(FIRST, LAST, freq="7D"):
        for weekday, km in _week(monday).items():
            hours, minutes = divmod(int(km * 6), 60)
            when = monday + pd.Timedelta(days=weekday)
            rows.append(
                f"Running,{when:%Y-%m-%d} 07:00:00,{km:.2f},{hours:02d}:{minutes:02d}:00,1.00,{km * 1000:.0f}\n"
            )
    return "Activity Type,Date,Distance,Time,Avg Stride Length,Steps\n" + "".join(rows)


def _score(when: pd.Timestamp) -> int:
    if when < HURT:
        return 0
    if when < pd.Timestamp("2026-08-10"):
        return 4
    if when < CALM:
        return 2
    return 3 if when >= FLARE else 0


def pain() -> str:
    dates = pd.date_range("2026-07-10", LAST)
    entries = [
        f"{when:%Y-%m-%d},{moment},plantar_heel,left,{_score(when)},none"
        for when in dates
        for moment in ("first_steps", "during")
    ]
    return "date,moment,site,side,score,signs\n" + "\n".join(entries) + "\n"
