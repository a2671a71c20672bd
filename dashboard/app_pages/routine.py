"""The recovery and strength routine of the plan: choose, tick, say how it felt, and see what the pain did since."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.wording import day, sentence
from dashboard import session
from dashboard.components.page import section, show
from dashboard.components.plan_routine import FELT_WORDS, KIND_WORDS, item_card, trials
from dashboard.components.rules_here import rules_here
from dashboard.components.words import prose


def routine(today: pd.Timestamp) -> None:
    """Every chosen item as a card, ticked with one tap."""
    found = session.current().analysis
    section("Your routine", f"Tick what you did on {day(session.tick_day())}. A few things most days beat many once.")
    if session.may_change():
        choose()
        undo()
    made = session.routine()
    for kind, title in KIND_WORDS.items():
        items = [done for done in made.done if done.item.kind == kind]
        if items:
            show(f'<p class="tw-kind">{title}</p>')
            cards(items, made.guards)
    if not made.done:
        show('<p class="tw-note">Nothing chosen. Choose one or two things above.</p>')
    section("Does it help?", "A look after 3 to 4 days, at each thing you began.")
    show(trials(made.answers))
    show(rules_here(found.flags, ("strength_answer",), session.rules(), found.settings.units))


def choose() -> None:
    chosen = list(session.chosen_items())
    box = st.expander("Choose what you do", on_change="rerun", key="choose_routine")
    if not box.open:
        return
    with box:
        for kind, title in KIND_WORDS.items():
            names = [item.name for item in session.routine_items() if item.kind == kind]
            st.pills(
                title, names, selection_mode="multi", default=[name for name in names if name in chosen],
                format_func=sentence, key=f"routine_{kind}", on_change=take_choice,
            )  # fmt: skip


def take_choice() -> None:
    session.choose_items([name for kind in KIND_WORDS for name in st.session_state.get(f"routine_{kind}", [])])


def undo() -> None:
    if session.tick_said():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note" role="status"><b>{prose(session.tick_said())}</b></p>')
            st.button("Undo", key="undo_tick", on_click=session.undo_tick, icon=":material/undo:")


def cards(items: list[Any], guards: dict[str, Any]) -> None:
    columns = st.columns(2)
    for number, done in enumerate(items):
        with columns[number % 2], st.container(border=True, key=f"item_{done.item.name.replace(' ', '_')}"):
            card(done, guards.get(done.item.name))


def card(done: Any, guard: Any) -> None:
    name = done.item.name
    show(item_card(done, guard))
    if not session.may_change():
        return
    is_off = guard is not None and guard.is_off
    if done.is_done or not is_off:
        st.button(
            f"{sentence(name)}: done" if done.is_done else f"Did {name}", key=f"tick_{name}", on_click=session.tick,
            args=(name,), icon=":material/check_circle:" if done.is_done else ":material/radio_button_unchecked:",
            type="primary" if done.is_done else "secondary", width="stretch",
        )  # fmt: skip
    if done.is_done:
        st.session_state[f"felt_{name}"] = done.felt  # what is kept, after an undo too
        st.pills(
            "How did it feel?", list(FELT_WORDS), format_func=FELT_WORDS.get, key=f"felt_{name}", on_change=take_felt,
            args=(name,),
        )  # fmt: skip


def take_felt(name: str) -> None:
    session.say_felt(name, st.session_state[f"felt_{name}"])
