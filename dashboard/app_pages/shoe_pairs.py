"""The pairs of the shoes page: a card for each, and what can be done with it."""

from functools import partial
from typing import Any

import streamlit as st

from analysis.wording import METRES, count
from dashboard import session
from dashboard.components.page import section, show
from dashboard.components.shoe_card import shoe_card
from dashboard.components.shoe_form import shoe_form
from dashboard.components.shoe_order import in_use_first
from dashboard.components.words import prose


def pairs(found: Any, places: dict[str, int]) -> None:
    """Pairs in use as cards, those put away behind a tap, and a form for one more."""
    low, high, days = (limit.value for limit in session.rules()["shoe_distance"].thresholds)
    units = found.settings.units
    low, high = (f"{metres / METRES[units]:.0f}" for metres in (low, high))
    marks = f"Between the marks on a bar, {low} and {high} {units}, midsoles are said to fade."
    section("Your pairs", marks if len(found.shoes) else "No pair yet. With one, its distance is counted here.")
    undo()
    in_use, put_away = session.once(in_use_first, found.shoes, found.as_of, days)
    cards(found, in_use, places)
    if len(put_away):
        words = f"Retired, or not worn for four weeks: {count(len(put_away), 'pair')}"
        away = st.expander(words, on_change="rerun", key="pairs_put_away")
        if away.open:
            with away:
                cards(found, put_away, places, is_in_use=False)
    if not session.may_change():
        return
    form = st.popover("Add a pair", key="add_pair", on_change="rerun", icon=":material/add:")
    if form.open:
        with form:
            if problem := st.session_state.pop("shoe_problem", ""):
                st.error(problem)
            shoe_form(found.settings.units, found.as_of.date(), partial(add, set(found.shoes["shoe"])))


def undo() -> None:
    if session.shoe_changed():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note" role="status"><b>{prose(session.shoe_changed())}</b></p>')
            st.button("Undo", key="undo_shoe", on_click=session.undo_shoe_change, icon=":material/undo:")


def cards(found: Any, shoes: Any, places: dict[str, int], is_in_use: bool = True) -> None:
    limits = tuple(limit.value for limit in session.rules()["shoe_distance"].thresholds[:2])
    columns = st.columns(2)
    for number, (_, pair) in enumerate(shoes.iterrows()):
        with columns[number % 2], st.container(border=True, key=f"shoe_card_{pair['shoe']}"):
            place = places.get(pair["shoe"])
            show(session.once(shoe_card, pair, place, limits, found.settings.units, of=(pair["shoe"], place)))
            if session.may_change():
                with st.container(horizontal=True, gap="small"):
                    actions(found, pair, is_in_use)


def actions(found: Any, pair: Any, is_in_use: bool) -> None:
    shoe = pair["shoe"]
    # Of a pair put away nobody asks how it feels.
    for answer in ("firm", "mushy") if is_in_use else ():
        st.button(
            f"Feels {answer}", key=f"{answer}_{shoe}", on_click=session.change_shoe,
            args=(f"“{shoe}” felt {answer} under the thumb.", shoe),
            kwargs={"thumb_test": answer, "thumb_test_day": found.as_of},
        )  # fmt: skip
    form = st.popover("Edit", key=f"edit_{shoe}", on_change="rerun")
    if form.open:
        with form:
            shoe_form(found.settings.units, found.as_of.date(), change, pair)
    put_aside(found, pair)


def put_aside(found: Any, pair: Any) -> None:
    shoe = pair["shoe"]
    if pair["n_runs"] == 0:
        st.button("Remove", key=f"remove_{shoe}", on_click=session.remove_shoe, args=(shoe,))
    elif pair.isna()["retired"]:
        st.button("Retire", key=f"retire_{shoe}", on_click=session.change_shoe, args=(f"Retired “{shoe}”.", shoe),
                  kwargs={"retired": found.as_of})  # fmt: skip
    else:
        st.button("Wear again", key=f"wear_{shoe}", on_click=session.change_shoe,
                  args=(f"“{shoe}” is in use again.", shoe), kwargs={"retired": None})  # fmt: skip


def add(there: set[str], given: dict[str, Any]) -> None:
    """A new pair needs a name that no other has."""
    if not given["shoe"] or given["shoe"] in there:
        named = "There is a pair with that name already." if given["shoe"] else "Give the pair a name."
        st.session_state["shoe_problem"] = named
    else:
        session.change_shoe(f"Added “{given['shoe']}”.", **given)
        st.session_state["add_pair"] = False  # what was done is said behind the form


def change(given: dict[str, Any]) -> None:
    session.change_shoe(f"Changed “{given['shoe']}”.", **given)
    st.session_state[f"edit_{given['shoe']}"] = False
