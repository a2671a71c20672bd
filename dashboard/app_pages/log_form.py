"""The form of the page Log: what it asks, and what becomes of it."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables import MOMENTS, SITES
from dashboard import session
from dashboard.app_pages.log_signs import signs
from dashboard.components.foot_map import ON_MAP, foot_map
from dashboard.components.log_words import (
    QUALITY_WORDS,
    SCORE_ANCHORS,
    WARM_UP_CHOICES,
    entry_words,
    place_words,
    score_words,
)
from dashboard.components.page import palette, show
from dashboard.components.words import MOMENT_WORDS, SITE_TITLES, label
from dashboard.session import log

_TEXTS = ("quality", "signs")  # kept as words with `;` between, shown as several choices
_FIELDS = ("score", "warm_up", "start_score", "end_score", "hours_after", "quality", "signs", "note", "activity_id")
_ASKED_AT = {
    "warm_up": ("during",),
    "start_score": ("during",),
    "end_score": ("during", "rest"),
    "hours_after": ("after",),
    "activity_id": ("before", "during", "after"),
}  # what only some moments have; the rest is asked at all of them
_EMPTY = {"quality": [], "signs": [], "note": ""}  # the other fields are None where nothing was said
_SITES = ("unknown", *ON_MAP, *(site for site in SITES if site not in (*ON_MAP, "unknown")))
_SIDES = {"left": "Left", "right": "Right", "both": "Both", "unknown": "Not said"}
_STATE = st.session_state


def chosen_day(today: pd.Timestamp) -> pd.Timestamp:
    """The day that is logged: today unless another one was tapped."""
    return min(_STATE.get("log_day") or today, today)


def choose_day(day: pd.Timestamp) -> None:
    """Log another day; what was proposed for the last one is proposed anew."""
    _STATE["log_day"] = day
    forget()


def forget() -> None:
    """An empty form."""
    for name in ("moment", "proposed", "place", "shows_map", "editing", "asks_signs", "clash", "hop_done"):
        _STATE.pop(f"log_{name}", None)
    # Set and not removed: the browser would show what it showed before.
    _STATE.update({f"log_{name}": _EMPTY.get(name) for name in (*_FIELDS, "walks", "hop")})


def edit(entry: dict[str, Any]) -> None:
    """Put an entry into the form."""
    forget()
    for name in _FIELDS:
        value = entry[name]
        if name in _TEXTS:
            _STATE[f"log_{name}"] = [] if pd.isna(value) else value.split(";")
        elif pd.notna(value):
            _STATE[f"log_{name}"] = int(value) if name.endswith("score") and value == int(value) else value
    _STATE["log_moment"], _STATE["log_place"] = entry["moment"], (entry["site"], entry["side"])
    _STATE["log_editing"], _STATE["log_day"] = entry, entry["local_date"]


def form(day: pd.Timestamp, proposed: log.LogProposal) -> None:
    """Ask for one entry."""
    _propose(day, proposed)
    score_scale("How much does it hurt?", "log_score")
    if _STATE.get("log_score") is not None:
        show(score_words(_STATE["log_score"]))
    else:
        show(SCORE_ANCHORS)
    when, where = st.columns(2, vertical_alignment="bottom")
    with when:
        st.selectbox("When", MOMENTS, format_func=MOMENT_WORDS.get, key="log_moment")
    with where:
        _place_button()
    if _STATE.get("log_shows_map"):
        _place()
    _of_the_moment(proposed)
    signs(entry(day))
    _more(day)
    _save_button(day)


def _propose(day: pd.Timestamp, proposed: log.LogProposal) -> None:
    """Fill in what is proposed, where nothing was said yet; a page that stood open overnight proposes anew."""
    before, had_score = _STATE.get("log_proposed", (proposed.moment, False))
    is_as_proposed = not had_score and "log_editing" not in _STATE and _STATE.get("log_moment") == before
    if "log_moment" not in _STATE or is_as_proposed:
        _STATE["log_moment"] = proposed.moment
    _STATE["log_proposed"] = (proposed.moment, _STATE.get("log_score") is not None)
    _STATE.setdefault("log_place", proposed.place)
    _STATE.setdefault("log_shows_map", proposed.place[0] == "unknown")


def score_scale(label: str, key: str) -> None:
    """0 to 10, a button each."""
    given = _STATE.get(key)
    between = [] if given is None or given in range(11) else [given]  # 2.5, as a file says
    with st.container(key=f"scale_{key}"):
        st.pills(label, [*range(11), *between], key=key, width="stretch", wrap=True)


def _place_button() -> None:
    words = place_words(*_STATE["log_place"], session.site_names())
    shown = "Say where" if _STATE["log_place"][0] == "unknown" else label(words[:1].upper() + words[1:])
    icon = ":material/expand_less:" if _STATE["log_shows_map"] else ":material/footprint:"
    st.button(shown, key="log_where", icon=icon, width="stretch", on_click=_toggle_map,
              help="Where it hurts. Tap to choose another place.")  # fmt: skip


def _toggle_map() -> None:
    _STATE["log_shows_map"] = not _STATE["log_shows_map"]


def _tapped() -> None:
    site, _, side = str(_STATE["foot_map"].place).partition(":")
    if site in ON_MAP and side in _SIDES:
        _STATE["log_place"], _STATE["log_shows_map"] = (site, side), False


def _listed() -> None:
    if _STATE["log_site"] in _SITES and _STATE["log_side"] in _SIDES:
        _STATE["log_place"] = (_STATE["log_site"], _STATE["log_side"])


def _place() -> None:
    show('<p class="tw-note">Tap where it hurts.</p>')
    names = session.site_names()
    foot_map(_STATE["log_place"], names, palette(), _tapped)
    site, side = _STATE["log_place"]
    _STATE["log_site"], _STATE["log_side"] = site, side
    listed, which = st.columns(2, vertical_alignment="bottom")
    with listed:
        words = {**SITE_TITLES, **names}
        st.selectbox("Or choose the place", _SITES, key="log_site", format_func=words.get, on_change=_listed)
    with which:
        st.selectbox("Side", _SIDES, key="log_side", format_func=_SIDES.get, on_change=_listed)


def _of_the_moment(proposed: log.LogProposal) -> None:
    """What is asked at some moments only."""
    moment = _STATE["log_moment"]
    _run(moment, proposed)
    if moment == "during":
        st.pills("How did it move during the run?", WARM_UP_CHOICES, format_func=WARM_UP_CHOICES.get, key="log_warm_up")
        with st.expander("Pain at the start and at the end"):
            score_scale("In the first minutes", "log_start_score")
            score_scale("At the end", "log_end_score")
    elif moment == "rest":
        score_scale("Once you were moving again, if you were", "log_end_score")
    elif moment == "after":
        if _STATE.get("log_hours_after") is None and "log_editing" not in _STATE:
            _STATE["log_hours_after"] = log.hours_since(proposed, _STATE.get("log_activity_id"))
        st.number_input("Hours after the run", 0.0, 48.0, step=0.5, format="%.1f", key="log_hours_after")


def _run(moment: str, proposed: log.LogProposal) -> None:
    """The run it belongs to, asked for where that day has several."""
    ids = proposed.runs["activity_id"].tolist()
    known = _STATE["log_editing"]["activity_id"] if "log_editing" in _STATE else None
    run = known if known in ids else proposed.run_of(moment)
    if moment in _ASKED_AT["activity_id"] and len(ids) > 1:
        run = st.selectbox("Which run", ids, ids.index(run), key=f"log_run_{moment}", format_func=proposed.run_words)
    _STATE["log_activity_id"] = run


def _more(day: pd.Timestamp) -> None:
    with st.expander("How it felt, a note, warning signs, another day"):
        st.pills("How it felt", QUALITY_WORDS, selection_mode="multi", format_func=QUALITY_WORDS.get, key="log_quality")
        st.text_area("Note", key="log_note", max_chars=500, height=80)
        _other_day(day)
        st.button("Tick a warning sign", key="log_open_signs", on_click=_ask_signs)


def _other_day(day: pd.Timestamp) -> None:
    """Any day up to today; the last seven are a tap away."""
    _STATE["log_date"] = day.date()
    today = log.log_clock().date()
    st.date_input("Another day", max_value=today, min_value=date(1970, 1, 1), format="YYYY-MM-DD", key="log_date",
                  on_change=_date_chosen)  # fmt: skip


def _date_chosen() -> None:
    if _STATE["log_date"] is not None:
        choose_day(pd.Timestamp(_STATE["log_date"]))


def _ask_signs() -> None:
    _STATE["log_asks_signs"] = True


def entry(day: pd.Timestamp) -> dict[str, Any]:
    """The form as columns of ENTRIES; what its moment does not have stays missing."""
    moment, (site, side) = _STATE["log_moment"], _STATE["log_place"]
    told = {}
    for name in _FIELDS:
        value = _STATE.get(f"log_{name}")
        if moment not in _ASKED_AT.get(name, MOMENTS):
            value = None
        told[name] = (";".join(value) or None if value else None) if name in _TEXTS else value
    told["note"] = (told["note"] or "").strip() or None
    return {"local_date": day, "moment": moment, "site": site, "side": side, **told}


def _save_button(day: pd.Timestamp) -> None:
    editing = _STATE.get("log_editing")
    label, is_empty = "Save the change" if editing else "Save", _is_empty(entry(day))
    st.button(label, key="log_save", type="primary", width="stretch", disabled=is_empty, on_click=save, args=(day,))
    if editing:
        st.button("Leave it as it was", key="log_cancel", width="stretch", on_click=forget)


def _is_empty(draft: dict[str, Any]) -> bool:
    return draft["score"] is None and not draft["signs"]


def save(day: pd.Timestamp) -> None:
    """Keep the form as one entry, with what was typed or tapped just before, which the page has not seen yet."""
    seen, draft = _STATE.get("log_editing"), entry(day)
    if _is_empty(draft):
        return
    row = draft if seen is None else {**draft, "entry_id": seen["entry_id"]}
    words = entry_words(row, session.site_names())
    done(log.save_entries([row], seen=seen), f"Saved: {words}.", has_signs=bool(draft["signs"]))


def done(result: Any, said: str, has_signs: bool = False) -> None:
    """Say what was done, with its undo; where the entry was changed elsewhere, ask instead."""
    if isinstance(result, log.Clash):
        _STATE["log_clash"] = result
        return
    forget()
    _STATE["log_done"] = {"action": result, "said": said, "has_signs": has_signs, "is_new": True}
