"""The screen on which a runner says what the columns of a table hold, and sees at once how it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from analysis.tables import SIDES, SIGNS, SITES
from analysis.wording import count
from dashboard.components.column_words import (
    FIELD_WORDS,
    FIELDS,
    MOMENT_CHOICES,
    REPEATABLE,
    ROW_WORDS,
    column_head,
    row_list,
    site_word,
)
from dashboard.components.page import section, show

ACROSS = 3
MOST_PROBLEMS = 5
_DISTANCES = {"mi": "mi"}  # everything else is shown in km


def column_mapping(question: Any, understood: Callable[[str], Any], on_answer: Callable[[str], None]) -> None:
    """Ask what the columns of a table hold; `on_answer` gets what the runner confirms.

    Parameters
    ----------
    question
        The `Question` with the topic `columns`: its `guess` is where the screen starts.
    understood
        How the table is read with an answer: `analysis.importers.columns.understood` of the file.
    """
    shape = question.shape
    guess = json.loads(question.guess)
    table = understood(question.guess)
    row = st.segmented_control(
        "What does one row hold?", list(ROW_WORDS), default=guess["row"], required=True, key=f"columns_{shape}_row",
        format_func=ROW_WORDS.get,
    )  # fmt: skip
    asked, seen = st.container(), st.container()
    section("What each column holds", "Twinge guessed from the names and the values. Change here what is wrong.")
    columns = _columns(shape, guess["columns"], table.first, row)
    draft = {**guess, "row": row, "columns": columns, **_said(shape)}
    doubled = _doubled(columns)
    read = understood(json.dumps(draft))
    with asked:
        _sports(shape, read.sports)
        _asks(shape, read.asks)
    with seen:
        _rows(read, doubled)
        show('<p class="tw-note">Twinge remembers this for the next table with the same columns.</p>')
        st.button(
            "Yes, read it like this", type="primary", key=f"columns_{shape}_confirm", icon=":material/check:",
            disabled=bool(doubled) or read.answer is None, on_click=_confirm,
            args=(on_answer, read.answer, shape, _chosen(shape)),
        )  # fmt: skip


def _chosen(shape: str) -> dict[str, Any]:
    """All that is chosen on the screen now."""
    own = f"columns_{shape}_"
    return {
        str(key): value for key, value in st.session_state.items()
        if str(key).startswith(own) and key not in (f"{own}confirm", f"{own}said")
    }  # fmt: skip


def _confirm(on_answer: Callable[[str], None], answer: str, shape: str, seen: dict[str, Any]) -> None:
    """What was changed since, the page has to show first: how the rows are read then is what is agreed to."""
    if all(seen.get(key) == value for key, value in _chosen(shape).items()):
        on_answer(answer)


# --- columns


def _columns(shape: str, uses: Sequence[dict], first: Sequence[Sequence[str]], row: str) -> list[dict]:
    """A card for each column that holds something; those left out stand together at the end."""
    used = [place for place, use in enumerate(uses) if use["field"] in FIELDS[row] and use["field"] != "ignore"]
    rest = [place for place in range(len(uses)) if place not in used]
    chosen = _cards(shape, uses, first, row, used)
    if rest:
        with st.expander(f"{count(len(rest), 'column')} left out", expanded=not used):
            chosen |= _cards(shape, uses, first, row, rest)
    return [chosen[place] for place in range(len(uses))]


def _cards(
    shape: str, uses: Sequence[dict], first: Sequence[Sequence[str]], row: str, places: Sequence[int]
) -> dict[int, dict]:
    chosen = {}
    for start in range(0, len(places), ACROSS):
        for column, place in zip(st.columns(ACROSS), places[start : start + ACROSS], strict=False):
            values = [cells[place] for cells in first if place < len(cells) and cells[place]]
            with column.container(border=True, key=f"column_card_{shape}_{place}"):
                show(column_head(uses[place]["name"], values))
                chosen[place] = _use(f"columns_{shape}_{place}", uses[place], row)
    return chosen


def _use(key: str, use: dict, row: str) -> dict:
    """The choices for one column."""
    title = use["name"] or "No name"
    fields = FIELDS[row]
    field = _choice(f"What “{title}” holds", {name: FIELD_WORDS[name] for name in fields},
                    use["field"] if use["field"] in fields else "ignore", f"{key}_field_{row}")  # fmt: skip
    made = {"name": use["name"], "field": field}
    if field == "score":
        sites = {"": "Any place"} | {site: site_word(site).capitalize() or "Not known" for site in SITES}
        sides = {"": "Any side"} | {side: side.capitalize() for side in SIDES[:3]}
        made["moment"] = _choice(f"When “{title}” hurts", MOMENT_CHOICES, use["moment"], f"{key}_moment")
        made["site"] = _choice(f"Where “{title}” hurts", sites, use["site"], f"{key}_site")
        made["side"] = _choice(f"Side of “{title}”", sides, use["side"], f"{key}_side")
    if field == "sign":
        signs = {sign: sign.replace("_", " ").capitalize() for sign in SIGNS}
        made["sign"] = _choice(f"Sign in “{title}”", signs, use["sign"] or SIGNS[0], f"{key}_sign")
    return made


def _choice(label: str, words: dict[str, str], chosen: str, key: str) -> str:
    options = list(words)
    index = options.index(chosen) if chosen in options else 0
    return st.selectbox(label, options, index, format_func=words.get, key=key, label_visibility="collapsed")


def _doubled(columns: Sequence[dict]) -> str:
    """What to say where two columns were given one meaning."""
    for field in dict.fromkeys(use["field"] for use in columns if use["field"] not in REPEATABLE):
        names = [f"“{use['name']}”" for use in columns if use["field"] == field]
        if len(names) > 1:
            return f"{' and '.join(names)} are both “{FIELD_WORDS[field]}”. Keep one and leave the other out."
    return ""


# --- what the table does not say


def _said(shape: str) -> dict:
    """What the runner answered so far."""
    return st.session_state.setdefault(f"columns_{shape}_said", {})


def _asks(shape: str, asks: Sequence[Any]) -> None:
    """The open questions first; what was computed can be changed."""
    for ask in sorted(asks, key=lambda ask: ask.answer is not None):
        key = f"columns_{shape}_ask_{ask.key}"
        words = dict(ask.choices)
        if ask.key not in _said(shape):
            st.session_state[key] = ask.answer
        with st.container(key=f"columns_{'open' if ask.answer is None else 'told'}_{shape}_{ask.key}", gap=None):
            st.radio(
                ask.text, list(words), index=None, format_func=words.get, key=key, horizontal=len(words) <= 4,
                on_change=_keep, args=(shape, ask.key, key),
            )  # fmt: skip
            if ask.why:
                show(f'<p class="tw-note">{escape(ask.why)}</p>')


def _keep(shape: str, name: str, key: str) -> None:
    _said(shape)[name] = st.session_state[key]


def _sports(shape: str, sports: Sequence[Any]) -> None:
    """Which words of the sport column are runs."""
    if not sports:
        return
    key = f"columns_{shape}_runs"
    words = {sport.word: f"{sport.written} ({sport.times})" for sport in sports}
    if key not in st.session_state:
        st.session_state[key] = [sport.word for sport in sports if sport.is_run]
    st.pills(
        "Which of these are runs?", list(words), selection_mode="multi", format_func=words.get, key=key,
        on_change=_keep_runs, args=(shape, key, tuple(words)),
    )  # fmt: skip


def _keep_runs(shape: str, key: str, words: tuple[str, ...]) -> None:
    runs = list(st.session_state[key])
    _said(shape).update(runs=runs, not_runs=[word for word in words if word not in runs])


# --- how it is read


def _rows(read: Any, doubled: str) -> None:
    section("The first rows, as Twinge reads them")
    problem = doubled or read.missing
    if problem:
        show(f'<p class="tw-note" role="status">{escape(problem)}</p>')
        return
    units = _DISTANCES.get(json.loads(read.answer)["distance_unit"] or "", "km")
    show(f'<div class="tw-card" role="status">{row_list(read.rows, units)}</div>')
    bad = len(read.problems)
    if bad:
        show(f'<p class="tw-note"><b>{count(bad, "row")} of {read.tried:,} cannot be read whole.</b></p>')
        seen = {row.line for row in read.rows}
        if further := [row for row in read.problems if row.line not in seen]:
            show(row_list(further[:MOST_PROBLEMS], units))
    else:
        show(f'<p class="tw-note">All {read.tried:,} rows can be read.</p>')
