"""Who is acting and from where: set once per request or task, read when an entry is written."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Acting:
    """The origin of changes. ``actor`` is called late: sign-in may happen inside the request."""

    actor: Callable[[], Any]
    address: str | None = None
    host: str = ""
    # By which special door, if any: "support".
    via: Callable[[], str] = str
    # Ours, never the client's: entries of one request share it.
    correlation_id: str = field(default_factory=lambda: uuid.uuid4().hex)


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(origin: Acting) -> Iterator[None]:
    """Attribute every change made inside to ``origin``."""
    token = _acting.set(origin)
    try:
        yield
    finally:
        _acting.reset(token)


def current_origin() -> Acting | None:
    """Return who acts now, or None in code that nobody asked for (a command, a sweep)."""
    return _acting.get()


def acting_in(request: HttpRequest) -> Acting:
    """Describe the request as an origin."""
    return Acting(
        actor=lambda: getattr(request, "user", None),
        address=client_address(request),
        host=request.get_host()[:253],
        via=lambda: getattr(request, "acting_via", ""),
    )


def client_address(request: HttpRequest) -> str | None:
    """Return the visitor's address.

    X-Forwarded-For is believed only as far as TRUSTED_PROXY_COUNT proxies of ours wrote it: the
    leftmost entry is whatever the visitor sent.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    if not proxies:
        return request.META.get("REMOTE_ADDR") or None
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return chain[-proxies] or None if len(chain) >= proxies else None
