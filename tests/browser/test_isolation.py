"""Nobody is sent what is not theirs: every byte that reaches a browser is searched for the marks of other athletes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, Route, expect

from dashboard.app import COACHING, PAGES
from dashboard.session.coaching import COACH_PAGES
from dashboard.session.sharing import LINK_PAGES
from dashboard.workspace import LOCAL_ATHLETE, Account, People, Shares, Terms
from tests.browser.conftest import SLOW, Server, at_rest, forget_everything, visiting
from tests.dashboard.marked import fill, marks
from tests.dashboard.people_there import coached

SCOPES = ("training", "pain", "routines")
SHARED = [url for url in PAGES if LINK_PAGES.get(url, {"nobody"}) <= set(SCOPES)]
COACHED = [url for url in PAGES if COACH_PAGES.get(url, {"nobody"}) <= {"training", "pain"}]
SMALL = {"width": 1000, "height": 300}  # what is sent counts here, and painting takes time
DEAD = "This link does not open anything."
HIDDEN_DAY = re.compile(rb"2026-01-09|(?<!\d)9 Jan 2026")  # the last one that the links do not show


@dataclass(eq=False)
class Visit:
    """One browser: what it shows, and all that ever reached it."""

    page: Page
    received: list[bytes] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # their addresses

    def watch(self) -> None:
        """Keep the frames of every websocket, every answer's address and body, and what the console says."""
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._keep))
        self.page.on("response", lambda answer: self._keep(f"{answer.url} {answer.headers}"))
        self.page.on("console", lambda said: self._keep(said.text))
        # Fetched here first: a body that is asked of the browser may be gone by then, as a page that moves on drops it.
        self.page.route(lambda url: "/static/" not in url, self._pass_on)

    def _pass_on(self, route: Route) -> None:
        if route.request.is_navigation_request() or route.request.method != "GET":
            route.continue_()
            return
        answer = route.fetch(timeout=SLOW)
        self._keep(answer.body())
        route.fulfill(response=answer)

    def _keep(self, payload: str | bytes) -> None:
        self.received.append(payload.encode() if isinstance(payload, str) else payload)

    def walk(self, urls: Sequence[str]) -> None:
        """Through these pages by the links they carry, so that the visit goes on, taking the files that are offered."""
        for url in urls:
            menu = PAGES[url][3]
            first = next(name for name in urls if PAGES[name][3] == menu) if menu else url
            if url == first != urls[0]:  # a visit begins on the first page of all
                self._follow(".st-key-tab_bar", first)
            elif url != first:
                self._follow(".st-key-neighbours", url)
            self._take_files()

    def _follow(self, place: str, url: str) -> None:
        self.page.locator(f"{place} a[href$='{url}']").first.dispatch_event("click")
        self.expect_page(PAGES[url][1])

    def expect_page(self, title: str) -> None:
        expect(self.page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=SLOW)
        at_rest(self.page)

    def _take_files(self) -> None:
        for number in range(self.page.get_by_test_id("stDownloadButton").count()):
            with self.page.expect_download(timeout=SLOW) as taken:
                self.page.get_by_test_id("stDownloadButton").nth(number).get_by_role("button").click()
            self._keep_file(taken.value)
            at_rest(self.page)  # some buttons draw the page again, and what they hand out is then another file

    def _keep_file(self, file: Download) -> None:
        self.files.append(file.url)
        path = Path(file.path())
        if not is_zipfile(path):
            self._keep(path.read_bytes())
            return
        with ZipFile(path) as archive:
            for name in archive.namelist():
                self._keep(name)
                self._keep(archive.read(name))

    def knock(self, *paths: str) -> None:
        """Try addresses that hope for more than is shown; each is a visit of its own."""
        for path in paths:
            self.page.goto(path)
            at_rest(self.page)
            self._keep(self.page.content())

    def fetch(self, addresses: Sequence[str]) -> None:
        """Ask for files that another browser was handed."""
        for address in addresses:
            self._keep(self.page.request.get(address).body())

    def all_of_it(self) -> bytes:
        self._keep(self.page.content())
        self._keep(self.page.url)
        return b"\n".join(self.received)


@contextmanager
def watched(context: BrowserContext, page: Page) -> Iterator[Visit]:
    visit = Visit(page)
    visit.watch()
    yield visit
    page.unroute_all(behavior="wait")
    context.close()


@contextmanager
def opened(browser: Browser, url: str, path: str) -> Iterator[Visit]:
    context = visiting(browser, base_url=url, viewport=SMALL)
    with watched(context, context.new_page()) as visit:
        visit.page.goto(path)
        expect(visit.page.locator(".st-key-tab_bar a").first).to_be_attached(timeout=SLOW)
        at_rest(visit.page)
        yield visit


@contextmanager
def logged_in(browser: Browser, many: Server, who: str) -> Iterator[Visit]:
    with watched(*many.visit(browser, who)) as visit:
        visit.page.set_viewport_size(SMALL)
        visit.page.goto("/")
        visit.page.get_by_role("button", name="Log in").click()
        expect(visit.page.locator(".st-key-tab_bar a").first).to_be_attached(timeout=SLOW)
        at_rest(visit.page)
        yield visit


def link_to(home: Path, athlete_id: str) -> str:
    """The token of a link to what an athlete logs from 10 January on, without any of their words."""
    shares, now = Shares(home), datetime.now(UTC)
    terms = Terms("A link", SCOPES, date(2026, 1, 10), None, now + timedelta(days=14))
    token = shares.create(athlete_id, terms, now)
    shares.close()
    return token


@pytest.fixture
def there(many: Server) -> dict[str, Account]:
    """Iris and Ben, with marks of their own; Iris lets Coco, who coaches, see her training and her pain."""
    people, now = People(many.home), datetime.now(UTC)
    made = {
        name: people.log_in((many.provider, name), f"{name} ZZ{name}-login", now) for name in ("iris", "ben", "coco")
    }
    people.add_note(made["coco"].account_id, made["iris"].athlete_id, "ZZcoco-note", now)
    people.close()
    for name, account in made.items():
        fill(many.home, account.athlete_id, name)
    coached(many.home, made["coco"], made["iris"], "training", "pain")
    return made


def test_nobody_is_sent_what_is_not_theirs(browser: Browser, many: Server, there: dict[str, Account]) -> None:
    ben = there["ben"].athlete_id
    token = link_to(many.home, ben)
    knocks = (
        f"/pain?athlete={ben}&athlete_id={ben}&looked_at={ben}&share={token}&compared={ben}&visitor=owner:{ben}"
        f"&name={there['iris'].athlete_id}", f"/i/{token}",
    )  # fmt: skip
    with (
        logged_in(browser, many, "iris:iris ZZiris-login") as iris,
        logged_in(browser, many, "coco:coco ZZcoco-login") as coco,
        opened(browser, many.url, f"/s/{token}") as link,  # side by side in one server, as a shared cache would show
    ):
        iris.walk(list(PAGES))
        look_at_the_only_athlete(coco)
        link.walk(SHARED)
        for visit in (iris, coco, link):
            assert visit.page.evaluate("document.querySelectorAll('img[src=x]').length") == 0
            visit.knock(*knocks)
        assert len(iris.files) == 4 and len(coco.files) == 2  # report, data and settings; only the report
        for visit in (coco, link):
            visit.fetch(iris.files)
        sent = {"iris": iris.all_of_it(), "coco": coco.all_of_it(), "link": link.all_of_it()}
    # The search finds what is there: all words of the owner's own, in the pages and in the files of the export.
    own = {b"ZZiris-" + kind for kind in (b"title", b"shoe", b"note", b"place", b"care", b"dose", b"file", b"login")}
    assert own - {b"ZZiris-login"} <= marks(sent["iris"]) <= own | {b"ZZcoco-login"}
    assert b"ZZiris-shoe" in marks(sent["coco"])
    assert marks(sent["coco"]) <= {b"ZZiris-shoe", b"ZZiris-login", b"ZZcoco-login", b"ZZcoco-note"}
    # Routines were ticked, so what was done for recovery may be there; no other word of anybody may.
    assert marks(sent["link"]) <= {b"ZZben-care", b"ZZben-dose"}
    assert not HIDDEN_DAY.search(sent["link"])
    assert not marks(many.log)
    assert token.encode() not in many.log and b"onerror" not in many.log


def look_at_the_only_athlete(coach: Visit) -> None:
    """Through the pages for coaches, and through those of the athlete who lets them look."""
    page = coach.page
    page.goto("/compare")
    coach.expect_page(COACHING["compare"][1])
    page.goto("/roster")
    coach.expect_page(COACHING["roster"][1])
    page.get_by_role("button", name=re.compile("^Open ")).click()
    expect(page.get_by_text("You look at")).to_be_visible()
    at_rest(page)
    coach.walk(COACHED)
    page.get_by_role("button", name="Notes (1)").click()
    expect(page.get_by_text("ZZcoco-note")).to_be_visible()


@pytest.fixture
def token(server: Server) -> str:
    """A link to an athlete of a Twinge without a login."""
    forget_everything(server.home)
    for athlete in (LOCAL_ATHLETE, "second"):
        fill(server.home, athlete)
    return link_to(server.home, "second")


def test_a_link_survives_menus_and_reload_and_ends_at_once(browser: Browser, server: Server, token: str) -> None:
    with opened(browser, server.url, f"/s/{token}") as visit:
        page, banner = visit.page, visit.page.get_by_text("Shared with you by link until")
        assert token not in page.url
        assert page.evaluate("document.cookie").find(token) == -1
        page.goto("/pain?athlete=first&demo=worsening&share=x")
        expect(page.get_by_role("heading", name=PAGES["pain"][1], exact=True)).to_be_visible()
        page.reload()
        expect(banner).to_be_visible()
        at_rest(page)
        shares = Shares(server.home)
        shares.revoke("second", shares.find(token, datetime.now(UTC)).share_id, datetime.now(UTC))
        shares.close()
        page.locator(".st-key-tab_bar a").first.dispatch_event("click")
        expect(page.get_by_text(DEAD)).to_be_visible()
        expect(banner).to_have_count(0)
        expect(page.get_by_role("heading")).to_have_text(["Nothing to see"])
        page.goto(f"/s/{token}")
        expect(page.get_by_text(DEAD)).to_be_visible()
        page.goto("/")
        page.get_by_role("link", name="Leave this view").click()
        expect(page.locator(".st-key-tab_bar a").first).to_be_attached()
        at_rest(page)
        assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "twinge_share"]
