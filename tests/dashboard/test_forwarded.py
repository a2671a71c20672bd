"""nginx at another address than the replica: whose tries of share links are counted together?"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import nginx
from tests.browser.conftest import started, wait_until_it_answers
from tests.programs import free_port

REPLICA, PROXY, OTHER, VISITORS = "127.0.0.2", "127.0.0.3", "127.0.0.4", ("127.0.0.11", "127.0.0.12")
MOST = 60  # tries; the limit is 20, and one more every three seconds
FEW = 10  # of which a few may be given back meanwhile
pytestmark = [
    pytest.mark.skipif(nginx.NGINX is None, reason=nginx.MISSING),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 without being asked."),
]


@pytest.fixture(scope="module")
def fronts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """Ports of two nginx before one replica, by their addresses, of which the replica was told one."""
    folder, place = tmp_path_factory.mktemp("replica"), free_port()
    told = {"TWINGE_HOME": str(folder / "home"), "FORWARDED_ALLOW_IPS": PROXY}
    command = ["-m", "dashboard", "--host", REPLICA, "--port", str(place)]
    with started(folder, told, command) as (process,), ExitStack() as stack:
        wait_until_it_answers(f"http://{REPLICA}:{place}", process, folder / "log")
        found = {}
        for address in (PROXY, OTHER):
            comes_from = {"proxy_http_version 1.1;": f"proxy_http_version 1.1; proxy_bind {address};"}
            written = nginx.replaced(nginx.settings([f"{REPLICA}:{place}"] * 2), comes_from)
            found[address] = free_port()
            stack.enter_context(nginx.listening(tmp_path_factory.mktemp("nginx"), written, found[address]))
        yield found


def try_link(port: int, visitor: str) -> int:
    """The status of an unknown share link, asked from the address of this visitor."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(visitor, 0))
    connection.request("GET", "/s/unknown")
    status = connection.getresponse().status
    connection.close()
    return status


def is_stopped(port: int, visitor: str, tries: int = MOST) -> bool:
    """Is this visitor told to wait after so many tries?"""
    return any(try_link(port, visitor) == 429 for _ in range(tries))


def test_a_replica_that_knows_its_proxy_counts_each_visitor(fronts: dict[str, int]) -> None:
    assert is_stopped(fronts[PROXY], VISITORS[0])
    assert try_link(fronts[PROXY], VISITORS[1]) == 404


def test_of_a_proxy_it_does_not_know_it_counts_all_visitors_as_one(fronts: dict[str, int]) -> None:
    assert is_stopped(fronts[OTHER], VISITORS[0])
    assert is_stopped(fronts[OTHER], VISITORS[1], FEW)
