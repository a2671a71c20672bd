"""What people are called by whoever vouches for them: how it is kept, and what it does to the words around it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.app import COACHING, PAGES
from dashboard.components.words import named
from dashboard.workspace import People
from dashboard.workspace.people import NAMELESS, called

from .people_there import NOW, account, coached, logged_in, with_data, words

HOSTILE = "\u202e**Ev\x00a**\n![x](https://id.example/x.png)\u200b" + "W" * 10_000
KEPT = "**Ev a** ![x](https://id.example/x.png)WWW"
HEBREW = "\u05d0\u05d1\u05d2 7"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Anna  Adler\r\n", "Anna Adler"),
        ("\u202eAnna\u202c \u2066Adler\u2069\u200f", "Anna Adler"),
        ("An\x00na\x1b[31m", "An na [31m"),
        ("An\u200bna\ufeff\ue000", "Anna"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\U0001f469\u200d\U0001f3a4", "\U0001f469\u200d\U0001f3a4"),
        ("W" * 80, "W" * 80),
        ("W" * 10_000, "W" * 79 + "…"),
        ("", NAMELESS),
        (" \u00a0\u2003\t", NAMELESS),
        ("\u3164\u2800\u200b\u202e", NAMELESS),
        ("\u200d\u200c", NAMELESS),
    ],
)
def test_a_name_is_one_line_that_is_seen(name: str, kept: str) -> None:
    assert called(name) == kept


def test_only_a_name_from_the_right_is_set_apart() -> None:
    assert named("Anna Adler") == "Anna Adler"
    assert named(HEBREW) == f"\u2068{HEBREW}\u2069"


def test_a_hostile_name_is_short_and_plain_wherever_others_read_it(home: Path) -> None:
    cora, eva, ben = (account(home, who, name) for who, name in (("cora", HOSTILE), ("eva", HOSTILE), ("ben", HEBREW)))
    for athlete in (eva, ben):
        with_data(home, athlete)
        coached(home, cora, athlete, "training", "pain")
    coach, athlete = logged_in("cora", HOSTILE).run(), logged_in("eva", HOSTILE).run()
    shown = []
    for url in COACHING:
        shown.append(words(coach.switch_page(COACHING[url][0]).run()))
    for there, name in ((eva, HOSTILE), (ben, HEBREW)):
        coach.session_state["looked_at"] = there.athlete_id, called(name)
        shown.append(words(coach.switch_page(PAGES["pain"][0]).run()))
    for url in ("settings", "sharing"):  # who coaches, and who looked
        shown.append(words(athlete.switch_page(PAGES[url][0]).run()))
    everything = "\n".join(shown)
    assert KEPT in everything and f"\u2068{HEBREW}\u2069" in everything
    assert not set("\u202e\u200b\x00") & set(everything) and "W" * 80 not in everything
    labels = [button.label for button in coach.button if "Previous" in button.label or "Next" in button.label]
    assert labels and not any("![x](" in label for label in labels)


def test_a_picture_in_a_coachs_name_is_not_fetched_by_whoever_is_asked(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cora = account(home, "cora", HOSTILE)
    people = People(home)
    token = people.invite(cora.account_id, NOW, NOW + timedelta(days=365))
    people.close()
    monkeypatch.setattr("dashboard.session.coaching._token", lambda: token)
    (title,) = logged_in("anna", "Anna Adler").run().title
    assert "would like to coach you" in title.value and "![x](" not in title.value
