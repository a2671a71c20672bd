"""docs/nginx.conf, read by a real nginx, with the addresses of a test in place of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.programs import wait_or_kill

START_SECONDS = 120
HERE = "."  # the folder nginx is started for: its whole path may hold a space, which its settings take for an end
CONFIG = Path(__file__).parents[1] / "docs" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = "nginx is not installed, so its tests are skipped. On Debian: apt-get install nginx-light"
LISTENS = "listen 127.0.0.1:8080;"
TLS_LINE = re.compile(r"^( +)#   (?=[a-z])", re.MULTILINE)  # a directive that is for TLS alone


def settings(places: Sequence[str]) -> str:
    """docs/nginx.conf before these replicas, each as address and port."""
    return replaced(CONFIG.read_text(encoding="utf-8"), {f"127.0.0.1:850{n}": at for n, at in enumerate(places, 1)})


def with_tls(written: str, folder: Path, name: str) -> str:
    """The same with its lines for TLS, for a certificate that is made in `folder` under its own authority."""
    for_tls = {"listen 443 ssl;": LISTENS.replace(";", " ssl;"), "twinge.example": name, "/etc/ssl/twinge": HERE}
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-days", "2"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *files, *subject],
                   check=True, capture_output=True)  # fmt: skip
    return replaced(TLS_LINE.sub(r"\1", written.replace(f"{LISTENS}\n", "\n", 1)), for_tls)


def replaced(written: str, told: Mapping[str, str]) -> str:
    """Each word replaced, and each has to be there."""
    for before, after in told.items():
        assert before in written, before
        written = written.replace(before, after)
    return written


@contextmanager
def listening(folder: Path, written: str, port: int) -> Iterator[subprocess.Popen]:
    """nginx under these settings at this port of loopback; its files and logs lie in `folder`."""
    written = replaced(written, {"/var/run/twinge-nginx": HERE, "127.0.0.1:8080": f"127.0.0.1:{port}"})
    (folder / "nginx.conf").write_text(f"master_process off;\n{written}", encoding="utf-8")
    command = [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "start.log", "-g", "daemon off;"]
    process = subprocess.Popen(command)
    try:
        _until_it_listens(port, process, folder / "start.log")
        yield process
    finally:
        process.terminate()
        wait_or_kill(process)


def _until_it_listens(port: int, process: subprocess.Popen, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nginx did not start:\n{log.read_text()}")
