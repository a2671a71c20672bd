"""A button does what is on the screen, also what was typed or tapped so shortly before that no run has seen it yet.

Streamlit joins a message that waits with the next, or breaks off the run of the one before: the page is then not drawn
between the two, and what it gave its buttons to do is of before.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.workspace import People, Workspace
from tests.dashboard.people_there import NOW, account, logged_in
from tests.dashboard.screens import keep, open_page, upload
from tests.dashboard.sent import send, state_of
from tests.dashboard.test_setting import LIST, button, page
from tests.dashboard.visits import HEAD, kept

DAYS = [f"2026-03-{day:02},first_steps,arch,left,4" for day in range(2, 14)]


def log_of(home: Path) -> list[tuple[float, str | None]]:
    workspace = Workspace(home)
    found = workspace.entries()
    workspace.close()
    return list(zip(found["score"], found["note"], strict=True))


def read(app: AppTest, days: list[str]) -> AppTest:
    """What was read of a pain log stands to be looked at."""
    return upload(open_page("data", app), ("pain.csv", (HEAD + "\n".join(days)).encode()))


def scores(home: Path) -> int:
    workspace = Workspace(home)
    found = len(workspace.load().pain)
    workspace.close()
    return found


def selected(app: AppTest, said: dict[str, Any]) -> Any:
    """What the browser says of the first table of the page."""
    return state_of(app.dataframe[0].proto.id, "string_value", json.dumps(said))


def pressed(app: AppTest, key: str) -> Any:
    return state_of(app.button(key=key).proto.id, "trigger_value", True)


def test_save_keeps_the_score_and_the_note_of_a_moment_before(app: AppTest, home: Path) -> None:
    open_page("log", app).pills(key="log_score").set_value(3).run()
    app.pills(key="log_score").set_value(7)
    app.text_area(key="log_note").set_value("down the stairs")
    app.button(key="log_save").click().run()
    assert log_of(home) == [(7, "down the stairs")]
    app.pills(key="log_score").set_value(5).run()
    app.pills(key="log_score").set_value(None)
    app.button(key="log_save").click().run()
    assert len(log_of(home)) == 1


def test_what_was_unticked_a_moment_before_is_not_kept(app: AppTest, home: Path) -> None:
    read(app, DAYS[:2]).checkbox[0].uncheck()
    keep(app)
    assert scores(home) == 1


@pytest.mark.parametrize("every", [True, False])
def test_nor_is_what_was_unticked_in_a_table(app: AppTest, home: Path, every: bool) -> None:
    read(app, DAYS)
    one = selected(app, {"edited_rows": {"3": {"tick": False}}})
    none = state_of(app.checkbox[0].proto.id, "bool_value", False)
    send(app, one if every else none, pressed(app, "keep"))
    assert scores(home) == (len(DAYS) - 1 if every else 0)


def test_the_files_ticked_last_are_removed(app: AppTest, home: Path) -> None:
    for number in range(2):
        open_page("data", app)
        keep(upload(app, (f"{number}.csv", (HEAD + DAYS[number]).encode())))
    before = kept(home)
    send(app, selected(app, {"selection": {"rows": [0]}}))
    send(app, selected(app, {"selection": {"rows": [1]}}), pressed(app, "remove"))
    assert kept(home) == [before[0]]


def test_runs_are_set_to_what_was_chosen_last() -> None:
    tab = AppTest.from_function(page, args=(LIST, "surface"), default_timeout=60).run()
    value = next(box for box in tab.selectbox if box.label == "Set to")
    value.set_value("asphalt").run()
    chosen = state_of(value.proto.id, "string_value", "Gravel")
    one = selected(tab, {"selection": {"rows": [0]}})
    send(tab, chosen, one, state_of(button(tab).proto.id, "trigger_value", True))
    assert tab.session_state["found"] == {
        "Park (long)": "gravel", "Intervals": "unknown", "Indoors": "treadmill", "Commute": "unknown",
    }  # fmt: skip


def test_what_was_unticked_a_moment_before_is_not_shared(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach, athlete = account(home, "cora", "Cora Coach"), account(home, "anna", "Anna Adler")
    people = People(home)
    token = people.invite(coach.account_id, NOW, NOW + timedelta(days=1))
    monkeypatch.setattr("dashboard.session.coaching._token", lambda: token)
    tab = logged_in("anna", "Anna Adler").run()
    for scope in ("training", "pain"):
        tab.checkbox(key=f"consent_{scope}").check().run()
    tab.checkbox(key="consent_pain").uncheck()
    tab.button(key="agree").click().run()
    assert people.scopes(coach.account_id, athlete.athlete_id) == {"training"}
    people.close()
