"""A real login by OpenID Connect: a coach invites, an athlete agrees and takes it back, each in their browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.workspace import People
from tests.browser.conftest import ROOT, SLOW, at_rest, free_port, wait_until_it_answers
from tests.dashboard.people_there import NOW, with_data

SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "only for tests, and long enough to be a secret"
client_id = "twinge"
client_secret = "not one"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """Twinge with a login, and who vouches for it: both addresses and the data folder."""
    folder = tmp_path_factory.mktemp("many")
    app, provider = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(app=app, provider=provider))
    settings = {
        "HOME": str(folder), "TWINGE_HOME": str(folder / "home"), "TWINGE_PORT": app.rpartition(":")[2],
    }  # fmt: skip
    commands = (["-m", "tests.openid_provider", provider.rpartition(":")[2]], ["-m", "dashboard"])
    with (folder / "log").open("w") as log:
        running = [
            subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
            )
            for command in commands
        ]
    try:
        wait_until_it_answers(app, running[1], folder / "log")
        yield app, provider, folder / "home"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def visit(browser: Browser, many: tuple[str, str, Path], who: str) -> tuple[BrowserContext, Page]:
    """A browser of this person, logged in."""
    app, provider, _ = many
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, base_url=app)
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "who", "value": who, "url": provider}])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Open Maya")).to_be_visible(timeout=SLOW)
    return context, page


def test_a_coach_invites_and_an_athlete_agrees_and_takes_it_back(browser: Browser, many: tuple[str, str, Path]) -> None:
    _, coach = visit(browser, many, "cora:Cora Coach")
    _, athlete = visit(browser, many, "anna:Anna Adler")
    people = People(many[2])
    with_data(many[2], people.log_in((many[1], "anna"), "Anna Adler", NOW))
    people.close()

    coach.goto("/settings")
    coach.get_by_role("button", name="I coach other runners").click()
    at_rest(coach)
    coach.goto("/roster")
    coach.get_by_role("button", name="Make a link").click()
    link = coach.get_by_test_id("stCode").inner_text(timeout=SLOW).strip()
    assert link.startswith(f"{many[0]}/i/")

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
    coach.get_by_role("button", name="Open", exact=True).click()
    expect(coach.get_by_text("You look at")).to_be_visible(timeout=SLOW)

    athlete.goto("/settings")
    athlete.get_by_role("button", name="Take it back").first.click()
    expect(athlete.get_by_text("Nobody coaches you here")).to_be_visible(timeout=SLOW)
    coach.get_by_role("button", name="Notes (0)").click()
    expect(coach.get_by_role("heading", name="Nothing is shared any more")).to_be_visible(timeout=SLOW)
