"""What does a click cost with ten years of data, beside a bare one-line page in the same run?

2,600 runs and 10,950 scores of one athlete, kept as the app keeps them. A tab speaks Streamlit's websocket as a
browser does and goes to every page, twice to warm the caches, then again and again: CPU time of the server for one
rerun (all its threads), bytes on the wire of the first visit of a page, and of a rerun that changed nothing.
`--chromium` opens each page in a real browser besides and tells when the first content and when the last chart was
there, at 1440 px and as a phone with a core that is four times slower.

Run from the root of the checkout: python -m benchmarks.click [--reruns 20] [--chromium] [--quick]
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.load import PATIENCE_S, Session, fill, servers
from benchmarks.results import Result, keep
from dashboard.app import PAGES

BARE = 'import streamlit as st\nst.write("Good morning")\n'
RERUN_MS, LOGGED_MS, FIRST_KB, SAME_KB, CONTENT = 60, 150, 150, 5, 1.5
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1440, "height": 1200}
CONTENT_IS, LIGHT = "[data-testid=stMain] [data-testid=stMarkdown]", ".tw-light"
SETTLED = "[data-test-script-state=notRunning]"


@dataclass
class Tab(Session):
    """A browser tab that counts the bytes it gets and keeps what a browser keeps."""

    got: int = 0
    kept: set[str] = field(default_factory=set)

    async def connect(self) -> None:
        """Open the websocket, and count what comes over the wire from then on."""
        await super().connect()
        receive = self.socket.protocol.receive_data

        def counted(data: bytes) -> None:
            self.got += len(data)
            receive(data)

        self.socket.protocol.receive_data = counted

    async def show(self, page: str) -> int:
        """Go to a page, or run it again; gives the bytes that came."""
        self.got = 0
        await self._rerun(self.pages.get(page, ""))
        return self.got

    async def _rerun(self, page_hash: str) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = page_hash
        await self.send(message)

    async def send(self, message: BackMsg) -> None:
        """Ask for a rerun, and wait for its end."""
        message.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        finished = False
        async with asyncio.timeout(PATIENCE_S):
            while not finished:
                data = await self.socket.recv()
                answer = ForwardMsg.FromString(data)
                if answer.metadata.cacheable:
                    self.kept.add(answer.hash)
                finished = self._finished(answer)


@dataclass(frozen=True)
class Cost:
    """Of one page: server milliseconds of its reruns, bytes of the first visit and of an unchanged rerun."""

    rerun_ms: list[float]
    first: int
    same: int

    @property
    def p95(self) -> float:
        return float(np.percentile(self.rerun_ms, 95))

    @property
    def median(self) -> float:
        return float(np.median(self.rerun_ms))


def cpu_ms(process: int) -> float:
    """CPU time of a process so far, threads that ended counted (Linux: its clock has a number made of its own)."""
    return 1e3 * time.clock_gettime((~process << 3) | 2)


async def costs(url: str, process: int, pages: list[str], reruns: int) -> dict[str, Cost]:
    """What each page costs in a tab of its own."""
    tab, found = Tab(url), {}
    await tab.open()
    first = {page: await tab.show(page) for page in pages}
    for page in pages:
        await tab.show(page)
        same, spent = 0, []
        for _ in range(reruns):
            before = cpu_ms(process)
            same = await tab.show(page)
            await asyncio.sleep(0.02)  # what the server does after its last word counts too
            spent.append(cpu_ms(process) - before)
        found[page] = Cost(spent, first[page], same)
    await tab.close()
    if tab.errors:
        raise SystemExit(f"A page failed: {tab.errors[0]}")
    return found


@contextmanager
def bare_server(folder: Path) -> Iterator[tuple[str, int]]:
    """A one-line page, served by Streamlit with the same options."""
    (folder / "bare.py").write_text(BARE)
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "bare.py"), "--server.port", str(port),
               "--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false",
               "--server.fileWatcherType", "none", "--server.enableWebsocketCompression", "true",
               "--runner.postScriptGC", "false"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def told(found: dict[str, Cost], bare: Cost) -> list[Result]:
    """Print a line a page; give what counts."""
    print(f"{'page':12} {'p50':>6} {'p95':>6}  {'x bare':>6} {'first kB':>9} {'same kB':>8}")
    for page, cost in {"(bare)": bare, **found}.items():
        print(f"{page:12} {cost.median:6.1f} {cost.p95:6.1f}  {cost.median / bare.median:6.1f}"
              f" {cost.first / 1e3:9.1f} {cost.same / 1e3:8.1f}")  # fmt: skip
    slow, first, same = (
        max(found.items(), key=lambda item, what=what: getattr(item[1], what)) for what in ("p95", "first", "same")
    )
    return [
        Result(f"rerun, slowest page ({slow[0]}), p95 ms of CPU", slow[1].p95, f"≤ {RERUN_MS}",
               slow[1].median / bare.median, "a bare page", slow[1].p95 <= RERUN_MS),
        Result(f"first visit, largest page ({first[0]}), kB", first[1].first / 1e3, f"≤ {FIRST_KB}",
               first[1].first / bare.first, "a bare page", first[1].first / 1e3 <= FIRST_KB),
        Result(f"unchanged rerun, largest page ({same[0]}), kB", same[1].same / 1e3, f"≤ {SAME_KB}",
               same[1].same / bare.same, "a bare page", same[1].same / 1e3 <= SAME_KB),
    ]  # fmt: skip


def seen(address: str, screen: dict[str, int], slower: int = 1, content: str = CONTENT_IS) -> tuple[float, float]:
    """Seconds until the first `content` and until the last chart of a page, in a new Chromium profile."""
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=screen).new_page()
        if slower > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.set_default_timeout(1000 * PATIENCE_S)
        began = time.perf_counter()
        page.goto(address)
        page.locator(content).first.wait_for()
        first = time.perf_counter() - began
        page.locator(f"[data-testid=stApp]{SETTLED}").wait_for()
        for chart in page.locator("[data-testid=stPlotlyChart]").all():
            chart.locator(".main-svg").first.wait_for()
        last = time.perf_counter() - began
        browser.close()
    return first, last


def in_chromium(url: str, bare: str, pages: list[str]) -> list[Result]:
    """Print when each page was there; give the time to the light against a bare page."""
    found = []
    for name, screen, slower in (("1440 px", SCREEN, 1), ("phone, 4 x slower", PHONE, 4)):
        looks = [(seen(bare, screen, slower), seen(f"{url}/", screen, slower, LIGHT)) for _ in range(3)]
        plain, ours = (min(look[which][0] for look in looks) for which in (0, 1))
        print(f"{name}: bare {plain:.1f} s; light {ours:.1f} s, {ours / plain:.2f} x")
        for page in pages:
            first, last = seen(f"{url}/{page}", screen, slower)
            print(f"  {page:12} first content {first:5.1f} s, last chart {last:5.1f} s")
        found.append(
            Result(f"the light of a new visit in Chromium, {name}, s", ours, f"≤ {CONTENT} x bare", ours / plain,
                   "a bare page", ours <= CONTENT * plain)
        )  # fmt: skip
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reruns", type=int, default=20)
    parser.add_argument("--chromium", action="store_true")
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    parser.add_argument("--quick", action="store_true", help="a try: two pages, two reruns, kept nowhere")
    options = parser.parse_args()
    if options.quick:
        options.pages, options.reruns = ["overview", "plan"], 2
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", 8791
        fill(home)
        with bare_server(Path(folder)) as (bare_url, bare_pid), servers(home, [port]) as (process,):
            url = f"http://127.0.0.1:{port}"
            bare = asyncio.run(costs(bare_url, bare_pid, [""], options.reruns))[""]
            results = told(asyncio.run(costs(url, process.pid, options.pages, options.reruns)), bare)
            if options.chromium:
                results += in_chromium(url, bare_url, options.pages)
    return keep("click", results, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
