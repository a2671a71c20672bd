"""Who a browser's cookies say is logged in, and which of these logins are over.

Streamlit reads the cookie of a login when a page opens, and never again. So whoever logs out in one tab would stay
logged in in the others, and whoever logs in next would find their pages open. Here a login is over, for every tab, with
the answer that takes its cookie away or gives it to somebody else. A cookie that scripts can read changes with it: by
that the script in dashboard/start_page.js notices in every open tab, and opens the page anew.
"""

from __future__ import annotations

import hmac
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from http.cookies import SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.share_link import is_https

COOKIE = "twinge_person"  # a word for whoever is logged in, from which nobody learns who that is


class Over:
    """The newest logins that are over, by their cookies, in this process: a browser's open pages are all of one."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._turn = threading.Lock()
        self._cookies: OrderedDict[str, None] = OrderedDict()

    def add(self, cookies: Mapping[str, str]) -> None:
        with self._turn:
            self._cookies[cookies.get(USER_COOKIE_NAME, "")] = None
            if len(self._cookies) > self._most:
                self._cookies.popitem(last=False)

    def __contains__(self, cookies: Mapping[str, str]) -> bool:
        with self._turn:
            return cookies.get(USER_COOKIE_NAME) in self._cookies


OVER = Over()


def person_of(cookies: Mapping[str, str]) -> str:
    """A word for whoever is logged in by these cookies; empty where nobody is."""
    secret = get_cookie_secret()

    def single(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, "").encode("latin-1", "replace"))

    found = get_cookie_with_chunks(single, USER_COOKIE_NAME)
    if not found:
        return ""
    said = json.loads(found)
    return hmac.new(secret.encode(), repr((said.get("iss"), said.get("sub"))).encode(), "sha256").hexdigest()[:16]


def follow(request: Request, headers: MutableHeaders) -> None:
    """Note what this answer makes of the login it was asked with, and tell the browser's other tabs."""
    sent = _cookies_in(headers)
    if USER_COOKIE_NAME not in sent and not headers.get("content-type", "").startswith("text/html"):
        return
    before, now = person_of(request.cookies), person_of({**request.cookies, **sent})
    if before not in ("", now):
        OVER.add(request.cookies)
    if request.cookies.get(COOKIE, "") != now:
        made = Response()
        made.set_cookie(COOKIE, now, max_age=None if now else 0, secure=is_https(request), samesite="lax")
        headers.append("set-cookie", made.headers["set-cookie"])


def _cookies_in(headers: MutableHeaders) -> dict[str, str]:
    spoken: SimpleCookie = SimpleCookie()
    for header in headers.getlist("set-cookie"):
        spoken.load(header)
    return {name: cookie.value for name, cookie in spoken.items()}
