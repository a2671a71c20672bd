"""What the fuzz found: a choice that a page does not offer, or no longer, changes nothing and breaks nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.workspace import LOCAL_ATHLETE

from .marked import fill
from .screens import APP, turn_to, words
from .sent import send, state_of


@pytest.mark.parametrize(
    ("url", "key", "field", "value"),
    [
        pytest.param("calendar", "year_calendar", "json_value", '{"day": "9999-99-99"}', id="a tap on no day"),
        pytest.param("calendar", "calendar_day", "string_array_value", [], id="a day taken out of its field"),
        pytest.param("flags", "replay_day", "string_array_value", [], id="an evening taken out of its field"),
        pytest.param("log", "foot_map", "json_value", '{"place": "elbow:left"}', id="a place that is not on the map"),
        pytest.param("log", "log_site", "string_value", "", id="no place in the list"),
        pytest.param("settings", "history", "string_array_value", ["gone"], id="a condition that is not offered"),
    ],
)
def test_it_changes_nothing(home: Path, url: str, key: str, field: str, value: Any) -> None:
    fill(home, LOCAL_ATHLETE)
    app = AppTest.from_file(APP, default_timeout=120).run()
    app.session_state["log_shows_map"] = True
    before = words(turn_to(app, url))
    (widget,) = (e.proto.id for e in app._tree if str(getattr(getattr(e, "proto", None), "id", "")).endswith(f"-{key}"))
    assert words(send(app, state_of(widget, field, value))) == before
