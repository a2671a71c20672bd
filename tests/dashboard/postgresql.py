"""A real PostgreSQL for tests. As a program: print where it is; with --install, put one there where possible.

Known: $TWINGE_POSTGRESQL (the folder with `initdb` and `postgres`), the path, and where Debian keeps it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

MISSING = (
    "No PostgreSQL was found, so its tests are skipped. Install postgresql (15 or newer),"
    " or set TWINGE_POSTGRESQL to the folder of its programs."
)
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_SETTINGS = {"fsync": "off", "max_connections": "60", "unix_socket_directories": "", "lc_messages": "C",
             "listen_addresses": "127.0.0.1"}  # fmt: skip


def find() -> Path | None:
    """The folder of the programs, or None where there is none."""
    if chosen := os.environ.get("TWINGE_POSTGRESQL"):
        return Path(chosen)
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = Path(on_path).resolve() if on_path else debian[-1] if debian else None
    return found.parent if found else None


def install() -> None:
    """Debian and its kin have it as a package; elsewhere nothing is done."""
    if shutil.which("apt-get") and IS_ROOT:
        print("Installing postgresql with apt-get.", flush=True)
        quiet = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", "--quiet=2", *command], check=False, env=quiet)


@dataclass
class Server:
    """A server of its own on a free port of loopback; its data go with it."""

    programs: Path
    folder: Path
    port: int
    n_databases: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        return f"postgresql://twinge@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> list[tuple]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def make_database(self) -> str:
        """An empty one; gives its name."""
        self.n_databases += 1
        name = f"test_{self.n_databases}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def start(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in {**_SETTINGS, "port": str(self.port)}.items())
        self._program("pg_ctl", "start", "--wait", "--silent", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, how: str = "fast") -> None:
        self._program("pg_ctl", "stop", "--wait", "--silent", "--mode", how)

    def kill(self) -> None:
        """As a machine does that loses its power: nobody is asked, nothing is written."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _program(self, name: str, *arguments: str) -> None:
        # PostgreSQL refuses to be run by root.
        user = ["runuser", "-u", "postgres", "--"] if IS_ROOT else []
        command = [*user, str(self.programs / name), "-D", str(self.data), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)


@contextmanager
def served() -> Iterator[Server]:
    """A running server."""
    programs = find()
    if programs is None:
        raise FileNotFoundError(MISSING)
    with tempfile.TemporaryDirectory(prefix="twinge-postgresql-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Server(programs, Path(folder), free.getsockname()[1])
        free.close()
        if IS_ROOT:
            shutil.chown(folder, "postgres", "postgres")
        server._program("initdb", "--username=twinge", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        install()
    print(find() or MISSING)
