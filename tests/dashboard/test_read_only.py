"""Whoever only looks finds nothing on any page that changes, and nothing they press reaches the athlete's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.session import following
from dashboard.session.coaching import COACH_PAGES
from dashboard.session.sharing import LINK_PAGES
from dashboard.session.visitor import LINK_SCOPES, SCOPES
from dashboard.workspace import Account, Shares, Terms, Workspace

from .people_there import account, coached, logged_in, nobody, with_data
from .sent import send, sent
from .test_isolation import everything

LEAVES = {"All athletes"}  # ends the visit to the athlete; what goes on from there is the coach's own
MOST = 4  # choices of one field: the others go the same way
OPENED = ("add_pair", "set_shoes", "surface_by_run", "surface_map", "past_flags", "pairs_put_away")


@pytest.fixture
def anna(home: Path) -> Account:
    made = account(home, "anna", "Anna Adler")
    with_data(home, made, title="Lunch run", note="A note")
    kept = Workspace(home, made.athlete_id)
    kept.tell("shoes", [{"shoe": "Pair A"}])
    kept.tell("defaults", [{"kind": "all", "key": "", "field": "surface", "value": "trail"}])
    kept.resolve("numbness", datetime.now(UTC).date())
    kept.close()
    return made


def by_link(home: Path, anna: Account, monkeypatch: pytest.MonkeyPatch, *scopes: str) -> AppTest:
    shares, now = Shares(home), datetime.now(UTC)
    token = shares.create(anna.athlete_id, Terms("x", scopes or LINK_SCOPES, None, None, now + timedelta(1)), now)
    shares.close()
    monkeypatch.setattr(following, "followed_token", lambda: token)
    return nobody().run()


def as_coach(home: Path, anna: Account, _: pytest.MonkeyPatch) -> AppTest:
    coached(home, account(home, "cora", "Cora Coach"), anna, *SCOPES)
    tab = logged_in("cora", "Cora Coach").run()
    tab.session_state["looked_at"] = anna.athlete_id, "Anna Adler"
    return tab


@pytest.mark.parametrize(("come", "pages"), [(by_link, LINK_PAGES), (as_coach, COACH_PAGES)], ids=["link", "coach"])
def test_nothing_that_is_pressed_changes_anything(
    home: Path, anna: Account, monkeypatch: pytest.MonkeyPatch, come: Callable[..., AppTest], pages: dict
) -> None:
    kept = Workspace(home, anna.athlete_id)
    before = kept.data_version(), everything(kept)
    tab = come(home, anna, monkeypatch)
    for url in pages:
        tab.switch_page(PAGES[url][0])
        for part in OPENED:
            tab.session_state[part] = True
        tab.run()
        for act in acts(tab):
            act()
            assert not tab.exception, (url, tab.exception[0].message)
            assert come is by_link or tab.session_state["looked_at"], url
        assert not tab.file_uploader and not tab.get("data_editor"), url
    assert (kept.data_version(), everything(kept)) == before
    kept.close()


def acts(tab: AppTest) -> Iterator[Callable[[], object]]:
    """Each choice in each field, text and map, which no page minds if it is not there by then; and each button once."""
    for state in chain.from_iterable(states[:MOST] for states in sent(tab)):
        yield lambda state=state: send(tab, state)
    yield lambda: send(tab, *(states[0] for states in sent(tab, is_odd=True)))
    for key in [button.key for button in tab.button if button.label not in LEAVES]:
        yield lambda key=key: [button.click().run() for button in tab.button if button.key == key]


@pytest.mark.parametrize("is_ticked", [True, False])
def test_a_link_says_the_name_only_where_names_are_ticked(
    home: Path, anna: Account, monkeypatch: pytest.MonkeyPatch, is_ticked: bool
) -> None:
    tab = by_link(home, anna, monkeypatch, "pain", *(["name"] if is_ticked else []))
    shown = "\n".join(str(element.value) for element in tab.markdown)
    assert ("Shared with you by Anna Adler by link until" in shown) == is_ticked
    assert ("Anna" in shown) == is_ticked
