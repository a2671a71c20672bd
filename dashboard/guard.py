"""What stands around every answer of the server: who may upload, whose login ended, what others do with our pages."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logins, share_link
from dashboard.session.login import has_login

UPLOADS = "/_stcore/upload_file/"
# No page elsewhere may show ours in a frame, where a tap could be tricked out of somebody.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
}  # fmt: skip


class Guard:
    """An ASGI app around another one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        request = Request(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if has_login():
                    logins.follow(request, headers)
            await send(message)

        is_upload = scope["path"].startswith(UPLOADS) and scope["method"] == "PUT"
        refused = is_upload and not may_upload(request)
        answer = PlainTextResponse("Log in to upload.", 403) if refused else self._app
        await answer(scope, receive, send_with_headers)


def may_upload(request: Request) -> bool:
    """Could this browser keep a file? Streamlit takes one from every open page, and holds it in memory."""
    if share_link.COOKIE in request.cookies:
        return False
    if not has_login():
        return True
    return bool(logins.person_of(request.cookies)) and request.cookies not in logins.OVER
