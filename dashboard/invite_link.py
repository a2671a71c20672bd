"""The address of a coach's invitation: /i/{token} trades the token for a cookie, which survives the login after it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

COOKIE = "twinge_invitation"
LASTS_S = 24 * 3600  # to log in and decide; the link itself works for as long as the invitation does
QUIET = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def routes() -> list[Route]:
    """The address. Whether the invitation is open is asked where it is answered, by whoever is logged in there."""
    return [Route("/i/{token:str}", _open_invitation)]


def _open_invitation(request: Request) -> Response:
    answer = RedirectResponse("/", 303, headers=QUIET)
    is_https = request.url.scheme == "https" or request.headers.get("X-Forwarded-Proto", "") == "https"
    token = request.path_params["token"]
    answer.set_cookie(COOKIE, token, max_age=LASTS_S, secure=is_https, httponly=True, samesite="lax")
    return answer
