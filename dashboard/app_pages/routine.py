"""The recovery and strength routine of the plan: choose, tick, say how it felt, and see what the pain did since."""

from typing import Any

import streamlit as st

from analysis.wording import day, sentence
from dashboard import session
from dashboard.app_pages.rules_now import rules_now
from dashboard.components.learn_link import learn_link
from dashboard.components.page import folded, section, show
from dashboard.components.plan_routine import FELT_WORDS, KIND_WORDS, item_card, trials
from dashboard.components.words import prose


def routine() -> None:
    """One tap for each chosen item; doses, how and whether it helps are folded behind it."""
    section("Your routine", f"Tick what you did on {day(session.tick_day())}. A few things most days beat many once.")
    undo()
    made = session.routine()
    ticks(made)
    if made.done:
        doses(made)
    if session.may_change():
        choose()
    does_it_help(made)


def ticks(made: Any) -> None:
    """The taps, and in full what holds an item back."""
    if not made.done:
        show('<p class="tw-note">Nothing chosen. Choose one or two things below.</p>')
    if session.may_change():
        with st.container(horizontal=True, gap="small", key="ticks"):
            for done in made.done:
                tick(done, made.guards.get(done.item.name))
        for done in made.done:
            if done.is_done:
                felt(done)
    for done in made.done:
        if done.item.name in made.guards:
            words = f"<b>{sentence(done.item.name)}.</b> {prose(made.guards[done.item.name].words)}"
            show(f'<p class="tw-item-guard">{words}</p>')


def tick(done: Any, guard: Any) -> None:
    name = done.item.name
    if done.is_done or guard is None or not guard.is_off:
        st.button(
            f"{sentence(name)}: done" if done.is_done else f"Did {name}", key=f"tick_{name}", on_click=session.tick,
            args=(name,), icon=":material/check_circle:" if done.is_done else ":material/radio_button_unchecked:",
            type="primary" if done.is_done else "secondary",
        )  # fmt: skip


def felt(done: Any) -> None:
    name = done.item.name
    st.session_state[f"felt_{name}"] = done.felt  # what is kept, after an undo too
    st.pills(
        f"How did the {name} feel?", list(FELT_WORDS), format_func=FELT_WORDS.get, key=f"felt_{name}",
        on_change=take_felt, args=(name,),
    )  # fmt: skip


def doses(made: Any) -> None:
    box = folded("Doses, how, and how often this week", "doses")
    if box is None:
        return
    with box:
        for kind, title in KIND_WORDS.items():
            items = [done for done in made.done if done.item.kind == kind]
            if items:
                show(f'<p class="tw-kind">{title}</p>')
                show(f'<div class="tw-items">{"".join(item_card(done) for done in items)}</div>')


def does_it_help(made: Any) -> None:
    box = folded("Does it help?", "helps")
    if box is None:
        return
    with box:
        show(f'<p class="tw-note">A look after 3 to 4 days, at each thing you began. {learn_link("care_review")}</p>')
        show(trials(made.answers))
        rules_now("strength_answer")


def choose() -> None:
    chosen = list(session.chosen_items())
    box = folded("Choose what you do", "choose")
    if box is None:
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
    if session.may_change() and session.tick_said():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note" role="status"><b>{prose(session.tick_said())}</b></p>')
            st.button("Undo", key="undo_tick", on_click=session.undo_tick, icon=":material/undo:")


def take_felt(name: str) -> None:
    session.say_felt(name, st.session_state[f"felt_{name}"])
