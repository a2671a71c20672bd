"""Two Twinges on one PostgreSQL behind nginx, over TLS, with a login: as docs/hosting.md says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests import nginx
from tests.browser.conftest import NAME, SECRETS, here, started, visiting, wait_until_it_answers
from tests.dashboard.postgresql import Server as Database
from tests.programs import free_port

SHOWS_PLACE = "add_header X-Place $upstream_addr always;"  # so that a test knows which replica answered


@dataclass
class Replicas:
    """Where they are, by the name people use, and each by its own address."""

    url: str
    home: Path
    provider: str
    settings: dict[str, str]
    places: list[str]
    nginx_settings: str
    running: dict[str, subprocess.Popen] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    def start(self, place: str) -> None:
        """Begin to start one of them."""
        command = ["-m", "dashboard", "--port", place.rpartition(":")[2], "--name", NAME]
        (self.running[place],) = self.stack.enter_context(started(self.home.parent, self.settings, command))

    def until_it_answers(self, place: str) -> None:
        wait_until_it_answers(f"http://{place}", self.running[place], self.home.parent / "log")

    def kill(self, which: str) -> None:
        """A replica, or "nginx", as when the machine it is on loses its power."""
        self.running[which].kill()
        self.running[which].wait()

    def start_nginx(self) -> None:
        port, folder = int(self.url.rpartition(":")[2]), self.home.parent
        self.running["nginx"] = self.stack.enter_context(nginx.listening(folder, self.nginx_settings, port))

    def other(self, place: str) -> str:
        return next(there for there in self.places if there != place)

    def visit(self, browser: Browser, who: str) -> tuple[BrowserContext, Page]:
        """A browser of this person, given as `subject:name`, before it has logged in."""
        context = visiting(browser, base_url=self.url, ignore_https_errors=True)
        context.add_cookies([{"name": "who", "value": who, "url": self.provider}])
        return context, context.new_page()

    def logs(self) -> str:
        """All that they and nginx wrote."""
        return "".join(path.read_text() for path in (*self.home.parent.glob("*.log"), self.home.parent / "log"))


def place_of(answer: Response | None) -> str:
    """The replica that answered."""
    assert answer is not None
    return answer.headers["x-place"].rpartition(", ")[2]


@contextmanager
def replicas(folder: Path, database: Database) -> Iterator[Replicas]:
    """Both run; they share a folder for records, a database and the secrets of the login."""
    front, provider = free_port(), here()
    places = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    written = nginx.with_tls(nginx.settings(places), folder, NAME)
    written = nginx.replaced(written, {"proxy_http_version 1.1;": f"proxy_http_version 1.1; {SHOWS_PLACE}"})
    made = Replicas(f"https://{NAME}:{front}", folder / "home", provider, {}, places, written)
    made.settings |= {"TWINGE_HOME": str(made.home), "TWINGE_DATABASE_URL": database.url(database.make_database())}
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(app=made.url, provider=provider))
    with made.stack:
        made.stack.enter_context(started(folder, {}, ["-m", "tests.openid_provider", provider.rpartition(":")[2]]))
        for place in places:
            made.start(place)
        made.start_nginx()
        for place in places:
            made.until_it_answers(place)
        yield made
