"""Hostile words in every field of every page: nothing raises, nothing becomes markup, nothing is half saved.

`TWINGE_TEST_FUZZ=10` looks longer: the number of words tried in each field.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.workspace import Import, Workspace

from .people_there import APP, demo
from .test_input import Tags
from .visits import Upload, after, reading, visit

MARK = "zzfuzz"
# No half of a character: a browser cannot send one. test_input.py tries what the stores make of it.
WORDS = (
    f"<script>{MARK}</script>", f"<img src=x onerror={MARK}>", f"</p></style><{MARK}>", f"=HYPERLINK('{MARK}')",
    f"@{MARK}", f"{MARK}\0after", f"\u202e{MARK}\u202c", f"{MARK}'; DROP TABLE athletes; --", MARK * 16_000,
    f"{MARK} ${{7*7}} {{{{7*7}}}} %s %n", f"[{MARK}](javascript:alert(1))", f"\r\n{MARK}: x\r\n", " ",
    "💥" * 80 + MARK,
)  # fmt: skip
TRIED = int(os.environ.get("TWINGE_TEST_FUZZ", "1"))  # words in each field
NUMBERS = (-1e308, -1.0, 0.0, 1e308, 0.1 + 0.2)
OPENED = ("add_pair", "set_shoes", "surface_by_run", "new_rule", "log_more", "log_other", "past_flags")
# What takes the data away or opens those of somebody made up is tested elsewhere.
LEFT_OUT = ("delete_", "remove", "undo_import", "log_out", "demo", "open_")


@pytest.fixture
def app(home: Path) -> AppTest:
    made = demo("worsening")
    kept = Workspace(home)
    kept.save(Import(file="Made up", format="Entered", status="imported", activities=made.activities, pain=made.pain,
                     exposures=made.exposures))  # fmt: skip
    kept.close()
    return AppTest.from_file(APP, default_timeout=120).run()


@pytest.mark.parametrize("url", PAGES)
def test_whatever_is_typed_is_shown_as_typed_and_breaks_nothing(app: AppTest, home: Path, url: str) -> None:
    chance = random.Random(url)
    app.switch_page(PAGES[url][0])
    for part in OPENED:
        app.session_state[part] = True
    app.run()
    for fill in fields(app, chance):
        fill()
        app.run()
        sound(app, url)
    for key in [button.key for button in app.button if not str(button.key).startswith(LEFT_OUT)]:
        for button in [button for button in app.button if button.key == key and not button.disabled]:
            button.click().run()
            sound(app, url)
    kept = Workspace(home)  # whatever was kept can be read, here and by the next visit
    assert len(kept.load().activities) and kept.everything_told()
    kept.close()
    sound(AppTest.from_file(APP, default_timeout=120).run().switch_page(PAGES[url][0]).run(), url)


def fields(app: AppTest, chance: random.Random) -> Iterator[Callable[[], object]]:
    """Something hostile in each field that is there, one after the other."""

    def into(kind: str, key: str | None, value: object) -> Callable[[], object]:
        return lambda: [field.set_value(value) for field in app.get(kind) if field.key == key and not field.disabled]

    for kind in ("text_input", "text_area"):
        for field in app.get(kind):
            for word in chance.sample(WORDS, min(TRIED, len(WORDS))):
                longest = field.proto.max_chars or len(word)
                yield into(kind, field.key, word[:longest])
    for field in app.number_input:
        within = [n for n in NUMBERS if (field.min or -1e9) <= n <= (field.max or 1e9)] or [field.min]
        yield into("number_input", field.key, type(field.value or 0.0)(chance.choice(within)))


def sound(app: AppTest, where: str) -> None:
    """No page in ruins, and no tag that a runner's words made."""
    assert not app.exception, (where, app.exception[0].message, app.exception[0].stack_trace)
    for element in app.markdown:
        if element.proto.allow_html and MARK in str(element.value):
            seen = Tags(str(element.value)).seen
            assert not seen & {"script", "img", "onerror", MARK}, (where, element.value[:300])


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


@pytest.mark.parametrize("url", ["overview", "learn", "data", "sharing", "calendar"])
def test_query_parameters_are_no_way_in(home: Path, url: str) -> None:
    app = AppTest.from_file(APP, default_timeout=120)
    for number, word in enumerate(WORDS[:12]):
        app.query_params[f"p{number}"] = word[:2000].replace("\ud800", "")
    for name in ("rule", "day", "athlete", "page", "embed"):
        app.query_params[name] = WORDS[0]
    app.run().switch_page(PAGES[url][0]).run()
    sound(app, url)
    assert MARK not in "".join(str(element.value) for element in app.markdown)
