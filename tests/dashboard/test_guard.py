"""What stands around every answer, and who may upload, without the app behind it."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import guard, invite_link, logins

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
    monkeypatch.setattr(logins, "get_cookie_secret", lambda: SECRET)
    return cookie_of("anna")


def cookie_of(subject: str, made: int = 0) -> str:
    said = json.dumps({"iss": "https://id.example", "sub": subject, "iat": made})
    return create_signed_value(SECRET, "_streamlit_user", said).decode()


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


@pytest.fixture
def app(login: str) -> TestClient:
    """A page, the way out, and the way in as Anna and as Bert; gives a browser in which Anna is logged in."""

    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse("a page")

    async def way_in(request: Request) -> RedirectResponse:
        answer = RedirectResponse("/")
        answer.set_cookie("_streamlit_user", cookie_of(request.path_params["who"], made=1))
        return answer

    async def way_out(_: Request) -> RedirectResponse:
        answer = RedirectResponse("https://id.example/out")  # which need not come back
        answer.delete_cookie("_streamlit_user")
        return answer

    routes = [Route("/", page), Route("/out", way_out), Route("/in/{who}", way_in)]
    client = TestClient(guard.Guard(Starlette(routes=routes)), follow_redirects=False)
    client.cookies.set("_streamlit_user", login)
    client.get("/")
    return client


def test_the_cookie_that_pages_watch_is_one_word_for_a_person_and_tells_nobody_who(app: TestClient) -> None:
    anna = app.cookies["twinge_person"]
    assert anna.isalnum() and "anna" not in anna
    app.get("/in/anna")
    assert app.cookies["twinge_person"] == anna  # who logs in again keeps their pages, and what they are typing
    app.get("/in/bert")
    assert app.cookies["twinge_person"] != anna
    app.get("/out")
    assert "twinge_person" not in app.cookies


@pytest.mark.parametrize(("path", "is_over"), [("/out", True), ("/in/bert", True), ("/in/anna", False), ("/", False)])
def test_a_login_is_over_with_the_answer_that_ends_it(
    app: TestClient, login: str, path: str, is_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "OVER", logins.Over())
    app.get(path)
    assert ({"_streamlit_user": login} in logins.OVER) == is_over
    assert put(app, _streamlit_user=login) == (403 if is_over else 404)


def test_of_logins_that_are_over_only_the_newest_are_held() -> None:
    over = logins.Over(most=2)
    for login in "abc":
        over.add({"_streamlit_user": login})
    assert [{"_streamlit_user": login} in over for login in "abc"] == [False, True, True]
    assert {} not in over
