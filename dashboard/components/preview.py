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
    ticked: set[str] = set()
    for kind in _FIRST:
        for about, title in (("activity", "activity"), ("pain", "pain entry")):
            rows = changes[(changes["kind"] == kind) & (changes["about"] == about)]
            if len(rows):
                ticked |= _kind(kind, title, rows, units, f"{kind}_{about}_{version}")
    return ticked


def _kind(kind: str, noun: str, rows: pd.DataFrame, units: Units, key: str) -> set[str]:
    _, title, note, verb = KINDS[kind]
    state = _STATES.get(kind, "steady")
    mark = shape(state, 20) if kind in _STATES else ""
    show(
        f'<div class="tw-kind tw-{state}" role="heading" aria-level="3">{mark}<span>{escape(title)}</span>'
        f'<span class="tw-kind-count">{count(len(rows), noun)}</span></div>'
        + (f'<p class="tw-note">{escape(note)}</p>' if note else "")
    )
    if len(rows) > FEW:
        return _table(rows, verb, units, key)
    with st.container(key=f"ticks_{key}", gap="xxsmall"):
        return {row["change"] for _, row in rows.iterrows() if _tick(row, verb, units, key)}


def _tick(row: pd.Series, verb: str, units: Units, key: str) -> bool:
    """One row to tick, wholly in words."""
    said = st.checkbox(f"{verb}: {what(row, units)}", value=bool(row["is_ticked"]), key=f"tick_{key}_{row['change']}")
    if row["sentence"]:
        show(f'<p class="tw-tick-why">{escape(row["sentence"])}</p>')
    return said


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


def _table(rows: pd.DataFrame, verb: str, units: Units, key: str) -> set[str]:
    """Many rows to tick, in a table that holds them without sending markup for each."""
    every = st.checkbox(
        f"{verb} all {len(rows):,}", value=bool(rows["is_ticked"].all()), key=f"every_{key}",
        help="Single rows can be changed in the table.",
    )  # fmt: skip
    shown = pd.DataFrame({"tick": every, **_columns(rows, units)})
    edited = st.data_editor(
        shown, hide_index=True, key=f"table_{key}_{every}", disabled=list(shown.columns[1:]),
        height=min(420, 36 * (len(shown) + 1)), placeholder="–",
        column_config=_config(verb, units, rows["about"].iloc[0]),
    )  # fmt: skip
    ticked = edited["tick"].reindex(shown.index).eq(True)  # of the rows there are, whatever the browser sends
    return set(rows["change"].to_numpy()[ticked.to_numpy(dtype=bool)])


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
