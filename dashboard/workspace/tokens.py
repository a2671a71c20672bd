"""Tokens of links: whoever has one may look, or answer. Only what it hashes to is kept, so no link can be read off."""

from __future__ import annotations

import hashlib
import secrets


def new() -> str:
    """256 random bits, as they stand in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token, or of whatever somebody sent in its place."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
