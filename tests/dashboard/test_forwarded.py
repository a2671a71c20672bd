"""nginx at another address than the replica: whose tries of share links are counted together?"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import nginx
from tests.browser.conftest import started, wait_until_it_answers

REPLICA, PROXY, VISITORS = "127.0.0.2", "127.0.0.3", ("127.0.0.11", "127.0.0.12")
MOST = 60  # tries; the limit is 20, and one more every three seconds
pytestmark = [
    pytest.mark.skipif(nginx.NGINX is None, reason=nginx.MISSING),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 without being asked."),
]


@pytest.fixture(scope="module")
def fronts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """Ports of nginx before a replica that was told where nginx is, and before one that was not."""
    with ExitStack() as stack:
        running = {}
        for trusted in (PROXY, ""):
            folder, port = tmp_path_factory.mktemp("replica"), str(nginx.free_port())
            told = {"TWINGE_HOME": str(folder / "home"), **({"FORWARDED_ALLOW_IPS": trusted} if trusted else {})}
            command = ["-m", "dashboard", "--host", REPLICA, "--port", port]
            running[trusted] = folder, port, *stack.enter_context(started(folder, told, command))
        found = {}
        for trusted, (folder, port, process) in running.items():
            wait_until_it_answers(f"http://{REPLICA}:{port}", process, folder / "log")
            written = nginx.settings([f"{REPLICA}:{port}"] * 2)
            written = nginx.replaced(
                written, {"proxy_http_version 1.1;": f"proxy_http_version 1.1; proxy_bind {PROXY};"}
            )
            found[trusted] = nginx.free_port()
            stack.enter_context(nginx.listening(folder, written, found[trusted]))
        yield found


def try_link(port: int, visitor: str) -> int:
    """The status of an unknown share link, asked from the address of this visitor."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(visitor, 0))
    connection.request("GET", "/s/unknown")
    status = connection.getresponse().status
    connection.close()
    return status


def use_up(port: int, visitor: str) -> None:
    assert any(try_link(port, visitor) == 429 for _ in range(MOST))


def test_a_replica_that_knows_its_proxy_counts_each_visitor(fronts: dict[str, int]) -> None:
    use_up(fronts[PROXY], VISITORS[0])
    assert try_link(fronts[PROXY], VISITORS[1]) == 404


def test_a_replica_that_does_not_counts_all_of_them_as_one(fronts: dict[str, int]) -> None:
    use_up(fronts[""], VISITORS[0])
    assert try_link(fronts[""], VISITORS[1]) == 429
