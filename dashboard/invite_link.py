"""The address of a coach's invitation: /i/{token} trades the token for a cookie, which survives the login after it."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.share_link import QUIET, is_https

COOKIE = "twinge_invitation"
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,100}")
LASTS_S = 24 * 3600  # to log in and decide; the link itself works for as long as the invitation does


def routes() -> list[Route]:
    """The address. Whether the invitation is open is asked where it is answered, by whoever is logged in there."""
    return [Route("/i/{token:str}", _open_invitation)]


def _open_invitation(request: Request) -> Response:
    answer, token = RedirectResponse("/", 303, headers=QUIET), request.path_params["token"]
    if TOKEN.fullmatch(token):
        answer.set_cookie(COOKIE, token, max_age=LASTS_S, secure=is_https(request), httponly=True, samesite="lax")
    return answer
