"""Reads of the registry."""

from tenants.enums import TenantStatus
from tenants.models import Domain, Tenant


def primary_host(tenant: Tenant) -> str | None:
    """Return the host name that the salon's other hosts lead to."""
    return (
        Domain.objects.filter(tenant=tenant, is_primary=True)
        .values_list("domain", flat=True)
        .first()
    )


def is_served(host: str) -> bool:
    """Return whether the canonical host is one of ours: the platform's or a salon's not erased."""
    found = Domain.objects.filter(domain=host).exclude(tenant__status=TenantStatus.ERASED)
    return found.exists()
