"""Saved cards."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass

from ..core import Sandbox
from ..store import Json
from .cards import CardCase
from .errors import not_found, refused
from .sources import Card

KIND = "token"


@dataclass(kw_only=True)
class Token:
    """Documented fields of a token, and how its card ends; no card number."""

    id: str
    status: str
    brand: str | None
    name: str
    last_four: str
    mask: str
    month: int
    year: int
    save_only: bool
    case: CardCase
    created_at: str
    updated_at: str
    metadata: Json | None = None
    message: str | None = None
    verification_url: str | None = None

    def save(self, sandbox: Sandbox) -> None:
        self.updated_at = sandbox.now_text()
        sandbox.store.save(KIND, self.id, asdict(self))


def new_token(
    sandbox: Sandbox, card: Card, *, save_only: bool = False, metadata: Json | None = None
) -> Token:
    """Store a token with status `initiated`; 3-D Secure makes it active."""
    now = sandbox.now_text()
    token = Token(
        id="token_" + secrets.token_urlsafe(18),
        status="initiated",
        brand=card.case.company,
        name=card.name,
        last_four=card.mask[-4:],
        mask=card.mask,
        month=card.month,
        year=card.year,
        save_only=save_only,
        case=card.case,
        created_at=now,
        updated_at=now,
        metadata=metadata,
    )
    sandbox.store.insert(KIND, token.id, asdict(token))
    return token


def get_token(sandbox: Sandbox, token_id: str) -> Token:
    """Raise 404 when there is no such token."""
    record = sandbox.store.get(KIND, token_id)
    if record is None:
        raise not_found()
    return Token(**{**record, "case": CardCase(**record["case"])})


def chargeable_token(sandbox: Sandbox, token_id: str, *, three_ds: bool) -> Token:
    """Return a token that may be charged; raises 400 otherwise.

    Seen live: only an active token can be charged. The documented `save_only` flow
    charges a fresh token once, through 3-D Secure.
    """
    record = sandbox.store.get(KIND, token_id)
    if record is None:
        raise refused("Invalid token", {"source.token": ["The token was not found."]})
    token = get_token(sandbox, token_id)
    fresh = token.status == "initiated" and token.save_only and three_ds
    if token.status != "active" and not fresh:
        raise refused("Only active tokens can be charged.")
    return token


def token_object(token: Token) -> Json:
    """Return the documented token object."""
    return {
        "id": token.id,
        "status": token.status,
        "brand": token.brand,
        "funding": "debit" if token.brand == "mada" else "credit",
        "country": "SA",
        "month": f"{token.month:02d}",
        "year": str(token.year),
        "name": token.name,
        "last_four": token.last_four,
        "metadata": token.metadata,
        "message": token.message,
        "verification_url": token.verification_url,
        "created_at": token.created_at,
        "updated_at": token.updated_at,
        "expires_at": f"{token.year}-{token.month:02d}-01T00:00:00.000Z",
    }
