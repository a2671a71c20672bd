"""The warning signs on the page Log: when they are asked for, the checks a runner can do, and what they say at once."""

from typing import Any

import streamlit as st

from analysis.tables import HEEL_SITES, NO_SIGNS
from dashboard import session
from dashboard.components.flag_card import flag_card
from dashboard.components.log_words import CHECK_WORDS, HOP_CHOICES, HOP_DONE, HOP_WORDS, SIGN_CHOICES, SQUEEZE_WORDS
from dashboard.components.page import show
from dashboard.session import log

_STATE = st.session_state
_WALK = {True: "No, walking is free of pain", False: "Yes"}


def signs(draft: dict[str, Any]) -> None:
    """The warning signs, where they are due or asked for, and what they say at once. `draft` is the entry at hand."""
    ticked = _STATE.get("log_signs") or []
    is_due = log.signs_due(draft["site"], draft["local_date"], draft["score"])
    if not (is_due or ticked or _STATE.get("log_asks_signs")):
        return
    is_heel = draft["site"] in HEEL_SITES
    with st.container(key="log_check", border=True):
        show(CHECK_WORDS + (SQUEEZE_WORDS if is_heel else ""))
        st.pills("Warning signs", _choices(ticked, is_heel), selection_mode="multi", format_func=SIGN_CHOICES.get,
                 key="log_signs", on_change=_none_or_some, label_visibility="collapsed", wrap=True)  # fmt: skip
        _hop(draft)
        if set(ticked) - {NO_SIGNS}:
            show_answers(draft)


def _choices(ticked: list[str], is_heel: bool) -> list[str]:
    """A squeeze is for heels. Whether one can hop is asked by itself, of those who may: see `_hop`."""
    hidden = {"cannot_hop"} if is_heel else {"cannot_hop", "heel_squeeze"}
    return [sign for sign in SIGN_CHOICES if sign not in hidden or sign in ticked]


def _none_or_some() -> None:
    """“None of these” and a sign cannot both hold: what was tapped last counts."""
    now, before = _STATE["log_signs"], _STATE.get("log_signs_before", [])
    if NO_SIGNS in now and len(now) > 1:
        now = [NO_SIGNS] if NO_SIGNS not in before else [sign for sign in now if sign != NO_SIGNS]
    _STATE["log_signs"] = _STATE["log_signs_before"] = now


def _hop(draft: dict[str, Any]) -> None:
    """The hop test, once, where nothing speaks against it."""
    if "log_hop_done" in _STATE:
        show(HOP_DONE)
        return
    step = log.hop_step(draft, _STATE.get("log_walks"))
    if step != "nothing" or _STATE.get("log_walks") is False:
        st.pills("Does walking hurt right now?", _WALK, format_func=_WALK.get, key="log_walks")
    if step == "offer":
        show(HOP_WORDS)
        st.pills("After one hop", HOP_CHOICES, format_func=HOP_CHOICES.get, key="log_hop", on_change=_hopped)


def _hopped() -> None:
    """Whatever came of it, it is not asked for again; pain on hopping is a sign like any other."""
    _STATE["log_hop_done"] = True
    log.hopped()
    if _STATE["log_hop"] == "hurts":
        others = [sign for sign in _STATE["log_signs"] if sign != NO_SIGNS]
        _STATE["log_signs"] = _STATE["log_signs_before"] = [*others, "cannot_hop"]


def show_answers(draft: dict[str, Any] | None = None) -> None:
    """What the rules about warning signs say, of the entry at hand or of those that were kept."""
    rules = session.rules()
    with st.container(key="log_answers" if draft is None else "log_answers_draft"):
        for flag in log.said_at_once(draft).itertuples():
            show(flag_card(flag, rules[flag.flag_id], session.settings().units))
