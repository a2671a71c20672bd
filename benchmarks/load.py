"""How many people can look at once? Sessions that behave as browsers do, each with ten years of data.

A session fetches the start page, keeps its cookies, opens Streamlit's websocket, and then goes from page to page: each
tap is one rerun, timed from the message to `script_finished`. First one session alone, then all of them, once with
pauses between taps as people make them and once without any (the worst case: everybody taps again at once).
Every session holds an analysis of its own, as if each were another athlete.

Run from the root of the checkout: python -m benchmarks.load [--sessions 50] [--taps 8] [--pause 20] [--replicas 1]
With --replicas 2 there are two servers behind nginx, which must be installed, as in docs/nginx.conf; give them a
database by TWINGE_DATABASE_URL (an empty one: it is filled). Everything is on 127.0.0.1 and ends with the program.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from analysis.tables import ACTIVITIES, PAIN, conform
from benchmarks.analyse import runner
from benchmarks.results import Result, keep
from dashboard.workspace import Import, Workspace

ROOT = Path(__file__).resolve().parent.parent
TEN_YEARS = 3652
PAGES = ("overview", "training", "surfaces", "intensity", "shoes", "pain", "patterns", "flags")
ADDED_MB, MOST_TIMES = 10, 10  # for one more session; p95 of a tap with pauses against one session alone
PATIENCE_S = 300  # nobody waits longer for one page


@dataclass
class Session:
    """One browser tab: its taps in seconds, and what went wrong."""

    url: str
    taps: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cookies: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    socket: ClientConnection | None = None

    async def open(self) -> float:
        """Arrive and wait for the first page; gives the seconds."""
        began = time.perf_counter()
        await self.connect()
        await self._rerun("")
        return time.perf_counter() - began

    async def connect(self) -> None:
        """Fetch the start page and open the websocket, as a browser does before it asks for anything."""
        self.cookies = await asyncio.to_thread(cookies_of, self.url)
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        headers = {"Cookie": self.cookies} if self.cookies else {}
        self.socket = await connect(
            address, subprotocols=["streamlit"], additional_headers=headers, max_size=None, open_timeout=PATIENCE_S
        )

    async def tap(self, page: str) -> None:
        """Go to another page."""
        began = time.perf_counter()
        await self._rerun(self.pages[page])
        self.taps.append(time.perf_counter() - began)

    async def close(self) -> None:
        await self.socket.close()

    async def _rerun(self, page_hash: str) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = page_hash
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while not self._finished(ForwardMsg.FromString(await self.socket.recv())):
                pass

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self.pages |= {"overview": message.navigation.app_pages[0].page_script_hash}
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            self.errors.append(message.delta.new_element.exception.message)
        return kind == "script_finished"


def cookies_of(url: str) -> str:
    """What the start page sets, as a browser sends it back."""
    with urllib.request.urlopen(url, timeout=PATIENCE_S) as answer:
        return "; ".join(line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie") or ())


def fill(home: Path, days: int = TEN_YEARS) -> None:
    """Nearly daily runs and three scores a day of one athlete."""
    activities, pain = runner(days)
    ids = [f"load-{number}" for number in range(len(activities))]
    activities = activities.assign(
        activity_id=ids, sport="running", surface_source="file", source_format="made", title="A run"
    )
    pain = pain.assign(side="left", entry=1, source="made")
    workspace = Workspace(home)
    workspace.save(Import(file="made.csv", format="Made", status="imported",
                          activities=conform(activities, ACTIVITIES), pain=conform(pain, PAIN)))  # fmt: skip
    workspace.close()


@contextmanager
def servers(home: Path, ports: list[int]) -> Iterator[list[subprocess.Popen]]:
    """One app a port, all with the same data."""
    environment = {**os.environ, "TWINGE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    started = []
    try:
        for port in ports:
            with (home.parent / f"log-{port}").open("w") as log:
                command = [sys.executable, "-m", "dashboard", "--port", str(port)]
                started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        for port in ports:
            until_it_answers(f"http://127.0.0.1:{port}")
        yield started
    finally:
        for process in started:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def in_front(folder: Path, ports: list[int]) -> Iterator[str]:
    """The address to visit: of the only app, or of nginx before several."""
    if len(ports) == 1:
        yield f"http://127.0.0.1:{ports[0]}"
        return
    port, written = free_port(), (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    replaced = {"/var/run/twinge-nginx": str(folder), "127.0.0.1:8080": f"127.0.0.1:{port}"}
    replaced |= {f"127.0.0.1:850{number}": f"127.0.0.1:{there}" for number, there in enumerate(ports, 1)}
    for before, after in replaced.items():
        written = written.replace(before, after)
    (folder / "nginx.conf").write_text(written, encoding="utf-8")
    process = subprocess.Popen(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx-error.log"),
         "-g", "daemon off;"]
    )  # fmt: skip
    try:
        until_it_answers(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def until_it_answers(url: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def resident_mb(processes: list[subprocess.Popen]) -> float:
    """Memory of the servers."""
    pages = sum(int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) for process in processes)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def go_round(session: Session, taps: int, pause: float) -> None:
    """Tap through the pages; a pause is drawn anew each time, `pause` seconds in the mean."""
    start = random.randrange(len(PAGES))
    for page in itertools.islice(itertools.cycle(PAGES[start:] + PAGES[:start]), taps):
        await asyncio.sleep(random.expovariate(1 / pause) if pause else 0)
        await session.tap(page)


async def measure(url: str, processes: list[subprocess.Popen], options: argparse.Namespace) -> list[Result]:
    alone = Session(url)
    await arrive(alone)
    await go_round(alone, 3 * len(PAGES), 0)
    single, before = told("alone", alone.taps), resident_mb(processes)

    many = [Session(url) for _ in range(options.sessions - 1)]
    told("first page", [await arrive(session) for session in many])
    everybody = (alone, *many)
    added = (resident_mb(processes) - before) / max(1, len(many))
    found = [Result("memory of one more session that saw every page, MB", added, f"≤ {ADDED_MB}",
                    added / before, "a server with one session", added <= ADDED_MB)]  # fmt: skip
    for pause in (options.pause, 0.0):
        found.append(await at_once(everybody, single[0], options.taps, pause))
    errors = [error for session in everybody for error in session.errors]
    print(*dict.fromkeys(errors), sep="\n")
    found.append(Result("pages that failed", len(errors), "0", len(errors) / options.taps, "taps of one", not errors))
    for session in everybody:
        await session.close()
    return found


async def arrive(session: Session) -> float:
    """Open the app and look at every page once, so that only reruns are timed from then on; seconds of the first."""
    seconds = await session.open()
    await go_round(session, len(PAGES), 0)
    session.taps.clear()
    return seconds


async def at_once(sessions: Sequence[Session], single: float, taps: int, pause: float) -> Result:
    """All of them tap through the pages, with a pause of so many seconds in the mean before each tap."""
    for session in sessions:
        session.taps.clear()
    await asyncio.gather(*(go_round(session, taps, pause) for session in sessions))
    how = f"{len(sessions)} sessions, {f'a tap every {pause:.0f} s' if pause else 'without a pause'}: p95 of a tap, ms"
    high = told(how, [tap for session in sessions for tap in session.taps])[1]
    # Without a pause everybody waits for everybody: nothing but fewer milliseconds or more machines can change that.
    target, is_kept = (f"≤ {MOST_TIMES} x", high <= MOST_TIMES * single) if pause else ("", None)
    return Result(how, 1e3 * high, target, high / single, "the median of one alone", is_kept)


def told(what: str, seconds: list[float]) -> tuple[float, float]:
    """Print and give the median and the 95th percentile."""
    median, high = np.percentile(seconds, [50, 95])
    print(f"{what}: p50 {median * 1000:.0f} ms, p95 {high * 1000:.0f} ms, n {len(seconds)}", flush=True)
    return float(median), float(high)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--taps", type=int, default=8, help="of each session, in each of the two rounds")
    parser.add_argument("--pause", type=float, default=20, help="mean seconds between two taps")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="a try: three sessions, two taps, kept nowhere")
    options = parser.parse_args()
    if options.quick:
        options.sessions, options.taps, options.pause = 3, 2, 1
    random.seed(7)
    print(f"Streamlit sessions: {options.sessions}, replicas: {options.replicas}, load {os.getloadavg()[0]:.1f}")
    print(f"pandas {pd.__version__}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        home, ports = Path(folder) / "home", [free_port() for _ in range(options.replicas)]
        fill(home)
        with servers(home, ports) as processes, in_front(Path(folder), ports) as url:
            results = asyncio.run(measure(url, processes, options))
    name = "load" if options.replicas == 1 else f"load_{options.replicas}_replicas"
    return keep(name, results, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
