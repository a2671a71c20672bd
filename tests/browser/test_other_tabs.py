"""A login that ends in one tab, or becomes somebody else's: what the other tabs of that browser show and keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Server, at_rest
from tests.browser.test_login import choose, kept, log_in, save

DEAF = """const match = String.prototype.match;
String.prototype.match = function (wanted) {
  return String(wanted).includes('twinge_person') ? null : match.call(this, wanted);
}"""


class Tabs:
    """Three pages of one browser, in which Ida has logged in. Two are at Log, with a score chosen.

    `deaf` is one whose script notices nothing, so that the server alone has to know.
    """

    def __init__(self, browser: Browser, many: Server) -> None:
        self.many = many
        self.context, self.other = many.visit(browser, "ida:Ida Igel")
        self.way_in = ""
        self.other.on("request", self._note)
        log_in(self.other, many, timedelta(0))
        self.tab, self.deaf = self.context.new_page(), self.context.new_page()
        self.deaf.add_init_script(DEAF)
        for page in (self.tab, self.deaf):
            page.goto("/log")
            expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
            at_rest(page)
            choose(page, 6)

    def become_eve(self) -> None:
        """Without a logout in between, as by a bookmark."""
        self.context.add_cookies([{"name": "who", "value": "eve:Eve Eder", "url": self.many.provider}])
        self.other.goto(self.way_in)
        expect(self.other.locator(".st-key-tab_bar")).to_be_attached()

    def _note(self, request: Request) -> None:
        if "/auth/login" in request.url:
            self.way_in = request.url


@pytest.fixture
def tabs(browser: Browser, many: Server) -> Iterator[Tabs]:
    made = Tabs(browser, many)
    yield made
    made.context.close()


def is_outside(page: Page) -> None:
    """Is the way in all that is there?"""
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(page.get_by_text("run out")).to_have_count(0)


def test_who_logs_out_in_one_tab_is_out_in_all_of_them(tabs: Tabs) -> None:
    before = kept(tabs.many, "ida")
    tabs.other.goto("/settings")
    at_rest(tabs.other)
    tabs.other.get_by_role("button", name="Log out").click()
    is_outside(tabs.other)
    is_outside(tabs.tab)
    save(tabs.deaf)
    is_outside(tabs.deaf)
    assert kept(tabs.many, "ida") == before


def test_the_next_person_finds_only_their_own_pages(tabs: Tabs) -> None:
    before = kept(tabs.many, "ida")
    tabs.become_eve()
    save(tabs.deaf)
    is_outside(tabs.deaf)
    expect(tabs.tab.get_by_role("radio", name="6", exact=True)).not_to_be_checked()
    at_rest(tabs.tab)
    choose(tabs.tab, 2)
    save(tabs.tab)
    expect(tabs.tab.get_by_text("Saved: 2 of 10")).to_be_visible()
    assert kept(tabs.many, "eve")[-1] == 2 and kept(tabs.many, "ida") == before
