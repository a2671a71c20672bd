"""What an import of the demo files must find: counted from what was generated, never from an analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.athletes import Athlete
from sample_data.garmin_csv import written_distance_m
from sample_data.pain import Entry
from sample_data.recording import Sample
from sample_data.training import Activity

TOLERANCE_M = 1.0  # totals are sums of what the files state, so only floating point may differ


@dataclass(frozen=True)
class History:
    """Everything generated for one athlete. `recorded` are the runs that also have a FIT file."""

    athlete: Athlete
    training: Sequence[Activity]
    recorded: Sequence[tuple[Activity, Sequence[Sample]]]
    log: Sequence[Entry]

    def stated_distance_m(self, activity: Activity) -> float:
        """What the best file says: FIT to the centimetre, the CSV to two decimals of its unit."""
        if any(activity is run for run, _ in self.recorded):
            return activity.distance_m
        return written_distance_m(activity, self.athlete.units)


def facts(history: History) -> dict[str, object]:
    """Facts by name, with the unit in the name."""
    runs = [a for a in history.training if a.is_run]
    longest = max(runs, key=history.stated_distance_m)
    return {
        "activities": len(history.training),
        "runs": len(runs),
        "first_day": min(a.day for a in history.training),
        "last_day": max(history.training[-1].day, history.log[-1].day),
        "distance_tolerance_m": TOLERANCE_M,
        "total_distance_m": round(sum(map(history.stated_distance_m, runs)), 2),
        "longest_run_m": round(history.stated_distance_m(longest), 2),
        "longest_run_day": longest.day,
        "treadmill_runs": sum(a.sub_sport == "treadmill" for a in runs),
        "fit_files": len(history.recorded),
        "fit_records": sum(len(samples) for _, samples in history.recorded),
        "fit_distance_m": round(sum(a.distance_m for a, _ in history.recorded), 2),
        "days_missing_from_export": _missing_days(history),
        **_week_facts(history, runs),
        **_pain_facts(history.log),
    }


def _missing_days(history: History) -> int:
    """Days between the last activity before the hole in the export and the first after it."""
    if history.athlete.lost is None:
        return 0
    first, last = history.athlete.lost
    before = max(a.day for a in history.training if a.day < first)
    after = min(a.day for a in history.training if a.day > last)
    return (after - before).days - 1


def _week_facts(history: History, runs: Sequence[Activity]) -> dict[str, object]:
    """The eighth week before the last: whole, and before anything went wrong."""
    monday = history.athlete.last_day - timedelta(days=history.athlete.last_day.weekday(), weeks=8)
    inside = [a for a in runs if monday <= a.day < monday + timedelta(weeks=1)]
    return {
        "week_start": monday,
        "week_distance_m": round(sum(map(history.stated_distance_m, inside)), 2),
        "week_run_days": len({a.day for a in inside}),
    }


def _pain_facts(log: Sequence[Entry]) -> dict[str, object]:
    worst: dict[date, int] = {}
    for entry in log:
        worst[entry.day] = max(entry.score, worst.get(entry.day, 0))
    return {
        "pain_entries": len(log),
        "logged_days": len(worst),
        "first_logged_day": min(worst),
        "days_without_pain": sum(score == 0 for score in worst.values()),
        "worst_score": max(worst.values()),
        "sum_of_scores": sum(entry.score for entry in log),
    }


def as_toml(histories: Sequence[History]) -> str:
    """The index of the demo athletes."""
    parts = ["# Written by generate.py: the facts and flags each athlete's files must yield.\n"]
    for history in histories:
        athlete = history.athlete
        parts.append("[[athlete]]")
        parts += _lines({name: getattr(athlete, name) for name in ("key", "name", "story", "units", "state")})
        parts += ["", "[athlete.facts]", *_lines(facts(history))]
        parts += ["", "[athlete.flags]", *_lines(athlete.flags), ""]
        for pair in athlete.pairs:
            entered = {name: value for name, value in vars(pair).items() if value is not None}
            parts += ["[[athlete.pairs]]", *_lines(entered), ""]
    return "\n".join(parts)


def _lines(values: dict[str, object]) -> list[str]:
    return [f"{name} = {_toml(value)}" for name, value in values.items()]


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
