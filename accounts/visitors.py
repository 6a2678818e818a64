"""Where a request to sign in comes from."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from audit.context import client_address


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """The host that was asked, the address that asked, the language of the answer."""

    host: str
    address: str
    language: str


def visitor_of(request: HttpRequest) -> Visitor:
    """Describe the sender of a request."""
    return Visitor(
        host=request.get_host().lower(),
        # Visitors whose address is unknown share one window: odd proxies must not open it.
        address=client_address(request) or "unknown",
        language="en" if (get_language() or "").startswith("en") else "ar",
    )
