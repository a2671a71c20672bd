"""Nobody is sent what is not theirs: every byte that reaches a browser is searched for the marks of other athletes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from dashboard.app import PAGES
from dashboard.session.sharing import LINK_PAGES
from dashboard.workspace import LOCAL_ATHLETE, Shares, Terms
from tests.browser.conftest import SLOW, Server, at_rest, forget_everything
from tests.dashboard.marked import fill

SCOPES = ("training", "pain", "routines")
SHARED = [url for url in PAGES if LINK_PAGES.get(url, {"nobody"}) <= set(SCOPES)]
DEAD = "This link does not open anything."


@dataclass(eq=False)
class Visit:
    """One browser: what it shows, and all that ever reached it."""

    page: Page
    received: list[bytes] = field(default_factory=list)

    def watch(self) -> None:
        """Keep the frames of every websocket, every answer's address and body, and what the console says."""
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._keep))
        self.page.on("response", self._keep_answer)
        self.page.on("console", lambda said: self._keep(said.text))

    def _keep(self, payload: str | bytes) -> None:
        self.received.append(payload.encode() if isinstance(payload, str) else payload)

    def _keep_answer(self, answer: Response) -> None:
        self._keep(f"{answer.url} {answer.headers}")
        if "/static/" not in answer.url and answer.status == 200 and answer.request.method == "GET":
            self._keep(answer.body())

    def walk(self, urls: Sequence[str], *, takes_files: bool) -> None:
        """Through these pages by the links they carry, so that the visit goes on, taking the files that are offered."""
        for url in urls:
            menu = PAGES[url][3]
            first = next(name for name in urls if PAGES[name][3] == menu) if menu else url
            if url == first != urls[0]:  # a visit begins on the first page of all
                self._follow(".st-key-tab_bar", first)
            elif url != first:
                self._follow(".st-key-neighbours", url)
            if takes_files:
                self._take_files()

    def _follow(self, place: str, url: str) -> None:
        self.page.locator(f"{place} a[href$='{url}']").first.dispatch_event("click")
        expect(self.page.get_by_role("heading", name=PAGES[url][1], exact=True)).to_be_visible(timeout=SLOW)
        at_rest(self.page)

    def _take_files(self) -> None:
        offered = self.page.get_by_test_id("stDownloadButton").locator("button:visible:enabled")
        for button in offered.all():
            with self.page.expect_download(timeout=SLOW) as taken:
                button.click()
            self._keep(taken.value.url)
            self._keep(Path(taken.value.path()).read_bytes())

    def all_of_it(self) -> bytes:
        self._keep(self.page.content())
        self._keep(self.page.url)
        return b"\n".join(self.received)


@contextmanager
def visiting(browser: Browser, url: str, path: str) -> Iterator[Visit]:
    context: BrowserContext = browser.new_context(base_url=url, viewport={"width": 1440, "height": 1200})
    context.set_default_timeout(SLOW)
    visit = Visit(context.new_page())
    visit.watch()
    expect.set_options(timeout=SLOW)
    visit.page.goto(path)
    expect(visit.page.locator(".st-key-tab_bar a").first).to_be_attached(timeout=SLOW)
    at_rest(visit.page)
    yield visit
    context.close()


@pytest.fixture
def tokens(server: Server) -> dict[str, str]:
    """Three athletes, each with marks of their own; a link to what two of them log, without any of their words."""
    forget_everything(server.home)
    for athlete in (LOCAL_ATHLETE, "first", "second"):
        fill(server.home, athlete)
    shares, now = Shares(server.home), datetime.now(UTC)
    terms = Terms("A link", SCOPES, date(2026, 1, 10), None, now + timedelta(days=14))
    made = {athlete: shares.create(athlete, terms, now) for athlete in ("first", "second")}
    shares.close()
    return made


def test_nobody_is_sent_what_is_not_theirs(browser: Browser, server: Server, tokens: dict[str, str]) -> None:
    with (
        visiting(browser, server.url, "/") as owner,
        visiting(browser, server.url, f"/s/{tokens['first']}") as first,
        visiting(browser, server.url, f"/s/{tokens['second']}") as second,
    ):
        there = {owner: list(PAGES), first: SHARED, second: SHARED}
        for visit, urls in there.items():  # side by side in one server, so that a shared cache would show
            visit.walk(urls, takes_files=visit is not owner)
            assert visit.page.evaluate("document.querySelectorAll('img[src=x]').length") == 0
        sent = {"owner": owner.all_of_it(), "first": first.all_of_it(), "second": second.all_of_it()}
    # The search finds what is there, and the owner is sent nothing of the others.
    assert b"ZZlocal-shoe" in marks(sent["owner"])
    assert all(mark.startswith(b"ZZlocal") for mark in marks(sent["owner"]))
    for visitor in ("first", "second"):
        # Routines were ticked, so what was done for recovery may be there; no other word of anybody may.
        assert marks(sent[visitor]) <= {f"ZZ{visitor}-care".encode(), f"ZZ{visitor}-dose".encode()}
        assert b"2026-01-09" not in sent[visitor]
        assert not re.search(rb"(?<!\d)9 Jan 2026", sent[visitor])
    log = (server.home.parent / "log").read_bytes()
    assert not marks(log)
    for secret in (*(token.encode() for token in tokens.values()), b"onerror"):
        assert secret not in log


def marks(received: bytes) -> set[bytes]:
    """The words of the athletes in it: whose, and of what kind."""
    return set(re.findall(rb"ZZ(?:local|first|second)-[a-z]+", received))


def test_a_link_survives_menus_and_reload_and_ends_at_once(
    browser: Browser, server: Server, tokens: dict[str, str]
) -> None:
    with visiting(browser, server.url, f"/s/{tokens['first']}") as visit:
        page, banner = visit.page, visit.page.get_by_text("Shared with you by link until")
        assert tokens["first"] not in page.url
        assert page.evaluate("document.cookie").find(tokens["first"]) == -1
        page.goto("/pain?athlete=second&demo=worsening&share=x")
        expect(page.get_by_role("heading", name=PAGES["pain"][1], exact=True)).to_be_visible()
        page.reload()
        expect(banner).to_be_visible()
        at_rest(page)
        shares = Shares(server.home)
        shares.revoke("first", shares.find(tokens["first"], datetime.now(UTC)).share_id, datetime.now(UTC))
        shares.close()
        page.locator(".st-key-tab_bar a").first.dispatch_event("click")
        expect(page.get_by_text(DEAD)).to_be_visible()
        expect(banner).to_have_count(0)
        expect(page.get_by_role("heading")).to_have_count(0)
        page.goto(f"/s/{tokens['first']}")
        expect(page.get_by_text(DEAD)).to_be_visible()
        page.goto("/")
        page.get_by_role("link", name="Leave this view").click()
        expect(page.get_by_role("heading").first).to_be_visible()
        assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "twinge_share"]
