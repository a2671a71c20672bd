"""Two replicas behind nginx, with a login and TLS: what a user sees when one of them, or nginx, goes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import nginx
from tests.browser.conftest import NAME, SLOW, at_rest
from tests.browser.replicas import Replicas, place_of, replicas
from tests.dashboard import postgresql

LIST = sorted((Path(__file__).parents[2] / "sample_data" / "worsening").glob("*.csv"))[0]
BROKEN = "The connection to Twinge broke, so this page was opened anew."
pytestmark = pytest.mark.skipif(nginx.NGINX is None, reason=nginx.MISSING)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    if postgresql.find() is None:
        pytest.skip(postgresql.MISSING)
    with postgresql.served() as database, replicas(tmp_path_factory.mktemp("replicas"), database) as running:
        yield running


@pytest.fixture
def anna(browser: Browser, both: Replicas) -> Iterator[Page]:
    context, page = both.visit(browser, "anna:Anna Adler")
    log_in(page)
    yield page
    context.close()


def log_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="Log", exact=True).first).to_be_visible(timeout=SLOW)
    at_rest(page)


def at_log(page: Page) -> str:
    """Open Log; gives the replica it is on."""
    return opened(page, "/log", page.get_by_role("button", name="Save", exact=True))


def at_data(page: Page) -> str:
    """Open Data; gives the replica it is on."""
    return opened(page, "/data", page.get_by_role("heading", name="Data", exact=True))


def opened(page: Page, url: str, shows: Locator) -> str:
    place = place_of(page.goto(url))
    expect(shows).to_be_visible(timeout=SLOW)
    at_rest(page)
    return place


def choose(page: Page, score: int) -> None:
    page.get_by_role("radio", name=str(score), exact=True).click()
    at_rest(page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled(timeout=SLOW)  # the server has seen it


def save(page: Page, score: int) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"Saved: {score} of 10")).to_be_visible(timeout=SLOW)
    at_rest(page)


def test_what_is_typed_while_nginx_is_restarted_is_still_there(both: Replicas, anna: Page) -> None:
    at_log(anna)
    choose(anna, 5)
    both.kill("nginx")
    expect(anna.get_by_text("Connecting", exact=False)).to_be_visible(timeout=SLOW)
    both.start_nginx()
    expect(anna.get_by_text("Connecting", exact=False)).to_have_count(0, timeout=SLOW)
    at_rest(anna)
    expect(anna.get_by_role("radio", name="5", exact=True)).to_be_checked()
    expect(anna.get_by_text(BROKEN)).to_have_count(0)
    save(anna, 5)


def begin_upload(page: Page, tmp_path: Path) -> None:
    """Choose a table of runs that takes half a minute to go out."""
    long, (head, row, *_) = tmp_path / "runs.csv", LIST.read_text().splitlines()
    long.write_text("\n".join([head, *[row] * (3_000_000 // len(row))]))
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    with page.expect_request(lambda asked: asked.method == "PUT", timeout=SLOW):
        page.locator("input[type=file]").first.set_input_files(long)


def nothing_is_kept(both: Replicas, page: Page) -> None:
    expect(page.get_by_text("Nothing yet.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert not [path for path in (both.home / "records").rglob("*") if path.is_file()]


def test_a_file_on_its_way_when_nginx_or_the_replica_goes_is_said_to_be_lost(
    browser: Browser, both: Replicas, tmp_path: Path
) -> None:
    context, page = both.visit(browser, "carl:Carl Curry")
    log_in(page)
    at_data(page)
    begin_upload(page, tmp_path)
    both.kill("nginx")
    expect(page.locator("[data-testid=stFileChip][aria-invalid=true]")).to_be_visible(timeout=SLOW)
    both.start_nginx()
    expect(page.get_by_text("Connecting", exact=False)).to_have_count(0, timeout=SLOW)
    at_rest(page)
    page.get_by_role("button", name="Import").click()  # as somebody would who overlooked it
    at_rest(page)
    nothing_is_kept(both, page)

    place = at_data(page)
    begin_upload(page, tmp_path)
    both.kill(place)
    expect(page.get_by_text(BROKEN)).to_be_visible(timeout=SLOW)
    both.start(place)
    at_rest(page)
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)
    nothing_is_kept(both, page)
    context.close()
    both.until_it_answers(place)


def test_whoever_has_logged_in_can_upload_and_nobody_else(anna: Page) -> None:
    at_data(anna)
    with anna.expect_response(lambda answer: answer.request.method == "PUT", timeout=SLOW) as taken:
        anna.locator("input[type=file]").first.set_input_files(LIST)
    assert taken.value.status == 204
    anna.context.clear_cookies(name="_streamlit_user")
    refused = "async () => (await fetch('/_stcore/upload_file/a/b', {method: 'PUT', body: 'x'})).text()"
    assert anna.evaluate(refused) == "Log in to upload."


def test_a_login_by_the_outer_name_goes_on_at_the_other_replica(browser: Browser, both: Replicas, anna: Page) -> None:
    assert anna.url == f"{both.url}/"
    cookies = {made["name"]: made for made in anna.context.cookies() if made["domain"] == NAME}
    assert {"_streamlit_user", "_streamlit_user_tokens", "twinge_place"} <= set(cookies)
    assert all(made["secure"] and made["sameSite"] == "Lax" for made in cookies.values())
    assert {name for name, made in cookies.items() if not made["httpOnly"]} == {"_streamlit_xsrf", "twinge_person"}

    place = at_log(anna)
    choose(anna, 4)
    save(anna, 4)
    choose(anna, 6)
    both.kill(place)
    expect(anna.get_by_text(BROKEN)).to_be_visible(timeout=SLOW)  # by itself: nobody has tapped anything
    at_rest(anna)
    expect(anna.get_by_role("heading", name="Logged today")).to_be_visible()
    expect(anna.get_by_role("radio", name="6", exact=True)).not_to_be_checked()
    choose(anna, 7)
    save(anna, 7)
    assert at_log(anna) == both.other(place)
    expect(anna.get_by_text(BROKEN)).to_have_count(0)

    context, bert = both.visit(browser, "bert:Bert Baum")
    log_in(bert)  # while one of the two is gone
    context.close()
    assert not any(secret in both.logs() for secret in ("code=", "state=", "Anna"))
