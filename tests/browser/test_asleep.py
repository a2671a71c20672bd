"""A phone that slept for longer than the server remembers its visit: what it shows when it wakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import Screen, Server, at_rest, here, served, visiting
from tests.browser.test_login import choose, save
from tests.browser.test_replicas import BROKEN


@pytest.fixture
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that forgets a visit with its connection, and not two minutes later."""
    folder = tmp_path_factory.mktemp("forgetful")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[server]\ndisconnectedSessionTTL = 0\n")
    with served(Server(here(), folder / "home"), ["-m", "dashboard"]) as running:
        yield running


class Phone:
    """Its page, and its connection to the server, which a sleep cuts."""

    def __init__(self, browser: Browser, url: str) -> None:
        screen = Screen(390, height=900)
        viewport = {"width": screen.width, "height": screen.height}
        self.context = visiting(browser, viewport=viewport, base_url=url)
        self.page: Page = self.context.new_page()
        self.page.route_web_socket("**/_stcore/stream", self._connect)
        self.connections: list[WebSocketRoute] = []
        self.falls_asleep = False  # with the first word of the server's next answer

    def _connect(self, browser_side: WebSocketRoute) -> None:
        server_side = browser_side.connect_to_server()
        server_side.on_message(lambda said: self._hear(browser_side, said))
        self.connections = [browser_side, server_side]

    def _hear(self, browser_side: WebSocketRoute, said: str | bytes) -> None:
        browser_side.send(said)
        if self.falls_asleep:
            self.sleep()

    def sleep(self) -> None:
        """And wake at once: nothing passes between."""
        self.falls_asleep = False
        for side in self.connections:
            side.close()


@pytest.fixture
def phone(browser: Browser, forgetful: Server) -> Iterator[Phone]:
    """At its Log."""
    phone = Phone(browser, forgetful.url)
    phone.page.goto("/log")
    expect(phone.page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    at_rest(phone.page)
    yield phone
    phone.context.close()


def test_a_phone_that_slept_too_long_says_what_is_kept_and_what_to_type_again(phone: Phone) -> None:
    page = phone.page
    choose(page, 4)
    save(page)
    expect(page.get_by_text("Saved: 4 of 10")).to_be_visible()
    at_rest(page)
    choose(page, 7)
    phone.sleep()
    expect(page.get_by_text(BROKEN)).to_be_visible()  # by itself: nobody has tapped anything
    at_rest(page)
    expect(page.get_by_role("heading", name="Logged today")).to_be_visible()
    expect(page.get_by_role("radio", name="7", exact=True)).not_to_be_checked()
    choose(page, 6)
    save(page)
    expect(page.get_by_text("Saved: 6 of 10")).to_be_visible()


@pytest.mark.parametrize("tap", ["a score", "another page"])
def test_a_connection_that_breaks_right_after_a_tap_is_told_as_well(phone: Phone, tap: str) -> None:
    page = phone.page
    taps = {
        "a score": page.get_by_role("radio", name="7", exact=True),
        "another page": page.locator(".st-key-tab_bar a[href$='plan']"),
    }
    phone.falls_asleep = True
    taps[tap].dispatch_event("click")
    expect(page.get_by_text(BROKEN)).to_be_visible()
