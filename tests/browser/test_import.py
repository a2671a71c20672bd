"""Looking before keeping, in a real browser: nothing kept before, undo, a newer list, stop and resume."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from analysis.wording import count
from tests.browser.conftest import SLOW, Screen, Server, at_rest
from tests.browser.test_could_not import run
from tests.browser.test_flow import no_sideways_scroll, read

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEAD = "Activity Type,Date,Distance,Time,Avg Pace\n"
ROWS = [f'Running,2026-03-0{day} 07:00:00,"6.{day}0","00:30:00","5:00"\n' for day in (9, 7, 5, 3, 1)]
NOTHING = "What is my training doing to my pain?"


@pytest.fixture
def lists(tmp_path: Path) -> tuple[Path, Path]:
    """A list, and a newer one that corrects a distance and lacks a run."""
    old, new = tmp_path / "Activities.csv", tmp_path / "Activities (1).csv"
    old.write_text(HEAD + "".join(ROWS))
    new.write_text(HEAD + "".join(ROWS[:2] + ROWS[3:]).replace("6.90", "6.95"))
    return old, new


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


@pytest.mark.parametrize("screen", [Screen(390, "dark")], indirect=True, ids=str)
def test_nothing_is_kept_before_the_runner_agrees_and_one_tap_undoes_it(page: Page, lists: tuple[Path, Path]) -> None:
    read(page, lists[0])
    expect(page.get_by_text("1 file: 1 read.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Nothing yet.")).to_be_visible(timeout=SLOW)
    at_rest(page)
    assert no_sideways_scroll(page)
    button(page, "Keep what is ticked (5)").click()
    expect(page.get_by_text("Kept: 5 activities new.")).to_be_visible(timeout=SLOW)
    at_rest(page)
    button(page, "Undo the last import").click()
    expect(page.get_by_text("1 import removed.")).to_be_visible(timeout=SLOW)
    page.goto("/")
    expect(page.get_by_text(NOTHING)).to_be_visible(timeout=SLOW)


def test_a_newer_list_shows_what_changed_and_asks_about_what_vanished(page: Page, lists: tuple[Path, Path]) -> None:
    read(page, lists[0])
    button(page, "Keep what is ticked (5)").click(timeout=SLOW)
    expect(page.get_by_text("Kept: 5 activities new.")).to_be_visible(timeout=SLOW)
    read(page, lists[1])
    expect(page.get_by_text("Distance 6.90 km → 6.95 km.")).to_be_visible(timeout=SLOW)
    gone = page.get_by_role("checkbox", name=re.compile("Remove: 5 Mar 2026"))
    expect(gone).not_to_be_checked()
    at_rest(page)
    gone.check(force=True)
    button(page, "Keep what is ticked (2)").click(timeout=SLOW)
    expect(page.get_by_text("Kept: 1 activity changed, 1 activity removed.")).to_be_visible(timeout=SLOW)
    read(page, lists[1])
    expect(page.get_by_text("1 file: 1 already there.")).to_be_visible(timeout=SLOW)
    button(page, "Close").click()
    expect(page.get_by_text("Nothing new")).to_have_count(0, timeout=SLOW)


@contextmanager
def slow_disk(server: Server) -> Iterator[None]:
    """For a while it takes SQLite a moment to keep what a file holds, so that a reading is not over before the tap."""
    takes_long = "SELECT length(hex(zeroblob(20000000)))"
    run(server, f"CREATE TRIGGER slow AFTER INSERT ON imports BEGIN {takes_long}; END")
    try:
        yield
    finally:
        run(server, "DROP TRIGGER slow")


def test_reading_can_be_stopped_left_and_taken_up_again(page: Page, server: Server, tmp_path: Path) -> None:
    history = tmp_path / "history.zip"
    with zipfile.ZipFile(history, "w") as archive:
        for path in sorted(SAMPLES.glob("*/runs/*.fit")):
            archive.write(path, f"{path.parent.parent.name}/{path.name}")
        total = len(archive.namelist())
    with slow_disk(server):
        read(page, history)
        button(page, "Stop").click(timeout=SLOW)
        stopped = page.get_by_text(f"of {total} files.")
        expect(stopped).to_be_visible(timeout=SLOW)
    done = int(re.search(r"after (\d+)", stopped.inner_text())[1])
    assert 0 < done < total
    page.reload()
    expect(page.get_by_text(f"{count(done, 'file')}: {done} read.")).to_be_visible(timeout=SLOW)
    read(page, history)
    expect(page.get_by_text(f"{total} files: {total} read.")).to_be_visible(timeout=SLOW)
    button(page, f"Keep what is ticked ({total})").click()
    expect(page.get_by_text(f"Kept: {total} activities new.")).to_be_visible(timeout=SLOW)
    button(page, "Undo the last import").click()
    expect(page.get_by_text(f"{total} imports removed.")).to_be_visible(timeout=SLOW)
