"""Who works in which salon: the writes. Who may ask for them: ``changes``, ``invitations``."""

from django.contrib.auth.models import Group
from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.domain.sessions.ends import end_sessions
from accounts.locks import lock_person
from accounts.models import User
from tenants.domain.people.rights import forget_holder
from tenants.enums import Role
from tenants.errors import LastOwner, PlatformPerson
from tenants.locks import lock_tenant
from tenants.membership.models import UserGroup, UserPermission
from tenants.models import SalonMembership, Tenant
from tenants.signals import member_joined, member_left


def add_member(
    user: User, tenant: Tenant, *, role: str, staff_row: int | None = None
) -> SalonMembership:
    """Give the person a role in the salon, replacing an earlier one.

    Writes the public index and the group in the salon's schema in one transaction, and tells the
    apps above (``member_joined``: links the team's ``staff_row`` to her). The change is in the
    salon's log. Raises LastOwner and PlatformPerson.
    """
    role = Role(role)
    if user.is_superuser:
        raise PlatformPerson
    with transaction.atomic(), tenant_context(tenant):
        lock_tenant(tenant.pk)
        if role != Role.OWNER:
            _refuse_last_owner(user, tenant)
        membership, _created = SalonMembership.objects.update_or_create(
            user=user, tenant=tenant, defaults={"role": role}
        )
        UserGroup.objects.filter(user=user).delete()
        UserGroup.objects.create(user=user, group=Group.objects.get(name=role))
        member_joined.send(sender=Tenant, tenant=tenant, user=user, staff_row=staff_row)
    forget_holder(user)
    return membership


def remove_member(user: User, tenant: Tenant, *, although_last: bool = False) -> bool:
    """Take every right in the salon from the person; return whether she had any.

    In one transaction: membership, groups, her link to the team, her sessions on each host of the
    salon. What she booked as a customer stays, and so does every other salon. ``although_last``:
    her account is no longer hers. Raises LastOwner.
    """
    with transaction.atomic(), tenant_context(tenant):
        # Before the salon, as whoever takes her number away from her does (docs/locking.md).
        lock_person(user.pk)
        lock_tenant(tenant.pk)
        membership = SalonMembership.objects.filter(user=user, tenant=tenant).first()
        if membership is None:
            return False
        if not although_last:
            _refuse_last_owner(user, tenant)
        membership.delete()
        UserGroup.objects.filter(user=user).delete()
        UserPermission.objects.filter(user=user).delete()
        member_left.send(sender=Tenant, tenant=tenant, user=user)
        end_sessions(user, hosts=list(tenant.domains.values_list("domain", flat=True)))
    forget_holder(user)
    return True


def role_in(user: User, tenant: Tenant) -> Role | None:
    """Return the person's role in the salon, or None."""
    membership = SalonMembership.objects.filter(user=user, tenant=tenant).first()
    return Role(membership.role) if membership else None


def _refuse_last_owner(user: User, tenant: Tenant) -> None:
    """Raise LastOwner if the salon's only owner is the person. Its registry row is locked.

    Somebody whose account is closed cannot sign in: she does not count.
    """
    owners = SalonMembership.objects.filter(tenant=tenant, role=Role.OWNER)
    if not owners.filter(user=user).exists():
        return
    if not owners.filter(user__is_active=True).exclude(user=user).exists():
        raise LastOwner
