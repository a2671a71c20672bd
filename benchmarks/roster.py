"""How long does a coach wait for a roster of 100 athletes, opened by its address in a real browser?

A made login, everything worked out before, one Chromium at 1440 px whose cache is warm. From the reload until the last
row is there, and what of it was processor: of the server, and of the page's own thread. A roster of 3 is its peer.

Run from the root of the checkout: python -m benchmarks.roster [--rounds 9] [--quick]; it needs Chromium and Authlib.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from benchmarks.click import cpu_ms
from benchmarks.load import fill, free_port, until_it_answers
from benchmarks.results import Result, keep
from dashboard.session.summaries import Part, key_of, summarised
from dashboard.workspace import People, Summary, Workspace
from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
ISSUER, SECRET = "http://127.0.0.1:9", "only for a benchmark " * 3
SCOPES, READER = frozenset({"training", "pain"}), ("km", 0)
AUTH = """[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "{secret}"
client_id = "none"
client_secret = "none"
server_metadata_url = "{issuer}/none"
"""
SIZES, GOAL_S = (3, 100), 1.0

Seconds = list[tuple[float, float, float]]


def coached(home: Path, athletes: int, part: Part) -> str:
    """A coach of that many, all worked out; gives the coach's subject."""
    people, now, subject = People(home), datetime.now(UTC), f"coach-{athletes}"
    coach = people.log_in((ISSUER, subject), "Cora Coach", now).account_id
    for number in range(athletes):
        athlete = people.log_in((ISSUER, f"{athletes}-{number}"), f"Athlete {number:03}", now).athlete_id
        people.accept(people.invite(coach, now, now + timedelta(1)), athlete, (SCOPES, "made"), now)
        version = people.data_versions(coach)[athlete]
        people.keep_summary(coach, athlete, Summary(version, {key_of(SCOPES, READER): part}), now.date())
    people.close()
    return subject


def waited(browser: Browser, url: str, who: tuple[str, int], process: int, rounds: int) -> Seconds:
    """For each reload: seconds until the last row, of the server's processor, and of the page's own thread."""
    said = {"iss": ISSUER, "sub": who[0], "name": "Cora Coach", "iat": int(time.time()), "origin": url}
    cookie = create_signed_value(SECRET, "_streamlit_user", json.dumps(said | {"is_logged_in": True})).decode()
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, base_url=url)
    context.add_cookies([{"name": "_streamlit_user", "value": cookie, "url": url}])
    page = context.new_page()
    measured = context.new_cdp_session(page)
    measured.send("Performance.enable")
    page.goto("/roster")
    last, found = page.locator(".tw-row").nth(who[1] - 1), []
    last.wait_for(state="attached", timeout=120_000)
    for _ in range(rounds):
        page.wait_for_load_state("networkidle")
        before, began = cpu_ms(process), time.monotonic()
        page.reload(wait_until="commit")
        last.wait_for(state="attached", timeout=120_000)
        took = time.monotonic() - began
        busy = {one["name"]: one["value"] for one in measured.send("Performance.getMetrics")["metrics"]}
        found.append((took, (cpu_ms(process) - before) / 1000, busy["TaskDuration"]))
    context.close()
    return found


@contextmanager
def with_login(folder: Path) -> Iterator[tuple[str, int]]:
    """The app with a login: its address and its process."""
    url = f"http://127.0.0.1:{free_port()}"
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(AUTH.format(url=url, secret=SECRET, issuer=ISSUER))
    environment = {**os.environ, "HOME": str(folder), "TWINGE_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dashboard", "--port", url.rpartition(":")[2]]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        until_it_answers(url)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="only try it, and keep nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        home = Path(made) / "home"
        fill(home, 400)
        own = Workspace(home)
        part = summarised(own, SCOPES, READER)
        own.close()
        coaches = [(coached(home, size, part), size) for size in SIZES]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        with with_login(Path(made)) as (url, process):
            few, many = (waited(browser, url, who, process, 2 if options.quick else options.rounds) for who in coaches)
        browser.close()
    names = (f"a roster of 100 after a reload, s|< {GOAL_S:g}", "of that the server's processor, s|",
             "of that the page's own thread, s|")  # fmt: skip
    results = []
    for name, less, more in zip(names, zip(*few, strict=True), zip(*many, strict=True), strict=True):
        what, _, target = name.partition("|")
        value, kept = median(more), median(more) < GOAL_S if target else None
        results.append(Result(what, value, target, value / max(median(less), 0.001), "a roster of 3", kept))
    return keep("roster", results, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
