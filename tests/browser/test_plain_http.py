"""A login behind nginx without TLS, as on a home network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import nginx
from tests.browser.conftest import NAME, SECRETS, SLOW, Server, at_rest, here, served
from tests.programs import free_port

pytestmark = pytest.mark.skipif(nginx.NGINX is None, reason=nginx.MISSING)


@pytest.fixture
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """By the name people use, before one Twinge."""
    folder, front = tmp_path_factory.mktemp("plain"), free_port()
    behind, outside = Server(here(), folder / "home", here()), f"http://{NAME}:{front}"
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(app=outside, provider=behind.provider))
    provider = ["-m", "tests.openid_provider", behind.provider.rpartition(":")[2]]
    place = behind.url.removeprefix("http://")
    written = nginx.settings([place, place])
    with served(behind, ["-m", "dashboard", "--name", NAME], provider), nginx.listening(folder, written, front):
        yield Server(outside, behind.home, behind.provider)


def test_logging_in_and_out_works_and_no_cookie_is_called_secure(browser: Browser, plain: Server) -> None:
    context, page = plain.visit(browser, "anna:Anna Adler")
    page.goto("/")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Open Maya")).to_be_visible(timeout=SLOW)
    at_rest(page)
    cookies = {made["name"]: made for made in context.cookies() if made["domain"] == NAME}
    assert {"_streamlit_user", "twinge_place", "twinge_person"} <= set(cookies)
    assert not any(made["secure"] for made in cookies.values())  # a browser would not send them back
    page.goto("/settings")
    at_rest(page)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=SLOW)
    assert page.url.startswith(f"{plain.url}/")
    context.close()
