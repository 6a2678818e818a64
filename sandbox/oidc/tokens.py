"""ID tokens of Demo ID, good ones and such as nobody should take."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from ..core import Sandbox
from ..store import Json
from .keys import encoded, key_id, other_key, signing_key
from .people import claims_of

LIFETIME_SECONDS = 600


def id_token(sandbox: Sandbox, *, subject: str, client_id: str, nonce: str) -> str:
    """Return a signed token; the mode ``oidc_id_token`` says what is wrong with it."""
    fault, now = sandbox.modes.oidc_id_token, int(sandbox.timestamp())
    claims = claims_of(subject) | {
        "iss": issuer(sandbox),
        "aud": client_id,
        "iat": now,
        "exp": now + LIFETIME_SECONDS,
        "nonce": nonce,
    }
    wrong: dict[str, Json] = {
        "wrong_nonce": {"nonce": "of-another-sign-in"},
        "wrong_audience": {"aud": "another-site"},
        "wrong_issuer": {"iss": "https://another-provider.example"},
        "expired": {"iat": now - 7200, "exp": now - 3600},
    }
    return signed(claims | wrong.get(fault, {}), fault=fault)


def signed(claims: Json, *, fault: str = "good") -> str:
    """Return a JWT of the claims by RS256 (RFC 7515)."""
    header = {"alg": "none" if fault == "unsigned" else "RS256", "typ": "JWT", "kid": key_id()}
    text = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    if fault == "unsigned":
        return f"{text}."
    key = other_key() if fault == "wrong_signature" else signing_key()
    return f"{text}.{encoded(key.sign(text.encode(), PKCS1v15(), SHA256()))}"


def issuer(sandbox: Sandbox) -> str:
    return f"{sandbox.settings.base_url}/oidc"
