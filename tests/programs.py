"""Programs that tests start: a port for each, and their end."""

from __future__ import annotations

import socket
import subprocess
from contextlib import suppress
from random import SystemRandom

# Below those a system hands out by itself: between the choice and the start of a program no connection takes its port.
PORTS = range(20_000, 32_000)
TRIES = 50
PATIENCE_S = 30


def free_port() -> int:
    """One that nobody serves on; by chance, so that tests in other processes hardly choose the same."""
    for port in SystemRandom().sample(PORTS, TRIES):
        with socket.socket() as asked, suppress(OSError):
            asked.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"{TRIES} ports between {PORTS.start} and {PORTS.stop} are all taken")


def wait_or_kill(process: subprocess.Popen) -> None:
    """Until it has ended, as it was told; one that does not on a busy machine fails no test that is over."""
    try:
        process.wait(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
