"""The addresses of Demo ID (OpenID Connect Core 1.0, code flow with PKCE)."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlencode

from werkzeug import Request, Response

from ..core import Sandbox
from ..replies import html_reply, json_reply, redirect_reply
from ..routing import Route
from .codes import OAuthError, checked_authorization, make_code, take_code
from .keys import public_keys
from .page import choice_page
from .people import subject_of
from .tokens import LIFETIME_SECONDS, id_token, issuer


def discovery(sandbox: Sandbox, _request: Request) -> Response:
    base = issuer(sandbox)
    return json_reply(
        {
            "issuer": base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo",
            "jwks_uri": f"{base}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
    )


def jwks(_sandbox: Sandbox, _request: Request) -> Response:
    return json_reply(public_keys())


def ask(sandbox: Sandbox, request: Request) -> Response:
    checked_authorization(sandbox, request)
    return html_reply(choice_page())


def answer(sandbox: Sandbox, request: Request) -> Response:
    """Send the person back with a code, or with her refusal."""
    asked = checked_authorization(sandbox, request)
    if request.form.get("deny"):
        back = {"error": "access_denied"}
    else:
        subject = request.form.get("subject") or subject_of(request.form.get("name", ""))
        back = {"code": make_code(sandbox, asked, subject)}
    query = urlencode(back | {"state": asked["state"]})
    return redirect_reply(f"{asked['redirect_uri']}?{query}")


def token(sandbox: Sandbox, request: Request) -> Response:
    """Change a code for an ID token; the access token opens nothing here."""
    form = dict(request.form.items())
    settings = sandbox.settings
    is_known = hmac.compare_digest(
        form.get("client_secret", "").encode(), settings.oidc_client_secret.encode()
    )
    if form.get("client_id") != settings.oidc_client_id or not is_known:
        raise OAuthError("invalid_client", "Unknown client.")
    record = take_code(sandbox, form)
    signed = id_token(
        sandbox,
        subject=record["subject"],
        client_id=record["client_id"],
        nonce=record["nonce"],
    )
    body = {
        "access_token": secrets.token_urlsafe(16),
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
        "id_token": signed,
    }
    if sandbox.modes.oidc_id_token == "missing":  # noqa: S105 - a mode's value
        del body["id_token"]
    return json_reply(body)


ROUTES = (
    Route(
        kind="oidc.discovery",
        method="GET",
        path="/oidc/.well-known/openid-configuration",
        handler=discovery,
    ),
    Route(kind="oidc.jwks", method="GET", path="/oidc/jwks", handler=jwks),
    Route(kind="oidc.ask", method="GET", path="/oidc/authorize", handler=ask),
    Route(kind="oidc.answer", method="POST", path="/oidc/authorize", handler=answer),
    Route(kind="oidc.token", method="POST", path="/oidc/token", handler=token),
)
