"""Who works in which salon."""

from django.contrib.auth.models import Group
from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.models import User
from tenants.enums import Role
from tenants.membership.models import UserGroup
from tenants.models import SalonMembership, Tenant


def add_member(user: User, tenant: Tenant, *, role: str) -> SalonMembership:
    """Give the person a role in the salon, replacing an earlier one.

    Writes the public index and the group in the salon's schema in one transaction.
    """
    role = Role(role)
    with transaction.atomic():
        membership, _created = SalonMembership.objects.update_or_create(
            user=user, tenant=tenant, defaults={"role": role}
        )
        with tenant_context(tenant):
            UserGroup.objects.filter(user=user, group__name__in=Role.values).delete()
            UserGroup.objects.create(user=user, group=Group.objects.get(name=role))
    return membership


def remove_member(user: User, tenant: Tenant) -> None:
    """Take every right in the salon from the person. Nothing happens to a stranger."""
    with transaction.atomic():
        SalonMembership.objects.filter(user=user, tenant=tenant).delete()
        with tenant_context(tenant):
            UserGroup.objects.filter(user=user).delete()


def role_in(user: User, tenant: Tenant) -> Role | None:
    """Return the person's role in the salon, or None."""
    membership = SalonMembership.objects.filter(user=user, tenant=tenant).first()
    return Role(membership.role) if membership else None
