"""The page Sharing, and the app as whoever follows a link sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.session import following, sharing
from dashboard.share_link import DEAD
from dashboard.workspace import LOCAL_ATHLETE, Shares, Terms

from .marked import HOSTILE, fill
from .screens import APP, buttons

NOW = datetime.now(UTC)
ALL = ("training", "pain", "routines", "notes", "titles", "name")


@pytest.fixture(autouse=True)
def kept(home: Path) -> None:
    """Two athletes; each text field of each holds a mark."""
    for athlete in (LOCAL_ATHLETE, "other"):
        fill(home, athlete)


@pytest.fixture
def follow(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the app as whoever has a link to these scopes and days."""

    def opened(scopes: tuple[str, ...], first: date | None = None, last: date | None = None) -> AppTest:
        shares = Shares(home)
        token = shares.create(LOCAL_ATHLETE, Terms("My physio", scopes, first, last, NOW + timedelta(days=14)), NOW)
        shares.close()
        monkeypatch.setattr(following, "followed_token", lambda: token)
        return AppTest.from_file(APP, default_timeout=120).run()

    return opened


def everything(app: AppTest) -> str:
    """All that reached the browser, whatever kind of element it is."""
    return "\n".join(str(block) for block in _protos(app._tree))


def _protos(node: object) -> list[object]:
    found = [proto] if (proto := getattr(node, "proto", None)) is not None else []
    return found + [proto for child in getattr(node, "children", {}).values() for proto in _protos(child)]


def visible(scopes: tuple[str, ...]) -> list[str]:
    return [url for url in PAGES if sharing.LINK_PAGES.get(url, {"nobody"}) <= set(scopes)]


MARKS = {"note": {"notes", "pain"}, "title": {"titles", "training"}, "shoe": {"name"}, "place": {"name"},
         "care": {"routines"}, "dose": {"routines"}, "file": {"nobody"}}  # fmt: skip


@pytest.mark.parametrize("scopes", [ALL, ("training",), ("pain",), ("training", "pain"), ("pain", "routines")], ids=str)
def test_no_page_tells_more_than_was_ticked(follow: Callable[..., AppTest], scopes: tuple[str, ...]) -> None:
    app = follow(scopes)
    for url in visible(scopes):
        app.switch_page(PAGES[url][0]).run()
        assert not app.exception, url
        seen = everything(app)
        assert "ZZother" not in seen, url
        for field, needed in MARKS.items():
            assert needed <= set(scopes) or f"ZZ{LOCAL_ATHLETE}-{field}" not in seen, (url, field)


def test_no_page_tells_of_other_days(follow: Callable[..., AppTest]) -> None:
    app = follow(("training", "pain"), date(2026, 2, 2), date(2026, 2, 15))
    for url in visible(("training", "pain")):
        seen = everything(app.switch_page(PAGES[url][0]).run())
        for day in ("2026-01-3", "2026-02-16", "16 Feb 2026", "1 Feb 2026."):
            assert day not in seen, (url, day)
    assert "As the data stood on 15 Feb 2026" in everything(app.switch_page(PAGES["overview"][0]).run())


def test_pages_that_are_not_shared_are_not_there(follow: Callable[..., AppTest]) -> None:
    app = follow(("pain",))
    for url in set(PAGES) - set(visible(("pain",))):
        seen = everything(app.switch_page(PAGES[url][0]).run())
        assert "This page is not part of what is shared with you." in seen
        assert "ZZ" not in seen and not app.title and not buttons(app)
    assert set(visible(ALL)) >= {"overview", "training", "pain", "flags"}
    assert not set(visible(ALL)) & {"data", "settings", "sharing", "log"}


def test_every_page_of_a_link_says_so_and_offers_the_way_out(follow: Callable[..., AppTest]) -> None:
    app = follow(("pain",))
    for url in visible(("pain",)):
        seen = everything(app.switch_page(PAGES[url][0]).run())
        assert "Shared with you by link until" in seen
        assert 'href=\\"/leave\\"' in seen or 'href="/leave"' in seen


def test_days_without_anything_say_so(follow: Callable[..., AppTest]) -> None:
    seen = everything(follow(("training", "pain"), date(2020, 1, 1), date(2020, 1, 2)))
    assert "Nothing was logged on the days that are shared with you." in seen
    assert "See a demo" not in seen and "Upload your files" not in seen


@pytest.mark.parametrize("why", ["unknown", "taken back", "expired"])
def test_a_link_that_opens_nothing_says_one_sentence_on_every_page(
    follow: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, home: Path, why: str
) -> None:
    app = follow(ALL)
    assert "See another day" in everything(app)
    kept = Shares(home)
    if why == "taken back":
        kept.revoke(LOCAL_ATHLETE, 1, NOW)
    elif why == "expired":
        later = type("Later", (datetime,), {"now": classmethod(lambda cls, zone: NOW + timedelta(days=15))})
        monkeypatch.setattr(following, "datetime", later)
    else:
        monkeypatch.setattr(following, "followed_token", lambda: "unknown")
    kept.close()
    told = [str(element.value) for element in app.run().markdown]
    assert [DEAD in markup for markup in told] == [True]
    assert not app.exception and not app.button and not app.title
    assert "ZZ" not in everything(app)


def test_who_follows_a_link_is_written_down_once_a_page(follow: Callable[..., AppTest], home: Path) -> None:
    app = follow(("pain",))
    for url in ("pain", "flags", "pain", "overview"):
        app.switch_page(PAGES[url][0]).run()
    kept = Shares(home)
    assert [(who, what) for _, who, what in kept.audit(LOCAL_ATHLETE)] == [
        ("My physio", "Flags"), ("My physio", "Pain"), ("My physio", "Overview"),
    ]  # fmt: skip
    assert kept.listed(LOCAL_ATHLETE)[0].seen_count == 1
    kept.close()


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=120).run().switch_page(PAGES["sharing"][0]).run()


def tick(app: AppTest, *scopes: str) -> None:
    for scope in scopes:
        app.checkbox(key=f"link_scope_{scope}_0").check()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_nothing_is_ticked_and_nothing_made_before_the_athlete_ticks(app: AppTest, home: Path) -> None:
    assert [box.value for box in app.checkbox] == [False] * 6
    press(app, "Make the link")
    assert [error.value for error in app.error] == ["Tick at least one thing they may see."]
    kept = Shares(home)
    assert kept.listed(LOCAL_ATHLETE) == []
    kept.close()


def test_what_only_adds_to_other_things_makes_no_link(app: AppTest) -> None:
    tick(app, "routines", "notes", "titles", "name")
    press(app, "Make the link")
    assert [error.value for error in app.error] == ["Tick training or pain too: the rest only adds to them."]
    assert not app.code


def test_a_view_of_training_alone_says_why_it_shows_no_score(follow: Callable[..., AppTest]) -> None:
    assert "The pain is not shared, so no score shows." in everything(follow(("training",)))


def test_a_link_is_made_shown_once_and_taken_back(app: AppTest, home: Path) -> None:
    app.text_input(key="link_label_0").set_value(f"Anna {HOSTILE}")
    app.date_input(key="link_first_0").set_value(date(2026, 2, 1))
    tick(app, "pain")
    press(app, "Make the link")
    kept = Shares(home)
    token = app.code[0].value.rpartition("/s/")[2]
    found = kept.find(token, NOW)
    assert (found.label, found.scopes, found.first_day) == (f"Anna {HOSTILE}", {"pain"}, date(2026, 2, 1))
    assert timedelta(days=13, hours=23) < found.expires_at - NOW < timedelta(days=14, hours=1)
    assert HOSTILE not in "\n".join(str(element.value) for element in app.markdown)
    press(app, "I have copied it")
    assert token not in everything(app)
    press(app, "Take it back")
    assert kept.find(token, NOW) is None
    kept.close()


def test_a_new_address_takes_the_place_of_the_old(app: AppTest, home: Path) -> None:
    tick(app, "pain")
    press(app, "Make the link")
    first = app.code[0].value
    press(app, "New address")
    second = app.code[0].value
    kept = Shares(home)
    assert kept.find(first.rpartition("/s/")[2], NOW) is None
    assert kept.find(second.rpartition("/s/")[2], NOW).scopes == {"pain"}
    kept.close()


def test_a_span_that_ends_before_it_begins_is_refused(app: AppTest) -> None:
    tick(app, "pain")
    app.date_input(key="link_first_0").set_value(date(2026, 2, 2))
    app.date_input(key="link_last_0").set_value(date(2026, 2, 1))
    press(app, "Make the link")
    assert [error.value for error in app.error] == ["The first day is after the last."]


def test_a_made_up_runner_shares_nothing(app: AppTest) -> None:
    app.session_state["demo"] = "worsening"
    app.session_state["demo_resolved"], app.session_state["demo_told"] = {}, []
    seen = everything(app.run())
    assert "This is a made-up runner." in seen and "Make the link" not in seen


@pytest.mark.parametrize("scopes", [[], ["everything"], ["pain", "positions"]])
def test_scopes_that_are_none_are_refused(scopes: list[str]) -> None:
    with pytest.raises(ValueError, match="a link shares some of training, pain"):
        sharing.make_link("x", scopes, (None, None))
