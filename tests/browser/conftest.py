"""The real app in a real browser: one server and one Chromium for all tests of a process, one visit for each.

`page` opens at 1440 px in light colours; mark a test to change that:
`@pytest.mark.parametrize("screen", [Screen(390, "dark")], indirect=True)`. A test fails when the browser's console
shows an error. `server` is the address; each test starts with no data.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dashboard.workspace import DATABASE, Workspace
from tests.browser import chromium
from tests.programs import free_port, wait_or_kill

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 120
SLOW = 90_000  # ms: a cold start on two busy cores
WIDE = {"width": 1440, "height": 1200}
NAME = "twinge.test"  # of this machine, for tests that need one
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
]
SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "only for tests, and long enough to be a secret"
client_id = "twinge"
client_secret = "not one"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
AT_REST = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const isThere = document.querySelector('[data-testid=stElementContainer]');  // before the first run nothing is
  const loads = document.querySelector('[data-testid=stSkeleton]');  // its code comes with the first of its kind
  const rests = isThere && !loads && app?.getAttribute('data-test-script-state') === 'notRunning';
  window.framesAtRest = rests ? (window.framesAtRest ?? 0) + 1 : 0;
  if (window.framesAtRest < 10) return false;
  window.framesAtRest = 0;
  return true;
}"""
HARMLESS: tuple[str, ...] = ()  # console errors that say nothing about Twinge, each with its reason


@dataclass(frozen=True)
class Screen:
    """How the page is looked at. Tall, because a screenshot does not scroll what Streamlit scrolls."""

    width: int = 1440
    colours: str = "light"
    height: int = 1200

    def __str__(self) -> str:
        return f"{self.width}-{self.colours}"


@dataclass(frozen=True)
class Server:
    """A running app: its address, the folder it keeps its data in, and the address of whoever vouches for logins."""

    url: str
    home: Path
    provider: str = ""

    @property
    def log(self) -> bytes:
        """All it printed until now."""
        return (self.home.parent / "log").read_bytes()

    def visit(self, browser: Browser, who: str, path: str = "/") -> tuple[BrowserContext, Page]:
        """A browser of this person, given as `subject:name`, before it has logged in."""
        context = visiting(browser, viewport=WIDE, base_url=self.url)
        context.add_cookies([{"name": "who", "value": who, "url": self.provider}])
        return context, context.new_page()


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one runner's Twinge in one process, those of people who log in in another: both take minutes."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            group = "one runner" if "server" in item.fixturenames else "people who log in"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        pytest.skip(chromium.MISSING)
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as `make run` starts it, with an empty home folder."""
    folder = tmp_path_factory.mktemp("server")
    with served(Server(here(), folder / "home"), ["-m", "dashboard"]) as running:
        yield running


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same with a login, and beside it who vouches for whoever logs in."""
    folder = tmp_path_factory.mktemp("many")
    running = Server(here(), folder / "home", here())
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(app=running.url, provider=running.provider))
    provider = ["-m", "tests.openid_provider", running.provider.rpartition(":")[2]]
    with served(running, ["-m", "dashboard"], provider):
        yield running


@contextmanager
def served(running: Server, *commands: list[str]) -> Iterator[Server]:
    """These programs, of which the first is the app, until they are no longer needed."""
    settings = {"TWINGE_HOME": str(running.home), "TWINGE_PORT": running.url.rpartition(":")[2]}
    with started(running.home.parent, settings, *commands) as (app, *_):
        wait_until_it_answers(running.url, app, running.home.parent / "log")
        yield running


@contextmanager
def started(folder: Path, settings: dict[str, str], *commands: list[str]) -> Iterator[list[subprocess.Popen]]:
    """These programs, which print to a file `log` in the folder that is their home."""
    with (folder / "log").open("a") as log:
        given = {"cwd": ROOT, "env": {**os.environ, "HOME": str(folder), **settings}, "stdout": log, "stderr": log}
        processes = [subprocess.Popen([sys.executable, *command], **given) for command in commands]
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            wait_or_kill(process)


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> Screen:
    return getattr(request, "param", Screen())


@pytest.fixture(scope="session")
def visits(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """One browser, so that the code of the page, which takes it a second, is fetched and compiled once."""
    context = visiting(browser, base_url=server.url)
    yield context
    context.close()


@pytest.fixture
def page(visits: BrowserContext, server: Server, screen: Screen) -> Iterator[Page]:
    """A first visit: no data, no cookies, nothing kept. Fails the test when the browser complained."""
    forget_everything(server.home)
    complaints: list[str] = []
    opened = visits.new_page()
    opened.set_viewport_size({"width": screen.width, "height": screen.height})
    opened.emulate_media(color_scheme=screen.colours)
    opened.goto("/_stcore/health")
    opened.evaluate("localStorage.clear()")
    visits.clear_cookies()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    for left in visits.pages:
        left.close()
    assert [said for said in complaints if not any(harmless in said for harmless in HARMLESS)] == []


def visiting(browser: Browser, **options: Any) -> BrowserContext:
    """A browser of its own, where it is some time after noon: no day ends in the middle of a test."""
    west_hours = datetime.now(UTC).hour - 12
    context = browser.new_context(timezone_id=f"Etc/GMT{west_hours:+d}", **options)
    context.set_default_timeout(SLOW)
    return context


def at_rest(page: Page) -> None:
    """Wait until the server has answered the last click: what is shown before that may still be replaced.

    Between a run that asked for another one and that other one nothing runs for a moment, so it is looked at again for
    a few frames. Where the browser still fetches the code of an element, a grey bar stands in its place.
    """
    page.wait_for_function(AT_REST, timeout=SLOW)


def forget_everything(home: Path) -> None:
    """Back to an empty data folder, while the app runs."""
    workspace = Workspace(home)
    workspace.discard()
    workspace.remove_all()
    workspace.delete_for_good()
    workspace.close()
    with sqlite3.connect(home / DATABASE, timeout=60) as connection:  # a visit that just ended may still write
        connection.execute("DELETE FROM settings")
        connection.execute("DELETE FROM answers")
    connection.close()


def here() -> str:
    """An address on this machine that nobody serves."""
    return f"http://127.0.0.1:{free_port()}"


def wait_until_it_answers(url: str, process: subprocess.Popen, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"The app did not start:\n{log.read_text()}")
