"""Hostile words and odd choices in every field of every page: nothing raises, nothing becomes markup, all is whole.

`TWINGE_TEST_FUZZ=10` looks longer: how often every field of a page is filled in and every button pressed.
Another number also tries other words.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import COACHING, PAGES
from dashboard.workspace import Import, People, Workspace

from .people_there import APP, account, coached, demo, logged_in, with_data
from .sent import MARK, WORDS, send, sent
from .test_input import Tags
from .visits import HEAD, Upload, after, reading, visit

ROUNDS = int(os.environ.get("TWINGE_TEST_FUZZ", "1"))
OPENED = ("add_pair", "set_shoes", "surface_by_run", "new_rule", "log_more", "log_other", "log_shows_map", "past_flags",
          "log_asks_signs")  # fmt: skip
# What takes the data away or opens those of somebody made up is tested elsewhere.
LEFT_OUT = ("delete_", "remove", "undo_import", "log_out", "demo", "open_")
COACH = "Cora <img src=x onerror=zzfuzz>"


@pytest.fixture
def app(home: Path) -> AppTest:
    made = demo("worsening")
    kept = Workspace(home)
    kept.save(Import(file="Made up", format="Entered", status="imported", activities=made.activities, pain=made.pain,
                     exposures=made.exposures))  # fmt: skip
    kept.close()
    return AppTest.from_file(APP, default_timeout=120).run()


@pytest.mark.parametrize("url", PAGES)
def test_whatever_is_sent_is_shown_as_text_and_breaks_nothing(app: AppTest, home: Path, url: str) -> None:
    chance = random.Random(f"{url} {ROUNDS}")
    for _ in range(ROUNDS):
        fill(opened(app, url), url, chance)
        press(app, url)
    kept = Workspace(home)  # whatever was kept can be read, here and by the next visit
    assert len(kept.load().activities) and kept.everything_told()
    kept.close()
    sound(AppTest.from_file(APP, default_timeout=120).run().switch_page(PAGES[url][0]).run(), url)


def opened(app: AppTest, url: str) -> AppTest:
    """The page with all its parts open, as of today."""
    app.switch_page(PAGES[url][0])
    app.session_state["as_of"] = None
    for part in OPENED:
        app.session_state[part] = True
    return sound(app.run(), url)


def fill(app: AppTest, url: str, chance: random.Random) -> None:
    """Something odd in every field at once; then in some of them what they offer, so that a form is taken."""
    sound(send(app, *(chance.choice(states) for states in sent(app, is_odd=True))), url)
    both = list(zip(sent(app), sent(app, is_odd=True), strict=True))
    sound(send(app, *(chance.choice(chance.choice(states)) for states in both)), url)


def press(app: AppTest, url: str) -> None:
    """Each button that is there, once."""
    for key in [button.key for button in app.button if not str(button.key).startswith(LEFT_OUT)]:
        for button in [button for button in app.button if button.key == key and not button.disabled]:
            button.click().run()
            sound(app, url)


def sound(app: AppTest, where: str) -> AppTest:
    """No page in ruins, and no tag that somebody's words made."""
    assert not app.exception, (where, app.exception[0].message, app.exception[0].stack_trace)
    for element in app.markdown:
        if element.proto.allow_html and MARK in str(element.value):
            seen = Tags(str(element.value)).seen
            assert not seen & {"script", "img", "onerror", MARK}, (where, element.value[:300])
    return app


HOSTILE_NAMES = ("../../../etc/passwd", "<b>x</b>.csv", "a\0b.fit", "=1+1.csv", "\U0001f4a5" * 200 + ".zip", "")


HOSTILE_BYTES = ("\0" * 5000, "date,score\n=cmd|' /C calc'!A0,<script>", "PK\x03\x04rubbish")


@pytest.mark.parametrize(("name", "text"), list(zip(HOSTILE_NAMES, HOSTILE_BYTES * 2, strict=True)))
def test_an_upload_with_a_hostile_name_or_bytes_has_an_outcome_and_keeps_nothing(
    home: Path, name: str, text: str
) -> None:

    tab = after(visit(), reading(Upload(name, text)))
    kept = Workspace(home)
    assert kept.load().activities.empty and kept.load().pain.empty
    kept.close()
    assert not tab.exception


def test_files_of_any_name_are_named_as_text_and_their_table_takes_any_edit(home: Path) -> None:
    names = [f"{name[:80]}{number}.csv" for number, name in enumerate((*HOSTILE_NAMES, *WORDS))]
    days = [f"{HEAD}2026-03-{number + 1:02},first_steps,arch,left,4\n2026-04-{number + 1:02},rest,arch,left,0\n"
            for number in range(len(names))]  # fmt: skip
    tab = AppTest.from_file(APP, default_timeout=120).run().switch_page(PAGES["data"][0]).run()
    files = [(name, text.encode(), "text/csv") for name, text in zip(names, days, strict=True)]
    tab.file_uploader[0].set_value(files)
    sound(next(button for button in tab.button if button.label == "Import").click().run(), "data")
    (edits,) = (states for states in sent(tab, is_odd=True) if "edited_rows" in states[0].string_value)
    for state in edits:
        sound(send(tab, state), "data")
    sound(tab.button(key="keep").click().run(), "data")
    kept = Workspace(home)
    assert len(kept.load().pain) == 2 * len(names) - 2  # all but the rows that were taken out last
    kept.close()


def test_query_parameters_are_no_way_in(home: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=120)
    for number, word in enumerate(WORDS):
        app.query_params[f"p{number}"] = word[:2000]
    for name in ("rule", "day", "athlete", "page", "embed"):
        app.query_params[name] = WORDS[0]
    app.run()
    for url in PAGES:
        sound(app.switch_page(PAGES[url][0]).run(), url)
        assert MARK not in "".join(str(element.value) for element in app.markdown), url


def test_what_a_coach_writes_and_is_called_is_shown_as_text(home: Path) -> None:
    anna, cora = account(home, "anna", f"Anna {WORDS[0]}"), account(home, "cora", COACH)
    with_data(home, anna)
    coached(home, cora, anna, "training", "pain")
    tab, chance = logged_in("cora", COACH).run(), random.Random("coach")
    for url in COACHING:
        fill(sound(tab.switch_page(COACHING[url][0]).run(), url), url, chance)
    tab.session_state["looked_at"] = anna.athlete_id, f"Anna {WORDS[0]}"
    tab.switch_page(PAGES["pain"][0]).run()
    for word in WORDS[:3]:
        tab.session_state["coach_notes"] = True
        tab.run().text_area(key="coach_note_text").set_value(word[:2000])
        sound(next(button for button in tab.button if button.label == "Keep the note").click().run(), "notes")
    tab.session_state["coach_notes"] = True
    people = People(home)
    assert len(people.notes(cora.account_id, anna.athlete_id)) == 3
    people.close()
    own = logged_in("anna", f"Anna {WORDS[0]}").run()
    for url in ("settings", "sharing"):  # who coaches, and who looked
        sound(own.switch_page(PAGES[url][0]).run(), url)
