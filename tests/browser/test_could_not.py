"""A disk that is full in the middle of a save is said in a sentence, and what was typed is still there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from dashboard.workspace import DATABASE
from tests.browser.conftest import Server, at_rest


@contextmanager
def full(server: Server, table: str) -> Iterator[None]:
    """For a while SQLite says of every new row in the table what it says when the disk is full."""
    trigger = (
        f"CREATE TRIGGER no_room BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    run(server, trigger)
    try:
        yield
    finally:
        run(server, "DROP TRIGGER no_room")


def run(server: Server, statement: str) -> None:
    with sqlite3.connect(server.home / DATABASE, timeout=60) as connection:
        connection.execute(statement)
    connection.close()


def test_a_button_that_cannot_save_says_so_and_keeps_what_was_typed(page: Page, server: Server) -> None:
    page.goto("/log")
    at_rest(page)
    page.get_by_role("radio", name="4", exact=True).click()
    at_rest(page)
    with full(server, "entries"):
        page.get_by_role("button", name="Save", exact=False).first.click()
        expect(page.get_by_text("There is no room left where Twinge keeps its data.")).to_be_visible()
        at_rest(page)
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.get_by_text("Saved:")).to_be_visible()
    expect(page.get_by_text("There is no room left")).to_have_count(0)
