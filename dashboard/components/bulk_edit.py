"""Setting one field of many runs at once: the runs, filters to find them, ticks, and one button that says what it does.

Pages show it with `set_runs` of app_pages/setting.py, which does what was asked for and offers the undo.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.settings import Units
from analysis.tables import ACTIVITIES
from analysis.wording import METRES, count
from dashboard.components.numbers import MISSING
from dashboard.components.words import SOURCE_WORDS

EVERYWHERE, ANY_DAY, MONDAY_TO_FRIDAY, WEEKEND = "Anywhere", "Any day", "Monday to Friday", "Weekend"
OPEN, ALL = "Not set yet", "All"
AS_THE_FILE_SAYS = "As the file says"
NOTHING_OPEN = f"Nothing is left to set. Choose “{ALL}” to change what is set."


@dataclass(frozen=True)
class Edit:
    """What the runner asked for: set a field of these activities to `value`, None to leave it to their files again."""

    field: str
    activity_ids: list[str]
    value: str | None
    sentence: str


@dataclass(frozen=True)
class _Offer:
    """What is on the screen: the runs shown, how values read, and the keys of what the runner chooses by."""

    field: str
    activity_ids: list[str]
    words: Mapping[str, str]
    key: str
    table: str

    def ticked(self) -> list[int]:
        """The places of the runs that are ticked now."""
        return [row for row in st.session_state[self.table].selection.rows if row < len(self.activity_ids)]

    def edit(self) -> Edit | None:
        """What is asked for now: the page may not have seen the last choice yet. None without a value."""
        value = st.session_state.get(_box(self.key))  # a second press finds the box empty
        if value is None:
            return None
        ids = [self.activity_ids[row] for row in self.ticked()] or self.activity_ids
        said = f"set to {self.words[value]}" if value else "left to the file"
        return Edit(self.field, ids, value or None, f"{count(len(ids), 'run')} {said}.")


def bulk_edit(
    runs: pd.DataFrame, field: str, choices: Mapping[str, str], units: Units, on_set: Callable[[Edit], None]
) -> None:
    """Show runs to be set; `on_set` gets what the runner asked for.

    Parameters
    ----------
    runs
        As `session.editable(field)` gives them: `activity_id, local_date, distance_m, title, value, said_by, where`.
    choices
        Value of the field -> how it reads.
    """
    key = f"{field}_runs"
    shown = _filtered(runs, key)
    if shown.empty:
        st.info(NOTHING_OPEN if not _is_open(runs).any() else "No run is like this. Take away a filter.")
        return
    offer = _Offer(field, shown["activity_id"].tolist(), choices, key, f"{key}_table_{_word_for(shown)}")
    _table(shown, offer, units)
    ticked = offer.ticked()
    chosen = shown.iloc[ticked] if ticked else shown
    takes_back = bool((chosen["said_by"] == "entered").any())
    offered = {**choices, **({"": AS_THE_FILE_SAYS} if takes_back else {})}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        value = st.selectbox("Set to", list(offered), index=None, format_func=offered.get, key=_box(key))
        st.button(
            f"Set {_which(len(chosen), bool(ticked))}", key=f"{key}_set", type="primary", disabled=value is None,
            on_click=_set, args=(on_set, offer),
        )  # fmt: skip


def _filtered(runs: pd.DataFrame, key: str) -> pd.DataFrame:
    """The runs that pass what the runner looks for."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        left_open = _is_open(runs)
        state = st.segmented_control(
            "Show", [OPEN, ALL], default=OPEN if left_open.any() else ALL, required=True, key=f"{key}_state"
        )
        days = st.segmented_control(
            "Days", [ANY_DAY, MONDAY_TO_FRIDAY, WEEKEND], default=ANY_DAY, required=True, key=f"{key}_days"
        )
        places = _places(runs)
        where = st.selectbox("Where", places, key=f"{key}_where") if len(places) > 1 else EVERYWHERE
        text = st.text_input("Name holds", key=f"{key}_text", placeholder="intervals")
    is_weekend = runs["local_date"].dt.day_of_week >= 5
    passes = left_open if state == OPEN else pd.Series(True, index=runs.index)
    if days != ANY_DAY:
        passes &= is_weekend == (days == WEEKEND)
    if where != EVERYWHERE:
        passes &= runs["where"].fillna("").str.split("\n").map(lambda names: where in names)
    if text.strip():
        passes &= runs["title"].fillna("").str.contains(text.strip(), case=False, regex=False)
    return runs[passes]


def _is_open(runs: pd.DataFrame) -> pd.Series:
    return runs["value"].isna() | (runs["value"] == "unknown")


def _places(runs: pd.DataFrame) -> list[str]:
    """Anywhere, then the places and routes most run."""
    names = runs["where"].dropna().str.split("\n").explode()
    return [EVERYWHERE, *names.value_counts().index]


def _table(shown: pd.DataFrame, offer: _Offer, units: Units) -> None:
    """The runs as a list to be ticked."""
    is_set = ~_is_open(shown)
    columns = pd.DataFrame(
        {
            "day": shown["local_date"],
            "distance": shown["distance_m"] / METRES[units],
            "value": shown["value"].map(lambda value: offer.words.get(value, value)).where(is_set, MISSING),
            "said_by": shown["said_by"].map(SOURCE_WORDS).where(is_set, MISSING),
            "title": shown["title"].fillna(MISSING),
        }
    )
    st.dataframe(
        columns,
        hide_index=True,
        column_order=["day", "distance", *(["value", "said_by"] if is_set.any() else []), "title"],
        column_config={
            "day": st.column_config.DateColumn("Day", format="ddd D MMM YYYY", width=120),
            "distance": st.column_config.NumberColumn(f"{units}", format="%.1f", width=50),
            "value": st.column_config.TextColumn(ACTIVITIES[offer.field].title, width=105),
            "said_by": st.column_config.TextColumn("Said by", width=100),
            "title": st.column_config.TextColumn("Name", width="medium"),
        },
        on_select="rerun",
        selection_mode="multi-row",
        key=offer.table,
        height=min(360, 38 * (len(shown) + 1)),
        alt=f"{count(len(shown), 'run')} to set, newest first",
    )


def _word_for(shown: pd.DataFrame) -> int:
    """Other rows are another table, so that no tick stays on a row that took the place of the ticked one."""
    return int(pd.util.hash_pandas_object(shown["activity_id"], index=False).sum())


def _which(n: int, is_ticked: bool) -> str:
    return f"the {count(n, 'ticked run')}" if is_ticked else "this run" if n == 1 else f"all {n:,} runs shown"


def _box(key: str) -> str:
    """Another one each time, so that what was set once is not chosen for the runs left."""
    return f"{key}_value_{st.session_state.get(f'{key}_times', 0)}"


def _set(on_set: Callable[[Edit], None], offer: _Offer) -> None:
    asked = offer.edit()
    if asked is not None:
        on_set(asked)
        times = f"{offer.key}_times"
        st.session_state[times] = st.session_state.get(times, 0) + 1
