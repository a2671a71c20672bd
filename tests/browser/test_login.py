"""A login that runs out in the middle of an edit: what is typed is kept for an hour, and after that it is said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.session.login import GRACE, LASTS
from dashboard.workspace import People, Workspace
from tests.browser.conftest import SLOW, Server, at_rest

TIMES = 4  # as long as it just took to log in and open Log is left of the login, or of its hour, to do it and type
LONG = 10 * SLOW
WARNING = "Your login has run out. What you save within the hour is still kept"
TOO_LATE = "Your login has run out. What Twinge said it saved is there."


@pytest.fixture
def running_out(browser: Browser, many: Server) -> Iterator[dict[str, tuple[Page, float]]]:
    """Ada's login runs out in a moment, Bea's hour after hers does; each is at their Log. With when that will be."""
    with ExitStack() as stack:
        left = TIMES * how_long(lambda: log_in(opened(stack, browser, many, "eve"), many, timedelta(0)))
        running_out = {}
        for who, lasts in {"ada": LASTS, "bea": LASTS + GRACE}.items():
            page = opened(stack, browser, many, who)
            log_in(page, many, lasts - left)
            running_out[who] = page, time.time() + left.total_seconds()
        yield running_out


def opened(stack: ExitStack, browser: Browser, many: Server, who: str) -> Page:
    context, page = many.visit(browser, f"{who}:{who.title()} Adler")
    stack.callback(context.close)
    return page


def how_long(act: Callable[[], None]) -> timedelta:
    began = time.monotonic()
    act()
    return timedelta(seconds=time.monotonic() - began)


def log_in(page: Page, many: Server, age: timedelta) -> None:
    """Be vouched for by a provider that says so since `age`, and open Log."""
    seconds = str(int(age.total_seconds()))
    page.context.add_cookies([{"name": "age", "value": seconds, "url": many.provider}])
    if page.url == "about:blank":
        page.goto("/")
    ways_in = page.get_by_role("button", name="Log in")
    ways_in.first.click()
    expect(ways_in).to_have_count(0)  # to the provider and back; a page that sees the login first opens itself anew
    page.locator(".st-key-tab_bar a[href$='log']").dispatch_event("click")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=SLOW)
    at_rest(page)


def choose(page: Page, score: int) -> None:
    page.get_by_role("radio", name=str(score), exact=True).click()
    at_rest(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def kept(many: Server, who: str) -> list[float]:
    """The scores that are kept of this person."""
    people = People(many.home)
    workspace = Workspace(many.home, people.log_in((many.provider, who), who, datetime.now(UTC)).athlete_id)
    found = workspace.entries()["score"].tolist()
    workspace.close()
    people.close()
    return found


def test_a_login_that_runs_out_while_somebody_types(running_out: dict[str, tuple[Page, float]], many: Server) -> None:
    (ada, _), (bea, _) = running_out.values()
    choose(ada, 4)
    expect(bea.get_by_text(WARNING)).to_be_visible()
    choose(bea, 3)
    save(bea)
    expect(bea.get_by_text("Saved: 3 of 10")).to_be_visible(timeout=SLOW)
    at_rest(bea)
    choose(bea, 7)
    for page, ends in running_out.values():
        page.wait_for_function("ends => Date.now() > ends", arg=1000 * ends, timeout=LONG)

    save(ada)
    expect(ada.get_by_text("Saved: 4 of 10")).to_be_visible(timeout=SLOW)
    expect(ada.get_by_text(WARNING)).to_be_visible()
    save(bea)
    expect(bea.get_by_text(TOO_LATE)).to_be_visible(timeout=SLOW)
    expect(bea.get_by_test_id("stException")).to_have_count(0)
    assert (kept(many, "ada"), kept(many, "bea")) == ([4], [3])

    for page in (ada, bea):
        log_in(page, many, timedelta(0))
        expect(page.get_by_text("Your login has run out")).to_have_count(0)
        expect(page.get_by_role("heading", name="Logged today")).to_be_visible()
