"""A client's key for a request that it may repeat, and what the request asked for."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from booking.errors import IdempotencyKeyInvalid

HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Any text up to 80 characters. A repeat with the same key has the effect and the"
    " answer of the first; with another body it is refused (422), and beside a request with the"
    " same key that is still being worked on it is told to ask again (409, `Retry-After`).",
)


def idempotency_key(request: Request) -> str | None:
    """Return the request's key, None without one. Raises IdempotencyKeyInvalid."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= 80 and key.isprintable()):
        raise IdempotencyKeyInvalid
    return key


def fingerprint_of(asked: Mapping[str, Any]) -> str:
    """Return the hash of a request's valid data: each field with its default, instants as such.

    So what means the same has one fingerprint however it is written: spaces, the order of names,
    another offset of the same moment, a default that is spelt out.
    """
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return an instant as what it is everywhere; anything else as its text."""
    return value.timestamp() if hasattr(value, "timestamp") else str(value)
