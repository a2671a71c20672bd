"""A real login by OpenID Connect: a coach invites, an athlete agrees and takes it back, each in their browser."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from dashboard.workspace import People
from tests.browser.conftest import SLOW, Server, at_rest
from tests.dashboard.people_there import NOW, with_data


def visit(browser: Browser, many: Server, who: str) -> Page:
    """A browser of this person, logged in."""
    _, page = many.visit(browser, who)
    page.goto("/")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Open Maya")).to_be_visible(timeout=SLOW)
    return page


def test_a_coach_invites_and_an_athlete_agrees_and_takes_it_back(browser: Browser, many: Server) -> None:
    coach = visit(browser, many, "cora:Cora Coach")
    athlete = visit(browser, many, "anna:Anna Adler")
    people = People(many.home)
    with_data(many.home, people.log_in((many.provider, "anna"), "Anna Adler", NOW))
    people.close()

    coach.goto("/settings")
    coach.get_by_role("button", name="I coach other runners").click()
    at_rest(coach)
    coach.goto("/roster")
    coach.get_by_role("button", name="Make a link").click()
    link = coach.get_by_test_id("stCode").inner_text(timeout=SLOW).strip()
    assert link.startswith(f"{many.url}/i/")

    athlete.goto(link)
    expect(athlete.get_by_role("heading", name="Cora Coach would like to coach you")).to_be_visible(timeout=SLOW)
    assert "/i/" not in athlete.url
    expect(athlete.get_by_role("button", name="I agree")).to_be_disabled()
    for scope in ("Training.", "Pain."):
        athlete.get_by_text(scope, exact=True).click()
        at_rest(athlete)
    athlete.get_by_role("button", name="I agree").click()
    expect(athlete.get_by_role("heading", name="Cora Coach would like to coach you")).to_have_count(0, timeout=SLOW)

    coach.goto("/roster")
    coach.get_by_role("button", name=re.compile("^Open ")).click()
    expect(coach.get_by_text("You look at")).to_be_visible(timeout=SLOW)

    athlete.goto("/settings")
    athlete.get_by_role("button", name="Take it back").first.click()
    expect(athlete.get_by_text("Nobody coaches you here")).to_be_visible(timeout=SLOW)
    coach.get_by_role("button", name="Notes (0)").click()
    expect(coach.get_by_role("heading", name="Nothing is shared any more")).to_be_visible(timeout=SLOW)
