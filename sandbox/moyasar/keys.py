"""Who is calling: the secret key, the publishable key, or nobody known."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Literal

from werkzeug import Request

from ..bodies import read_body
from ..core import Sandbox
from .errors import not_permitted, unauthorized

KeyKind = Literal["secret", "publishable"]


def secret_key_only(sandbox: Sandbox, request: Request) -> None:
    """Documented: every call but creating payments and tokens needs the secret key."""
    if key_kind(sandbox, request) != "secret":
        raise not_permitted()


def any_key(sandbox: Sandbox, request: Request) -> None:
    """Documented: a publishable key may create payments and tokens, and nothing else."""
    key_kind(sandbox, request)


def key_kind(sandbox: Sandbox, request: Request) -> KeyKind:
    """Return which key the call carries; raises 401 when it is missing or unknown."""
    key = _basic_user(request.headers.get("Authorization", ""))
    if key is None:
        body_key = read_body(request).get("publishable_api_key")
        if _same(str(body_key or ""), sandbox.settings.publishable_key):
            return "publishable"
        raise unauthorized()
    if _same(key, sandbox.settings.secret_key):
        return "secret"
    if _same(key, sandbox.settings.publishable_key):
        return "publishable"
    raise unauthorized()


def _basic_user(header: str) -> str | None:
    """Return the user of a Basic header; a key sent without the colon is taken as well."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[0]


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())
