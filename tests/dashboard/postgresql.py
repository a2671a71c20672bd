"""A real PostgreSQL for tests. As a program: print where it is; with --install, put one there where possible.

Known: $TWINGE_POSTGRESQL (the folder with `initdb` and `postgres`), the path, and where Debian keeps it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.programs import free_port

MISSING = (
    "No PostgreSQL was found, so its tests are skipped. Install postgresql (15 or newer),"
    " or set TWINGE_POSTGRESQL to the folder of its programs."
)
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_SETTINGS = {"fsync": "off", "max_connections": "60", "unix_socket_directories": "", "lc_messages": "C",
             "listen_addresses": "127.0.0.1"}  # fmt: skip
_PATIENTLY = ("--wait", "--timeout=300", "--silent")


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
        self._program("pg_ctl", "start", *_PATIENTLY, "-l", str(self.folder / "log"), "-o", options)

    def stop(self, how: str = "fast") -> None:
        self._program("pg_ctl", "stop", *_PATIENTLY, "--mode", how)

    def kill(self) -> None:
        """As a machine does that loses its power: nobody is asked, nothing is written."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def tool(self, name: str, *arguments: str) -> None:
        """One of its programs for whoever has the address."""
        subprocess.run([str(self.programs / name), *arguments], check=True)

    def _program(self, name: str, *arguments: str) -> None:
        # PostgreSQL refuses to be run by root.
        user = ["runuser", "-u", "postgres", "--"] if IS_ROOT else []
        command = [*user, str(self.programs / name), "-D", str(self.data), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk of that size at the folder.

    Raises
    ------
    PermissionError
        Whoever runs this may not make one.
    """
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if not IS_ROOT or subprocess.run(command, capture_output=True).returncode:
        raise PermissionError("Only root can make a small disk, and not everywhere: what a full one does is skipped.")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def make_room(folder: Path, megabytes: int) -> None:
    """Give that disk another size."""
    subprocess.run(["mount", "-o", f"remount,size={megabytes}m", str(folder)], check=True)


@contextmanager
def served(**megabytes: int) -> Iterator[Server]:
    """A running server. `data` or `wal` (its write-ahead log) gives that folder a disk of its own, and how large."""
    programs = find()
    if programs is None:
        raise FileNotFoundError(MISSING)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="twinge-postgresql-")))
        for name, size in megabytes.items():
            stack.enter_context(disk(folder / name, size))
        server = Server(programs, folder, free_port())
        if IS_ROOT:
            for place in (folder, *folder.iterdir()):
                shutil.chown(place, "postgres", "postgres")
        usual = ["--username=twinge", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--wal-segsize=1"]
        server._program("initdb", *usual, *([f"--waldir={folder / 'wal'}"] if "wal" in megabytes else []))
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        install()
    print(find() or MISSING)
