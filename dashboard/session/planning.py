"""What the plan asks of the runner on the screen, and the routine they chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis import Analysis, plan
from analysis.comeback import new_pair
from analysis.plan.lights import RunLight
from analysis.plan.routine import BY_NAME, Answers, Done, Guard, Item
from analysis.plan.run_walk import RunWalk
from dashboard.session.choices import today
from dashboard.session.demos import opened_demo
from dashboard.session.drawn import once
from dashboard.session.store import chosen, workspace
from dashboard.session.telling import drop_care, save_care, told, undo_care
from dashboard.session.view import as_of, current

CHOSEN = "routine"  # in the names of choices
AT_FIRST = ("calf stretch", "foot stretch", "calf raises")


@dataclass(frozen=True)
class Routine:
    """The chosen items with what was done of them, what holds some of them back, and what the pain did since.

    `local_date` is the day a tick is for.
    """

    local_date: pd.Timestamp
    done: tuple[Done, ...]
    guards: dict[str, Guard]
    answers: Answers


def course() -> plan.Course:
    """Where the runner stands, and what is asked now. Only where `current().analysis` has days."""
    found = current().analysis
    return once(_course, found.days, found.weeks, found.runs, found.flags)


def _course(*tables: pd.DataFrame) -> plan.Course:
    return plan.course(plan.Seen(*tables))


def said_today() -> dict[str, dict[str, Any]]:
    """Flag id -> the row of FLAGS with what the rule says today; of one that speaks of several sites, the first."""
    return once(_said_today, current().analysis.flags)


def _said_today(flags: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return flags[flags["is_current"]].drop_duplicates("flag_id").set_index("flag_id").to_dict("index")


def run_lights() -> tuple[RunLight, ...]:
    """The light of each of the last runs, the latest first."""
    found = current().analysis
    return once(plan.run_lights, found.runs, found.settings)


def run_walk(total_minutes: int) -> RunWalk:
    """The timer of a run-walk of about so long."""
    return plan.run_walk(total_minutes)


def has_new_pair() -> bool:
    """Whether a pair of shoes came into use in the last seven days: a dial of its own."""
    found = current().analysis
    return once(new_pair, found.shoes, found.as_of)


# The routine


def routine_items() -> tuple[Item, ...]:
    """Everything that may be chosen."""
    return plan.ROUTINE


def chosen_items() -> tuple[str, ...]:
    """Names of what the runner chose to do; a short start where nothing was chosen yet."""
    kept = st.session_state.get("demo_routine") if opened_demo() else chosen().get(CHOSEN)
    return AT_FIRST if kept is None else tuple(filter(None, kept.split(";")))


def choose_items(names: list[str]) -> None:
    """Keep what the runner wants to do; in a demo, for this visit only."""
    if strange := sorted(set(names) - set(BY_NAME)):
        raise ValueError(f"the routine has no {', '.join(strange)}")
    chosen = ";".join(item.name for item in plan.ROUTINE if item.name in names)
    if opened_demo():
        st.session_state["demo_routine"] = chosen
    else:
        workspace().save_choices({CHOSEN: chosen})


def routine() -> Routine:
    """How the routine stands. Only where `current().analysis` has days."""
    names, when = chosen_items(), tick_day()
    return once(_routine, current().analysis, told().care, names, when, of=(names, when))


def _routine(found: Analysis, care: pd.DataFrame, names: tuple[str, ...], when: pd.Timestamp) -> Routine:
    flags = found.flags
    raised = flags[flags["is_current"] & (flags["status"] == "raised")]
    return Routine(
        when,
        plan.done(care, names, when),
        plan.guards(found.pain, raised, found.as_of),
        plan.answers(found.days, care, found.as_of),
    )


def tick_day() -> pd.Timestamp:
    """The day a tick is for: the evening that is seen, in a demo the last day of its data, else today."""
    if opened_demo() or as_of() is not None:
        return current().analysis.as_of
    return today()


def tick(name: str) -> None:
    """Say that an item was done today; ticked again, take that back."""
    when = tick_day()
    care = told().care
    if ((care["item"] == name) & (care["local_date"] == when)).any():
        _said(f"Took back: {name}.", drop_care(when.date(), name))
    else:
        _said(f"Done: {name}.", save_care(when.date(), name, dose=BY_NAME[name].dose))


def say_felt(name: str, felt: str | None) -> None:
    """Say how an item that was done today felt."""
    _said(tick_said(), save_care(tick_day().date(), name, dose=BY_NAME[name].dose, felt=felt))


def tick_said() -> str:
    """What was ticked last in this visit; empty where nothing can be taken back."""
    return st.session_state.get("tick_said", ("", 0))[0]


def undo_tick() -> None:
    """Take back the last tick, or the last word on how it felt."""
    if said := st.session_state.pop("tick_said", None):  # none on a second press
        undo_care(said[1])


def _said(words: str, action: int) -> None:
    st.session_state["tick_said"] = words, action
