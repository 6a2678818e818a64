"""ID tokens that apps bring from the provider's own software on the phone: each good once."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.domain.identities.claims import Identity, identity_of
from accounts.domain.identities.errors import IdTokenInvalid
from accounts.domain.limits.windows import Counter, address_block, take_places
from accounts.models import SpentToken
from accounts.visitors import Visitor

# Apple's are good for a day: a stolen one must not be.
FRESH = timedelta(minutes=10)
SHORTEST_NONCE = 16
# Each may cost a call to the provider. A salon's Wi-Fi is one address.
PER_ADDRESS = ((60, 600),)


def refuse_many_tokens(visitor: Visitor) -> None:
    """Count one token of the visitor's address. Raises Throttled."""
    with transaction.atomic():
        counter = Counter("address", address_block(visitor.address), "id_token", PER_ADDRESS)
        take_places([counter], now=timezone.now())


def spend_app_token(provider: str, claims: dict[str, Any], *, nonce: str) -> Identity:
    """Return the identity of verified claims and use the token's nonce up.

    ``nonce``: the random text that the app made; the token holds it or, as Apple advises, its
    SHA-256 in hex. Raises IdTokenInvalid for another nonce, an old token, a second use.
    """
    held, now = str(claims.get("nonce", "")), timezone.now()
    issued = datetime.fromtimestamp(int(claims["iat"]), UTC)
    if len(nonce) < SHORTEST_NONCE or not _holds(held, nonce) or now - issued > FRESH:
        raise IdTokenInvalid
    identity = identity_of(provider, claims)
    _, is_first = SpentToken.objects.get_or_create(
        nonce_hash=_hashed(f"{provider}|{held}"),
        defaults={"expires_at": issued + 2 * FRESH},
    )
    if not is_first:
        raise IdTokenInvalid
    return identity


def _holds(held: str, nonce: str) -> bool:
    return any(
        hmac.compare_digest(held.encode(), text.encode()) for text in (nonce, _hashed(nonce))
    )


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
