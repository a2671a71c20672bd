"""The addresses of a share link, without the app behind them."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import share_link
from dashboard.share_link import AT_ONCE, DEAD, MOST_CLIENTS, TOO_MANY, Limit, routes

GOOD = "g" * 43
HOUR_S = 3600.0


def ends_in_two_weeks(token: str, now: datetime) -> datetime | None:
    return now + timedelta(days=14) if token == GOOD else None


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No try is given back while a test runs, however busy the machine is."""
    monkeypatch.setattr(share_link, "EVERY_SECONDS", HOUR_S)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=routes(ends_in_two_weeks)), follow_redirects=False)


def cookie_of(answer) -> dict[str, str]:
    morsel = SimpleCookie(answer.headers["set-cookie"])["twinge_share"]
    return {"value": morsel.value, **{name: value for name, value in morsel.items() if value != ""}}


def test_a_link_trades_its_token_for_a_cookie_no_script_can_read(client: TestClient) -> None:
    answer = client.get(f"/s/{GOOD}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    made = cookie_of(answer)
    assert made["value"] == GOOD
    assert made["httponly"] is True and made["samesite"] == "lax" and made["path"] == "/"
    assert int(made["max-age"]) in (14 * 86400, 14 * 86400 - 1)
    assert "secure" not in made


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-Proto": "https"}])
def test_over_tls_the_cookie_never_travels_in_the_open(headers: dict[str, str]) -> None:
    scheme = "http" if headers else "https"
    client = TestClient(Starlette(routes=routes(ends_in_two_weeks)), base_url=f"{scheme}://x", follow_redirects=False)
    assert cookie_of(client.get(f"/s/{GOOD}", headers=headers))["secure"] is True


def test_every_answer_asks_not_to_be_indexed_or_told_on(client: TestClient) -> None:
    for path in (f"/s/{GOOD}", "/s/unknown", "/leave"):
        headers = client.get(path).headers
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_a_link_that_opens_nothing_says_one_sentence_and_sets_nothing(client: TestClient) -> None:
    answer = client.get("/s/unknown")
    assert answer.status_code == 404
    assert DEAD in answer.text and "unknown" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["%00", "%3Cscript%3E", "..%2f..", "x" * 5000, "%F0%9F%8F%83", "{token}", "%27--"])
def test_what_is_no_token_is_answered_like_any_other(client: TestClient, token: str) -> None:
    answer = client.get(f"/s/{token}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_leaving_takes_the_cookie_away(client: TestClient) -> None:
    answer = client.get("/leave")
    assert answer.headers["location"] == "/"
    assert cookie_of(answer)["max-age"] == "0"


def test_who_tries_too_often_waits_and_is_not_told_whether_it_was_right(client: TestClient) -> None:
    for _ in range(AT_ONCE):
        assert client.get("/s/unknown").status_code == 404
    answer = client.get(f"/s/{GOOD}")
    assert answer.status_code == 429
    assert TOO_MANY in answer.text and "set-cookie" not in answer.headers


def test_the_limit_gives_one_try_back_after_its_seconds_and_counts_clients_apart() -> None:
    now = [0.0]
    limit = Limit(lambda: now[0])
    assert all(limit.allows("a") for _ in range(AT_ONCE))
    assert not limit.allows("a") and limit.allows("b")
    now[0] = HOUR_S - 0.1
    assert not limit.allows("a")
    now[0] = HOUR_S + 0.1
    assert limit.allows("a") and not limit.allows("a")


def test_the_limit_remembers_no_more_clients_than_it_may() -> None:
    limit = Limit(lambda: 0.0)
    for number in range(MOST_CLIENTS + 5):
        limit.allows(str(number))
    assert len(limit._left) == MOST_CLIENTS


def test_tries_at_the_same_moment_are_all_counted() -> None:
    limit, interval = Limit(lambda: 0.0), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(8) as tries:
        allowed = sum(tries.map(lambda _: limit.allows("a"), range(4000)))
    sys.setswitchinterval(interval)
    assert allowed == AT_ONCE


def test_one_household_of_ipv6_is_one_client() -> None:
    app = Starlette(routes=routes(ends_in_two_weeks))
    for number in range(AT_ONCE):
        assert TestClient(app, client=(f"2001:db8:0:1::{number:x}", 1)).get("/s/unknown").status_code == 404
    assert TestClient(app, client=("2001:db8:0:1:ffff::1", 1)).get("/s/unknown").status_code == 429
    assert TestClient(app, client=("2001:db8:0:2::1", 1)).get("/s/unknown").status_code == 404
    assert TestClient(app, client=("192.0.2.1", 1)).get("/s/unknown").status_code == 404


def test_a_link_that_ends_this_second_still_names_a_whole_second() -> None:
    ends = routes(lambda _, now: now + timedelta(milliseconds=5))
    answer = TestClient(Starlette(routes=ends), follow_redirects=False).get(f"/s/{GOOD}")
    assert cookie_of(answer)["max-age"] == "1"
