"""The demo athletes: who they are, how they train, how it hurts, and what Twinge must say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample_data.pain import Course
from sample_data.training import Plan, Runner, Week, back_off, build, steady

EASY_WEEK: Plan = {1: ("easy",), 3: ("easy", "treadmill"), 5: ("easy",)}


SIGNS = ("began_with_fall_or_pop", "cannot_hop_or_bear_weight", "limping", "night_or_rest_pain", "numbness_or_tingling",
         "swelling_or_bruising")  # fmt: skip
ASKED_AND_ABSENT = dict.fromkeys(SIGNS, "clear")
NOT_ASKED = dict.fromkeys(SIGNS, "not_enough_data")


@dataclass(frozen=True)
class Pair:
    """A pair of shoes as its owner enters it in Twinge: no file of a watch names them. `runs` is the rule for it."""

    shoe: str
    first_use: date
    starting_distance_m: float
    category: str
    drop_mm: float
    runs: str = "all"
    thumb_test: str | None = None
    thumb_test_day: date | None = None


@dataclass(frozen=True)
class Athlete:
    """One demo athlete. `state` and `flags` are what is expected on `last_day`, set by hand from the story."""

    key: str
    name: str
    story: str
    last_day: date
    runner: Runner
    weeks: list[Week]
    course: Course
    state: str
    flags: dict[str, str]
    zone: str = "Europe/London"
    language: str = "en"
    units: str = "km"
    is_wide_log: bool = False
    spike: tuple[date, float] | None = None  # a run this many times the longest of the 30 days before
    lost: tuple[date, date] | None = None  # first and last day that the export lacks
    fit_days: int = 42
    pairs: tuple[Pair, ...] = ()


WORSENING = Athlete(
    key="worsening",
    name="Maya",
    story="Maya, 41, cut her running by 40 % two weeks after her heel began to hurt, and it still got worse each week.",
    last_day=date(2026, 10, 18),
    runner=Runner(
        easy_pace_s_per_km=365,
        max_heart_rate=182,
        week={
            1: ("easy", "treadmill"),
            2: ("hills", "tempo", "track"),
            4: ("easy",),
            6: ("long", "long", "long_trail"),
        },
        gentle_week={1: ("easy", "treadmill"), 4: ("easy",), 6: ("easy",)},
        ride_days=(2, 5),
    ),
    weeks=[*steady(28, 8), *build(28, 41, 16), *steady(41, 12), *back_off(24, 5)],
    course=Course(
        knots=((170, 0), (52, 0), (49, 1.6), (35, 2.4), (28, 2.7), (21, 3.5), (14, 4.4), (7, 5.3), (0, 6.4)),
        marks=((20, "none", "Ran on grass instead of the road."), (6, "none", "Cut back for four weeks now.")),
    ),
    state="see_someone",
    flags={
        "morning_pattern": "raised",
        "red_run": "raised",
        "backoff_review": "raised",
        "pain_going_on": "raised",
        "worsening_despite_backoff": "raised",
        "backoff_compliance": "clear",
        "single_run_spike": "clear",
        "weekly_change": "clear",
        **ASKED_AND_ABSENT,
    },
    pairs=(
        Pair("Everyday pair", date(2026, 1, 6), 110_000, "standard", 10, "all", "firm", date(2026, 6, 2)),
        Pair("Long-run pair", date(2026, 3, 8), 0, "standard", 8, "weekend", "firm", date(2026, 9, 20)),
    ),
)

SETTLES = Athlete(
    key="settles",
    name="Jonas",
    story="Jonas, 36, ran a third less for a month when his heel flared up; it has settled, and he is building again.",
    last_day=date(2026, 10, 14),
    runner=Runner(
        easy_pace_s_per_km=330,
        max_heart_rate=189,
        week={0: ("easy", "treadmill"), 1: ("tempo",), 3: ("easy",), 5: ("easy", "hills"), 6: ("long",)},
        gentle_week=EASY_WEEK,
        ride_days=(2, 4),
        start_hour=6,
    ),
    weeks=[*build(34, 44, 12), *steady(42, 16), *build(42, 46, 4), *steady(44, 3), *back_off(27, 4), *back_off(31, 2)],
    course=Course(
        knots=((200, 0), (52, 0), (48, 2), (40, 4), (33, 4.3), (25, 2.9), (17, 1.5), (10, 0.5), (4, 0.1), (0, 0.1)),
        side="right",
        marks=((41, "none", ""), (30, "none", "A bit easier on the first steps."), (5, "none", "")),
    ),
    state="steady",
    flags={
        "pain_going_on": "clear",
        "worsening_despite_backoff": "clear",
        "backoff_compliance": "clear",
        "single_run_spike": "clear",
        "weekly_change": "clear",
        **ASKED_AND_ABSENT,
    },
    zone="Europe/Berlin",
    language="de",
)

HEALTHY = Athlete(
    key="healthy",
    name="Priya",
    story="Priya, 29, is building toward a half marathon without pain; last Sunday's run was much longer than usual.",
    last_day=date(2026, 10, 20),
    runner=Runner(
        easy_pace_s_per_km=350,
        max_heart_rate=193,
        week={1: ("easy",), 2: ("track", "tempo"), 3: ("easy", "treadmill"), 5: ("trail", "hills"), 6: ("long",)},
        gentle_week=EASY_WEEK,
        ride_days=(0,),
        skip_chance=0.01,
        start_hour=18,
    ),
    weeks=[*steady(26, 10), *build(26, 38, 16), *build(32, 42, 12)],
    course=Course(
        knots=((150, 0), (101, 0), (98, 1.6), (95, 0), (0, 0)),
        logging=0.87,
        marks=((60, "none", "Asked myself the questions: nothing."), (0, "none", "")),
    ),
    state="watch",
    flags={
        "pain_going_on": "clear",
        "worsening_despite_backoff": "clear",
        "backoff_compliance": "clear",
        "single_run_spike": "raised",
        "weekly_change": "clear",
        **ASKED_AND_ABSENT,
    },
    spike=(date(2026, 10, 18), 1.42),
)

FLARE_NO_BACKOFF = Athlete(
    key="flare_no_backoff",
    name="Rob",
    story="Rob, 52, has a race he does not want to miss, so he has kept running as usual while his heel pain grows.",
    last_day=date(2026, 10, 16),
    runner=Runner(
        easy_pace_s_per_km=355,
        max_heart_rate=172,
        week={0: ("easy",), 2: ("tempo", "hills"), 3: ("easy",), 5: ("trail", "easy"), 6: ("long",)},
        gentle_week=EASY_WEEK,
        ride_days=(4,),
        skip_chance=0.0,
        start_hour=19,
        weekend_hour=7,
    ),
    weeks=[*build(36, 48, 20), *steady(48, 22)],
    course=Course(
        knots=((160, 0), (41, 0), (38, 1.5), (28, 2.4), (14, 3.8), (0, 5.2)),
        marks=((9, "none", "Stiff, but I can run."),),
    ),
    state="act",
    flags={
        "morning_pattern": "raised",
        "warm_up_pattern": "raised",
        "amber_run": "raised",
        "backoff_run_days": "raised",
        "backoff_long_run": "raised",
        "hard_efforts_in_backoff": "raised",
        "pain_going_on": "raised",
        "worsening_despite_backoff": "clear",
        "backoff_compliance": "raised",
        "single_run_spike": "clear",
        "weekly_change": "clear",
        **ASKED_AND_ABSENT,
    },
    zone="America/Denver",
    units="mi",
    pairs=(Pair("Cushioned pair", date(2026, 4, 6), 0, "max_cushion", 5),),
)

RED_FLAG = Athlete(
    key="red_flag",
    name="Elena",
    story="Elena, 45, had a few sore days and once noted numb toes; she feels better, but nobody has looked at it yet.",
    last_day=date(2026, 10, 18),
    runner=Runner(
        easy_pace_s_per_km=385,
        max_heart_rate=178,
        week={1: ("easy",), 3: ("easy", "treadmill", "hills"), 5: ("trail", "easy"), 6: ("long", "long_trail")},
        gentle_week=EASY_WEEK,
        ride_days=(2,),
    ),
    weeks=[*steady(24, 14), *build(24, 31, 8), *steady(30, 18)],
    course=Course(
        knots=((180, 0), (36, 0), (33, 2.4), (26, 3), (20, 1.6), (15, 0.6), (11, 0.1), (0, 0)),
        site="arch",
        marks=(
            (26, "numbness", "Toes felt numb for an hour after the run."),
            (12, "none", "Not again since."),
            (3, "none", ""),
        ),
    ),
    state="see_someone",
    flags={
        "pain_going_on": "clear",
        "worsening_despite_backoff": "clear",
        "backoff_compliance": "clear",
        "single_run_spike": "clear",
        "weekly_change": "clear",
        **ASKED_AND_ABSENT,
        "numbness_or_tingling": "raised",
    },
)

GAPS = Athlete(
    key="gaps",
    name="Tom",
    story="Tom, 33, logs when he thinks of it, and three weeks are missing from his export, so much stays open.",
    last_day=date(2026, 10, 18),
    runner=Runner(
        easy_pace_s_per_km=345,
        max_heart_rate=188,
        week={1: ("easy",), 3: ("easy", "treadmill"), 6: ("long",)},
        gentle_week=EASY_WEEK,
        start_hour=17,
    ),
    weeks=steady(22, 40),
    course=Course(knots=((120, 0), (45, 0), (40, 2.8), (0, 3.8)), logging=0.3),
    state="watch",
    flags={
        "morning_pattern": "raised",
        "hard_efforts_in_backoff": "raised",
        "pain_going_on": "raised",
        "worsening_despite_backoff": "not_enough_data",
        "backoff_compliance": "not_enough_data",
        "single_run_spike": "not_enough_data",
        "weekly_change": "not_enough_data",
        **NOT_ASKED,
    },
    is_wide_log=True,
    lost=(date(2026, 9, 23), date(2026, 10, 13)),
)

ATHLETES = (WORSENING, SETTLES, HEALTHY, FLARE_NO_BACKOFF, RED_FLAG, GAPS)


def heavy_athlete(key: str, years: int) -> Athlete:
    """Years of nearly daily running and a log without a gap, for checks of size and speed."""
    weeks = 365 * years // 7 + 2  # training begins before the log
    ups_and_downs = [week for _ in range(weeks // 26 + 1) for week in build(38, 58, 26)]
    flares = [
        knot
        for begin in range(365 * years - 40, 60, -190)
        for knot in ((begin, 0.0), (begin - 12, 3.5), (begin - 40, 0.0))
    ]
    return Athlete(
        key=key,
        name="Alex",
        story=f"Alex, 48, has run and logged for {years} years.",
        last_day=date(2026, 10, 18),
        runner=Runner(
            easy_pace_s_per_km=340,
            max_heart_rate=180,
            week={
                0: ("easy",),
                1: ("tempo", "track"),
                2: ("easy",),
                3: ("hills", "treadmill"),
                5: ("trail",),
                6: ("long",),
            },
            gentle_week=EASY_WEEK,
            ride_days=(4,),
        ),
        weeks=ups_and_downs[-weeks:],
        course=Course(knots=((365 * years - 1, 0.0), *flares, (0, 0.0)), logging=1.0),
        state="",
        flags={},
        fit_days=0,
    )
