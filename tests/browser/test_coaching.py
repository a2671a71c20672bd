"""A real login by OpenID Connect: a coach invites, an athlete agrees and takes it back, each in their browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.workspace import People
from tests.browser.conftest import SLOW, Server, at_rest
from tests.dashboard.people_there import NOW, with_data


@pytest.fixture
def both(browser: Browser, many: Server) -> Iterator[tuple[Page, Page]]:
    """The browsers of a coach and of an athlete, logged in."""
    with ExitStack() as stack:
        yield tuple(visit(stack, browser, many, who) for who in ("cora:Cora Coach", "anna:Anna Adler"))


def visit(stack: ExitStack, browser: Browser, many: Server, who: str) -> Page:
    context, page = many.visit(browser, who)
    stack.callback(context.close)
    page.goto("/")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Open Maya")).to_be_visible(timeout=SLOW)
    at_rest(page)
    return page


def to(page: Page, url: str) -> None:
    page.goto(url)
    at_rest(page)


def test_a_coach_invites_and_an_athlete_agrees_and_takes_it_back(both: tuple[Page, Page], many: Server) -> None:
    coach, athlete = both
    people = People(many.home)
    with_data(many.home, people.log_in((many.provider, "anna"), "Anna Adler", NOW))
    people.close()

    to(coach, "/settings")
    coach.get_by_role("button", name="I coach other runners").click()
    at_rest(coach)
    to(coach, "/roster")
    coach.get_by_role("button", name="Make a link").click()
    link = coach.get_by_test_id("stCode").inner_text(timeout=SLOW).strip()
    assert link.startswith(f"{many.url}/i/")

    to(athlete, link)
    expect(athlete.get_by_role("heading", name="Cora Coach would like to coach you")).to_be_visible(timeout=SLOW)
    assert "/i/" not in athlete.url
    expect(athlete.get_by_role("button", name="I agree")).to_be_disabled()
    for scope in ("Training.", "Pain."):
        athlete.get_by_text(scope, exact=True).click()
        at_rest(athlete)
    athlete.get_by_role("button", name="I agree").click()
    expect(athlete.get_by_role("heading", name="Cora Coach would like to coach you")).to_have_count(0, timeout=SLOW)
    at_rest(athlete)

    to(coach, "/roster")
    coach.get_by_role("button", name=re.compile("^Open ")).click()
    expect(coach.get_by_text("You look at")).to_be_visible(timeout=SLOW)

    at_rest(coach)
    to(athlete, "/settings")
    athlete.get_by_role("button", name="Take it back").first.click()
    expect(athlete.get_by_text("Nobody coaches you here")).to_be_visible(timeout=SLOW)
    coach.get_by_role("button", name="Notes (0)").click()
    expect(coach.get_by_role("heading", name="Nothing is shared any more")).to_be_visible(timeout=SLOW)
