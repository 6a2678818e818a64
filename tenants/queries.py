"""Reads of the registry."""

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from tenants.enums import Role, TenantStatus
from tenants.models import Domain, Tenant


def primary_host(tenant: Tenant) -> str | None:
    """Return the host name that the salon's other hosts lead to."""
    return (
        Domain.objects.filter(tenant=tenant, is_primary=True)
        .values_list("domain", flat=True)
        .first()
    )


def platform_domain(tenant: Tenant) -> Domain:
    """Return the salon's host below the platform's domain; every salon has one.

    What lets somebody in (tickets, links to the back office) leads there: an own domain may not
    work yet, or may be somebody else's by now.
    """
    ours = Domain.objects.filter(tenant=tenant, domain__endswith=f".{settings.PLATFORM_DOMAIN}")
    return ours.order_by("pk")[:1].get()


def is_served(host: str) -> bool:
    """Return whether the canonical host is one of ours: the platform's or a salon's not erased."""
    found = Domain.objects.filter(domain=host).exclude(tenant__status=TenantStatus.ERASED)
    return found.exists()


def owners_of(tenant: Tenant) -> "QuerySet[User]":
    """Return the salon's owners, the longest-standing first."""
    owners = User.objects.filter(
        memberships__tenant=tenant, memberships__role=Role.OWNER, is_active=True
    )
    return owners.order_by("memberships__created_at", "pk")
