"""What a browser sends of the widgets of a page, right or odd, as the messages that Streamlit gets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

MARK = "zzfuzz"
# No half of a character: a browser cannot send one. test_input.py tries what the stores make of it.
WORDS = (
    f"<script>{MARK}</script>", f"<img src=x onerror={MARK}>", f"</p></style><{MARK}>", f"=HYPERLINK('{MARK}')",
    f"@{MARK}", f"{MARK}\0after", f"\u202e{MARK}\u202c", f"{MARK}'; DROP TABLE athletes; --", MARK * 16_000,
    f"{MARK} ${{7*7}} {{{{7*7}}}} %s %n", f"[{MARK}](javascript:alert(1))", f"\r\n{MARK}: x\r\n", " ",
    "💥" * 80 + MARK,
)  # fmt: skip
GONE = "zz-no-longer-offered"  # as of a page that stood open while the data changed
EDITS: tuple[dict[str, Any], ...] = (
    {"edited_rows": {"0": {}, "1": {"tick": None}, "2": {"tick": False}}, "added_rows": [], "deleted_rows": []},
    {"edited_rows": {"0": {"tick": True, "day": GONE, "score": -1e308}}, "added_rows": [], "deleted_rows": []},
    {"edited_rows": {}, "added_rows": [], "deleted_rows": [0, 1]},
)
SELECTED: tuple[dict[str, Any], ...] = (
    {"rows": [0], "columns": [], "cells": []},
    {"rows": [], "columns": [GONE], "cells": [[0, GONE]]},
)
TAPPED = ("", GONE, None, 7, ["2026-03-01"], {"a": 1}, f"{GONE}:left", "plantar_heel:", "9999-99-99", "0001-01-01")


def send(tab: AppTest, *widgets: WidgetState) -> AppTest:
    """The page after the browser said so of these widgets; the others are as they were."""
    states = {state.id: state for state in tab._tree.get_widget_states().widgets}
    return tab._run(WidgetStates(widgets=(states | {state.id: state for state in widgets}).values()))


def sent(tab: AppTest, *, is_odd: bool = False) -> Iterator[list[WidgetState]]:
    """For each widget of the page that takes more than a press: all that it offers.

    Where `is_odd`: words nobody would type, and choices it does not offer.
    """
    for element in tab._tree:
        proto = getattr(element, "proto", None)
        kind = "data_editor" if getattr(element, "editing_mode", "read_only") != "read_only" else element.type
        if kind in _OF and getattr(proto, "id", "") and not getattr(proto, "disabled", False):
            field, usual, odd = _OF[kind](proto)
            yield [state_of(proto.id, field, value) for value in (odd if is_odd else usual)]


def state_of(widget_id: str, field: str, value: Any) -> WidgetState:
    """What the browser says of one widget."""
    made = WidgetState(id=widget_id)
    if field == "string_array_value":
        made.string_array_value.data.extend(value)
    else:
        setattr(made, field, value)
    return made


def _text(proto: Any) -> tuple:
    return "string_value", ["a word"], [word[: proto.max_chars or None] for word in WORDS]


def _tick(_: Any) -> tuple:
    return "bool_value", [True, False], [True]


def _one_of(proto: Any) -> tuple:
    return "string_value", proto.options, [GONE, ""]


def _some_of(proto: Any) -> tuple:
    words = [getattr(option, "content", option) for option in proto.options]
    none = [] if getattr(proto, "required", False) else [[]]
    return "string_array_value", [*([word] for word in words), words, *none], [[GONE], [GONE, *words], words * 2]


def _days(proto: Any) -> tuple:
    first, last = (date.fromisoformat(day) for day in (proto.min, proto.max))
    inside = [[f"{day:%Y/%m/%d}"] for day in (first, last, min(max(date(2026, 3, 9), first), last))]
    odd = [[], ["0001/01/01"], ["9999/12/31"], ["2026/03/02", "2026/03/01"], ["2024/02/29", "2024/02/29"]]
    return "string_array_value", inside, odd


def _number(proto: Any) -> tuple:
    ends = [proto.min if proto.has_min else -1e308, proto.max if proto.has_max else 1e308]
    return "double_value", ends, [*ends, min(max(0.1 + 0.2, ends[0]), ends[1])]


def _selection(_: Any) -> tuple:
    usual, *odd = [json.dumps({"selection": chosen}) for chosen in SELECTED]
    return "string_value", [usual], odd


def _edits(_: Any) -> tuple:
    usual, *odd = map(json.dumps, EDITS)
    return "string_value", [usual], odd


def _taps(_: Any) -> tuple:
    usual, odd = (
        [json.dumps(dict.fromkeys(("place", "day", "athlete"), value)) for value in values]
        for values in (("plantar_heel:left", "2026-03-02"), TAPPED)
    )
    return "json_value", usual, odd


_OF = {
    "text_input": _text, "text_area": _text, "checkbox": _tick, "toggle": _tick, "button_group": _some_of,
    "multiselect": _some_of, "selectbox": _one_of, "radio": _one_of, "date_input": _days, "number_input": _number,
    "dataframe": _selection, "data_editor": _edits, "bidi_component": _taps,
}  # fmt: skip
