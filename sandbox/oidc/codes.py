"""Authorization codes: made on the page, changed for a token once (RFC 6749 4.1, RFC 7636)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from werkzeug import Request

from ..core import Sandbox
from ..modes import Modes
from ..refusal import Refusal
from ..store import Json
from .keys import encoded

KIND = "oidc_code"
LIFETIME_SECONDS = 60
LOCAL_NAMES = ("localhost", "127.0.0.1")


class OAuthError(Refusal):
    """A refusal as OAuth words it."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description

    def body(self, _modes: Modes) -> Json:
        return {"error": self.code, "error_description": self.description}


def checked_authorization(sandbox: Sandbox, request: Request) -> Json:
    """Return what the site asks for; raises OAuthError for what no site of ours would ask."""
    asked = {
        name: request.args.get(name, "")
        for name in ("client_id", "redirect_uri", "state", "nonce", "code_challenge")
    }
    if asked["client_id"] != sandbox.settings.oidc_client_id:
        raise OAuthError("invalid_client", "Unknown client_id.")
    if not _is_ours(sandbox, asked["redirect_uri"]):
        raise OAuthError("invalid_request", "redirect_uri leads to another machine.")
    if request.args.get("response_type") != "code" or "openid" not in request.args.get("scope", ""):
        raise OAuthError("invalid_request", "Ask for response_type=code and scope openid.")
    if request.args.get("code_challenge_method") != "S256" or not asked["code_challenge"]:
        raise OAuthError("invalid_request", "PKCE with S256 is needed.")
    return asked


def make_code(sandbox: Sandbox, asked: Json, subject: str) -> str:
    code = secrets.token_urlsafe(24)
    record = asked | {"subject": subject, "until": sandbox.timestamp() + LIFETIME_SECONDS}
    sandbox.store.insert(KIND, code, record)
    return code


def take_code(sandbox: Sandbox, form: Json) -> Json:
    """Use the code up and return its record; raises OAuthError."""
    with sandbox.store.transaction():
        record = sandbox.store.get(KIND, form.get("code", ""))
        if record is None or not sandbox.store.delete(KIND, form["code"]):
            raise OAuthError("invalid_grant", "The code is unknown or was used.")
    verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    if (
        record["until"] < sandbox.timestamp()
        or record["redirect_uri"] != form.get("redirect_uri")
        or not hmac.compare_digest(record["code_challenge"], encoded(verifier))
    ):
        raise OAuthError("invalid_grant", "The code is too old or was made for another call.")
    return record


def _is_ours(sandbox: Sandbox, address: str) -> bool:
    parts = urlsplit(address)
    name = parts.hostname or ""
    ours = (*LOCAL_NAMES, urlsplit(sandbox.settings.base_url).hostname)
    return parts.scheme in ("http", "https") and (name in ours or name.endswith(".localhost"))
