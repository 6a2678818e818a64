"""ID tokens: signed by the provider, for us, now. The signature is looked at every time.

allauth skips it where the token came straight from the provider; OWASP ASVS 5.0, 6.8.2 does not.
"""

import logging
from dataclasses import dataclass
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import caches

from accounts.domain.identities.errors import IdTokenInvalid, ProviderUnavailable

logger = logging.getLogger(__name__)

# Never "none", and none with a shared secret: the public key would be one.
ALGORITHMS = ["RS256", "ES256"]
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]
# Clocks differ.
LEEWAY_SECONDS = 60
KEYS_KEPT_SECONDS = 3600
# A token with an unknown key makes us ask for the keys again, but not each one.
KEYS_ASKED_AGAIN_SECONDS = 60


@dataclass(frozen=True)
class TokenRules:
    """Where the keys are, who may have signed, for whom."""

    keys_url: str
    issuers: tuple[str, ...]
    audiences: tuple[str, ...]


def verified_claims(id_token: str, *, rules: TokenRules) -> dict[str, Any]:
    """Return the claims of a token. Raises IdTokenInvalid, ProviderUnavailable."""
    try:
        key = _key_for(jwt.get_unverified_header(id_token).get("kid"), rules.keys_url)
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key,
            algorithms=ALGORITHMS,
            issuer=rules.issuers,
            audience=rules.audiences,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        logger.warning("ID token refused: %s", type(error).__name__)
        raise IdTokenInvalid from error
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if not set(audiences) <= set(rules.audiences):
        # Made for somebody else as well: she could have passed it on.
        raise IdTokenInvalid
    return claims


def _key_for(key_id: str | None, url: str) -> jwt.PyJWK:
    # A key without a name may have changed unseen.
    found = _named(key_id, _keys_at(url) if key_id else _fetched(url))
    if found is None and key_id and _may_ask_again(url):
        found = _named(key_id, _fetched(url))
    if found is None:
        raise IdTokenInvalid
    return found


def _may_ask_again(url: str) -> bool:
    return caches["global"].add(f"jwks-asked:{url}", 1, KEYS_ASKED_AGAIN_SECONDS)


def _named(key_id: str | None, keys: dict[str, Any]) -> jwt.PyJWK | None:
    known = jwt.PyJWKSet.from_dict(keys).keys
    if key_id is None:
        # OpenID Connect Core 1.0, 10.1: a provider with one key need not name it.
        return known[0] if len(known) == 1 else None
    return next((key for key in known if key.key_id == key_id), None)


def _keys_at(url: str) -> dict[str, Any]:
    kept: dict[str, Any] | None = caches["global"].get(f"jwks:{url}")
    return kept or _fetched(url)


def _fetched(url: str) -> dict[str, Any]:
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url)
            answer.raise_for_status()
            keys: dict[str, Any] = answer.json()
    except requests.RequestException as error:
        logger.warning("Keys of a provider are out of reach: %s", type(error).__name__)
        raise ProviderUnavailable from error
    caches["global"].set(f"jwks:{url}", keys, KEYS_KEPT_SECONDS)
    return keys
