"""Reads over the registry of salons."""

from django.db.models import QuerySet

from accounts.models import User
from tenants.enums import Role
from tenants.models import Tenant


def owners_of(tenant: Tenant) -> "QuerySet[User]":
    """Return the salon's owners, the longest-standing first."""
    owners = User.objects.filter(
        memberships__tenant=tenant, memberships__role=Role.OWNER, is_active=True
    )
    return owners.order_by("memberships__created_at", "pk")


def resting_schemas() -> list[str]:
    """Return the schemas of salons that are being moved: sweeps leave their rows alone."""
    resting = Tenant.objects.filter(is_read_only=True)
    return list(resting.values_list("schema_name", flat=True))
