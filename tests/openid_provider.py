"""A small OpenID Connect provider for tests: authorisation code flow, RS256. It logs in whoever the visit names.

`python -m tests.openid_provider PORT` serves it. A browser says who it is with the cookie `who`, as `subject:name`, and
with the cookie `age` how many seconds ago its login shall have been made; without it, now.
"""

from __future__ import annotations

import secrets
import sys
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "twinge"
LASTS_S = 3600


def provider(issuer: str) -> Starlette:
    """The app, under its own address."""
    key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
    codes: dict[str, dict[str, str]] = {}

    async def metadata(_: Request) -> Response:
        return JSONResponse({
            "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
        })  # fmt: skip

    async def keys(_: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    async def authorize(request: Request) -> Response:
        asked, code = request.query_params, secrets.token_urlsafe(16)
        said = {"who": "nobody:Nobody", "age": "0"} | request.cookies
        codes[code] = {"who": said["who"], "age": said["age"], "nonce": asked.get("nonce", "")}
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 302)

    async def token(request: Request) -> Response:
        form = await request.form()
        found = codes.pop(str(form["code"]), None)
        if found is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        subject, _, name = found["who"].partition(":")
        now = int(time.time())
        made = now - int(found["age"])
        claims = {"iss": issuer, "sub": subject, "name": name, "aud": CLIENT, "iat": made, "exp": now + LASTS_S}
        signed = jwt.encode({"alg": "RS256", "kid": "test"}, claims | {"nonce": found["nonce"]}, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": LASTS_S, "id_token": signed})

    return Starlette(routes=[
        Route("/.well-known/openid-configuration", metadata), Route("/keys", keys), Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
    ])  # fmt: skip


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(provider(f"http://127.0.0.1:{port}"), port=port, log_level="warning")
