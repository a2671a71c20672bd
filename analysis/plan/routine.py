"""The recovery and strength routine: each item with its dose, how, when not to, and what science says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.care import Trial, confounds, told, trials
from analysis.plan.clinician import must_not_run
from analysis.tables import NO_SIGNS
from analysis.thresholds import SIGN_ASKED_DAYS, SITE_RECENT_DAYS
from analysis.wording import day

RECOVERY, STRENGTH = "recovery", "strength"


@dataclass(frozen=True)
class Item:
    """One thing to do. `name` is what CARE calls it, `book_id` its rule, `aim` how often in a week."""

    name: str
    kind: str
    book_id: str
    dose: str
    how: str
    stop: str
    evidence: str
    aim: int


_STRENGTH_EVIDENCE = (
    "Foot exercises in 118 runners: the group without them had 2.4 times as many injuries, seen only after 4 to 8"
    " months (Taddei et al. 2020, Am J Sports Med)."
)
ROUTINE = (
    Item("calf stretch", RECOVERY, "R3", "3 × 20 to 30 s a side, 2 to 3 times a day",
         "Hands on a wall, the back leg straight, then bent. A comfortable pull.", "Pain above 2.",
         "Core care in a guide built on trials and experts (Morrissey et al. 2021). In a trial of 92 people stretching"
         " did no better than a sham at two weeks (Radford et al. 2007).", 5),
    Item("foot stretch", RECOVERY, "R3", "3 × 20 to 30 s a side, before the first steps",
         "Seated, pull the toes back until the arch is tight.", "Pain above 2.",
         "Core care in a guide built on trials and experts (Morrissey et al. 2021).", 5),
    Item("ball roll", RECOVERY, "R4", "2 to 5 min, gentle", "Roll the sole over a ball, seated at first.",
         "Pain above 3.", "Weak: no trial of it alone was found.", 5),
    Item("ice", RECOVERY, "R1", "10 to 15 min after runs, wrapped in a towel",
         "Never on bare skin, never longer than 20 minutes.", "Numb skin.", "Weak: for comfort.", 5),
    Item("heat", RECOVERY, "R2", "10 to 15 min, for a stiff morning", "A warm pack on the calf and the sole.",
         "A swollen or warm heel.", "Advice runners are commonly given; no trial was found.", 5),
    Item("supportive sandals", RECOVERY, "R5", "indoors, all day", "In place of bare feet on hard floors.", "",
         "Footwear is part of the core advice for heel pain (Morrissey et al. 2021).", 5),
    Item("calf raises", STRENGTH, "T1", "2 × 10, both legs, every second day",
         "Up for 3 seconds, hold for 2, down for 3. Later on one leg, with a towel under the toes.",
         "Sharp pain, or first steps 2 points up the next morning.",
         "Heavy calf raises: better at 3 months, no difference at 1, 6 and 12 (Rathleff et al. 2015).", 3),
    Item("toe yoga", STRENGTH, "T2", "2 × 10 a side, every second day",
         "Lift the big toe with the others down, then the others with the big toe down.", "Cramp or sharp pain.",
         _STRENGTH_EVIDENCE, 3),
    Item("towel scrunches", STRENGTH, "T3", "2 × 10 a side, every second day",
         "Pull a towel toward you with your toes.", "Cramp or sharp pain.", _STRENGTH_EVIDENCE, 3),
    Item("single-leg balance", STRENGTH, "T4", "2 to 3 × 30 s a side, every second day",
         "Stand on one bare foot, knee soft, near a wall.", "Pain above 2.", _STRENGTH_EVIDENCE, 3),
)  # fmt: skip
BY_NAME: Mapping[str, Item] = {item.name: item for item in ROUTINE}
# Item -> the signs that hold it back, and the flag that keeps them in view.
_HELD_BACK = {
    "ice": (("numbness", "tingling"), "numbness_or_tingling"),
    "heat": (("swelling", "bruising", "warmth"), "swelling_or_bruising"),
}


@dataclass(frozen=True)
class Guard:
    """Why an item is not for today (`is_off`), or how to do it otherwise."""

    is_off: bool
    words: str


def guards(pain: pd.DataFrame, raised: pd.DataFrame, today: pd.Timestamp) -> dict[str, Guard]:
    """Which items are held back by what was logged, and why: name -> guard.

    Parameters
    ----------
    pain
        PAIN.
    raised
        FLAGS raised today.
    """
    found: dict[str, Guard] = {}
    if must_not_run(raised):
        ask = Guard(True, "A sign for a clinician is up. Ask there before you load the foot.")
        found |= {item.name: ask for item in ROUTINE if item.kind == STRENGTH}
    for name, (signs, flag_id) in _HELD_BACK.items():
        last = _last_with(pain, signs, today)
        if last is not None:
            found[name] = Guard(True, f"Not now: {last[1]} logged on {day(last[0])}.")
        elif raised["flag_id"].eq(flag_id).any():
            found[name] = Guard(True, f"Not while {' or '.join(signs)} in your log is not settled.")
    recent = pain[pain["local_date"] > today - pd.Timedelta(days=SITE_RECENT_DAYS.value)]
    if (recent["site"].eq("posterior_heel") & recent["score"].gt(0)).any():
        flat = "With pain at the back of the heel: stay on flat ground, and never let the heel drop below a step."
        found |= {name: Guard(False, flat) for name in ("calf stretch", "calf raises") if name not in found}
    return found


def _last_with(pain: pd.DataFrame, signs: tuple[str, ...], today: pd.Timestamp) -> tuple[pd.Timestamp, str] | None:
    """The last day of two weeks on which one of these signs was logged, and the sign; an answer of none ends it."""
    since = today - pd.Timedelta(days=SIGN_ASKED_DAYS.value)
    asked = pain[(pain["local_date"] > since) & pain["signs"].notna()]
    for when, entries in reversed(list(asked.groupby("local_date"))):
        logged = {sign for text in entries["signs"] for sign in str(text).split(";")}
        held = [sign for sign in signs if sign in logged]
        if held:
            return when, held[0]
        if logged == {NO_SIGNS}:
            return None
    return None


# What was done


@dataclass(frozen=True)
class Done:
    """One item over the last seven days: whether it was done on each, the last being today, and how it felt today."""

    item: Item
    days: tuple[bool, ...]
    felt: str | None

    @property
    def is_done(self) -> bool:
        return self.days[-1]


def done(care: pd.DataFrame, names: tuple[str, ...], today: pd.Timestamp) -> tuple[Done, ...]:
    """What of the chosen items was done in the last seven days? In the order of the routine."""
    week = pd.date_range(end=today, periods=7)
    found = []
    for item in (item for item in ROUTINE if item.name in names):
        entries = care[care["item"] == item.name].set_index("local_date")
        felt = entries["felt"].get(today)
        found.append(Done(item, tuple(bool(when in entries.index) for when in week), felt if pd.notna(felt) else None))
    return tuple(found)


@dataclass(frozen=True)
class Answers:
    """What the pain did since each item was begun, what confounds it, and the line that keeps it honest."""

    trials: tuple[tuple[Trial, str], ...]
    confounds: tuple[str, ...]
    honesty: str = (
        "Better is no proof. Heel pain that nobody treated fell by 13 of 100 points in two weeks (Radford et al. 2007)."
    )


def answers(days: pd.DataFrame, care: pd.DataFrame, today: pd.Timestamp) -> Answers:
    """Does what was begun in the last four weeks help? Looked at after 3 to 4 days, each beside what chance does."""
    found = trials(days, care, today)
    return Answers(tuple((trial, told(trial)) for trial in found), tuple(confounds(found, days)))
