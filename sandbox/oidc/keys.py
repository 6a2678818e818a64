"""The key that signs ID tokens: made when first asked for, gone with the process."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from ..store import Json


@cache
def signing_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


@cache
def other_key() -> RSAPrivateKey:
    """Return a key that nobody was told of, for tokens with a wrong signature."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def key_id() -> str:
    return hashlib.sha256(_number(signing_key().public_key().public_numbers().n)).hexdigest()[:16]


def public_keys() -> Json:
    """Return the public key as a JWK set (RFC 7517)."""
    numbers = signing_key().public_key().public_numbers()
    key = {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": key_id(),
        "n": encoded(_number(numbers.n)),
        "e": encoded(_number(numbers.e)),
    }
    return {"keys": [key]}


def encoded(data: bytes) -> str:
    """Return base64url without padding, as JWTs want it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _number(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
