"""What does a morning cost with ten years of data: opening the app, seeing the light, logging a score?

Ten years of one athlete as in `click`. Tabs that have just opened ask for the page Overview; a bare one-line page is
asked for in turn with them. Then the same tab saves “No pain” on the page Log and takes it back, again and again: the
time from the message of the tap to the last word of the rerun, and the CPU time of the server until then. The light is
worked out anew behind each of these; the next tap waits until that is over, as a person does.

Run from the root of the checkout: python -m benchmarks.morning [--times 15] [--quick]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.click import LOGGED_MS, Tab, bare_server, cpu_ms
from benchmarks.load import fill, servers
from benchmarks.results import Result, keep

QUIET_MS, WATCH_S = 5, 0.25  # the server is at rest where it used less CPU in that time


@dataclass
class Morning(Tab):
    """A tab that knows the buttons on its page."""

    buttons: dict[str, str] = field(default_factory=dict)

    def _finished(self, message: ForwardMsg) -> bool:
        button = message.delta.new_element.button
        if button.id:
            self.buttons[button.id.rpartition("-")[2]] = button.id
        return super()._finished(message)

    async def press(self, key: str) -> None:
        """Tap a button of the page that is open."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.pages["log"]
        message.rerun_script.widget_states.widgets.add(id=self.buttons[key], trigger_value=True)
        await self.send(message)


@dataclass
class Spent:
    """Wall and CPU milliseconds of the same thing, done again and again."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def add(self, process: int, work: Awaitable[object]) -> None:
        began, before = time.perf_counter(), cpu_ms(process)
        await work
        self.wall.append(1e3 * (time.perf_counter() - began))
        self.cpu.append(cpu_ms(process) - before)
        await at_rest(process)


async def at_rest(process: int) -> None:
    """Wait until the server has nothing to do."""
    used = QUIET_MS
    while used >= QUIET_MS:
        before = cpu_ms(process)
        await asyncio.sleep(WATCH_S)
        used = cpu_ms(process) - before


async def visits(addresses: dict[str, tuple[str, int]], times: int) -> dict[str, Spent]:
    """The first page of new tabs, of each address in turn."""
    found = {name: Spent() for name in addresses}
    for turn in range(times + 1):
        for name, (url, process) in addresses.items():
            tab = Tab(url)
            await tab.connect()
            await (found[name] if turn else Spent()).add(process, tab.show(""))  # the first visit of all warms up
            await tab.close()
    return found


async def saves(url: str, process: int, times: int) -> Spent:
    """Saving a score, and taking it back, on the page Log."""
    tab, found = Morning(url), Spent()
    await tab.open()
    await tab.show("log")
    for turn in range(times + 1):
        for key in ("log_no_pain", "log_undo"):
            await (found if turn else Spent()).add(process, tab.press(key))
    await tab.close()
    return found


def told(light: Spent, bare: Spent, saved: Spent) -> list[Result]:
    """What counts of them."""
    cpu, plain, wall = (float(np.median(some)) for some in (light.cpu, bare.cpu, light.wall))
    p95, median = (float(np.percentile(saved.wall, share)) for share in (95, 50))
    return [
        Result("light of a new visit, ms on the server", wall, "", wall / float(np.median(bare.wall)), "a bare page"),
        Result("light of a new visit, ms of CPU", cpu, "", cpu / plain, "a bare page"),
        Result("saving a score, p50 ms on the server", median, f"≤ {LOGGED_MS}", median / float(np.median(bare.wall)),
               "a bare page", median <= LOGGED_MS),
        Result("saving a score, p95 ms on the server", p95, f"≤ {LOGGED_MS}", p95 / float(np.median(bare.wall)),
               "a bare page", p95 <= LOGGED_MS),
        Result("saving a score, p50 ms of CPU", float(np.median(saved.cpu)), "", float(np.median(saved.cpu)) / plain,
               "a bare page"),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--quick", action="store_true", help="a try: twice, kept nowhere")
    options = parser.parse_args()
    times, port = 2 if options.quick else options.times, 8793
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fill(home)
        with bare_server(Path(folder)) as bare, servers(home, [port]) as (process,):
            ours = f"http://127.0.0.1:{port}", process.pid
            seen = asyncio.run(visits({"light": ours, "bare": bare}, times))
            saved = asyncio.run(saves(*ours, times))
    return keep("morning", told(seen["light"], seen["bare"], saved), is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
