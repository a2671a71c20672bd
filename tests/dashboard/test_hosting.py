"""docs/nginx.conf, read by the real nginx: a visit stays where it began, moves on when that ends, and leaks no link."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import nginx
from tests.programs import free_port

pytestmark = pytest.mark.skipif(nginx.NGINX is None, reason=nginx.MISSING)


class Place(BaseHTTPRequestHandler):
    """Stands for one Twinge: answers with its port and who it was told is asking."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("X-Place", str(self.server.server_address[1]))
        for name in ("X-Forwarded-For", "X-Forwarded-Proto", "Host"):
            self.send_header(f"Seen-{name}", self.headers.get(name, ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def places() -> Iterator[list[ThreadingHTTPServer]]:
    started = [ThreadingHTTPServer(("127.0.0.1", 0), Place) for _ in range(2)]
    for place in started:
        threading.Thread(target=place.serve_forever, daemon=True).start()
    yield started
    for place in started:
        place.shutdown()
        place.server_close()


@pytest.fixture
def port(tmp_path: Path, places: list[ThreadingHTTPServer]) -> Iterator[int]:
    front = free_port()
    written = nginx.settings([f"127.0.0.1:{place.server_address[1]}" for place in places])
    with nginx.listening(tmp_path, written, front):
        yield front


def ask(port: int, path: str = "/", status: int = 200, **headers: str) -> http.client.HTTPMessage:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": "twinge.example", **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == status
    return answer.headers


def test_a_browser_stays_where_it_began_and_others_are_spread(port: int) -> None:
    visits = [ask(port) for _ in range(24)]
    assert len({visit["X-Place"] for visit in visits}) == 2
    for visit in visits:
        cookie = visit["Set-Cookie"].partition(";")[0]
        assert "httponly" in visit["Set-Cookie"].lower()
        assert {ask(port, Cookie=cookie)["X-Place"] for _ in range(3)} == {visit["X-Place"]}


def test_a_visit_goes_on_at_the_other_place_when_its_own_is_gone(port: int, places: list[ThreadingHTTPServer]) -> None:
    visit = ask(port)
    cookie = visit["Set-Cookie"].partition(";")[0]
    gone = next(place for place in places if place.server_address[1] == int(visit["X-Place"]))
    gone.shutdown()
    gone.server_close()
    assert ask(port, Cookie=cookie)["X-Place"] != visit["X-Place"]


def test_the_app_learns_who_asks_from_nginx_and_not_from_the_browser(port: int) -> None:
    seen = ask(port, **{"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
    assert (seen["Seen-X-Forwarded-For"], seen["Seen-X-Forwarded-Proto"]) == ("127.0.0.1", "http")
    assert seen["Seen-Host"] == "twinge.example"


SECRET = ("/s/SECRET", "/i/SECRET", "/oauth2callback?code=SECRET&state=SECRET")


def test_no_token_is_in_any_log_also_not_while_nothing_answers(
    port: int, places: list[ThreadingHTTPServer], tmp_path: Path
) -> None:
    for path in (*SECRET, "/pain"):
        ask(port, path)
    for place in places:
        place.shutdown()
        place.server_close()
    for path in (*SECRET, "/plan"):
        ask(port, path, status=502)
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "/pain" in logs and "/plan" in logs and "upstream" in logs
    assert "SECRET" not in logs


def test_how_many_visits_there_are_is_told_to_nobody(port: int) -> None:
    ask(port, "/_stcore/metrics", status=404)
