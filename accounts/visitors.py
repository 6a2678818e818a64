"""Where a request to sign in comes from."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import get_language
from django_tenants.utils import get_public_schema_name

from audit.context import client_address, current_origin
from foundation.tenancy.models import current_schema_name


@dataclass(kw_only=True)
class NewDevice:
    """A browser or app without a row yet: it gets one when a code is sent to it."""

    secret: str
    id: UUID = field(default_factory=uuid4)
    # The row was made: the answer takes the secret along.
    is_kept: bool = False


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
    # What it may become known by from now on; None where nothing can be remembered.
    new_device: NewDevice | None = field(default=None, compare=False)
    user_agent: str = ""
    is_app: bool = False
    request_id: str = ""


def visitor_of(request: HttpRequest) -> Visitor:
    """Describe the sender of a request."""
    origin, schema_name = current_origin(), current_schema_name()
    device = getattr(request, "device", None)
    return Visitor(
        host=request.get_host().lower(),
        # Visitors whose address is unknown share one window: odd proxies must not open it.
        address=client_address(request) or "unknown",
        language="en" if (get_language() or "").startswith("en") else "ar",
        salon="" if schema_name == get_public_schema_name() else schema_name,
        device_id=device.id if device else None,
        new_device=device.new if device else None,
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
