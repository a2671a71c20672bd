"""Start the app: python -m dashboard [--port 8501] [--host 127.0.0.1]"""

from __future__ import annotations

import argparse
import gc
import ipaddress
import os
import sys
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from dashboard import fonts, guard, invite_link, replaced, share_link, start_page
from dashboard.app import COACHING, PAGES, could_not
from dashboard.session.login import has_login
from dashboard.workspace import Workspace, WorkspaceError, home_folder

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "streamlit_config.toml"
LOOPBACK = "127.0.0.1"
OPEN_TO_ALL = (
    "Twinge does not serve on {host} yet: nobody would have to log in, so whoever can reach that address would see"
    " everything. Set up a login first, as the README says, or say --without-login if that is what you want."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the app and serve it until it is stopped; return the exit status."""
    options = arguments_of(arguments)
    is_open = options.name is not None or not is_loopback(options.host)
    if is_open and not (options.without_login or has_login()):
        print(OPEN_TO_ALL.format(host=options.name or options.host), file=sys.stderr)
        return 2
    home = home_folder()
    try:
        Workspace(home).close()
    except WorkspaceError as error:
        print(error, file=sys.stderr)
        return 1
    print(kept_in(home), flush=True)
    warm_up()
    replaced.replace()
    with suppress(KeyboardInterrupt):  # a shell that starts it in the background has switched this off
        app().run(config=configuration(options.host, options.port, options.name))
    print("Stopped.")
    return 0


def kept_in(home: Path) -> str:
    """Where the data are; an address of a server may hold a password, so only its setting is named."""
    servers = [name for name in ("TWINGE_DATABASE_URL", "TWINGE_RECORDS_URL") if os.environ.get(name)]
    if not servers:
        return f"Your data stay on this machine, in {home}"
    return f"Your data are kept where {' and '.join(servers)} says, and in {home}"


def app() -> st.App:
    """The pages with what is served around them."""
    # Streamlit sends its own scripts as they are; the quickest level nearly halves a first visit.
    packed = Middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    pages = start_page.routes({**PAGES, **COACHING})
    routes = [*share_link.routes(link_ends), *invite_link.routes(), *fonts.routes(), *pages]
    return st.App(
        ROOT / "dashboard" / "app.py",
        lifespan=say_where,
        routes=routes,
        middleware=[Middleware(guard.Guard), packed],
        on_script_error=could_not,
    )


def link_ends(token: str, now: datetime) -> datetime | None:
    """When does the link of this token end? None where it opens nothing."""
    from dashboard.session.following import opened_shares

    found = opened_shares().find(token, now)
    return found.expires_at if found else None


def arguments_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Twinge in the browser.")
    parser.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("TWINGE_PORT"),
        help="port to serve on (or TWINGE_PORT); 8501, or the next free one, if not given",
    )
    parser.add_argument(
        "--host",
        default=LOOPBACK,
        help="address to serve on; the default is reachable from this machine only."
        " Another one asks for a login (README) or for --without-login.",
    )
    parser.add_argument(
        "--without-login",
        action="store_true",
        help="serve on another address although nobody has to log in: whoever can reach it sees everything",
    )
    parser.add_argument(
        "--name",
        default=os.environ.get("TWINGE_NAME"),
        help="name people reach it by, where a proxy on this machine stands in front (or TWINGE_NAME), see"
        " docs/hosting.md. Asks for a login or for --without-login, as another address does.",
    )
    return parser.parse_args(arguments)


def is_loopback(host: str) -> bool:
    """Does only this machine reach that address?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 1 to 65535")
    return int(text)


def configuration(host: str = LOOPBACK, port: int | None = None, name: str | None = None) -> dict[str, object]:
    """Every option of streamlit_config.toml by its dotted name, and where to serve."""
    options = flat(tomllib.loads(CONFIG.read_text(encoding="utf-8")))
    options |= {"server.address": host, "server.headless": True, "logger.hideWelcomeMessage": True}
    if is_loopback(host) or name:
        # Else any web page could reach the app under a name of its own that points to this machine.
        named = [LOOPBACK, "localhost", host, *([name] if name else [])]
        options["server.allowedHosts"] = list(dict.fromkeys(named))
    if port is not None:
        options["server.port"] = port
    return options


def flat(options: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Nested TOML tables as dotted names."""
    found: dict[str, object] = {}
    for name, value in options.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found


def warm_up() -> None:
    """Import what the first visit needs, and keep it out of every later garbage collection."""

    import dashboard.session  # noqa: F401

    gc.collect()
    gc.freeze()


@asynccontextmanager
async def say_where(_: st.App) -> AsyncIterator[None]:
    """Print the address once the server listens."""
    host = "localhost" if st.get_option("server.address") == LOOPBACK else st.get_option("server.address")
    print(f"Twinge: http://{host}:{st.get_option('server.port')}   (Ctrl+C stops it)", flush=True)
    yield


if __name__ == "__main__":
    sys.exit(main())
