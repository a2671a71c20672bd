"""A small model of training: weekly kilometres become activities with plausible totals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

MONDAY_TO_SUNDAY = range(7)
Plan = dict[int, tuple[str, ...]]  # weekday (0 = Monday) -> the kinds of run it may be


@dataclass(frozen=True)
class Kind:
    """How one sort of session differs from an easy run on the road."""

    share: float  # of the week's distance, before the shares of the week are scaled to one
    pace: float  # against the easy pace
    effort: float  # heart rate as a share of the maximum
    climb_m_per_km: float
    sub_sport: str = "generic"


KINDS = {
    "easy": Kind(1.0, 1.00, 0.72, 5),
    "long": Kind(1.9, 1.03, 0.74, 7),
    "tempo": Kind(1.0, 0.90, 0.84, 4),
    "track": Kind(0.9, 0.88, 0.86, 0, "track"),
    "hills": Kind(0.9, 1.06, 0.80, 22),
    "trail": Kind(1.3, 1.18, 0.77, 28, "trail"),
    "long_trail": Kind(1.9, 1.15, 0.76, 24, "trail"),
    "treadmill": Kind(0.8, 1.00, 0.71, 0, "treadmill"),
}


@dataclass(frozen=True)
class Activity:
    """What a watch totals for one session. Distances in m, times in s; None is not measured."""

    local_start: datetime
    sport: str
    sub_sport: str
    kind: str
    distance_m: float
    timer_s: float
    elapsed_s: float
    ascent_m: int | None
    descent_m: int | None
    avg_heart_rate: int
    max_heart_rate: int
    cadence_spm: int | None
    calories: int

    @property
    def day(self) -> date:
        return self.local_start.date()

    @property
    def is_run(self) -> bool:
        return self.sport == "running"

    @property
    def speed_m_s(self) -> float:
        return self.distance_m / self.timer_s

    @property
    def stride_m(self) -> float | None:
        return None if self.cadence_spm is None else self.speed_m_s / (self.cadence_spm / 60)


@dataclass(frozen=True)
class Runner:
    """The body and habits behind the numbers."""

    easy_pace_s_per_km: float
    max_heart_rate: int
    week: Plan
    gentle_week: Plan  # what is left of it while backing off
    ride_days: tuple[int, ...] = ()
    skip_chance: float = 0.03
    start_hour: int = 7
    weekend_hour: int = 9


@dataclass(frozen=True)
class Week:
    """What the runner means to do in one week."""

    km: float
    is_gentle: bool = False


def steady(km: float, weeks: int) -> list[Week]:
    """The same distance each week."""
    return [Week(km)] * weeks


def build(start_km: float, end_km: float, weeks: int) -> list[Week]:
    """A rise in equal steps in which every fourth week is a fifth easier."""
    step = (end_km - start_km) / max(weeks - 1, 1)
    return [Week((start_km + step * i) * (0.8 if i % 4 == 3 else 1.0)) for i in range(weeks)]


def back_off(km: float, weeks: int) -> list[Week]:
    """Less, and nothing hard."""
    return [Week(km, is_gentle=True)] * weeks


def activities(runner: Runner, weeks: list[Week], last_day: date, rng: Random) -> list[Activity]:
    """Every activity up to `last_day`, oldest first; the last of `weeks` is the one that holds `last_day`."""
    last_monday = last_day - timedelta(days=last_day.weekday())
    made = []
    for index, week in enumerate(weeks):
        monday = last_monday - timedelta(weeks=len(weeks) - 1 - index)
        made += _week(runner, week, monday, rng)
    return [activity for activity in made if activity.day <= last_day]


def _week(runner: Runner, week: Week, monday: date, rng: Random) -> list[Activity]:
    plan = runner.gentle_week if week.is_gentle else runner.week
    kinds = {weekday: rng.choice(choices) for weekday, choices in plan.items()}
    shares = sum(KINDS[kind].share for kind in kinds.values())
    made = []
    for weekday in MONDAY_TO_SUNDAY:
        day, kind = monday + timedelta(days=weekday), kinds.get(weekday)
        is_skipped, rides = rng.random() < runner.skip_chance, rng.random() < (0.9 if week.is_gentle else 0.5)
        if kind and not is_skipped:
            distance_m = 1000 * week.km * KINDS[kind].share / shares * _around(1.0, 0.05, rng)
            made.append(run(runner, kind, distance_m, _start(runner, day, rng), rng))
        elif rides and weekday in runner.ride_days:
            made.append(ride(runner, _start(runner, day, rng), rng))
    return made


def run(runner: Runner, kind: str, distance_m: float, start: datetime, rng: Random) -> Activity:
    """One run of a kind, with totals that fit together."""
    made = KINDS[kind]
    distance_m = round(distance_m, 2)
    pace = runner.easy_pace_s_per_km * made.pace * _around(1.0, 0.025, rng)
    timer_s = round(distance_m / 1000 * pace, 3)
    pause_s = rng.randint(15, 110) if rng.random() < 0.35 and made.sub_sport != "treadmill" else 0
    ascent_m = round(distance_m / 1000 * made.climb_m_per_km * _around(1.0, 0.2, rng))
    heart_rate = round(runner.max_heart_rate * made.effort + rng.gauss(0, 3))
    speed = distance_m / timer_s
    is_measured = made.sub_sport != "treadmill"
    return Activity(
        local_start=start,
        sport="running",
        sub_sport=made.sub_sport,
        kind=kind,
        distance_m=distance_m,
        timer_s=timer_s,
        elapsed_s=timer_s + pause_s,
        ascent_m=ascent_m if is_measured else None,
        descent_m=max(0, ascent_m + rng.randint(-3, 3)) if is_measured else None,
        avg_heart_rate=heart_rate,
        max_heart_rate=min(runner.max_heart_rate, heart_rate + rng.randint(9, 18)),
        cadence_spm=round(146 + 8 * speed + rng.gauss(0, 1.5)),
        calories=round(distance_m * 0.068),
    )


def ride(runner: Runner, start: datetime, rng: Random) -> Activity:
    """An easy ride on a day without a run."""
    timer_s = round(60 * rng.uniform(35, 80), 3)
    distance_m = round(timer_s * rng.uniform(5.5, 7.0), 2)
    heart_rate = round(runner.max_heart_rate * 0.66 + rng.gauss(0, 3))
    climb_m = round(distance_m / 1000 * 6)
    return Activity(start, "cycling", "generic", "ride", distance_m, timer_s, timer_s + rng.randint(0, 240), climb_m,
                    climb_m, heart_rate, heart_rate + rng.randint(12, 22), None, round(timer_s * 0.14))  # fmt: skip


def with_spike(made: list[Activity], day: date, ratio: float) -> list[Activity]:
    """The same training, but the run on `day` is `ratio` times the longest of the 30 days before."""
    before = [a.distance_m for a in made if a.is_run and timedelta(0) < day - a.day <= timedelta(days=30)]
    return [_stretched(a, ratio * max(before)) if a.is_run and a.day == day else a for a in made]


def _stretched(activity: Activity, distance_m: float) -> Activity:
    factor = distance_m / activity.distance_m
    timer_s = round(activity.timer_s * factor, 3)
    return replace(
        activity,
        distance_m=round(distance_m, 2),
        timer_s=timer_s,
        elapsed_s=timer_s + (activity.elapsed_s - activity.timer_s),
        ascent_m=round((activity.ascent_m or 0) * factor),
        descent_m=round((activity.descent_m or 0) * factor),
        calories=round(activity.calories * factor),
    )


def _start(runner: Runner, day: date, rng: Random) -> datetime:
    hour = runner.weekend_hour if day.weekday() >= 5 else runner.start_hour
    return datetime.combine(day, time(hour, rng.randint(0, 45), rng.randint(0, 59)))


def _around(mean: float, spread: float, rng: Random) -> float:
    """A value near `mean`, never more than two spreads away."""
    return min(max(rng.gauss(mean, spread), mean - 2 * spread), mean + 2 * spread)
