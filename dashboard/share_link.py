"""The addresses of a share link: /s/{token} trades the token for a cookie, /leave takes the cookie away.

The token is in the address once. After that it lives in a cookie that no script can read, so menus and reloads keep the
visit, and neither the address bar nor a link to elsewhere tells it. The cookie changes nothing in the app: whoever has
it can read what the athlete ticked, and every change in Twinge goes through the app's websocket, which Streamlit opens
to its own pages only. So a page elsewhere that makes a browser open a link can at most show that link's view.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.components.share_words import DEAD

COOKIE = "twinge_share"
QUIET = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
TOO_MANY = "Too many links were tried from here. Wait a minute, then try again."
AT_ONCE, EVERY_SECONDS, MOST_CLIENTS = 20, 3.0, 10_000
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Twinge</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow">
<style>:root{{color-scheme:light dark}}body{{margin:0;min-height:100vh;display:grid;place-items:center;
font:1.125rem/1.55 system-ui,sans-serif;background:light-dark(#FBF8F2,#14191C);color:light-dark(#1B2529,#EDE9E0)}}
main{{max-width:30rem;padding:2rem}}h1{{font:600 1.6rem/1.2 Georgia,serif;margin:0 0 .6rem}}p{{margin:0}}</style>
</head><body><main><h1>Twinge</h1><p>{sentence}</p></main></body></html>"""

Find = Callable[[str, datetime], datetime | None]


class Limit:
    """How often one client may try a link: `AT_ONCE` times, then once in `EVERY_SECONDS`. In this process only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()  # the server asks from several threads
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client -> tries left, when that was

    def allows(self, client: str) -> bool:
        with self._turn:
            now = self._clock()
            left, when = self._left.pop(client, (float(AT_ONCE), now))
            left = min(float(AT_ONCE), left + (now - when) / EVERY_SECONDS)
            self._left[client] = (max(left - 1, 0.0) if left >= 1 else left, now)
            if len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
            return left >= 1


def routes(find: Find) -> list[Route]:
    """The two addresses; `find` gives when the link of a token ends, None where it opens nothing at that instant."""
    limit = Limit()

    def open_link(request: Request) -> Response:
        if not limit.allows(client_of(request)):
            return _sentence(TOO_MANY, 429, {"Retry-After": "60"})
        token, now = request.path_params["token"], datetime.now(UTC)
        ends = find(token, now)
        if ends is None:
            return _sentence(DEAD, 404, {})
        answer = RedirectResponse("/", 303, headers=QUIET)
        lasts = max(1, int((ends - now).total_seconds()))
        answer.set_cookie(COOKIE, token, max_age=lasts, secure=is_https(request), httponly=True, samesite="lax")
        return answer

    def leave(request: Request) -> Response:
        answer = RedirectResponse("/", 303, headers=QUIET)
        answer.delete_cookie(COOKIE, secure=is_https(request), httponly=True, samesite="lax")
        return answer

    return [Route("/s/{token:str}", open_link), Route("/leave", leave)]


def is_https(request: Request) -> bool:
    """Did the browser come over TLS? A proxy in front says so; to believe it wrongly only loses the cookie."""
    return request.url.scheme == "https" or request.headers.get("X-Forwarded-Proto", "") == "https"


def client_of(request: Request) -> str:
    """Who asks, as the limit counts: an address, of IPv6 the /64 that one household has.

    Behind a proxy on this machine, or one named in FORWARDED_ALLOW_IPS, it is the address that proxy reports.
    """
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((host, 64), strict=False)) if address.version == 6 else host


def _sentence(sentence: str, status: int, headers: Mapping[str, str]) -> Response:
    return HTMLResponse(PAGE.format(sentence=sentence), status, {**QUIET, **headers})
