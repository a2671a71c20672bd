"""What the runner tells beside files: corrections, rules, shoes, names of places. In a demo it holds for this visit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis import Told
from analysis.tables import ACTIVITIES, CORRECTABLE, DEFAULT_KINDS, SHOES
from dashboard.session.demos import opened_demo
from dashboard.session.store import data_version, workspace
from dashboard.session.visitor import visitor
from dashboard.workspace import replayed, without_entries


def told() -> Told:
    """Everything the runner told, as the analysis takes it."""
    return _told(*_version())


def told_of(tables: Mapping[str, pd.DataFrame]) -> Told:
    """The same of any tables of `TOLD`."""
    names = tables["names"].set_index("key")["name"]
    defaults = tables["defaults"].assign(name=lambda rules: rules["key"].map(names).astype("str"))
    return Told(tables["corrections"], defaults, tables["shoes"], tables["care"])


def told_version() -> str:
    """In a demo, a word that is another one after every change of what was told there; empty where nothing was."""
    return st.session_state.get("demo_told_version", "") if opened_demo() else ""


def correct(activity_ids: Iterable[str], field: str, value: str | None, said: str = "") -> None:
    """Say what `field` of these activities is, all in one action; None takes back what was said of them.

    `said` tells the runner what was done, see `corrected`.
    """
    _check(field, value)
    rows = [{"activity_id": str(name), "field": field, "value": value} for name in activity_ids]
    action = _tell("corrections", rows, drop=value is None)
    st.session_state["corrected"] = {**st.session_state.get("corrected", {}), field: (said, action)}


def corrected(field: str) -> str:
    """What the last `correct` of this field did in this visit; empty where nothing can be taken back."""
    return st.session_state.get("corrected", {}).get(field, ("", 0))[0]


def undo_correction(field: str) -> None:
    """Take back the last `correct` of this field in this visit, with all its activities."""
    if done := st.session_state.get("corrected", {}).pop(field, None):  # none on a second press
        _undo("corrections", done[1])


def set_default(kind: str, key: str, field: str, value: str, name: str = "") -> None:
    """Make a rule: on runs of this kind, `field` is `value`. `key` names the place or route, and is empty else."""
    if kind not in DEFAULT_KINDS or bool(key) != (kind in ("place", "route")):
        raise ValueError(f"a rule is for {', '.join(DEFAULT_KINDS)}, with a key for place and route, not {kind!r}")
    _check(field, value)
    if name:
        name_place(key, name)
    _tell("defaults", [{"kind": kind, "key": key, "field": field, "value": value}])


def drop_default(kind: str, key: str, field: str) -> None:
    """Take back a rule."""
    _tell("defaults", [{"kind": kind, "key": key, "field": field}], drop=True)


def defaults() -> pd.DataFrame:
    """DEFAULTS: the runner's rules, `name` being what the runner calls the place or route."""
    return told().defaults


def save_shoe(shoe: str, **columns: Any) -> int:
    """Keep what is known of a pair, by columns of SHOES; what is not given stays as it was.

    Gives the number of the action.
    """
    if strange := sorted(set(columns) - set(SHOES.names)):
        raise ValueError(f"SHOES has no {', '.join(strange)}")
    known = told_tables()["shoes"].set_index("shoe")
    before = {name: value for name, value in known.loc[shoe].items() if pd.notna(value)} if shoe in known.index else {}
    return _tell("shoes", [{**before, **columns, "shoe": shoe}])


def drop_shoe(shoe: str) -> int:
    """Forget what is known of a pair; the runs in it stay. Gives the number of the action."""
    return _tell("shoes", [{"shoe": shoe}], drop=True)


def undo_shoe(action: int) -> None:
    """Take back one change of a pair."""
    _undo("shoes", action)


def save_care(when: date, item: str, *, dose: str, felt: str | None = None) -> int:
    """Keep that something was done for recovery or strength on a day, in place of what was said of it before.

    Gives the number of the action.
    """
    return _tell("care", [{"local_date": when, "item": item, "dose": dose, "felt": felt}])


def drop_care(when: date, item: str) -> int:
    """Take back that it was done on that day. Gives the number of the action."""
    return _tell("care", [{"local_date": when, "item": item}], drop=True)


def undo_care(action: int) -> None:
    """Take back one change of what was done."""
    _undo("care", action)


def name_place(key: str, name: str) -> None:
    """Give a place or a route a name; an empty one takes the name away."""
    _tell("names", [{"key": key, "name": name or None}], drop=not name)


def place_names() -> pd.Series:
    """What the runner calls each place and route, by its key."""
    return told_tables()["names"].set_index("key")["name"]


def entries() -> pd.DataFrame:
    """ENTRIES: the pain that was entered by hand in the demo."""
    return told_tables()["entries"]


def tell_entries(rows: list[dict[str, Any]], *, drop: bool = False, seen: pd.DataFrame | None = None) -> int:
    """Keep or drop entries in one action, and give its number. Raises Conflict where `seen` is not there any more."""
    return _tell("entries", rows, drop=drop, seen=seen)


def undo_entries(action: int) -> None:
    """Take back one action on entries; what was done since stays."""
    _undo("entries", action)


def _check(field: str, value: str | None) -> None:
    if field not in CORRECTABLE:
        raise ValueError(f"{field!r} cannot be set; one of {', '.join(CORRECTABLE)} can")
    allowed = ACTIVITIES[field].values
    if value is not None and allowed and value not in allowed:
        raise ValueError(f"{value!r} is no {field}; use one of {', '.join(allowed)}")


def told_tables() -> dict[str, pd.DataFrame]:
    """Each table of `TOLD` by its name, of what is on the screen; entries only in a demo."""
    return _tables(*_version())


def _version() -> tuple[str, str]:
    """Whose it is, and a word that is another one after every change of it."""
    demo = opened_demo()
    return (f"demo:{demo.key}", told_version()) if demo else (visitor().key, without_entries(data_version()))


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _tables(whose: str, version: str) -> dict[str, pd.DataFrame]:
    demo = opened_demo()
    return replayed([*demo.told, *st.session_state.get("demo_told", ())]) if demo else workspace().told()


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _told(whose: str, version: str) -> Told:
    return told_of(_tables(whose, version))


def forget_told() -> None:
    """Leave nothing of what was told in memory."""
    _tables.clear()
    _told.clear()


def _tell(name: str, rows: list[dict[str, Any]], *, drop: bool = False, seen: pd.DataFrame | None = None) -> int:
    if not opened_demo():
        return workspace().tell(name, rows, drop=drop, expected=seen)
    _change_demo([*st.session_state.get("demo_told", ()), (name, rows, drop)])
    return len(st.session_state["demo_told"])


def _undo(name: str, action: int) -> None:
    if not opened_demo():
        workspace().undo_told(name, action)
        return
    # What is taken back stays as an action that says nothing: so the others keep their numbers.
    told = enumerate(st.session_state["demo_told"], 1)
    _change_demo([(name, [], False) if number == action else done for number, done in told])


def _change_demo(actions: list[tuple]) -> None:
    st.session_state["demo_told"] = actions
    is_as_made = not any(rows for _, rows, _ in actions)
    st.session_state["demo_told_version"] = "" if is_as_made else secrets.token_hex(8)
