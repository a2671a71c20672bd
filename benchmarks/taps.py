"""What does a tap cost? Ten years of data, every page: the server's time, the bytes sent, and when a reader sees it.

Three measurements against one running app, each beside a page of one line in the same run:

- reruns of each page with warm caches, timed at the socket from the message to `script_finished`, one visit, and the
  bytes of the first visit of the page and of a rerun in which nothing changed;
- a score logged, timed until the Log page stands again;
- Chromium, warm, at 1440 px and at 390 px with four times slower processing: first words and last chart.

Run from the root of the checkout: python benchmarks/taps.py [--taps 15] [--no-browser]
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.load import PATIENCE_S, Session, fill, free_port, servers, until_it_answers
from dashboard.app import PAGES
from tests.browser import chromium
from tests.browser.conftest import FLAGS

BARE = 'import streamlit as st\nst.write("One line.")\n'
RERUN_MS, FIRST_BYTES, SAME_BYTES, CONTENT_TIMES = 60, 150_000, 5_000, 1.5
SLOWER_PHONE = 4
VISITS = 5
LIGHT, WORDS, CHART = ".tw-light", "[data-testid=stMarkdown]", ".js-plotly-plot .main-svg"


class Wire(ClientConnection):
    """A connection that counts the bytes that come in, packed as they are."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


class Counted(Session):
    """A visit that knows what it was sent, and keeps large messages as a browser does: they are sent once."""

    connection = Wire
    hashes: frozenset[str] = frozenset()

    @property
    def received(self) -> int:
        """Bytes since the last rerun was asked for."""
        return self.socket.received

    async def _rerun(self, page_hash: str) -> None:
        asked = BackMsg()
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.cached_message_hashes.extend(self.hashes)
        await self.socket.send(asked.SerializeToString())
        self.socket.received = 0
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = ForwardMsg.FromString(await self.socket.recv())
                if message.metadata.cacheable:
                    self.hashes |= {message.hash}
                if self._finished(message):
                    return


async def reruns(url: str, taps: int) -> bool:
    """Print what each page costs; whether all keep the bars."""
    visit, kept = Counted(url), True
    await visit.open()
    shown = [page for page in PAGES if page in visit.pages]
    print(f"\n| page | rerun, median ms | p95, ms (bar {RERUN_MS}) | first, kB (bar 150) | unchanged, kB (bar 5) |")
    print("|---|---|---|---|---|")
    for page in shown:
        await visit.tap(page)
        first = visit.received
        for _ in range(2):
            await visit.tap(page)
        same = visit.received
        visit.taps.clear()
        for _ in range(taps):
            await visit.tap(page)
        median, high = np.percentile(visit.taps, [50, 95]) * 1000
        print(f"| {page} | {median:.0f} | {high:.0f} | {first / 1e3:.0f} | {same / 1e3:.1f} |", flush=True)
        kept &= high <= RERUN_MS and first <= FIRST_BYTES and same <= SAME_BYTES
    kept &= not visit.errors
    await visit.close()
    return kept


@contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """The address of a Streamlit page of one line."""
    script, port = folder / "bare.py", free_port()
    script.write_text(BARE)
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until_it_answers(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def seen_after(browser: Browser, width: int, url: str, marks: list[str]) -> list[float]:
    """Seconds from opening the address until each of the marks is seen; a fresh visit, the browser's cache warm."""
    visit = browser.new_context(viewport={"width": width, "height": 1000})
    page = visit.new_page()
    page.goto(url)
    page.locator(marks[-1]).last.wait_for()  # scripts and fonts are in the cache from here on
    if width < 640:
        visit.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PHONE})
    times = [_open(page, url, marks) for _ in range(VISITS)]
    visit.close()
    return [float(np.median(column)) for column in zip(*times, strict=True)]


def _open(page: Page, url: str, marks: list[str]) -> list[float]:
    began, times = time.perf_counter(), []
    page.goto(url)
    for mark in marks:
        page.locator(mark).last.wait_for()
        times.append(time.perf_counter() - began)
    return times


def in_the_browser(url: str, bare: str) -> bool:
    """Print when a reader sees something; whether the light is there soon enough after a page of one line."""
    program = chromium.find()
    if program is None:
        print(chromium.MISSING)
        return True
    kept = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        print(f"\n| screen | one line, s | the light, s | times (bar {CONTENT_TIMES}) | training: last chart, s |")
        print("|---|---|---|---|---|")
        for name, width in (("1440 px", 1440), ("phone, 390 px", 390)):
            [plain] = seen_after(browser, width, bare, [WORDS])
            [light] = seen_after(browser, width, url, [LIGHT])
            [chart] = seen_after(browser, width, f"{url}/training", [CHART])
            print(f"| {name} | {plain:.2f} | {light:.2f} | {light / plain:.2f} | {chart:.2f} |", flush=True)
            kept &= light <= CONTENT_TIMES * plain
        browser.close()
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taps", type=int, default=15, help="timed reruns of each page")
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", free_port()
        fill(home)
        with servers(home, [port]), bare_page(Path(folder)) as bare:
            url = f"http://127.0.0.1:{port}"
            kept = asyncio.run(reruns(url, options.taps))
            kept &= options.no_browser or in_the_browser(url, bare)
    print("\nok" if kept else "\nmisses a bar")
    return 0


if __name__ == "__main__":
    sys.exit(main())
