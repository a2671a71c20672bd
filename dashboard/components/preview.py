"""What an import would change, before it is kept: counts, and lists to tick."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analysis.settings import Units
from analysis.wording import METRES, count, day
from dashboard.components.log_words import place_words
from dashboard.components.page import show
from dashboard.components.shapes import shape
from dashboard.components.words import MOMENT_WORDS

FEW = 8  # so many are ticked one by one; more stand in a table
# Kind -> word in the count, heading, what it means, what a tick does
KINDS = {
    "new": ("new", "New", "", "Keep"),
    "changed": ("changed", "Changed", "These were there before. What is ticked replaces the old values.", "Keep"),
    "doubtful": ("doubtful", "Have a look", "Tick what should be kept all the same.", "Keep"),
    "gone": (
        "not in the list any more",
        "Not in the list any more",
        "An earlier list held these, and the new one covers their days without them."
        " Tick what should be removed here too.",
        "Remove",
    ),
    "split": (
        "to put together",
        "One run in two recordings",
        "These begin soon after another one ended. The rules take them for one run in any case; ticked, they are shown"
        " as one.",
        "Put together",
    ),
    "other_source": (
        "from another source",
        "The same, from another source",
        "You have these already. Each stays one activity; the fuller source is shown.",
        "Keep",
    ),
    "same": ("as before", "", "", ""),
}  # fmt: skip
_FIRST = ("doubtful", "gone", "split", "changed", "new", "other_source")
_STATES = {"doubtful": "watch", "gone": "watch", "split": "cannot_tell"}


def tally(changes: pd.DataFrame) -> str:
    """How many of each kind, in the order in which they stand below."""
    counted = changes["kind"].value_counts()
    told = [(kind, int(counted.get(kind, 0))) for kind in KINDS]
    items = "".join(
        f'<li class="tw-tally-{kind}"><b>{n:,}</b> <span>{KINDS[kind][0]}</span></li>' for kind, n in told if n
    )
    return f'<ul class="tw-tally">{items}</ul>' if items else ""


def choose(changes: pd.DataFrame, units: Units, version: str) -> set[str]:
    """Every kind with its rows; gives the names of those that are ticked."""
    for key, rows in _groups(changes, version):
        _group(rows, units, key)
    return ticked_changes(changes, version)


def ticked_changes(changes: pd.DataFrame, version: str) -> set[str]:
    """The names of those that are ticked now, in the list that `choose` showed last."""
    return set().union(*(_ticked(rows, key) for key, rows in _groups(changes, version)))


def _groups(changes: pd.DataFrame, version: str) -> list[tuple[str, pd.DataFrame]]:
    """The rows that are shown together, each with a key."""
    found = dict(iter(changes.groupby(["kind", "about"], observed=True)))
    names = [(kind, about) for kind in _FIRST for about in ("activity", "pain")]
    return [(f"{kind}_{about}_{version}", found[kind, about]) for kind, about in names if (kind, about) in found]


def _ticked(rows: pd.DataFrame, key: str) -> set[str]:
    """What was not shown is not ticked."""
    state, names = st.session_state, rows["change"].tolist()
    if len(rows) <= FEW:
        return {name for name in names if state.get(f"tick_{key}_{name}")}
    every = state.get(f"every_{key}", False)
    edits = state.get(_table_key(key, every), {})  # no table yet where `every` just changed
    edited, gone = edits.get("edited_rows", {}), edits.get("deleted_rows", [])
    return {
        name for row, name in enumerate(names)
        if row not in gone and edited.get(row, {}).get("tick", every) is True
    }  # fmt: skip


def _group(rows: pd.DataFrame, units: Units, key: str) -> None:
    kind, noun = rows["kind"].iloc[0], {"activity": "activity", "pain": "pain entry"}[rows["about"].iloc[0]]
    _, title, note, verb = KINDS[kind]
    state = _STATES.get(kind, "steady")
    mark = shape(state, 20) if kind in _STATES else ""
    show(
        f'<div class="tw-kind tw-{state}" role="heading" aria-level="3">{mark}<span>{escape(title)}</span>'
        f'<span class="tw-kind-count">{count(len(rows), noun)}</span></div>'
        + (f'<p class="tw-note">{escape(note)}</p>' if note else "")
    )
    if len(rows) > FEW:
        _table(rows, verb, units, key)
        return
    with st.container(key=f"ticks_{key}", gap="xxsmall"):
        for _, row in rows.iterrows():
            _tick(row, verb, units, key)


def _tick(row: pd.Series, verb: str, units: Units, key: str) -> None:
    """One row to tick, wholly in words."""
    st.checkbox(f"{verb}: {what(row, units)}", value=bool(row["is_ticked"]), key=f"tick_{key}_{row['change']}")
    if row["sentence"]:
        show(f'<p class="tw-tick-why">{escape(row["sentence"])}</p>')


def what(row: pd.Series, units: Units) -> str:
    """'3 May 2026 07:00, running, 10.0 km' or '3 May 2026, first steps, left heel, underneath: 4'."""
    when = day(row["local_date"])
    if row["about"] == "pain":
        where = place_words(row["site"], row["side"])
        score = "no score" if pd.isna(row["score"]) else f"{row['score']:g}"
        return f"{', '.join([when, MOMENT_WORDS[row['moment']].lower(), where])}: {score}"
    start = "" if pd.isna(row["local_start_time"]) else f" {row['local_start_time']:%H:%M}"
    distance = "" if pd.isna(row["distance_m"]) else f"{row['distance_m'] / METRES[units]:.1f} {units}"
    time = "" if pd.isna(row["moving_time_s"]) else _minutes(row["moving_time_s"])
    return ", ".join(filter(None, [when + start, _plain(row["sport"]), distance, time]))


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d} h"


def _table_key(key: str, every: bool) -> str:
    """Another table once all are ticked or none, so that nothing of the last one stays."""
    return f"table_{key}_{every}"


def _table(rows: pd.DataFrame, verb: str, units: Units, key: str) -> None:
    """Many rows to tick, in a table that holds them without sending markup for each."""
    every = st.checkbox(
        f"{verb} all {len(rows):,}", value=bool(rows["is_ticked"].all()), key=f"every_{key}",
        help="Single rows can be changed in the table.",
    )  # fmt: skip
    shown = pd.DataFrame({"tick": every, **_columns(rows, units)})
    st.data_editor(
        shown, hide_index=True, key=_table_key(key, every), disabled=list(shown.columns[1:]),
        height=min(420, 36 * (len(shown) + 1)), placeholder="–",
        column_config=_config(verb, units, rows["about"].iloc[0]),
    )  # fmt: skip


def _columns(rows: pd.DataFrame, units: Units) -> dict[str, object]:
    said = {"sentence": rows["sentence"].to_numpy()} if rows["sentence"].any() else {}
    if rows["about"].iloc[0] == "pain":
        where = [place_words(site, side) for site, side in zip(rows["site"], rows["side"], strict=True)]
        return {
            "day": rows["local_date"].to_numpy(),
            "moment": rows["moment"].map(MOMENT_WORDS).to_numpy(),
            "where": where,
            "score": rows["score"].to_numpy(),
            **said,
        }
    return {
        "day": rows["local_start_time"].fillna(rows["local_date"]).to_numpy(),
        "sport": rows["sport"].str.replace("_", " ").to_numpy(),
        "distance": (rows["distance_m"] / METRES[units]).to_numpy(),
        "time": (rows["moving_time_s"] / 60).to_numpy(),
        **said,
        "file": rows["source_file"].to_numpy(),
    }


def _config(verb: str, units: Units, about: str) -> dict[str, object]:
    column = st.column_config
    day_format = "D MMM YYYY" if about == "pain" else "D MMM YYYY, HH:mm"
    return {
        "tick": column.CheckboxColumn(verb, width=70),
        "day": column.DatetimeColumn("Day", format=day_format, width=150),
        "sport": column.TextColumn("Sport", width=110),
        "distance": column.NumberColumn("Distance", format=f"%.1f {units}", width=90),
        "time": column.NumberColumn("Time", format="%.0f min", width=80),
        "moment": column.TextColumn("When", width=130),
        "where": column.TextColumn("Where", width=150),
        "score": column.NumberColumn("Pain", width=60),
        "sentence": column.TextColumn("What", width=320),
        "file": column.TextColumn("File", width=200),
    }
