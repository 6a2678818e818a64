"""allauth's part in signing in by another provider: addresses, state, PKCE, the exchange of codes.

What the provider answered is believed only by its signed ID token (``id_tokens``); allauth's own
pages, its look for people and its user info call are not used.
"""

import logging
import secrets
from dataclasses import dataclass
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest

from accounts.allauth_bridge.id_tokens import TokenRules, verified_claims
from accounts.domain.identities.claims import Identity, identity_of
from accounts.domain.identities.errors import (
    IdTokenInvalid,
    ProviderDenied,
    ProviderUnavailable,
    SocialSignInExpired,
)
from accounts.domain.identities.providers import provider_named

logger = logging.getLogger(__name__)

GOOGLE_KEYS_URL = "https://www.googleapis.com/oauth2/v3/certs"
GOOGLE_ISSUERS = ("https://accounts.google.com", "accounts.google.com")
APPLE_ISSUERS = ("https://appleid.apple.com",)
SCOPES = {"google": ["openid", "email", "profile"], "apple": ["email"]}
# Apple's default also asks for an ID token through the browser, which nobody reads.
EXTRA_PARAMETERS = {"apple": {"response_type": "code"}}
# An odd answer (no JSON, a key that is missing) is no fault of ours.
ODD_ANSWERS = (OAuth2Error, requests.RequestException, KeyError, TypeError, ValueError)


@dataclass(frozen=True)
class Trip:
    """What was kept while the person was away at the provider. Good for one return."""

    nonce: str
    pkce_verifier: str
    data: dict[str, Any]


def leave_for(request: HttpRequest, provider_id: str, *, data: dict[str, Any]) -> str:
    """Return the provider's address to send the person to; keep ``data`` until she is back.

    State, nonce and PKCE verifier are new and stay in the session. Raises UnknownProvider,
    ProviderUnavailable.
    """
    provider = _provider(request, provider_id)
    nonce = secrets.token_urlsafe(24)
    try:
        response = provider.redirect(
            request,
            process="login",
            data=data | {"nonce": nonce},
            # Given here, allauth takes neither from the address of the request.
            scope=SCOPES.get(provider_id, ["openid", "email", "profile"]),
            auth_params={"nonce": nonce} | EXTRA_PARAMETERS.get(provider_id, {}),
        )
    except ODD_ANSWERS as error:
        raise _unavailable(provider_id, error) from error
    return str(response.url)


def take_state(request: HttpRequest, provider_id: str) -> Trip:
    """Use up the state that came back. Raises SocialSignInExpired, UnknownProvider.

    One of another provider, another browser, an earlier return or older than ten minutes is none.
    """
    provider = _provider(request, provider_id)
    state = statekit.unstash_state(
        request, provider_id=provider.sub_id, state_id=request.GET.get("state", "")
    )
    if state is None:
        raise SocialSignInExpired
    data = dict(state["data"])
    return Trip(data.pop("nonce"), state["pkce_code_verifier"], data)


def returned_identity(request: HttpRequest, provider_id: str, trip: Trip) -> Identity:
    """Return who the provider says is back, by its ID token.

    Raises ProviderDenied (the person said no), ProviderUnavailable, IdTokenInvalid.
    """
    refused = request.GET.get("error", "")
    if refused == "access_denied" or refused.startswith("user_cancelled"):
        raise ProviderDenied
    if refused or not request.GET.get("code"):
        logger.warning("Sign-in by %s came back with %.40r", provider_id, refused)
        raise ProviderUnavailable
    provider = _provider(request, provider_id)
    try:
        adapter = provider.get_oauth2_adapter(request)
        rules = _rules(provider, adapter, audiences=_clients(provider)[:1])
        answer = adapter.get_client(request, provider.app).get_access_token(
            request.GET["code"], pkce_code_verifier=trip.pkce_verifier
        )
        token = str(answer["id_token"])
    except ODD_ANSWERS as error:
        raise _unavailable(provider_id, error) from error
    claims = verified_claims(token, rules=rules)
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), trip.nonce.encode()):
        raise IdTokenInvalid
    return identity_of(provider_id, claims)


def app_token_claims(request: HttpRequest, provider_id: str, id_token: str) -> dict[str, Any]:
    """Return the claims of an ID token that an app got from the provider's own software.

    The caller compares the nonce. Raises UnknownProvider, ProviderUnavailable, IdTokenInvalid.
    """
    provider = _provider(request, provider_id)
    try:
        adapter = provider.get_oauth2_adapter(request)
        rules = _rules(provider, adapter, audiences=_clients(provider))
    except ODD_ANSWERS as error:
        raise _unavailable(provider_id, error) from error
    return verified_claims(id_token, rules=rules)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    provider_named(provider_id)
    return get_adapter(request).get_provider(request, provider=provider_id)


def _clients(provider: Any) -> list[str]:
    """Return our names at the provider: of the site first, then of our apps."""
    return [provider.app.client_id, *provider.app.settings.get("app_client_ids", [])]


def _rules(provider: Any, adapter: Any, *, audiences: list[str]) -> TokenRules:
    if provider.id == "google":
        return TokenRules(GOOGLE_KEYS_URL, GOOGLE_ISSUERS, tuple(audiences))
    if provider.id == "apple":
        return TokenRules(AppleOAuth2Adapter.public_key_url, APPLE_ISSUERS, tuple(audiences))
    config = adapter.openid_config
    # OpenID Connect Discovery 1.0, 4.3: otherwise one provider could speak for another.
    if str(config["issuer"]).rstrip("/") != provider.app.settings["server_url"].rstrip("/"):
        raise ValueError("the issuer is not the server that was asked")
    return TokenRules(config["jwks_uri"], (config["issuer"],), tuple(audiences))


def _unavailable(provider_id: str, error: Exception) -> ProviderUnavailable:
    # No text of the error: it may quote codes and tokens.
    logger.warning("Sign-in by %s failed: %s", provider_id, type(error).__name__)
    return ProviderUnavailable()
