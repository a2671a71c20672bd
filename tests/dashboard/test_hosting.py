"""docs/nginx.conf, read by the real nginx: a visit stays where it began, moves on when that ends, and leaks no link."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONFIG = Path(__file__).parents[2] / "docs" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


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
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        front = asked.getsockname()[1]
    written = CONFIG.read_text(encoding="utf-8")
    told = {"/var/run/twinge-nginx": str(tmp_path), "127.0.0.1:8080": f"127.0.0.1:{front}"}
    told |= {f"127.0.0.1:850{number}": f"127.0.0.1:{place.server_address[1]}" for number, place in enumerate(places, 1)}
    for before, after in told.items():
        assert before in written
        written = written.replace(before, after)
    (tmp_path / "nginx.conf").write_text(f"master_process off;\n{written}", encoding="utf-8")
    command = [NGINX, "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "start.log", "-g", "daemon off;"]
    process = subprocess.Popen(command)
    until_it_listens(front, process, tmp_path / "start.log")
    yield front
    process.terminate()
    process.wait(timeout=20)


def until_it_listens(port: int, process: subprocess.Popen, log: Path) -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nginx did not start:\n{log.read_text()}")


def ask(port: int, path: str = "/", **headers: str) -> http.client.HTTPMessage:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": "twinge.example", **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200
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


def test_the_token_of_a_link_is_in_no_log(port: int, tmp_path: Path) -> None:
    ask(port, "/s/a-token-of-a-link")
    ask(port, "/pain")
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "/pain" in logs and "a-token-of-a-link" not in logs
