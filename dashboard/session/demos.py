"""Made-up runners to look around with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

SAMPLES = Path(__file__).parents[2] / "sample_data"
_SAID = ("corrected", "shoe_changed", "tick_said")  # in the session state: what was told last, and its number


@dataclass(frozen=True)
class Demo:
    """A made-up runner whose files lie in `sample_data/<key>/`; `told` is what they entered, action by action."""

    key: str
    name: str
    story: str
    told: tuple[tuple[str, list[dict[str, Any]], bool], ...] = ()


@cache
def demos() -> tuple[Demo, ...]:
    """The made-up runners one can look at."""
    index = tomllib.loads((SAMPLES / "index.toml").read_text(encoding="utf-8"))
    return tuple(Demo(made["key"], made["name"], made["story"], _told(made)) for made in index["athlete"])


def _told(made: dict[str, Any]) -> tuple[tuple[str, list[dict[str, Any]], bool], ...]:
    """Their pairs of shoes, and the rule for each."""
    pairs = made.get("pairs", [])
    shoes = [{name: value for name, value in pair.items() if name != "runs"} for pair in pairs]
    rules = [{"kind": pair["runs"], "key": "", "field": "shoe", "value": pair["shoe"]} for pair in pairs]
    return ("shoes", shoes, False), ("defaults", rules, False)


def open_demo(key: str) -> None:
    """Show a made-up runner until `close_demo`; nothing of it is kept."""
    st.session_state["demo"] = key
    st.session_state["demo_resolved"] = {}
    st.session_state["demo_told"] = []
    st.session_state["demo_told_version"] = ""
    st.session_state["demo_routine"] = None
    st.session_state["demo_hopped"] = None
    _begin_anew()


def close_demo() -> None:
    """Back to the runner's own data."""
    st.session_state["demo"] = None
    _begin_anew()


def _begin_anew() -> None:
    """Another runner is seen from today, and no undo of before is offered: it would take back what they told."""
    for name in _SAID:
        st.session_state.pop(name, None)
    st.session_state["as_of"] = None
    st.session_state["is_new_runner"] = True


def opened_demo() -> Demo | None:
    """The made-up runner that is shown, if one is."""
    key = st.session_state.get("demo")
    return next((demo for demo in demos() if demo.key == key), None)
