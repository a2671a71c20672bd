"""What stands around every answer, and who may upload, without the app behind it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import guard, invite_link

FILE = "/_stcore/upload_file/visit/file"
SECRET = "only for tests, and long enough to be a secret"


@pytest.fixture
def client() -> TestClient:
    async def taken(_: Request) -> PlainTextResponse:
        return PlainTextResponse("taken")

    routes = [Route(FILE, taken, methods=["PUT", "DELETE"]), *invite_link.routes()]
    return TestClient(guard.Guard(Starlette(routes=routes)), follow_redirects=False)


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> str:
    """There is a login; gives the cookie of somebody who has logged in."""
    monkeypatch.setattr(guard, "has_login", lambda: True)
    monkeypatch.setattr(guard, "get_cookie_secret", lambda: SECRET)
    return create_signed_value(SECRET, "_streamlit_user", '{"sub": "anna"}').decode()


def put(client: TestClient, **cookies: str) -> int:
    spoken = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return client.put(FILE, content=b"x", headers={"Cookie": spoken} if spoken else {}).status_code


@pytest.mark.parametrize("path", [FILE, "/nothing", "/i/token"])
def test_no_answer_may_be_shown_in_a_page_of_others(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers.get_list("referrer-policy") == ["no-referrer"]


def test_whoever_has_not_logged_in_uploads_nothing(client: TestClient, login: str) -> None:
    assert put(client, _streamlit_user=login) == 200
    assert put(client) == 403
    assert put(client, _streamlit_user=login[:-2]) == 403
    assert put(client, _streamlit_user=create_signed_value("another", "_streamlit_user", "{}").decode()) == 403


def test_whoever_looks_by_a_link_uploads_nothing(client: TestClient, login: str) -> None:
    assert put(client, _streamlit_user=login, twinge_share="token") == 403


def test_where_there_is_no_login_the_runner_uploads(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "has_login", lambda: False)
    assert put(client) == 200
    assert put(client, twinge_share="token") == 403


@pytest.mark.parametrize("token", ["%0d%0aSet-Cookie:%20x=1", "%F0%9F%8F%83", "%00", "a;b", "x" * 5000])
def test_what_is_no_invitation_sets_no_cookie(client: TestClient, token: str) -> None:
    answer = client.get(f"/i/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers
