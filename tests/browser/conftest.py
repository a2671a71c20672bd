"""The real app in a real browser: one server and one Chromium for all tests, one fresh visit for each.

`page` opens at 1440 px in light colours; mark a test to change that:
`@pytest.mark.parametrize("screen", [Screen(390, "dark")], indirect=True)`. A test fails when the browser's console
shows an error. `server` is the address; each test starts with no data.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard.workspace import DATABASE, Workspace
from tests.browser import chromium

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 120
SLOW = 90_000  # ms: a cold start on two busy cores
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
    """A running app: its address, and the folder it keeps its data in."""

    url: str
    home: Path


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as `make run` starts it, with an empty home folder."""
    folder = tmp_path_factory.mktemp("server")
    running = Server(f"http://127.0.0.1:{free_port()}", folder / "home")
    settings = {"HOME": str(folder), "TWINGE_HOME": str(running.home), "TWINGE_PORT": running.url.rpartition(":")[2]}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard"], cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
    try:
        wait_until_it_answers(running.url, process, folder / "log")
        yield running
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> Screen:
    return getattr(request, "param", Screen())


@pytest.fixture
def page(browser: Browser, server: Server, screen: Screen) -> Iterator[Page]:
    """A first visit: no data, no cookies. Fails the test when the browser complained."""
    forget_everything(server.home)
    viewport = {"width": screen.width, "height": screen.height}
    visit = browser.new_context(viewport=viewport, color_scheme=screen.colours, base_url=server.url)
    visit.set_default_timeout(SLOW)
    complaints: list[str] = []
    opened = visit.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    visit.close()
    assert [said for said in complaints if not any(harmless in said for harmless in HARMLESS)] == []


def at_rest(page: Page) -> None:
    """Wait until the server has answered the last click: what is shown before that may still be replaced."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW)


def forget_everything(home: Path) -> None:
    """Back to an empty data folder, while the app runs."""
    workspace = Workspace(home)
    workspace.discard()
    workspace.remove_all()
    workspace.delete_for_good()
    workspace.close()
    with sqlite3.connect(home / DATABASE) as connection:
        connection.execute("DELETE FROM settings")
        connection.execute("DELETE FROM answers")
    connection.close()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


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
