"""Which hosts of salons a person may come to from the platform, signed in."""

from typing import Any

from accounts.hosts import Destination
from tenants.domain.domains.hosts import canonical_host
from tenants.enums import TenantStatus
from tenants.errors import InvalidDomain
from tenants.models import Domain, SalonMembership


def destination(host: str, user: Any) -> Destination | None:
    """Return the salon's host of exactly that name, None for any other and for a closed salon.

    A suspended or closed salon is there for its own people: they pay, export or open it again. A
    platform admin may go as well; her session there lives by its support access alone. Somebody
    who has not signed in yet is asked to, before she is told.
    """
    try:
        hostname = canonical_host(host)
    except InvalidDomain:
        return None
    rows = Domain.objects.select_related("tenant").exclude(tenant__schema_name="public")
    found = rows.exclude(tenant__status=TenantStatus.ERASED).filter(domain=hostname).first()
    if found is None or not _is_open_to(found, user):
        return None
    return Destination(hostname, found.tenant.name)


def _is_open_to(domain: Domain, user: Any) -> bool:
    tenant = domain.tenant
    if tenant.is_open or not user.is_authenticated or user.is_superuser:
        return True
    return SalonMembership.objects.filter(tenant=tenant, user=user).exists()
