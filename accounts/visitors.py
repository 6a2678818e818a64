"""Where a request to sign in comes from."""

from dataclasses import dataclass
from ipaddress import ip_address
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from django_tenants.utils import get_public_schema_name

from audit.context import client_address, current_origin
from foundation.tenancy.models import current_schema_name


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """The host and salon that were asked, who asked by what, the language of the answer."""

    host: str
    address: str
    language: str
    # Schema of the salon whose host it is, empty on the platform's.
    salon: str = ""
    # The browser or app, where it has been here before; None for a first visit.
    device_id: UUID | None = None
    user_agent: str = ""
    is_app: bool = False
    request_id: str = ""


def visitor_of(request: HttpRequest) -> Visitor:
    """Describe the sender of a request."""
    origin, schema_name = current_origin(), current_schema_name()
    return Visitor(
        host=request.get_host().lower(),
        # Visitors whose address is unknown share one window: odd proxies must not open it.
        address=client_address(request) or "unknown",
        language="en" if (get_language() or "").startswith("en") else "ar",
        salon="" if schema_name == get_public_schema_name() else schema_name,
        device_id=getattr(request, "device_id", None),
        user_agent=request.headers.get("User-Agent", "")[:200],
        is_app=getattr(request, "is_app_client", False),
        request_id=origin.correlation_id if origin else "",
    )


def address_of(visitor: Visitor) -> str | None:
    """Return the address for a column of the database, None where it is unknown."""
    try:
        return str(ip_address(visitor.address))
    except ValueError:
        return None
